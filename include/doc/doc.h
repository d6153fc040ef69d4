/*
 * A document: what a report says, in blocks, before anybody knows whether it becomes a page,
 * data or paper. It knows nothing of HTML or PDF. Everything in it lives in one arena.
 * Figures are texts that the database made; nothing here computes.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum rag { RAG_NONE, RAG_RED, RAG_AMBER, RAG_GREEN, RAG_WHITE, RAG_GREY };
enum dot { DOT_ABSENT, DOT_UP, DOT_DOWN, DOT_LEVEL, DOT_NONE }; /* NONE is shown "-" */

/*
 * A stretch of text of one kind inside a paragraph. One whose text is "@page" and whose href is
 * the "#key" of a heading, table or numbered paragraph is printed as "Page N", the page of a PDF
 * that it stands on; "@, page" as ", page N" behind the words of a link.
 */
struct span {
	const char *text;
	const char *href; /* NULL: no link; "#key" leads to a block of the document */
	bool strong, emphasis;
	unsigned line; /* of the paper that a "#key" was written in, for messages; 0 */
};

struct text {
	struct span *spans;
	size_t count;
};

/* What is said of a figure by a short mark behind it, as bits; words.c has the marks and their notes. */
enum mark {
	MARK_ABOVE = 1, /* better than England's figure */
	MARK_PROVISIONAL = 2,
	MARK_FORECAST = 4,
	MARK_ENTERED = 8,     /* what it is computed from is not held */
	MARK_IMPOSSIBLE = 16, /* it cannot be true */
	MARK_UNRELEASED = 32, /* members do not see it */
	MARK_SUPERSEDED = 64, /* a later import has replaced it */
	MARK_OVERDUE = 128,
	MARK_INCOMPLETE = 256, /* a sum that leaves something out */
	MARK_LAST = MARK_INCOMPLETE
};

/* What stands where a row and a column meet. */
struct cell {
	const char *text;   /* as a person reads it: "66.3", "24.5%", "+0.380"; NULL: blank */
	const char *number; /* the same as a plain number: "66.3", "24.5", "0.380"; NULL: none */
	const char *href;   /* NULL: no link */
	const char *status; /* "final", "provisional", …; NULL: does not apply */
	const char *marks;  /* short marks printed after the text, "[p]"; the table's notes explain; NULL */
	unsigned flags;     /* MARK_…: what these marks say */
	const char *why;    /* why there is no figure, or why rated so; NULL */
	const char *trend;  /* "Increasing." …; NULL */
	enum rag rag;
	enum dot dot;
	const char *dot_why; /* of DOT_NONE; NULL: there is nothing to compare with */
};

enum column_kind {
	COLUMN_TEXT,   /* words: left, may wrap */
	COLUMN_FIGURE, /* numbers: right, never wrap */
	COLUMN_DATE
};

struct column {
	const char *key; /* in JSON and CSV: "ref", "2017-01", "variance" */
	const char *label;
	const char *unit;  /* "£m", "%"; NULL: none or in the label */
	const char *group; /* heading over neighbouring columns with the same group; NULL */
	enum column_kind kind;
	bool head;     /* its cells head their rows (th scope="row") */
	bool optional; /* data have it always; page and paper only if a cell says something */
};

enum row_kind { ROW_BODY, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL };

struct row {
	enum row_kind kind; /* ROW_GROUP: cells[0] is the heading of the rows below it */
	const char *key;    /* its anchor on a page, unique in the document; NULL: none */
	struct cell *cells; /* one a column */
};

struct table {
	const char *key;   /* unique in its document: "monthly", "lines" */
	const char *title; /* the caption */
	struct column *columns;
	size_t column_count;
	struct row *rows;
	size_t row_count, row_room;
	const char **notes; /* sentences under the table */
	size_t note_count, note_room;
	bool folded;                  /* the data of a chart: on a page one opens it, paper has the chart alone */
	const char *more, *more_href; /* a link under the notes, on pages only; NULL */
	const char *empty;            /* what is said when there are no rows; NULL: "There is nothing to show." */
};

/* What a series is in its chart; MEAN and LIMIT are drawn in steps, a level line for each stretch. */
enum series_role { SERIES_VALUE, SERIES_TARGET, SERIES_COMPARATOR, SERIES_MEAN, SERIES_LIMIT };

