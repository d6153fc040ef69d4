/*
 * Font programs about as long as a multiple of 4,096 bytes, which is what libharu has trouble with;
 * and where it does fail, a sentence and no crash. The fonts are the build's, in memory that can
 * be changed.
 */
#include <stdlib.h>

#include "base/embedded.h"
#include "out/out.h"

#include "../check.h"

enum { ROOM = 160000, LETTERS = 60, SUMS = 12000, BLOCK = 4096, AROUND = 16 };
enum { DIRECTORY = 12 + 13 * 16 }; /* what libharu writes before a font's tables */

static unsigned char bytes[4][ROOM];

/* In the place of the compiled-in ones. */
const struct embedded embedded_fonts[] = {{"sans.ttf", bytes[0], ROOM}, {"sans-bold.ttf", bytes[1], ROOM},
	{"more.ttf", bytes[2], ROOM}, {"more-bold.ttf", bytes[3], ROOM}, {NULL, NULL, 0}};

static size_t weights[LETTERS]; /* what a letter adds to the font's tables */
static int made_by[SUMS];       /* the last letter of this sum; -1: no letters have it */

static bool
load_fonts(void)
{
	bool good = true;

	for (int i = 0; i < 4; i++) {
		char path[64];
		FILE *file;

		snprintf(path, sizeof(path), "fonts/%s", embedded_fonts[i].name);
		file = fopen(path, "rb");
		good = file != NULL && fread(bytes[i], 1, ROOM, file) > 1000 && good;
		if (file != NULL)
			fclose(file);
	}
	return good;
}

/* Takes the program away that every font has: its table gets a name that nobody asks for. */
static void
hide_program(unsigned char *font)
{
	unsigned tables = (unsigned)font[4] << 8 | font[5];

	for (unsigned i = 0; i < tables; i++)
		if (memcmp(font + 12 + i * 16, "prep", 4) == 0)
			memcpy(font + 12 + i * 16, "none", 4);
}

/* As libharu says it in the file; the plain font's comes first, then the bold one's. */
static size_t
tables_length(const struct buf *pdf, bool bold)
{
	size_t skip = bold ? 1 : 0;

	for (size_t at = 0; at + 9 < pdf->length; at++)
		if (memcmp(pdf->data + at, "/Length1 ", 9) == 0 && skip-- == 0)
			return (size_t)strtoul(pdf->data + at + 9, NULL, 10) - DIRECTORY;
	return 0;
}

/* The length of the font's tables in a document of this text; 0: it could not be written. */
static size_t
write_text(const char *text, bool bold, struct err *err)
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "test", "");
	size_t length = 0;
	struct buf out;

	buf_init(&out);
	doc_paragraph(doc, text)->text.spans[0].strong = bold;
	if (pdf_write(&out, doc, &page_plan_a4, NULL, err) == 0)
		length = tables_length(&out, bold);
	else if (out.length > 0)
		CHECK(!"nothing is left of what failed");
	buf_close(&out);
	arena_free(arena);
	return length;
}

static char
letter(int i)
{
	return (char)(i < 10 ? '0' + i : i < 36 ? 'A' + i - 10 : 'a' + i - 36);
}

/* Which sums can be made of the letters, each at most once. Returns what all texts have. */
static size_t
weigh(bool bold)
{
	struct err err = {0};
	size_t base = write_text("-", bold, &err);

	for (size_t sum = 0; sum < SUMS; sum++)
		made_by[sum] = sum == 0 ? 0 : -1;
	for (int i = 0; i < LETTERS; i++) {
		const char text[] = {'-', letter(i), '\0'};

		weights[i] = write_text(text, bold, &err) - base;
		for (size_t sum = SUMS - 1; weights[i] > 0 && sum >= weights[i]; sum--)
			if (made_by[sum] < 0 && made_by[sum - weights[i]] >= 0)
				made_by[sum] = i;
	}
	CHECK_TEXT(err.text, "");
	return base;
}

/* A text whose letters weigh so much; false: there is none. */
static bool
spell(size_t sum, char text[LETTERS + 2])
{
	size_t length = 0;

	text[length++] = '-';
	if (sum >= SUMS || made_by[sum] < 0)
		return false;
	for (; sum > 0; sum -= weights[made_by[sum]])
		text[length++] = letter(made_by[sum]);
	text[length] = '\0';
	return true;
}

/* All lengths about a multiple of 4,096: wherever in the font libharu looks, one of them ends there. */
static void
test_lengths(bool bold)
{
	size_t base = weigh(bold);
	unsigned exact = 0, wrong = 0;
	char text[LETTERS + 2];

	for (size_t block = BLOCK; block < base + SUMS; block += BLOCK)
		for (size_t length = block - AROUND; length <= block + AROUND; length++) {
			struct err err = {0};

			if (length < base || !spell(length - base, text))
				continue;
			exact += length == block;
			if (write_text(text, bold, &err) == length)
				continue;
			printf("# %zu bytes: %s: \"%s\"\n", length, err.text, text);
			wrong++;
		}
	CHECK(exact >= 2);
	CHECK(wrong == 0);
}

/* A font without a program of its own: what libharu cannot write is a fault that is reported. */
static void
test_failure(void)
{
	struct err err = {0};
	char text[LETTERS + 2];
	size_t base, length = BLOCK;

	hide_program(bytes[0]);
	base = weigh(false);
	while (length < base || !spell(length - base, text))
		length += BLOCK;
	CHECK(length < base + SUMS);
	CHECK(write_text(text, false, &err) == 0);
	CHECK(err.code == ERR_SYSTEM);
	CHECK_TEXT(err.text, "the PDF library failed with code 0x1033");
	err = (struct err){0};
	CHECK(write_text("-", false, &err) == base);
}

/* libharu forgets its own buffer (136 bytes) of a font that it cannot write: that leak is not ours to mend. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:HPDF_GetMem";
}

int
main(void)
{
	CHECK(load_fonts());
	test_lengths(false);
	test_lengths(true);
	test_failure();
	return check_done();
}
