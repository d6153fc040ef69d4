/* Headers that every answer has stand here, so that no page can forget them. */
#include "http/response.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { ETAG_BYTES = 16, ETAG_TEXT = 25 };

static const char policy[] =
	"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
	"X-Content-Type-Options: nosniff\r\n"
	"X-Frame-Options: DENY\r\n"
	"Referrer-Policy: no-referrer\r\n"
	"Cross-Origin-Opener-Policy: same-origin\r\n"
	"Cross-Origin-Resource-Policy: same-origin\r\n"
	"Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

static const struct {
	unsigned status;
	const char *text;
} texts[] = {
	{200, "OK"},
	{303, "See Other"},
	{304, "Not Modified"},
	{400, "Bad Request"},
	{401, "Unauthorized"},
	{403, "Forbidden"},
	{404, "Not Found"},
	{405, "Method Not Allowed"},
	{409, "Conflict"},
	{410, "Gone"},
	{413, "Content Too Large"},
	{415, "Unsupported Media Type"},
	{422, "Unprocessable Content"},
	{429, "Too Many Requests"},
	{500, "Internal Server Error"},
	{503, "Service Unavailable"},
};

const char *
status_text(unsigned status)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].status == status)
			return texts[i].text;
	return "Unknown";
}

void
response_init(struct response *response)
{
	*response = (struct response){.status = 200};
	buf_init(&response->body);
}

static void
drop_file(struct response *response)
{
	if (response->file != NULL)
		fclose(response->file);
	response->file = NULL;
}

void
response_file(struct response *response, FILE *file)
{
	drop_file(response);
	response->file = file;
}

void
response_close(struct response *response)
{
	drop_file(response);
	buf_close(&response->body);
}

void
response_clear(struct response *response, struct arena *arena)
{
	response->arena = arena;
	response->status = 200;
	response->type = NULL;
	response->header_count = 0;
	buf_clear(&response->body);
	drop_file(response);
}

void
response_header(struct response *response, const char *name, const char *format, ...)
{
	va_list args;
	char text[8192];
	int length;

	va_start(args, format);
	length = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (length < 0 || (size_t)length >= sizeof(text) || response->header_count == HEADERS_MOST)
		return;
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			return;
	response->headers[response->header_count++] = (struct field){name, arena_string(response->arena, text)};
}

void
response_redirect(struct response *response, const char *location)
{
	response->status = 303;
	response->type = NULL;
	buf_clear(&response->body);
	response_header(response, "Location", "%s", location);
}

bool
response_tagged(struct response *response, const struct request *request, const char *tag, bool kept)
{
	response_header(response, "ETag", "\"%s\"", tag);
	if (kept)
		response_header(response, "Cache-Control", "private, no-cache");
	/* The tag is 128 bits of hash, or more: found anywhere in the list, weak or not, it is this one. */
	if (request->if_none_match == NULL || strstr(request->if_none_match, tag) == NULL)
		return false;
	response->status = 304;
	response->type = NULL;
	buf_clear(&response->body);
	return true;
}

void
response_etag(struct response *response, const struct request *request)
{
	unsigned char hash[ETAG_BYTES];
	char tag[ETAG_TEXT];

	if (response->status != 200)
		return;
	crypto_generichash(
		hash, sizeof(hash), (const unsigned char *)response->body.data, response->body.length, NULL, 0);
	sodium_bin2base64(tag, sizeof(tag), hash, sizeof(hash), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	response_tagged(response, request, tag, true);
}

static const char *
header_value(const struct response *response, const char *name)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (strcmp(response->headers[i].name, name) == 0)
			return response->headers[i].value;
	return NULL;
}

/* From its beginning; -1: it cannot be read. */
static long
file_length(FILE *file)
{
	long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;

	rewind(file);
	return length;
}

static void
send_file(FILE *file, const struct backend *backend)
{
	char block[65536];
	size_t length;

	while ((length = fread(block, 1, sizeof(block), file)) > 0)
		backend->write(backend->context, block, length);
}

void
response_send(const struct response *response, const struct request *request, const struct backend *backend)
{
	struct buf head;

	buf_init(&head);
	buf_printf(&head, "Status: %u %s\r\n", response->status, status_text(response->status));
	if (response->type != NULL)
		buf_printf(&head, "Content-Type: %s\r\n", response->type);
	if (response->status != 304)
		buf_printf(&head, "Content-Length: %ld\r\n",
			response->file != NULL ? file_length(response->file) : (long)response->body.length);
	for (size_t i = 0; i < response->header_count; i++)
		buf_printf(&head, "%s: %s\r\n", response->headers[i].name, response->headers[i].value);
	if (header_value(response, "Cache-Control") == NULL)
		buf_text(&head, "Cache-Control: no-store\r\n");
	buf_text(&head, policy);
	buf_text(&head, "\r\n");
	backend->write(backend->context, head.data, head.length);
	if (request->method != METHOD_HEAD && response->file != NULL)
		send_file(response->file, backend);
	else if (request->method != METHOD_HEAD)
		backend->write(backend->context, response->body.data, response->body.length);
	buf_close(&head);
}
