/* Blocks of running text: headings, paragraphs, lists, notes, and where charts stand. */
#include "../ink/paint.h"
#include "../ink/text.h"
#include "../pdf.h"
#include "attached.h"
#include "block.h"
#include "flow.h"

#include <math.h>
#include <string.h>

/* Headings by level, as multiples of the text's size. */
static const struct {
	double size, before;
	enum colour colour;
} headings[] = {
	{1.9, 1.6, COLOUR_BRAND},
	{1.9, 1.6, COLOUR_BRAND},
	{1.5, 1.5, COLOUR_BRAND},
	{1.25, 1.3, COLOUR_BRAND},
	{1.1, 1.1, COLOUR_TEXT},
	{1.0, 0.9, COLOUR_TEXT},
	{1.0, 0.9, COLOUR_MUTED},
};

static void
label_piece(struct pdf *pdf, struct slab *slab, const struct setting *setting)
{
	struct piece *piece = slab_piece(pdf, slab, PIECE_TEXT);

	piece->text = setting->label;
	piece->length = (uint32_t)strlen(setting->label);
	piece->x = (float)setting->label_left;
	piece->y = (float)setting->style.size;
	piece->size = (float)setting->style.size;
	piece->bold = setting->style.bold;
	piece->colour = (uint8_t)setting->style.colour;
	piece->node = setting->label_node;
}

void
text_flow(struct pdf *pdf, const struct text *text, const struct setting *setting, struct node *node)
{
	const double size = setting->style.size, room = flow_width(pdf, pdf->landscape);
	/* On landscape paper, too, a line ends where it can still be read. */
	const double portrait = pdf->plan->width - 2 * pdf->plan->margin;
	const double width = setting->measured && room > portrait ? portrait : room;
	struct lines lines;

	text_break(pdf, text, &setting->style, width - setting->left, node, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct slab *slab = slab_new(pdf);
		bool last = i + 1 == lines.count;

		slab_room(pdf, slab, lines.line[i].count + 1);
		slab->height = size * pdf->plan->leading;
		if (i == 0) {
			slab->before = setting->before;
			slab->key = setting->key;
			slab->running = setting->running;
			slab->late = setting->late;
			slab->begun = setting->begun;
			if (setting->label != NULL)
				label_piece(pdf, slab, setting);
		}
		/* No single line at the foot of a page, nor at the head of one. */
		slab->keep = setting->keep || (last ? setting->leads : i == 0 || i + 2 == lines.count);
		slab->repeat = setting->repeat;
		slab_line(pdf, slab, &lines.line[i], setting->left, size);
		flow_slab(pdf, slab);
	}
	arena_reset(pdf->scratch);
}

/*
 * Hangs a block's number beside its text, at least `least` wide. One that would take too much
 * of the line goes before the text instead.
 */
static struct text
numbered(struct pdf *pdf, const struct block *block, struct setting *setting, double least, struct node *node)
{
	const double size = setting->style.size;
	struct text text = block->text;
	double wide;

	if (str_blank(block->number))
		return text;
	wide = string_width(pdf, block->number, size, setting->style.bold) + size * 0.6;
	if (wide <= flow_width(pdf, pdf->landscape) / 3) {
		/* The blank is for whoever hears or copies it. */
		setting->label = arena_printf(pdf->arena, "%s ", block->number);
		setting->label_node = node;
		setting->left = wide < least ? least : wide;
		return text;
	}
	text.count = block->text.count + 1;
	text.spans = arena_array(pdf->arena, text.count, sizeof(*text.spans));
	text.spans[0].text = arena_printf(pdf->arena, "%s ", block->number);
	for (size_t i = 0; i < block->text.count; i++)
		text.spans[i + 1] = block->text.spans[i];
	return text;
}

/* Structure levels go down one at a time, whatever the document's do. */
static const char *
heading_type(struct pdf *pdf, unsigned level)
{
	static const char *const types[] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};

	if (level > pdf->heading_level + 1)
		level = pdf->heading_level + 1;
	pdf->heading_level = level;
	return types[level];
}

