/*
 * Characters that no font has. Each is drawn as U+FFFD, carries itself as what is read out and
 * copied, and is named at the end of the document, so that no sign is lost without a word.
 */
#include "../layout/block.h"
#include "../pdf.h"
#include "text.h"

enum { NAMED = 40, REMEMBERED = 1000 };

void
missing_add(struct pdf *pdf, uint32_t code)
{
	struct fonts *fonts = &pdf->fonts;

	for (size_t i = 0; i < fonts->missing_count; i++)
		if (fonts->missing[i] == code)
			return;
	if (fonts->missing_count == REMEMBERED)
		return;
	fonts->missing = arena_grow(
		pdf->arena, fonts->missing, fonts->missing_count, &fonts->missing_room, sizeof(*fonts->missing));
	fonts->missing[fonts->missing_count++] = code;
}

/* Hebrew, Arabic, Syriac, Thaana, NKo and their like, and their presentation forms. */
static bool
runs_leftwards(uint32_t code)
{
	return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
		(code >= 0xFE70 && code <= 0xFEFE) || (code >= 0x10800 && code <= 0x10FFF) ||
		(code >= 0x1E800 && code <= 0x1EFFF);
}

static void
measure(struct pdf *pdf, const char *text)
{
	if (text != NULL)
		string_width(pdf, text, 1, false);
}

/* What is measured only when it is drawn, after the note: charts, and the pages' headers. */
static void
measure_late(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->doc->count; i++) {
		const struct block *block = &pdf->doc->blocks[i];
		const struct chart *chart = block->chart;

		measure(pdf, block->running);
		if (chart == NULL)
			continue;
		measure(pdf, chart->unit);
		for (size_t k = 0; k < chart->label_count; k++)
			measure(pdf, chart->labels[k]);
		for (size_t k = 0; k < chart->series_count; k++)
			measure(pdf, chart->series[k].label);
	}
}

void
missing_note(struct pdf *pdf)
{
	const struct fonts *fonts = &pdf->fonts;
	bool leftwards = false;
	struct text text;
	struct buf buf;

	measure_late(pdf);
	if (fonts->missing_count == 0)
		return;
	buf_init(&buf);
	buf_text(&buf,
		"The fonts of this document do not have every character in it. \xEF\xBF\xBD stands for "
		"each of these: ");
	for (size_t i = 0; i < fonts->missing_count; i++) {
		leftwards = leftwards || runs_leftwards(fonts->missing[i]);
		if (i < NAMED)
			buf_printf(&buf, "%sU+%04X", i > 0 ? ", " : "", (unsigned)fonts->missing[i]);
	}
	buf_text(&buf, fonts->missing_count > NAMED ? " and others." : ".");
	if (leftwards)
		buf_text(&buf,
			" Some are of a script that runs from right to left, which is not "
			"printed.");
	buf_text(&buf, " The page on the screen shows them.");
	text = text_of(pdf, arena_bytes(pdf->arena, buf.data, buf.length));
	buf_close(&buf);
	note_write(pdf, &text, pdf->plan->size);
}

void
missing_find(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->fonts.missing_count; i++)
		doc_finding(pdf->checked, SEVERITY_FAILS, "The layout",
			arena_printf(pdf->checked->arena,
				"No font has the character U+%04X: it is printed as a sign that stands "
				"for it.",
				(unsigned)pdf->fonts.missing[i]),
			"Write it in another way.");
}