/* What a point is besides its number; each has its own shape as well as its own colour. */
enum sense {
	SENSE_NONE, /* common cause; nothing to say */
	SENSE_GOOD, /* an improvement, a special cause for the better */
	SENSE_BAD,  /* a concern, a special cause for the worse */
	SENSE_HIGH, /* a special cause, high or low, where neither is better */
	SENSE_LOW,
	SENSE_TOTAL /* of a waterfall: a level (opening, subtotal, closing), not a change */
};

/* The signs of statistical process control, drawn with their words beside them. */
enum spc_sign {
	SPC_NONE,
	/* variation: a special cause, for the better or the worse, by high or low values … */
	SPC_BETTER_HIGH,
	SPC_BETTER_LOW,
	SPC_WORSE_HIGH,
	SPC_WORSE_LOW,
	SPC_HIGH,
	SPC_LOW, /* … or neither */
	SPC_COMMON,
	/* assurance: against the target the process consistently passes, fails, or does either */
	SPC_PASS,
	SPC_FAIL,
	SPC_EITHER
};

struct point {
	const char *number; /* plain number; NULL: no value, the line has a gap */
	const char *text;   /* as a person reads it */
	enum sense sense;
	enum rag rag; /* of a bar: its word stands beside the figure; of a heat map: the cell's */
};

struct series {
	const char *label;
	enum series_role role;
	struct point *points; /* one for each of the chart's labels */
	bool right;           /* is measured on a second axis, at the right, and drawn as a line */
};

/* A line straight through all of a chart: "Norfolk 66.3", "Statistical neighbours". */
struct level {
	const char *label;
	const char *number, *text;
	enum series_role role; /* TARGET or COMPARATOR */
};

/* Where something changed, before the point of a label: "counted anew", "rebased". */
struct step {
	size_t label;
	const char *text;
	bool gap; /* what is before does not compare with what follows: no line joins them */
};

/*
 * A chart is labels × series of points; what they are depends on the kind. Figures, shares and
 * words come from the database; a kind only places them. A series or cell whose number is NULL
 * leaves a gap. Where the table says nothing of a field, it may be left zero.
 *
 * LINE       a line a series over the labels, which are periods. TARGET and COMPARATOR are
 *            dashed. Series with `right`: two measures, two axes, both from zero.
 * BARS       upright bars, side by side within a label: VALUE; TARGET and COMPARATOR are a dash
 *            across each label's bars, series with `right` a line. For periods and short names.
 * STACKED    the same, VALUE bars on top of one another, negative ones below zero.
 * ACROSS     level bars, for labels that are names: the first label is at the top. VALUE bars
 *            stand under one another within a label; `levels` are upright lines through all:
 *            localities against county, neighbours, region, England. A point's rag is named.
 *            A TARGET or COMPARATOR series is a mark across each label's bar.
 * ACROSS_STACKED  VALUE bars one after the other: the parts of each label's whole.
 * DIVERGING  one VALUE series of level bars to both sides of zero: variance by line. `below` and
 *            `above` say what each side means. SENSE_GOOD and SENSE_BAD choose colour and hatch.
 * WATERFALL  one VALUE series: points with SENSE_TOTAL are levels that stand on zero, the others
 *            changes that hang between: reserves over the year. Where narrow it lies on its side.
 * PYRAMID    two VALUE series of numbers ≥ 0, the first to the left, the second to the right; the
 *            first label (the youngest) is at the bottom.
 * RING       one VALUE series of numbers ≥ 0, the parts of a whole; `text` holds figure and share
 *            ("45, 23%"). `middle` stands inside: the whole.
 * SPARK      one VALUE series as a small line without axes; first and last point are marked, and
 *            the last text is written.
 * SPC        one VALUE series, whose points' sense is that of their special cause; MEAN, two LIMIT
 *            and TARGET series (the legend has the newest text of MEAN and LIMIT); `steps` where it was rebased; `variation` and `assurance`; `note`
 *            says the run lengths, or why there are no limits.
 * HEAT       a grid: labels are its columns from the left, series its rows from the bottom up. Each
 *            cell says its rag and its text (a number, names); `across` and `unit` name the axes.
 * SIGNS      only `variation` and `assurance`, with their words; no labels, no series.
 */
enum chart_kind {
	CHART_LINE,
	CHART_BARS,
	CHART_STACKED,
	CHART_ACROSS,
	CHART_ACROSS_STACKED,
	CHART_DIVERGING,
	CHART_WATERFALL,
	CHART_PYRAMID,
	CHART_RING,
	CHART_SPARK,
	CHART_SPC,
	CHART_HEAT,
	CHART_SIGNS
};

