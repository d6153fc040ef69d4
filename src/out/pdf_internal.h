/*
 * What the files of the PDF writer share. A document becomes paper in four steps:
 *
 *   pdf_block, pdf_table, pdf_cover   blocks into slabs: rows of the page that are not split
 *   pdf_flow                          slabs onto pages
 *   pdf_page, pdf_paint               pages into libharu, with links, outline and page numbers
 *   pdf_tags, pdf_save                the structure tree, and the bytes
 *
 * No page number is known before the second step has ended, so nothing before the third prints
 * one: room for it is kept, and the layout does not depend on it. Lengths are points; y runs
 * downwards from the top until pdf_paint turns it over.
 */
#ifndef OUT_PDF_INTERNAL_H
#define OUT_PDF_INTERNAL_H

#include <hpdf.h>
#include <hpdf_font.h>
#include <stdint.h>

#include "base/str.h"
#include "out/canvas.h"
#include "out/out.h"

struct pdf;

/* --- fonts --- */

enum face { FACE_SANS, FACE_BOLD, FACE_MORE, FACE_MORE_BOLD, FACES };

struct glyph {
	int16_t width; /* in thousandths of the size */
	uint16_t code; /* what is drawn: U+FFFD for a character that no font has */
	uint8_t face;
	bool known;
};

struct fonts {
	struct {
		HPDF_FontDef def; /* NULL until a character needs it */
		HPDF_Font font;
		uint8_t *used; /* a bit for each code */
	} faces[FACES];
	HPDF_Dict_BeforeWriteFunc before_write; /* libharu's own */
	struct glyph *blocks[2][256];           /* regular and bold, 256 codes each */
	uint32_t *missing;                      /* characters that no font has, in the order of meeting */
	size_t missing_count, missing_room;
};

int fonts_init(struct pdf *pdf);
struct glyph font_glyph(struct pdf *pdf, bool bold, uint32_t code);
void font_use(struct pdf *pdf, enum face face, uint32_t code);
/* Marks in libharu what was used, before saving. */
void fonts_finish(struct pdf *pdf);

/* Records a character that no font has; missing_note says at the end which they were. */
void missing_add(struct pdf *pdf, uint32_t code);
void missing_note(struct pdf *pdf);
/* Adds a finding for each of them to the document that is being checked. */
void missing_find(struct pdf *pdf);

/* --- text --- */

enum colour {
	COLOUR_TEXT,
	COLOUR_MUTED,
	COLOUR_LINK,
	COLOUR_BRAND,
	COLOUR_ALERT,
	COLOUR_RULE,
	COLOUR_BAND,
	COLOUR_ZEBRA,
	COLOUR_NOTE,
	COLOUR_RED,
	COLOUR_AMBER,
	COLOUR_GREEN,
	COLOUR_GREY,
	COLOUR_GRID,
	COLOUR_TARGET,
	COLOUR_OTHER,
	COLOUR_OTHER2,
	COLOUR_OTHER3,
	COLOUR_CONCERN,
	COLOUR_PAPER
};

/* Text as it is read for printing: one space for white space, nothing for control characters. */
struct reader {
	const char *at, *end;
	bool bad; /* a byte that is not UTF-8 was met */
};

int32_t reader_next(struct reader *reader); /* -1 at the end */
/* The character that is this letter with this combining mark; -1: there is none. */
int32_t composed(int32_t letter, int32_t mark);
/* When the reader of `text` is at its end: fails if it was not UTF-8. */
void text_check(struct pdf *pdf, const struct reader *reader, const char *text);

struct style {
	double size;
	bool bold, slant;
	enum colour colour;
	enum align align;
};

enum piece_kind {
	PIECE_TEXT,
	PIECE_PAGE,   /* "Page N", N the page of `href` */
	PIECE_NUMBER, /* N, ending at x + width */
	PIECE_LEADER, /* dots up to x + width */
	PIECE_BOX,
	PIECE_CHART,
	PIECE_ATTACHED /* a page of an attachment, from here to the foot of the page */
};