void
heading_write(struct pdf *pdf, const struct block *block, const char *key)
{
	unsigned level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
	/* Where the text is large, its headings need be no more than larger. */
	const double most = pdf->plan->even ? 1.4 : 2, size = pdf->plan->size * fmin(headings[level].size, most);
	/* One that says nothing has no place in the structure. */
	bool silent = str_blank(block->number) && str_blank(text_clean(pdf, text_plain(pdf->arena, &block->text)));
	struct node *node = silent ? NULL : node_new(pdf, pdf->tags.root, heading_type(pdf, level));
	struct setting setting = {
		.style = {.size = size, .bold = true, .colour = headings[level].colour},
		.before = pdf->plan->size * headings[level].before,
		.keep = true,
		.key = key,
		.running = block->running,
		.late = block->late,
		.begun = pdf->plan->even ? block->begun.large : block->begun.page,
	};
	struct text text = numbered(pdf, block, &setting, size * 1.8, node);

	text_flow(pdf, &text, &setting, node);
}

/* Whether a table or a chart follows, which a paragraph leads to. */
static bool
leads(const struct pdf *pdf, size_t index)
{
	const struct doc *doc = pdf->doc;

	while (++index < doc->count && doc->blocks[index].kind == BLOCK_TABLE && doc->blocks[index].table->folded)
		;
	return index < doc->count && (doc->blocks[index].kind == BLOCK_TABLE || doc->blocks[index].kind == BLOCK_CHART);
}

static void
paragraph(struct pdf *pdf, const struct block *block)
{
	const double size = pdf->plan->size;
	struct setting setting = {.style = {.size = size},
		.before = size * 0.6,
		.key = block->key,
		.measured = true,
		.leads = leads(pdf, pdf->block)};
	struct node *node = node_new(pdf, pdf->tags.root, "P");
	struct text text = numbered(pdf, block, &setting, size * 3.4, node);

	text_flow(pdf, &text, &setting, node);
}

enum { DEEPEST = 5 };

static const char *
item_label(struct pdf *pdf, bool ordered, unsigned depth, unsigned number)
{
	static const char *const bullets[] = {"•", "–", "•", "–", "•", "–"};

	if (!ordered)
		return bullets[depth];
	if (depth == 1 && number <= 26)
		return arena_printf(pdf->arena, "%c.", (char)('a' + number - 1));
	return arena_printf(pdf->arena, "%u.", number);
}

static void
list(struct pdf *pdf, const struct block *block)
{
	const double size = pdf->plan->size;
	struct node *lists[DEEPEST + 1] = {node_new(pdf, pdf->tags.root, "L")}, *bodies[DEEPEST + 1];
	unsigned numbers[DEEPEST + 1] = {0}, deepest = 0;

	for (size_t i = 0; i < block->count; i++) {
		unsigned depth = block->items[i].depth;
		struct setting setting = {.style = {.size = size}, .before = size * 0.35, .measured = true};
		struct node *item;

		/* An item can be one deeper than the one before it, no more. */
		depth = i == 0 ? 0 : depth > deepest + 1 ? deepest + 1 : depth;
		depth = depth > DEEPEST ? DEEPEST : depth;
		if (depth > deepest) {
			lists[depth] = node_new(pdf, bodies[depth - 1], "L");
			numbers[depth] = 0;
		}
		deepest = depth;
		item = node_new(pdf, lists[depth], "LI");
		setting.label = item_label(pdf, block->ordered, depth, ++numbers[depth]);
		setting.label_node = node_new(pdf, item, "Lbl");
		setting.label_left = size * (0.4 + 1.7 * depth);
		setting.left = setting.label_left + (block->ordered ? size * 2 : size * 1.3);
		bodies[depth] = node_new(pdf, item, "LBody");
		text_flow(pdf, &block->items[i].text, &setting, bodies[depth]);
	}
}

