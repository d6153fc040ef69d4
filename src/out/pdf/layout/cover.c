/* The cover of a pack, and its contents. */
#include "out/qr.h"
#include "../ink/text.h"
#include "../pdf.h"
#include "block.h"
#include "flow.h"

#include <math.h>
#include <string.h>

static void
cover_text(
	struct pdf *pdf, const char *text, double size, bool bold, enum colour colour, double before, const char *type)
{
	const struct setting setting = {
		.style = {.size = size, .bold = bold, .colour = colour}, .before = before, .keep = true};
	struct text whole = text_of(pdf, text);

	if (!str_blank(text))
		text_flow(pdf, &whole, &setting, node_new(pdf, pdf->tags.root, type));
}

static void
cover_band(struct pdf *pdf, double space)
{
	struct slab *slab = slab_new(pdf);

	slab->height = space;
	slab->keep = true;
	slab_box(pdf, slab, 0, space / 2, flow_width(pdf, pdf->landscape), 4, COLOUR_BRAND);
	flow_slab(pdf, slab);
}

static void
cover_mark(struct pdf *pdf, const struct picture *mark)
{
	const double most = flow_width(pdf, false) / 2, high = pdf->plan->size * 6;
	const double dots = (double)mark->width / (double)mark->height;
	struct slab *slab = slab_new(pdf);
	struct piece *piece = slab_piece(pdf, slab, PIECE_PICTURE);
	struct node *node = node_new(pdf, pdf->tags.root, "Figure");

	node->alternative = text_clean(pdf, mark->alternative);
	piece->width = (float)fmin(high * dots, most);
	piece->height = (float)fmin(high, most / dots);
	piece->picture = mark;
	piece->node = node;
	slab->height = (double)piece->height + pdf->plan->size;
	slab->keep = true;
	flow_slab(pdf, slab);
}

/* Adds the lines of a text at the right of a QR code; returns where they end. */
static double
beside_pattern(struct pdf *pdf, struct slab *slab, struct span *span, double left, double y, struct node *node)
{
	const double size = pdf->plan->size;
	const struct style style = {.size = size};
	const struct text text = {span, 1};
	struct lines lines;

	text_break(pdf, &text, &style, flow_width(pdf, false) - left, node, &lines);
	for (size_t i = 0; i < lines.count; i++, y += size * pdf->plan->leading)
		slab_line(pdf, slab, &lines.line[i], left, y + size);
	arena_reset(pdf->scratch);
	return y;
}

/* Where the same is read on the screen. */
static void
cover_address(struct pdf *pdf, const char *address)
{
	const double size = pdf->plan->size, side = size * (pdf->plan->even ? 6 : 8);
	struct node *words = node_new(pdf, pdf->tags.root, "P"), *link = node_new(pdf, pdf->tags.root, "P");
	struct node *figure = node_new(pdf, pdf->tags.root, "Figure");
	struct span says = {.text = "Read this pack on the screen, with its figures as data:"};
	struct span leads = {.text = address, .href = address};
	const struct qr *pattern = qr_new(pdf->arena, address, NULL);
	struct slab *slab = slab_new(pdf);
	struct piece *piece;
	double end;

	if (pattern == NULL) {
		pdf_fail(pdf, "an address is too long for a QR code: \"%.80s\"", address);
		return;
	}
	figure->alternative = arena_printf(pdf->arena, "QR code of the address %s", address);
	end = beside_pattern(pdf, slab, &says, side + size, size, words);
	end = beside_pattern(pdf, slab, &leads, side + size, end, link);
	piece = slab_piece(pdf, slab, PIECE_PATTERN);
	piece->width = piece->height = (float)side;
	piece->pattern = pattern;
	piece->node = figure;
	slab->before = size * 1.5;
	slab->height = fmax(side, end);
	flow_slab(pdf, slab);
}

void
cover_write(struct pdf *pdf, const struct cover *cover)
{
	const double size = pdf->plan->size, air = pdf->plan->even ? 0.5 : 1;

	flow_break(pdf);
	pdf->cover = true;
	if (cover->mark.width > 0)
		cover_mark(pdf, &cover->mark);
	cover_text(pdf, cover->body, size * 1.5, true, COLOUR_BRAND, 0, "P");
	cover_band(pdf, size * 6 * air);
	cover_text(pdf, cover->committee, size * 2.6, true, COLOUR_TEXT, size, "P");
	cover_text(pdf, cover->title, size * 1.7, false, COLOUR_TEXT, size, "H1");
	pdf->heading_level = 1;
	cover_band(pdf, size * 5 * air);
	facts_write(pdf, cover->facts, cover->fact_count, true);
	if (!str_blank(cover->notice)) {
		struct text notice = text_of(pdf, cover->notice);

		note_write(pdf, &notice, size * 2.5);
	}
	if (!str_blank(cover->address))
		cover_address(pdf, cover->address);
	flow_break(pdf);
	pdf->cover = false;
}