/* What is painted at one place of a slab. */
struct piece {
	uint8_t kind, colour;
	bool bold, slant;
	bool follows; /* goes on where the piece before it ended */
	float x, y;   /* from the slab's corner; of a text, its base line */
	float width, height, size;
	uint32_t length;
	union {
		const char *text;
		const struct chart *chart;
		struct attached_page *attached;
	};
	const char *href;
	struct node *node; /* what it is in the structure; NULL: an artifact */
};

struct line {
	struct piece *pieces;
	size_t count;
	double width;
};

struct lines {
	struct line *line;
	size_t count;
};

#define LEADING 1.3 /* of a line, as a multiple of its size */

/* The whole width in one line; *word, if not NULL, gets that of the longest word. */
double text_width(struct pdf *pdf, const struct text *text, const struct style *style, double *word);
double string_width(struct pdf *pdf, const char *text, double size, bool bold);
/*
 * Breaks a text into lines; the pieces' y is 0. An empty text has one line without ink. The
 * lines are in the scratch arena, so whoever has made slabs of them resets it.
 */
void text_break(struct pdf *pdf, const struct text *text, const struct style *style, double width, struct node *node,
	struct lines *lines);
struct text text_of(struct pdf *pdf, const char *text);
/* A character as hexadecimal UTF-16, big end first. */
void text_utf16(struct buf *out, uint32_t code);
/* A copy without control characters, for titles and alternatives. */
const char *text_clean(struct pdf *pdf, const char *text);

/* --- structure --- */

/* One kid of a structure element: a marked piece of content, an element or an annotation. */
struct kid {
	struct kid *next;
	struct node *node;
	HPDF_Dict annotation;
	uint32_t page, mcid;
};

struct node {
	const char *type; /* "P", "TD" … */
	struct node *parent;
	const char *attributes; /* inside of the dictionary, ready to be written; NULL */
	const char *alternative;
	const char *title;
	struct kid *first, *last;
	uint32_t number; /* of its object */
	uint16_t order;  /* place among its parent's kids, whatever comes to paper first; 0: none */
	bool attached;
};

struct node *node_new(struct pdf *pdf, struct node *parent, const char *type);
/* Gives a node its place among its parent's kids: at its first ink, or where it has none, now. */
void node_attach(struct pdf *pdf, struct node *node);
void node_content(struct pdf *pdf, struct node *node, uint32_t page, uint32_t mcid);
void node_annotation(struct pdf *pdf, struct node *node, uint32_t page, HPDF_Dict annotation);

struct tags {
	struct node *root;
	HPDF_Dict tree;            /* StructTreeRoot, written last */
	struct node **annotations; /* by StructParent, after those of the pages */
	size_t annotation_count, annotation_room;
	struct node **all;
	size_t count, room;
};

struct saver;
int tags_prepare(struct pdf *pdf);
void tags_save(struct pdf *pdf, struct saver *saver);

/* --- slabs and pages --- */

struct repeat {
	struct slab **slabs;
	size_t count;
	double height;
};

struct slab {
	double before; /* space above it, not at the top of a page */
	double height;
	bool keep; /* is not parted from the next slab */
	bool landscape;
	bool cover;          /* its page has neither header nor number */
	const char *running; /* the page header from here on */
	const char *key;     /* what links lead to */
	size_t block;        /* of the document; beyond the last: of none */
	struct piece *pieces;
	size_t count, room;
	const struct repeat *repeat; /* what a new page says again above it */
	struct beside *beside;       /* what it is made of, if it is columns side by side */
	size_t beside_count;
};

/* A slab inside another, `top` below its upper edge. */
struct beside {
	struct slab *slab;
	double top;
};

struct placed {
	const struct slab *slab;
	double y;
	bool repeated;
};

struct page {
	bool landscape, cover;
	const char *running;
	struct placed *placed;
	size_t count, room;
	double y; /* where the next slab goes */
	HPDF_Page hpdf;
	const char *content; /* its ink, deflated */
	size_t content_length;
	struct node **nodes; /* by MCID */
	size_t node_count, node_room;
};

struct target {
	const char *key;
	unsigned page; /* from 1 */
	double y;
};

struct slab *slab_new(struct pdf *pdf);
void slab_room(struct pdf *pdf, struct slab *slab, size_t pieces);
struct piece *slab_piece(struct pdf *pdf, struct slab *slab, enum piece_kind kind);
void slab_line(struct pdf *pdf, struct slab *slab, const struct line *line, double x, double y);
void slab_box(struct pdf *pdf, struct slab *slab, double x, double y, double width, double height, enum colour colour);

