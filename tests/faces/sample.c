/* sample PREFIX: the tests' own hostile document, in PREFIX.json, .html, .xlsx and .KEY.csv. */
#include <stdio.h>
#include <stdlib.h>

#include "../out/sample.h"
#include "base/str.h"
#include "out/out.h"

static void
keep(struct arena *arena, const char *prefix, const char *ending, struct buf *out)
{
	FILE *file = fopen(arena_printf(arena, "%s.%s", prefix, ending), "wb");

	if (file == NULL || fwrite(out->data, 1, out->length, file) != out->length || fclose(file) != 0) {
		perror(prefix);
		exit(1);
	}
	buf_clear(out);
}

int
main(int argc, char *argv[])
{
	struct arena *arena = arena_new();
	struct doc *doc = sample_doc(arena);
	struct err err = {0};
	struct buf out;
	int rc = 0;

	if (argc != 2)
		return 2;
	buf_init(&out);
	rc |= json_write(&out, doc, &err);
	keep(arena, argv[1], "json", &out);
	html_write(&out, doc);
	keep(arena, argv[1], "html", &out);
	rc |= xlsx_write(&out, doc, "@contact", &err);
	keep(arena, argv[1], "xlsx", &out);
	for (size_t i = 0; i < doc->count; i++) {
		const struct table *table = doc->blocks[i].table;

		if (table == NULL)
			continue;
		rc |= csv_write(&out, doc, table->key, &err);
		keep(arena, argv[1], arena_printf(arena, "%s.csv", table->key), &out);
		rc |= csvw_write(&out, doc, table->key, arena_printf(arena, "sample.%s.csv", table->key), &err);
		keep(arena, argv[1], arena_printf(arena, "%s.csv-metadata.json", table->key), &out);
	}
	buf_close(&out);
	if (rc != 0)
		fprintf(stderr, "%s\n", err.text);
	arena_free(arena);
	return rc == 0 ? 0 : 1;
}
