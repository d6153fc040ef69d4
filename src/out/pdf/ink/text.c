/* Measuring text and breaking it into lines: greedy, left as written, no hyphenation. */
#include "../file/save.h"
#include "../pdf.h"
#include "text.h"

#include <string.h>

/* A stretch of text that is not parted, unless it is wider than the line. */
struct atom {
	const char *start, *end; /* with the white space behind it */
	double width, space;     /* the space is that of the white space */
	size_t span;
	bool glued; /* no line may begin with it */
	bool page;  /* stands for a page number */
};

struct atoms {
	struct atom *atom;
	size_t count, room;
	bool open; /* the last atom can grow */
};

/* As wide as any page number that is likely; what is left over is closed up when painting. */
static const char page_words[] = "Page 0000", page_words_behind[] = "page 0000";

static bool
is_space(int32_t code)
{
	return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == '\f';
}

/* Control characters, soft hyphens, joiners and marks of direction leave no ink. */
static bool
is_silent(int32_t code)
{
	return code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
		(code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
		(code >= 0xFE00 && code <= 0xFE0F);
}

/* A combining mark after the letter, U+0300 to U+036F, becomes one character with it if it can. */
static int32_t
with_mark(struct reader *reader, int32_t letter)
{
	while (reader->at < reader->end && ((unsigned char)*reader->at == 0xCC || (unsigned char)*reader->at == 0xCD)) {
		const char *behind = reader->at;
		int32_t both = composed(letter, utf8_next(&behind, reader->end));

		if (both < 0)
			break;
		letter = both;
		reader->at = behind;
	}
	return letter;
}

int32_t
reader_next(struct reader *reader)
{
	while (reader->at < reader->end) {
		const unsigned char first = (unsigned char)*reader->at;
		int32_t code;

		if (first > ' ' && first < 0x7F) {
			reader->at++;
			return with_mark(reader, first);
		}
		code = utf8_next(&reader->at, reader->end);
		if (code < 0)
			reader->bad = true;
		else if (is_space(code)) {
			while (reader->at < reader->end && is_space((unsigned char)*reader->at))
				reader->at++;
			return ' ';
		} else if (!is_silent(code))
			return with_mark(reader, code);
	}
	return -1;
}

static const char *
clean(struct pdf *pdf, struct reader reader)
{
	struct buf buf;
	const char *copy;
	int32_t code;

	buf_init(&buf);
	while ((code = reader_next(&reader)) >= 0) {
		char bytes[4];

		buf_add(&buf, bytes, utf8_put(bytes, (uint32_t)code));
	}
	copy = arena_bytes(pdf->arena, buf.data, buf.length);
	buf_close(&buf);
	return copy;
}

void
text_check(struct pdf *pdf, const struct reader *reader, const char *text)
{
	struct reader again = {text, reader->end, false};

	if (reader->bad)
		pdf_fail(pdf, "a text is not valid UTF-8: \"%.60s\"", clean(pdf, again));
}

static bool
is_letter(int32_t code)
{
	return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || code >= 0xC0;
}

/* A line may end behind these, if a letter follows: "2016-17" stays whole. */
static bool
breaks_after(int32_t code)
{
	return code == '-' || code == '/' || code == 0x2013 || code == 0x2014;
}

static struct atom *
atom_new(struct pdf *pdf, struct atoms *atoms, size_t span, const char *start, bool glued)
{
	struct atom *atom;

	atoms->atom = arena_grow(pdf->scratch, atoms->atom, atoms->count, &atoms->room, sizeof(*atoms->atom));
	atom = &atoms->atom[atoms->count++];
	*atom = (struct atom){.start = start, .end = start, .span = span, .glued = glued};
	atoms->open = true;
	return atom;
}

static void
atoms_read(struct pdf *pdf, struct atoms *atoms, const struct span *span, size_t index, const struct style *style,
	bool *glue)
{
	struct reader reader = {span->text, span->text + strlen(span->text), false};
	const bool bold = style->bold || span->strong;
	const double unit = style->size / 1000;
	int32_t code, before = 0;
	const char *start = reader.at;

	atoms->open = false;
	for (; (code = reader_next(&reader)) >= 0; start = reader.at, before = code) {
		double width = font_glyph(pdf, bold, (uint32_t)code).width * unit;
		struct atom *last = atoms->count > 0 ? &atoms->atom[atoms->count - 1] : NULL;

		if (code == ' ') {
			if (last != NULL && last->space == 0) {
				last->space = width;
				if (last->span == index)
					last->end = reader.at;
			}
			atoms->open = *glue = false;
			continue;
		}
		if (!atoms->open || (breaks_after(before) && is_letter(code)))
			last = atom_new(pdf, atoms, index, start, *glue && !atoms->open);
		last->width += width;
		last->end = reader.at;
		*glue = true;
	}
	text_check(pdf, &reader, span->text);
}

static struct atoms
atoms_of(struct pdf *pdf, const struct text *text, const struct style *style)
{
	struct atoms atoms = {0};
	bool glue = false;

	for (size_t i = 0; i < text->count; i++) {
		const struct span *span = &text->spans[i];
		const bool page = span_is_page(span), behind = page && span->text[1] == ',';
		struct span words = {
			.text = behind ? ", " : page_words, .strong = span->strong, .emphasis = span->emphasis};
		size_t first = atoms.count;

		if (span->text == NULL)
			continue;
		atoms_read(pdf, &atoms, page ? &words : span, i, style, &glue);
		if (behind) {
			first = atoms.count;
			words.text = page_words_behind;
			atoms_read(pdf, &atoms, &words, i, style, &glue);
		}
		if (!page || atoms.count < first + 2)
			continue;
		/* "Page" and its number are one. */
		atoms.atom[first].width += atoms.atom[first].space + atoms.atom[first + 1].width;
		atoms.atom[first].space = 0;
		atoms.atom[first].page = true;
		atoms.count = first + 1;
		atoms.open = false;
	}
	return atoms;
}

/* The line that is being filled. */
struct filling {
	struct pdf *pdf;
	const struct text *text;
	const struct style *style;
	struct node *node;
	struct node **links; /* by span */
	struct lines *lines;
	size_t room, piece_room, last_span;
	double x; /* where the next atom goes */
};

static struct line *
current(struct filling *f)
{
	return &f->lines->line[f->lines->count - 1];
}

static void
line_begin(struct filling *f)
{
	f->lines->line =
		arena_grow(f->pdf->scratch, f->lines->line, f->lines->count, &f->room, sizeof(*f->lines->line));
	f->lines->line[f->lines->count++] = (struct line){0};
	f->piece_room = 0;
	f->x = 0;
}

static struct node *
node_of(struct filling *f, size_t span)
{
	const char *href = f->text->spans[span].href;

	if (href == NULL || f->node == NULL || !link_leads(f->pdf, href))
		return f->node;
	if (f->links[span] == NULL)
		f->links[span] = node_new(f->pdf, f->node, "Link");
	return f->links[span];
}

static void
place(struct filling *f, const struct atom *atom)
{
	const struct span *span = &f->text->spans[atom->span];
	struct line *line = current(f);
	struct piece *piece = line->count > 0 ? &line->pieces[line->count - 1] : NULL;

	if (piece == NULL || f->last_span != atom->span || atom->page) {
		line->pieces = arena_grow(f->pdf->scratch, line->pieces, line->count, &f->piece_room, sizeof(*piece));
		piece = &line->pieces[line->count++];
		*piece = (struct piece){.kind = atom->page ? PIECE_PAGE : PIECE_TEXT,
			.bold = f->style->bold || span->strong,
			.slant = f->style->slant || span->emphasis,
			.colour = (uint8_t)f->style->colour,
			.follows = line->count > 1,
			.x = (float)f->x,
			.size = (float)f->style->size,
			.text = atom->start,
			.href = atom->page ? span->href : NULL,
			.node = node_of(f, atom->span)};
		if (span->href != NULL && link_leads(f->pdf, span->href)) {
			piece->href = span->href;
			piece->colour = COLOUR_LINK;
		}
	}
	f->last_span = atom->span;
	piece->length = (uint32_t)(atom->end - piece->text);
	f->x += atom->width;
	line->width = f->x;
	piece->width = (float)(f->x - (double)piece->x);
	f->x += atom->space;
}

/* As much of an atom as fits into the line, at least one character; the rest remains. */
static void
place_part(struct filling *f, struct atom *atom, double room)
{
	const struct span *span = &f->text->spans[atom->span];
	struct reader reader = {atom->start, atom->end, false};
	struct atom part = *atom;
	int32_t code;

	part.width = part.space = 0;
	part.end = part.start;
	while ((code = reader_next(&reader)) >= 0) {
		double width = font_glyph(f->pdf, f->style->bold || span->strong, (uint32_t)code).width *
			f->style->size / 1000;

		if (part.width + width > room && part.end > part.start)
			break;
		part.width += width;
		part.end = reader.at;
	}
	atom->start = part.end;
	atom->width -= part.width;
	place(f, &part);
}

static void
fill(struct filling *f, struct atoms *atoms, double width)
{
	const double slack = 0.01; /* sums of the same widths in another order differ */
	size_t next;

	for (size_t i = 0; i < atoms->count; i = next) {
		double word = 0;

		for (next = i; next < atoms->count && (next == i || atoms->atom[next].glued); next++)
			word += atoms->atom[next].width + (next > i ? atoms->atom[next - 1].space : 0);
		if (current(f)->count > 0 && f->x + word > width + slack)
			line_begin(f);
		for (size_t k = i; k < next; k++) {
			struct atom *atom = &atoms->atom[k];

			if (current(f)->count > 0 && f->x + atom->width > width + slack)
				line_begin(f);
			while (!atom->page && atom->width > width + slack && atom->end > atom->start) {
				place_part(f, atom, width);
				if (atom->end > atom->start)
					line_begin(f);
			}
			if (atom->end > atom->start || atom->page)
				place(f, atom);
		}
	}
}

static void
align(struct lines *lines, enum align how, double width)
{
	for (size_t i = 0; i < lines->count && how != ALIGN_LEFT; i++) {
		struct line *line = &lines->line[i];
		double shift = (width - line->width) * (how == ALIGN_CENTRE ? 0.5 : 1);

		for (size_t k = 0; k < line->count; k++)
			line->pieces[k].x += (float)shift;
	}
}

void
text_break(struct pdf *pdf, const struct text *text, const struct style *style, double width, struct node *node,
	struct lines *lines)
{
	struct atoms atoms = atoms_of(pdf, text, style);
	struct filling f = {.pdf = pdf, .text = text, .style = style, .node = node, .lines = lines};

	*lines = (struct lines){0};
	f.links = arena_array(pdf->scratch, text->count, sizeof(struct node *));
	line_begin(&f);
	fill(&f, &atoms, width);
	align(lines, style->align, width);
}

double
text_width(struct pdf *pdf, const struct text *text, const struct style *style, double *longest)
{
	struct atoms atoms = atoms_of(pdf, text, style);
	double width = 0, word = 0, most = 0;

	for (size_t i = 0; i < atoms.count; i++) {
		const struct atom *atom = &atoms.atom[i];

		word = atom->glued ? word + atom->width : atom->width;
		if (word > most)
			most = word;
		width += atom->width + (i + 1 < atoms.count ? atom->space : 0);
	}
	if (longest != NULL)
		*longest = most;
	return width;
}

struct text
text_of(struct pdf *pdf, const char *text)
{
	return doc_text(pdf->arena, text);
}

double
string_width(struct pdf *pdf, const char *text, double size, bool bold)
{
	struct reader reader = {text, text != NULL ? text + strlen(text) : NULL, false};
	double width = 0;
	int32_t code;

	while ((code = reader_next(&reader)) >= 0)
		width += font_glyph(pdf, bold, (uint32_t)code).width;
	text_check(pdf, &reader, text);
	return width * size / 1000;
}

const char *
text_clean(struct pdf *pdf, const char *text)
{
	struct reader reader = {text, text + strlen(text), false};

	while (reader_next(&reader) >= 0)
		;
	text_check(pdf, &reader, text);
	reader.at = text;
	return clean(pdf, reader);
}