/* Set apart by a tint and a bar, which are artifacts. */
void
note_write(struct pdf *pdf, const struct text *text, double before)
{
	const double size = pdf->plan->size, width = flow_width(pdf, pdf->landscape);
	const double pad = size * 0.7, left = size * 1.2;
	struct style style = {.size = size};
	struct node *node = node_new(pdf, pdf->tags.root, "P");
	struct lines lines;

	text_break(pdf, text, &style, width - left - pad, node, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		struct slab *slab = slab_new(pdf);
		bool last = i + 1 == lines.count;
		double top = i == 0 ? pad : 0;

		slab->before = i == 0 ? before : 0;
		slab->height = top + size * pdf->plan->leading + (last ? pad : 0);
		slab->keep = !last && (i == 0 || i + 2 == lines.count);
		slab_box(pdf, slab, 0, 0, width, slab->height, COLOUR_NOTE);
		slab_box(pdf, slab, 0, 0, 3, slab->height, COLOUR_BRAND);
		slab_line(pdf, slab, &lines.line[i], left, top + size);
		flow_slab(pdf, slab);
	}
	arena_reset(pdf->scratch);
}

/* What runs along an axis, a map and bars can be read lower, too; small plots are low as it is. */
static double
least_height(const struct pdf *pdf, const struct chart *chart, double height)
{
	switch (chart->kind) {
	case CHART_ACROSS:
	case CHART_DIVERGING:
		return pdf->plan->even ? 0 : height * 0.65; /* large names need their lines */
	case CHART_LINE:
		return chart_parts(chart) > 1 ? 0 : height * 0.65;
	case CHART_SPC:
	case CHART_BARS:
	case CHART_STACKED:
	case CHART_WATERFALL:
	case CHART_HEAT:
		return height * 0.65;
	default:
		return 0;
	}
}

static void
tiles(struct pdf *pdf, const struct block *block)
{
	for (size_t i = 0; i < block->count; i++) {
		const struct text text = tile_text(pdf->arena, &block->tiles[i]);

		note_write(pdf, &text, pdf->plan->size * 0.6);
	}
}

/* One drawing, of a height that the page has room for. */
static void
drawing(struct pdf *pdf, const struct chart *chart, const char *alternative, double width, double height)
{
	struct node *node = node_new(pdf, pdf->tags.root, "Figure");
	struct slab *slab = slab_new(pdf);
	struct piece *piece;

	node->alternative = text_clean(pdf, alternative);
	slab->before = pdf->plan->size * 0.4;
	slab->height = height;
	slab->least = least_height(pdf, chart, height);
	piece = slab_piece(pdf, slab, PIECE_CHART);
	piece->width = (float)width;
	piece->height = (float)height;
	piece->size = (float)small_type(pdf, 0.8);
	piece->chart = chart;
	piece->node = node;
	flow_slab(pdf, slab);
}

/* How many parts from `first` on stand within `room`; one that does not begins a page, which holds `most`. */
static size_t
parts_fit(struct pdf *pdf, const struct chart *chart, size_t first, double width, double room, double most)
{
	size_t count = chart_parts(chart) - first;

	while (count > 0 &&
		canvas_pdf_height(pdf, chart_part(pdf->scratch, chart, first, count), width, small_type(pdf, 0.8)) >
			room)
		count--;
	if (count > 0)
		return count;
	return room < most ? parts_fit(pdf, chart, first, width, most, most) : 1;
}

/*
 * What is higher than a page, or would leave a quarter of one empty, is cut between its bars or small plots; three at
 * least are left for the last.
 */
