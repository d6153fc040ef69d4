/* short: 12000 runs */
/* A paper or a commentary: Markdown with directives, as a page and as JSON. */
#include <jansson.h>
#include <stdbool.h>
#include <strings.h>

#include "doc/markdown.h"
#include "fuzz.h"
#include "out/out.h"

static const char *
answer(void *context, const struct directive *d, struct err *err)
{
	(void)context;
	fuzz_text(d->name);
	for (size_t i = 0; i < d->option_count; i++)
		MUST(directive_option(d, d->keys[i]) != NULL);
	if (d->argument_count == 0) {
		err_set(err, ERR_INPUT, "{{%s}} takes an argument", d->name);
		return NULL;
	}
	return d->arguments[0];
}

static int
block(void *context, struct doc *doc, const struct directive *d, struct err *err)
{
	(void)context;
	(void)err;
	if (strcmp(d->name, "text") == 0)
		return 1;
	doc_heading(doc, 2, NULL, d->name);
	return 0;
}

/*
 * Text between tags has no "<" of its own: what begins with one is markup, and that is ours, its attributes too; what
 * stands in their quotes is not.
 */
static void
check_tags(const char *html)
{
	while ((html = strchr(html, '<')) != NULL) {
		bool quoted = false;

		for (; *html != '\0' && (quoted || *html != '>'); html++) {
			MUST(quoted || strncasecmp(html, " on", 3) != 0);
			MUST(quoted || strncasecmp(html, "=\"javascript:", 13) != 0);
			quoted ^= *html == '"';
		}
	}
}

static void
write_faces(const struct doc *doc)
{
	struct buf out;
	struct err err = {0};
	json_t *json;

	buf_init(&out);
	html_write(&out, doc);
	MUST(utf8_valid(out.data, out.length));
	MUST(strstr(out.data, "<fuzz") == NULL);
	check_tags(out.data);
	buf_clear(&out);
	if (json_write(&out, doc, &err) == 0) {
		json = json_loads(out.data, 0, NULL);
		MUST(json != NULL);
		json_decref(json);
	}
	buf_close(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct directive_handler handler = {NULL, answer, block};
	struct arena *arena = fuzz_arena();
	const char *text = arena_bytes(arena, (const char *)data, size);
	struct doc *doc = doc_new(arena, "paper", "Paper");
	struct err err = {0};

	if (!utf8_valid(text, strlen(text)))
		return 0;
	if (markdown_read(doc, text, 1, &handler, &err) != 0) {
		MUST(err.code == ERR_INPUT);
		fuzz_text(err.text);
		return 0;
	}
	write_faces(doc);
	return 0;
}