void flow_slab(struct pdf *pdf, struct slab *slab);
void flow_flush(struct pdf *pdf); /* what waits for more waits no longer */
void flow_break(struct pdf *pdf); /* what comes next begins a page */
void flow_end(struct pdf *pdf);
bool flow_turned(struct pdf *pdf); /* whether the page that is being filled is landscape */
double flow_width(const struct pdf *pdf, bool landscape);
double flow_height(const struct pdf *pdf, bool landscape);
const struct target *flow_target(const struct pdf *pdf, const char *key);

/* --- blocks --- */

struct entry { /* a heading, for contents and outline */
	size_t block;
	unsigned level;
	const char *number, *text, *key;
};

void block_write(struct pdf *pdf, size_t index);
/* The blocks from a BLOCK_COLUMNS to its end; returns the index of the last of them. */
size_t columns_write(struct pdf *pdf, size_t index);
void heading_write(struct pdf *pdf, const struct block *block, const char *key);
void cover_write(struct pdf *pdf, const struct cover *cover);
void contents_write(struct pdf *pdf, size_t block, unsigned level);
void note_write(struct pdf *pdf, const struct text *text, double before);
void table_write(struct pdf *pdf, const struct table *table);
/* `keep`: all of it, with what comes next. */
void facts_write(struct pdf *pdf, const struct fact *facts, size_t count, bool keep);

/* How lines become slabs. */
struct setting {
	struct style style;
	double left, before;
	bool keep; /* all of it, with what comes next */
	const char *key, *running;
	const char *label; /* hangs before the first line, at `label_left` */
	double label_left;
	struct node *label_node;
};
void text_flow(struct pdf *pdf, const struct text *text, const struct setting *setting, struct node *node);

/* A row of cells side by side, each with its lines. */
struct row_cell {
	struct text text;
	struct style style;
	double x, width; /* without padding */
	int tint;        /* a colour; -1: none */
	struct node *node;
	bool ruled; /* a line beneath it */
	bool waits; /* its ink comes in a later row: it only takes its place */
};
struct row_look {
	double size, pad_x, pad_y;
	double width;                  /* of all */
	int background;                /* a colour; -1: none */
	double rule_above, rule_below; /* thickness */
};
/* One slab, or several if it is taller than `room`. */
size_t row_slabs(struct pdf *pdf, const struct row_cell *cells, size_t count, const struct row_look *look, double room,
	struct slab ***slabs);

/* Widths of columns from those of their contents: at least `least`, `most` if there is room. */
void widths_share(const double least[], const double most[], double widths[], size_t count, double room);

/* --- ink --- */

struct painter {
	struct pdf *pdf;
	struct page *page;
	uint32_t number; /* of the page, from 0 */
	struct buf *out;
	double height; /* of the paper */
	long tx, ty;   /* start of the line of text, hundredths */
	enum face face;
	double size;
	int colour;
	bool in_text, marked, sloped;
	struct node *node;
	const char *artifact;
};

/* The kinds of artifact: what is on the paper but not in the structure. */
extern const char artifact_layout[], artifact_header[], artifact_footer[];

void paint_begin(struct painter *painter, struct pdf *pdf, uint32_t page, struct buf *out);
void paint_end(struct painter *painter);
/* What comes belongs to this node; NULL: it is an artifact. */
void paint_mark(struct painter *painter, struct node *node);
void paint_artifact(struct painter *painter, const char *kind);
void paint_unmark(struct painter *painter);
double paint_text(struct painter *painter, double x, double y, const struct piece *piece);
void paint_box(struct painter *painter, double x, double y, double width, double height, enum colour colour);
void paint_number(struct buf *out, double value); /* with two decimals and a space */
void paint_colour(struct painter *painter, enum colour colour, bool stroke);
void paint_leave_text(struct painter *painter);

/* Where on a page a canvas lies. */
struct sheet {
	struct pdf *pdf;
	struct painter *painter; /* NULL: only measures */
	double x, y;             /* of the canvas's corner */
};
struct canvas canvas_pdf(struct sheet *sheet);

