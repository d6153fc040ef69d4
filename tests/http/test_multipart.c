/* Forms with a file: what is taken, what is refused, and bodies damaged at random. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "http/multipart.h"

#include "../check.h"

#define TYPE "multipart/form-data; boundary=xYz"
#define FIELD(name, value) "--xYz\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, bytes)                                                                                         \
	"--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" name "\"\r\n"                            \
	"Content-Type: application/pdf\r\n\r\n" bytes "\r\n"
#define END "--xYz--\r\n"

static struct arena *arena;
static struct fields fields;
static struct upload file;
static struct err err;

static bool
takes(const char *type, const char *body, size_t length)
{
	/* A copy of just this length: whatever reads past it is noticed by the sanitizers. */
	char *copy = malloc(length > 0 ? length : 1);
	bool good;

	memcpy(copy, body, length);
	err = (struct err){0};
	arena_reset(arena);
	good = multipart_read(arena, type, copy, length, &fields, &file, &err) == 0;
	if (good && file.field != NULL)
		file.bytes = arena_bytes(arena, file.bytes, file.length);
	free(copy);
	return good;
}

#define TAKES(type, body) takes((type), (body), sizeof(body) - 1)

static void
test_good(void)
{
	static const char body[] =
		FIELD("item", "7") FILE_PART("a b.pdf", "%PDF\0\r\n--xY\r\r\n--xY") FIELD("title", "Über\r\nuns") END;

	CHECK(TAKES(TYPE, body));
	CHECK_TEXT(field_value(&fields, "item"), "7");
	CHECK_TEXT(field_value(&fields, "title"), "Über\r\nuns");
	CHECK_TEXT(file.field, "file");
	CHECK_TEXT(file.name, "a b.pdf");
	CHECK(file.length == 18 && memcmp(file.bytes, "%PDF\0\r\n--xY\r\r\n--xY", 18) == 0);
	CHECK(TAKES("Multipart/Form-Data;boundary=\"xYz\"", body));
	CHECK(TAKES(TYPE, FIELD("a", "") "--xYz--"));
	CHECK(TAKES(TYPE, FILE_PART("", "") END) && file.length == 0 && *file.name == '\0');
	CHECK(TAKES(TYPE, FILE_PART("C:\\x\\../..\\é.pdf", "x") END));
	CHECK_TEXT(file.name, "é.pdf");
}

static void
test_bad(void)
{
	CHECK(!TAKES("multipart/form-data", FIELD("a", "b") END));
	CHECK(!TAKES("multipart/form-data; boundary=", FIELD("a", "b") END));
	CHECK(!TAKES("multipart/form-data; boundary=xYz; x=y", FIELD("a", "b") END));
	CHECK(!TAKES("multipart/form-data; boundary=\"xYz", FIELD("a", "b") END));
	CHECK(!TAKES("multipart/mixed; boundary=xYz", FIELD("a", "b") END));
	CHECK(!TAKES(TYPE "012345678901234567890123456789012345678901234567890123456789012345678", "x"));
	CHECK(!TAKES(TYPE, ""));
	CHECK(!TAKES(TYPE, "preamble\r\n" FIELD("a", "b") END));
	CHECK(!TAKES(TYPE, FIELD("a", "b") END "epilogue"));
	CHECK(!TAKES(TYPE, FIELD("a", "b"))); /* torn */
	CHECK(!TAKES(TYPE, FIELD("a", "b") "--xYz"));
	CHECK(!TAKES(TYPE, FIELD("a", "b") FIELD("a", "c") END));
	CHECK(strstr(err.text, "\"a\" was sent twice") != NULL);
	CHECK(!TAKES(TYPE, FIELD("a", "b\0c") END));
	CHECK(!TAKES(TYPE, FIELD("a", "\xFF") END));
	CHECK(!TAKES(TYPE, FIELD("A", "b") END));
	CHECK(!TAKES(TYPE, FIELD("", "b") END));
	CHECK(!TAKES(TYPE, FILE_PART("a", "1") FILE_PART("b", "2") END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Type: text/plain\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''x\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE,
		"--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\r\nContent-Disposition: form-data; name=\"a\0b\"\r\n\r\nx\r\n" END));
	CHECK(!TAKES(TYPE, "--xYz\nContent-Disposition: form-data; name=\"a\"\n\nx\n--xYz--\n"));
}

static void
test_limits(void)
{
	struct buf body;

	buf_init(&body);
	for (int i = 0; i < PARTS_MOST; i++)
		buf_printf(&body, "--xYz\r\nContent-Disposition: form-data; name=\"f%d\"\r\n\r\nx\r\n", i);
	buf_text(&body, "--xYz--\r\n");
	CHECK(takes(TYPE, body.data, body.length) && fields.count == PARTS_MOST);
	body.length -= strlen("--xYz--\r\n");
	buf_text(&body, FIELD("more", "x") END);
	CHECK(!takes(TYPE, body.data, body.length));
	buf_clear(&body);
	buf_text(&body, "--xYz\r\nContent-Type: ");
	for (int i = 0; i < PART_HEADERS_MOST; i++)
		buf_char(&body, 'a');
	buf_text(&body, "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n" END);
	CHECK(!takes(TYPE, body.data, body.length));
	buf_clear(&body);
	buf_text(&body, "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
	for (int i = 0; i <= FIELD_VALUE_MOST; i++)
		buf_char(&body, 'a');
	buf_text(&body, "\r\n" END);
	CHECK(!takes(TYPE, body.data, body.length));
	/* Twenty million bytes that each might begin the end are gone through once. */
	buf_clear(&body);
	buf_text(&body, "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n");
	for (int i = 0; i < 5000000; i++)
		buf_text(&body, "\r\n--");
	buf_text(&body, "\r\n" END);
	CHECK(takes(TYPE, body.data, body.length) && file.length == 20000000);
	buf_close(&body);
}

/* Bytes changed, cut out and doubled: refused or read, and never past the end. */
static void
test_damaged(void)
{
	static const char good[] = FIELD("item", "7") FILE_PART("a.pdf", "%PDF-1.7\r\n") FIELD("t", "x") END;
	size_t taken = 0, length;
	char body[sizeof(good) * 2];

	srand(1);
	for (int round = 0; round < 50000; round++) {
		memcpy(body, good, sizeof(good) - 1);
		length = sizeof(good) - 1;
		for (int n = rand() % 4; n >= 0; n--) {
			size_t at = (size_t)rand() % length, part = (size_t)rand() % (length - at);

			switch (rand() % 4) {
			case 0:
				body[at] = (char)(rand() % 256);
				break;
			case 1:
				body[at] = "\r\n-\";:xYz="[rand() % 10];
				break;
			case 2:
				memmove(body + at, body + at + part, length - at - part);
				length -= part;
				break;
			default:
				if (length + part > sizeof(body))
					break;
				memmove(body + at + part, body + at, length - at);
				length += part;
			}
			if (length == 0)
				break;
		}
		taken += takes(TYPE, body, length);
	}
	CHECK(taken > 0 && taken < 25000);
	for (length = 0; length < sizeof(good) - 3; length++)
		if (takes(TYPE, good, length))
			break;
	CHECK(length == sizeof(good) - 3); /* no upload that was torn is taken for a whole one */
}

int
main(void)
{
	arena = arena_new();
	test_good();
	test_bad();
	test_limits();
	test_damaged();
	arena_free(arena);
	return check_done();
}
