/* short: 3000 runs */
/* An answer of Modern.gov's web service: whatever it is, what is read of it is text that the database takes. */
#define _GNU_SOURCE
#include <unistd.h>

#include "../../src/intake/problem.h"
#include "../../src/intake/xml.h"
#include "fuzz.h"
#include "intake/intake.h"

static void
check_plain(struct arena *arena, const char *text, bool flat)
{
	const char *plain = html_plain(arena, text, flat);

	fuzz_text(plain);
	MUST(!flat || strchr(plain, '\n') == NULL);
	MUST(strstr(plain, "\n\n\n") == NULL && *plain != ' ' && *plain != '\n');
	for (const char *c = plain; *c != '\0'; c++)
		MUST((unsigned char)*c >= 0x20 || *c == '\n');
}

static void
check_tree(struct arena *arena, const struct xml *element, unsigned depth)
{
	MUST(depth < XML_DEPTH_MOST && element->line > 0);
	fuzz_text(element->name);
	fuzz_text(element->text);
	check_plain(arena, element->text, false);
	check_plain(arena, element->text, true);
	for (const struct xml *one = element->first; one != NULL; one = one->next)
		check_tree(arena, one, depth + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char folder[] = "/tmp/moothall-fuzz.XXXXXX";
	static const struct rows none = {0};
	struct arena *arena = fuzz_arena();
	struct intake *intake = intake_new(arena, "folder");
	const char *text = arena_bytes(arena, (const char *)data, size);
	const struct intake_document *documents;
	const struct problem *problems;
	struct err err = {0};
	struct xml *root = xml_read(arena, text, size, &err);
	const char *path;
	FILE *file;

	MUST((root == NULL) == (err.code != ERR_NONE));
	if (root != NULL)
		check_tree(arena, root, 0);
	if (utf8_valid(text, strlen(text)))
		check_plain(arena, text, size % 2 == 0);
	if (strstr(folder, "XXXXXX") != NULL)
		MUST(mkdtemp(folder) != NULL);
	path = arena_printf(arena, "%s/answer.xml", folder);
	file = fopen(path, "wb");
	MUST(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
	err = (struct err){0};
	MUST(intake_moderngov(intake, folder, &none, &err) == 0);
	for (size_t i = 0; i < intake_problems(intake, &problems); i++)
		fuzz_text(problem_text(arena, &problems[i]));
	for (size_t i = 0; i < intake->part_count; i++) {
		json_t *rows = json_loads(intake->parts[i].rows, 0, NULL);

		MUST(json_array_size(rows) == intake->parts[i].row_count);
		json_decref(rows);
	}
	for (size_t i = 0; i < intake_documents(intake, &documents); i++)
		MUST(str_starts(documents[i].path, folder));
	return 0;
}