/* The height that a chart wants, and drawing it with its corner at x, y. */
double canvas_pdf_height(struct pdf *pdf, const struct chart *chart, double width, double size);
void canvas_pdf_chart(struct painter *painter, const struct chart *chart, double x, double y, double width,
	double height, double size);

/* Links and bookmarks. */
void link_add(struct pdf *pdf, uint32_t page, const struct piece *piece, double x, double y);
void links_init(struct pdf *pdf);
bool link_leads(const struct pdf *pdf, const char *href);
void outline_write(struct pdf *pdf);

void pages_write(struct pdf *pdf);

/* --- attachments: pdf_attach.c makes room for their pages, pdf_merge.c puts them in --- */

struct attached_page {
	struct attached *of;
	unsigned number;            /* in its file, from 0 */
	uint32_t page;              /* of the pack, from 0 */
	double x, y, width, height; /* where it goes, from the corner at the bottom left */
};

struct attached {
	const struct attachment *attachment;
	struct _qpdf_data *file;
	struct node *part; /* what it is in the structure */
	unsigned level;    /* of the heading before it, in the structure */
	struct attached_page *pages;
};

/* The name that the pages' content draws an attachment's page by. */
#define ATTACHED_NAME "/MoothallAttached"

void attached_write(struct pdf *pdf, const struct attachment *attachment);
void attached_paint(struct painter *painter, const struct placed *placed, const struct piece *piece);
void attached_close(struct pdf *pdf);
/* Whether nothing in the document keeps it from being PDF/UA. */
bool attached_accessible(const struct doc *doc);
/* Puts the attachments' pages, links, bookmarks and structure into the file that begins at `start`. */
int attached_merge(struct pdf *pdf, struct buf *out, size_t start);

/* --- saving --- */

struct libdeflate_compressor;
int deflate_init(struct pdf *pdf);
void deflate_close(struct pdf *pdf);
/* In the document's arena; the time since the last lap is added to `before`. */
const char *deflated(struct pdf *pdf, const struct buf *bytes, size_t *length, double *before);

int pdf_save(struct pdf *pdf, struct buf *out);
/* One more object, which is not libharu's. */
void saver_object(struct saver *saver, uint32_t number, const struct buf *text);
uint32_t saver_next(const struct saver *saver);
uint32_t object_number(const void *object);

/* --- all of it --- */

/* The size of type that is this much smaller than the text, where the plan has such. */
double small_type(const struct pdf *pdf, double ratio);

struct pdf {
	struct arena *arena;   /* until the document is written */
	struct arena *scratch; /* until the next slabs are made */
	const struct doc *doc;
	struct doc *checked; /* the same, if its findings are asked for; NULL */
	const struct page_plan *plan;
	struct err *err;
	HPDF_Doc hpdf;
	HPDF_STATUS status; /* libharu's first error */
	bool failed;        /* the document cannot be written; `err` says why */
	HPDF_Encoder utf8;
	struct fonts fonts;
	struct tags tags;
	struct page *pages;
	size_t page_count, page_room;
	size_t block;               /* that is being made into slabs; doc->count: none is */
	struct block_pages *places; /* of the blocks, for pdf_pages; NULL */
	struct slab **pending;      /* kept together with what comes next */
	size_t pending_count, pending_room;
	double column;           /* width of the column that is being made; 0: none is */
	bool column_full;        /* something in it wants more room than it has */
	struct slab **collected; /* its slabs */
	size_t collected_count, collected_room;
	bool breaking;  /* the next slab begins a page */
	bool landscape; /* as the document says, or a wide table */
	bool cover;
	const char *running;
	const char **keys; /* of all headings and tables, sorted */
	size_t key_count;
	struct target *targets; /* sorted when the last slab is placed */
	size_t target_count, target_room;
	struct entry *entries;
	size_t entry_count, entry_room;
	unsigned heading_level; /* of the last heading in the structure */
	struct attached **attached;
	size_t attached_count, attached_room;
	struct libdeflate_compressor *compressor;
	struct pdf_costs costs;
	double lap; /* when the last of the costs was taken */
};

/* Adds the time since the last call to one of the costs. */
void pdf_lap(struct pdf *pdf, double *cost);

/* Records what is wrong with the document; the first stays. */
void pdf_fail(struct pdf *pdf, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