struct chart {
	const char *key;
	const char *title;
	const char *unit;        /* of the numbers, in words: "per 10,000 aged 0 to 17" */
	const char *alternative; /* the text alternative, made by sql/objects/words/words.sql */
	const char *table_key;   /* the table of the same data in this document; NULL: none */
	const char **labels;     /* along the other axis */
	size_t label_count;
	struct series *series;
	size_t series_count;
	enum chart_kind kind;
	const char *unit_right;    /* of the series with `right` */
	const char *across;        /* PYRAMID, HEAT: what the labels are: "Impact", "Age"; NULL: nothing */
	const char *below, *above; /* DIVERGING: "under budget", "over budget"; NULL: nothing */
	const char *middle;        /* RING: "1,113"; NULL */
	const char *note;          /* small print under the drawing; NULL */
	struct level *levels;      /* LINE, BARS, STACKED, ACROSS */
	size_t level_count;
	struct step *steps; /* LINE, SPC */
	size_t step_count;
	enum spc_sign variation, assurance; /* SPC, SIGNS */
};

enum block_kind {
	BLOCK_HEADING,   /* level, text, key, number */
	BLOCK_PARAGRAPH, /* text; number, if it is numbered ("5.5.1") */
	BLOCK_LIST,      /* items, ordered or not */
	BLOCK_FACTS,     /* pairs of term and text: a summary list, a front table */
	BLOCK_TABLE,
	BLOCK_CHART,
	BLOCK_NOTE,        /* text set apart: "Draft", "Not yet released" */
	BLOCK_COVER,       /* cover */
	BLOCK_CONTENTS,    /* the contents, from the headings up to `level`: made by the writer */
	BLOCK_PAGE,        /* a new page begins */
	BLOCK_LANDSCAPE,   /* pages from here on are landscape … */
	BLOCK_PORTRAIT,    /* … and portrait again */
	BLOCK_COLUMNS,     /* what follows stands side by side, if it fits the page so: … */
	BLOCK_NEXT_COLUMN, /* … the next column begins … */
	BLOCK_COLUMNS_END, /* … and the whole width is used again */
	BLOCK_ATTACHMENT   /* attachment; a heading and a new page stand before it */
};

struct item {
	struct text text;
	unsigned depth; /* 0, or deeper in a nested list */
};

struct fact {
	const char *term;
	struct text text;
};

struct cover {
	const char *body; /* the council */
	const char *committee;
	const char *title;
	struct fact *facts; /* Date, Time, Venue */
	size_t fact_count;
	const char *notice; /* e.g. what edition this is; NULL */
};

/* Somebody else's PDF: paper takes its pages in, a page of the site leads to the file. */
struct attachment {
	const char *title;
	const char *item;  /* of the agenda: "7" */
	const char *href;  /* where the file is to be had */
	const char *size;  /* "1.2 MB" */
	const char *bytes; /* NULL: not loaded, as only paper needs them */
	size_t length;
	unsigned pages;
	bool tagged; /* a screen reader can follow its structure */
	bool pdfua;  /* it says that it is PDF/UA-1 */
};

struct block {
	enum block_kind kind;
	unsigned level;      /* of a heading: 1 (only the title) to 6 */
	const char *key;     /* anchor of a heading or numbered paragraph, unique in its document; NULL: none */
	const char *number;  /* "8", "5.5.1"; NULL: none */
	const char *running; /* heading that begins a part of a pack: what the page header says from here on; NULL */
	struct text text;
	bool ordered;
	bool unlisted; /* a heading that the contents leave out */
	struct item *items;
	struct fact *facts;
	size_t count; /* of items or facts */
	struct table *table;
	struct chart *chart;
	struct cover *cover;
	struct attachment *attachment;
};

/* What whoever publishes the document should know first; readers are not shown it. */
enum severity {
	SEVERITY_FAILS, /* a reader would go without something */
	SEVERITY_LOOK   /* it may be as it should be */
};

struct finding {
	enum severity severity;
	const char *where, *problem, *advice;
};

/* Where the figures of a document came from. */
struct source {
	long import;
	const char *file;
};

struct doc {
	struct arena *arena;
	const char *report; /* its name: "performance", "finance/revenue" */
	const char *title;
	const char *author;        /* of a PDF and a workbook: the council */
	const char *area, *period; /* NULL: does not apply */
	const char *area_label;    /* "Norfolk" */
	const char *period_label;  /* "January 2017" */
	const char *as_of;         /* ISO date of the newest import it draws on; NULL */
	bool draft;                /* every page says DRAFT */
	bool pack;                 /* a committee pack: paper first */
	struct source *sources;
	size_t source_count;
	struct finding *findings;
	size_t finding_count, finding_room;
	struct block *blocks;
	size_t count, room;
};