static void
chart(struct pdf *pdf, const struct chart *chart)
{
	const double size = pdf->plan->size, width = flow_width(pdf, pdf->landscape), pen = small_type(pdf, 0.8);
	/* room for the title above it, and for what the page says again */
	const double most = flow_height(pdf, pdf->landscape) - size * 6;
	const double wanted = canvas_pdf_height(pdf, chart, width, pen);
	const struct setting setting = {.style = {.size = size, .bold = true}, .before = size, .keep = true};
	const char *title = chart->title != NULL ? chart->title : "Chart";
	const char *alternative = chart->alternative != NULL ? chart->alternative : title;
	const size_t parts = chart_parts(chart);
	enum { LEFT_LEAST = 3 };
	double rest;

	if (!str_blank(chart->title)) {
		struct text text = text_of(pdf, chart->title);

		text_flow(pdf, &text, &setting, node_new(pdf, pdf->tags.root, "P"));
	}
	rest = flow_rest(pdf) - size;
	if (parts == 1 || least_height(pdf, chart, wanted) > 0 || wanted <= rest ||
		(wanted <= most && rest < most / 4)) {
		drawing(pdf, chart, alternative, width, wanted < most ? wanted : most);
		return;
	}
	for (size_t first = 0; first < parts;) {
		const double room = first == 0 && rest >= most / 4 ? rest : most;
		size_t count = parts_fit(pdf, chart, first, width, room, most);
		const struct chart *part;
		double height;

		while (count > LEFT_LEAST && parts - first > count && parts - first - count < LEFT_LEAST)
			count--;
		part = chart_part(pdf->arena, chart, first, count);
		height = canvas_pdf_height(pdf, part, width, pen);
		drawing(pdf, part, first == 0 ? alternative : arena_printf(pdf->arena, "%s, continued", title), width,
			height < most ? height : most);
		first += count;
	}
	arena_reset(pdf->scratch);
}

static const char *
key_of(const struct pdf *pdf, size_t block)
{
	for (size_t i = 0; i < pdf->entry_count; i++)
		if (pdf->entries[i].block == block)
			return pdf->entries[i].key;
	return NULL;
}

/* A way on to another page of the site: on paper it would lead nowhere. */
static bool
only_leads_on(const struct block *block)
{
	const struct text *text = &block->text;

	return block->number == NULL && text->count == 1 && text->spans[0].href != NULL &&
		text->spans[0].href[0] == '/';
}

/* What closes a document, nothing but words, stays on the page of its last table, however that is turned. */
static bool
closes(const struct doc *doc, size_t index)
{
	while (index < doc->count && doc->blocks[index].kind == BLOCK_PARAGRAPH)
		index++;
	return index == doc->count;
}

void
block_write(struct pdf *pdf, size_t index)
{
	const struct block *block = &pdf->doc->blocks[index];

	pdf->block = index;
	switch (block->kind) {
	case BLOCK_HEADING:
		heading_write(pdf, block, key_of(pdf, index));
		break;
	case BLOCK_PARAGRAPH:
		if (only_leads_on(block))
			break;
		if (closes(pdf->doc, index))
			pdf->landscape = flow_turned(pdf);
		paragraph(pdf, block);
		break;
	case BLOCK_LIST:
		list(pdf, block);
		break;
	case BLOCK_TILES:
		tiles(pdf, block);
		break;
	case BLOCK_FACTS:
		facts_write(pdf, block->facts, block->count, false);
		break;
	case BLOCK_TABLE:
		table_write(pdf, block->table);
		break;
	case BLOCK_CHART:
		chart(pdf, block->chart);
		break;
	case BLOCK_NOTE:
		note_write(pdf, &block->text, pdf->plan->size);
		break;
	case BLOCK_COVER:
		cover_write(pdf, block->cover);
		break;
	case BLOCK_CONTENTS:
		contents_write(pdf, index, block->level);
		break;
	case BLOCK_PAGE:
		flow_break(pdf);
		break;
	case BLOCK_LANDSCAPE:
		pdf->landscape = !pdf->plan->even; /* large print has no wide tables */
		break;
	case BLOCK_ATTACHMENT:
		attached_write(pdf, block->attachment);
		break;
	case BLOCK_PORTRAIT:
		/* A heading as wide as a landscape page stays on one. */
		if (pdf->landscape)
			flow_flush(pdf);
		pdf->landscape = false;
		break;
	case BLOCK_QUERY:
		break; /* nobody fills in paper */
	case BLOCK_COLUMNS:
	case BLOCK_NEXT_COLUMN:
	case BLOCK_COLUMNS_END:
		break; /* columns_write sees to them */
	}
	pdf->block = pdf->doc->count;
}