static void
entry_piece(struct pdf *pdf, struct slab *slab, enum piece_kind kind, const struct style *style, const char *text,
	double x, double width)
{
	struct piece *piece = slab_piece(pdf, slab, kind);

	piece->text = text;
	piece->length = (uint32_t)strlen(text);
	piece->x = (float)x;
	piece->y = (float)style->size;
	piece->width = (float)width;
	piece->size = (float)style->size;
	piece->bold = style->bold;
	piece->colour = (uint8_t)style->colour;
}

/* Dots from the end of the text, and the page's number at the margin. */
static void
entry_end(struct pdf *pdf, struct slab *slab, const struct style *style, double from, double width, double digits)
{
	struct style plain = {.size = style->size, .colour = COLOUR_MUTED};

	from += style->size * 0.3;
	if (width - digits - from > 0)
		entry_piece(pdf, slab, PIECE_LEADER, &plain, "", from, width - digits - from);
	entry_piece(pdf, slab, PIECE_NUMBER, style, "", width - digits, digits);
}

static double
entry_hang(struct pdf *pdf, const struct entry *entry, const struct style *style, double width)
{
	double wide, least = style->size * 2.2;

	if (str_blank(entry->number))
		return 0;
	wide = string_width(pdf, entry->number, style->size, style->bold) + style->size * 0.6;
	return wide < least ? least : wide > width / 3 ? 0 : wide;
}

static void
entry_write(struct pdf *pdf, const struct entry *entry, unsigned top, struct node *toc)
{
	const double size = pdf->plan->size, width = flow_width(pdf, pdf->landscape);
	const struct style style = {.size = size, .bold = entry->level <= top, .colour = COLOUR_TEXT};
	const double digits = string_width(pdf, "00000", size, style.bold);
	const double left = entry->level > top ? size * 1.4 * (entry->level - top) : 0;
	const double number = entry_hang(pdf, entry, &style, width), hang = left + number;
	struct node *link = node_new(pdf, node_new(pdf, node_new(pdf, toc, "TOCI"), "Reference"), "Link");
	/* A number too wide to hang goes before the text. */
	struct text text = text_of(pdf,
		number > 0 || str_blank(entry->number) ? entry->text
						       : arena_printf(pdf->arena, "%s %s", entry->number, entry->text));
	struct lines lines;

	text_break(pdf, &text, &style, width - hang - digits, link, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct slab *slab = slab_new(pdf);

		slab->height = size * pdf->plan->leading;
		slab->before = i > 0 ? 0 : style.bold ? size * 0.55 : size * 0.15;
		slab->keep = i + 1 < lines.count;
		if (i == 0 && number > 0)
			entry_piece(pdf, slab, PIECE_TEXT, &style, arena_printf(pdf->arena, "%s ", entry->number), left,
				hang - left);
		slab_line(pdf, slab, &lines.line[i], hang, size);
		if (i + 1 == lines.count)
			entry_end(pdf, slab, &style, hang + lines.line[i].width, width, digits);
		for (size_t k = 0; k < slab->count; k++) {
			struct piece *piece = &slab->pieces[k];

			piece->node = piece->kind == PIECE_LEADER ? NULL : link;
			piece->href = arena_printf(pdf->arena, "#%s", entry->key);
		}
		flow_slab(pdf, slab);
	}
	arena_reset(pdf->scratch);
}

/* The heading over the contents and the title are not part of them. */
static bool
is_listed(const struct pdf *pdf, const struct entry *entry, size_t block, unsigned level)
{
	if (entry->level > level || entry->block + 1 == block || pdf->doc->blocks[entry->block].unlisted)
		return false;
	return entry->level > 1 || !str_equal(entry->text, pdf->doc->title);
}

void
contents_write(struct pdf *pdf, size_t block, unsigned level)
{
	enum { USUAL = 3 };
	struct node *toc = node_new(pdf, pdf->tags.root, "TOC");
	unsigned top = 6;

	if (level == 0)
		level = USUAL;
	for (size_t i = 0; i < pdf->entry_count; i++)
		if (is_listed(pdf, &pdf->entries[i], block, level) && pdf->entries[i].level < top)
			top = pdf->entries[i].level;
	for (size_t i = 0; i < pdf->entry_count; i++)
		if (is_listed(pdf, &pdf->entries[i], block, level))
			entry_write(pdf, &pdf->entries[i], top, toc);
}
