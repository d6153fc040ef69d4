/* Cells side by side: the rows of tables, their heads, and front tables. */
#include "../ink/text.h"
#include "../pdf.h"
#include "block.h"
#include "flow.h"

static void
add_slab(struct pdf *pdf, struct slab ***slabs, size_t *count, size_t *room, struct slab *slab)
{
	*slabs = arena_grow(pdf->arena, *slabs, *count, room, sizeof(struct slab *));
	(*slabs)[(*count)++] = slab;
}

static size_t
pieces_of(const struct row_cell *cells, const struct lines *lines, size_t count, size_t first, size_t last)
{
	size_t pieces = 3; /* background and two rules */

	for (size_t i = 0; i < count; i++) {
		pieces += 2; /* a tint and a place */
		for (size_t k = first; k < last && k < lines[i].count; k++)
			pieces += lines[i].line[k].count;
		pieces -= cells[i].tint < 0 && !cells[i].ruled;
	}
	return pieces;
}

/* Lines first … last - 1 of every cell. */
static struct slab *
rows_part(struct pdf *pdf, const struct row_cell *cells, const struct lines *lines, size_t count,
	const struct row_look *look, size_t first, size_t last, bool ends)
{
	struct slab *slab = slab_new(pdf);
	const double line = look->size * pdf->plan->leading;
	const double gap = 0.5; /* of paper between two tints */
	double above = first == 0 ? look->pad_y : 0, below = ends ? look->pad_y : 0;

	slab_room(pdf, slab, pieces_of(cells, lines, count, first, last));
	slab->height = above + line * (double)(last - first) + below;
	if (look->background >= 0)
		slab_box(pdf, slab, 0, 0, look->width, slab->height, (enum colour)look->background);
	for (size_t i = 0; i < count; i++)
		if (cells[i].tint >= 0)
			slab_box(pdf, slab, cells[i].x - look->pad_x + gap, 0, cells[i].width + 2 * (look->pad_x - gap),
				slab->height, (enum colour)cells[i].tint);
	for (size_t i = 0; i < count; i++)
		if (cells[i].ruled && ends)
			slab_box(pdf, slab, cells[i].x, slab->height - 0.7, cells[i].width, 0.7, COLOUR_RULE);
	if (look->rule_above > 0 && first == 0)
		slab_box(pdf, slab, 0, 0, look->width, look->rule_above, COLOUR_RULE);
	if (look->rule_below > 0 && ends)
		slab_box(pdf, slab, 0, slab->height - look->rule_below, look->width, look->rule_below, COLOUR_GRID);
	for (size_t i = 0; i < count; i++) {
		if (first == 0 && (lines[i].count == 0 || lines[i].line[0].count == 0))
			slab_piece(pdf, slab, PIECE_TEXT)->node = cells[i].node; /* its place */
		for (size_t k = first; k < last && k < lines[i].count; k++)
			slab_line(pdf, slab, &lines[i].line[k], cells[i].x,
				above + line * (double)(k - first) + look->size);
	}
	return slab;
}

size_t
row_slabs(struct pdf *pdf, const struct row_cell *cells, size_t count, const struct row_look *look, double room,
	struct slab ***slabs)
{
	enum { PART = 4 }; /* lines that stay together in a row that is parted */
	struct lines *lines = arena_array(pdf->scratch, count, sizeof(*lines));
	size_t most = 1, made = 0, room_slabs = 0;
	const double line = look->size * pdf->plan->leading;

	*slabs = NULL;
	for (size_t i = 0; i < count; i++) {
		if (cells[i].waits)
			continue;
		text_break(pdf, &cells[i].text, &cells[i].style, cells[i].width, cells[i].node, &lines[i]);
		if (lines[i].count > most)
			most = lines[i].count;
	}
	if (line * (double)most + 2 * look->pad_y <= room) {
		*slabs = arena_alloc(pdf->arena, sizeof(struct slab *));
		(*slabs)[0] = rows_part(pdf, cells, lines, count, look, 0, most, true);
		arena_reset(pdf->scratch);
		return 1;
	}
	for (size_t first = 0; first < most; first += PART) {
		size_t last = most - first <= PART ? most : first + PART;

		add_slab(pdf, slabs, &made, &room_slabs,
			rows_part(pdf, cells, lines, count, look, first, last, last == most));
	}
	arena_reset(pdf->scratch);
	return made;
}

/* A front table: terms at the left, what they stand for beside them. */
void
facts_write(struct pdf *pdf, const struct fact *facts, size_t count, bool keep)
{
	const double size = pdf->plan->size, width = flow_width(pdf, pdf->landscape);
	const double pad = size * 0.4;
	struct node *table = node_new(pdf, pdf->tags.root, "Table");
	double term = size * (pdf->plan->even ? 4 : 8);

	for (size_t i = 0; i < count; i++) {
		double wide = string_width(pdf, facts[i].term, size, true) + pad;

		if (wide > term)
			term = wide < width * 0.32 ? wide : width * 0.32;
	}
	for (size_t i = 0; i < count; i++) {
		struct node *row = node_new(pdf, table, "TR"), *head = node_new(pdf, row, "TH");
		const struct row_look looks = {.size = size,
			.pad_x = pad,
			.pad_y = size * 0.35,
			.width = width,
			.background = -1,
			.rule_below = 0.5,
			.rule_above = i == 0 ? 0.5 : 0};
		const struct row_cell cells[] = {
			{.text = text_of(pdf, facts[i].term),
				.style = {.size = size, .bold = true},
				.width = term,
				.tint = -1,
				.node = head},
			{.text = facts[i].text,
				.style = {.size = size},
				.x = term + pad * 2,
				.width = width - term - pad * 2,
				.tint = -1,
				.node = node_new(pdf, row, "TD")},
		};
		struct slab **slabs;
		size_t made = row_slabs(pdf, cells, 2, &looks, flow_height(pdf, pdf->landscape) / 2, &slabs);

		head->attributes = "/O/Table/Scope/Row";
		slabs[0]->before = i == 0 ? size : 0;
		for (size_t k = 0; k < made; k++) {
			slabs[k]->keep = keep || (i == 0 && count > 1);
			flow_slab(pdf, slabs[k]);
		}
	}
}