struct doc *doc_new(struct arena *arena, const char *report, const char *title);

/* Blocks are appended; what is returned may be filled in until the next call. */
struct block *doc_heading(struct doc *doc, unsigned level, const char *key, const char *text);
struct block *doc_paragraph(struct doc *doc, const char *text);
struct block *doc_note(struct doc *doc, const char *text);
struct block *doc_facts(struct doc *doc, size_t count);
void doc_fact(struct doc *doc, struct block *facts, const char *term, const char *text);
struct block *doc_break(struct doc *doc, enum block_kind kind); /* PAGE … PORTRAIT, CONTENTS, COLUMNS … */
struct block *doc_block(struct doc *doc, enum block_kind kind);
struct cover *doc_cover(struct doc *doc);
struct chart *doc_chart(struct doc *doc, const char *key, const char *title);
struct attachment *doc_attachment(struct doc *doc);

/* Appends the blocks of another document of the same arena, its headings `deeper` levels down. */
void doc_append(struct doc *doc, const struct doc *other, unsigned deeper);

void doc_finding(struct doc *doc, enum severity severity, const char *where, const char *problem, const char *advice);
/*
 * Adds what a look at the blocks finds: headings that skip a level, charts without words, tables
 * without headings, figures whose marks say that they are not released, provisional or entered.
 */
void doc_check(struct doc *doc);

/* A text of one plain span. */
struct text doc_text(struct arena *arena, const char *text);
/* The spans' texts run together. */
const char *text_plain(struct arena *arena, const struct text *text);

struct table *doc_table(
	struct doc *doc, const char *key, const char *title, size_t column_count, const struct column columns[]);
struct row *table_row(struct arena *arena, struct table *table, enum row_kind kind);
void table_note(struct arena *arena, struct table *table, const char *note);
/* The table as a person is shown it: without optional columns that say nothing. */
const struct table *table_visible(struct arena *arena, const struct table *table);
/*
 * The same table with notes on why figures are missing or cannot be true, and where: for faces
 * that have no other place for what cell.why says.
 */
const struct table *table_reasoned(struct arena *arena, const struct table *table);
/* What "#key" leads to (a heading, table or numbered paragraph; `key` without "#"); NULL: nothing. */
const struct block *doc_find_block(const struct doc *doc, const char *key);
/* Whether the span stands for a page number. */
bool span_is_page(const struct span *span);
const struct table *doc_find_table(const struct doc *doc, const char *key); /* NULL: the first */

/* Words for what colours and arrows mean: "Red", "better"; "" for none. */
const char *rag_word(enum rag rag);  /* "Red", "to come", "not expected" */
const char *rag_name(enum rag rag);  /* "red", …: JSON, CSS classes; NULL for RAG_NONE */
const char *rag_shape(enum rag rag); /* a shape for each of the three ratings, else "" */
enum rag rag_read(const char *name); /* NULL or unknown: RAG_NONE */
/* The marks of these bits, "[p] [u]"; NULL: none. The sentence that explains one; NULL: it needs none. */
const char *mark_texts(struct arena *arena, unsigned flags);
const char *mark_note(enum mark mark);
const char *cell_dot_word(const struct cell *cell); /* what its arrow says; "" for none */
const char *dot_word(enum dot dot);                 /* "better", "worse", "the same", "nothing to compare with" */
const char *dot_name(enum dot dot);                 /* "up", "down", "level", "none"; NULL for DOT_ABSENT */
const char *dot_sign(enum dot dot);                 /* ↑ ↓ ↔ - */
/* "Concern: special cause, higher values", "Consistently fails the target"; "" for SPC_NONE. */
const char *spc_words(enum spc_sign sign);
const char *spc_name(enum spc_sign sign); /* "worse_high", "fail", …: as the database says; NULL */
enum dot dot_read(const char *sign);      /* from a sign or a name */
enum spc_sign spc_read(const char *name); /* NULL or unknown: SPC_NONE */
enum sense sense_read(const char *name);  /* "good", "bad", "high", "low", "total"; else SENSE_NONE */
const char *sense_word(enum sense sense); /* "Improvement", "Concern", …; "" for none and total */

#endif
