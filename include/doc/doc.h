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
#include "doc/chart.h"
#include "doc/query.h"

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
	const char *text;         /* as a person reads it: "66.3", "24.5%", "+0.380"; NULL: blank */
	const struct text *spans; /* the same in stretches, some of which stand out, for pages; NULL: none does */
	const char *number;       /* the same as a plain number: "66.3", "24.5", "0.380"; NULL: none */
	const char *href;         /* NULL: no link */
	const char *status;       /* "final", "provisional", …; NULL: does not apply */
	const char *marks;        /* short marks printed after the text, "[p]"; the table's notes explain; NULL */
	unsigned flags;           /* MARK_…: what these marks say */
	const char *why;          /* why there is no figure, or why rated so; NULL */
	const char *trend;        /* "Increasing." …; NULL */
	enum rag rag;
	enum dot dot;
	const char *dot_why; /* of DOT_NONE; NULL: there is nothing to compare with */
	/* A small line through these numbers, where there is room to draw it; `text` says it in words; NULL: none. */
	const char *const *line;
	size_t line_count;
	enum spc_sign sign; /* drawn before `text`, which says it in words */
};

enum column_kind {
	COLUMN_TEXT,   /* words: left, may wrap */
	COLUMN_FIGURE, /* numbers: right, never wrap */
	COLUMN_DATE
};

enum column_order { ORDER_NONE, ORDER_ASCENDING, ORDER_DESCENDING };

struct column {
	const char *key; /* in JSON and CSV: "ref", "2017-01", "variance" */
	const char *label;
	const char *unit;  /* "£m", "%"; NULL: none or in the label */
	const char *group; /* heading over neighbouring columns with the same group; NULL */
	enum column_kind kind;
	bool head;     /* its cells head their rows (th scope="row") */
	bool kept;     /* what readers came for: in view beside the heads where a table is wider than its window */
	bool optional; /* data have it always; page and paper only if a cell says something */
	/* On a page its heading leads to the table in the order of this column; NULL: it does not. */
	const char *order_href;
	enum column_order order; /* that the table has by it */
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
	/*
	 * Notes that belong together: the one at `chapter` says what they are, the `chapter_count` after it say each.
	 * A page folds them away behind the first, paper prints a few of them and of many the first alone.
	 */
	size_t chapter, chapter_count;
	bool folded;                  /* the data of a chart: on a page one opens it, paper has the chart alone */
	const char *more, *more_href; /* a link under the notes, on pages only; NULL */
	/* Which of its rows these are, above it, and on a page the way to all of them; NULL: these are all. */
	const char *said, *clear, *clear_href;
	const char *empty; /* what is said when there are no rows; NULL: "There is nothing to show." */
};

enum block_kind {
	BLOCK_HEADING,   /* level, text, key, number */
	BLOCK_PARAGRAPH, /* text; number, if it is numbered ("5.5.1") */
	BLOCK_LIST,      /* items, ordered or not */
	BLOCK_TILES,     /* figures that stand out, each with what it says; one alone heads its page */
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
	BLOCK_QUERY,       /* query: on a page that stands by itself */
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

/* A figure that stands out: on a page large and with its shape over time, on paper the sentence. */
struct tile {
	const char *title, *href; /* what it is a figure of, and where that is; NULL: the page says it */
	struct cell figure;
	const char *words;   /* the whole sentence, the figure in it; NULL */
	struct chart *spark; /* NULL: none */
};

/* A picture that the council gives: a PNG that was checked (out/picture.h). */
struct picture {
	const char *bytes; /* NULL: not loaded, as only paper needs them */
	size_t length;
	unsigned width, height; /* in its dots */
	const char *alternative;
};

struct cover {
	const char *body; /* the council */
	const char *committee;
	const char *title;
	struct fact *facts; /* Date, Time, Venue */
	size_t fact_count;
	const char *notice;  /* e.g. what edition this is; NULL */
	struct picture mark; /* width 0: none */
	const char *address; /* of the same on the site, for paper to lead to; NULL */
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

/* The page, "25" or "25a", on which a part of a pack began as it was published, on paper and in large print; NULL. */
struct begun {
	const char *page, *large;
};

struct block {
	enum block_kind kind;
	unsigned level;      /* of a heading: 1 (only the title) to 6 */
	const char *key;     /* anchor of a heading or numbered paragraph, unique in its document; NULL: none */
	const char *number;  /* "8", "5.5.1"; NULL: none */
	const char *running; /* heading that begins a part of a pack: what the page header says from here on; NULL */
	bool late;           /* ... and came when the pack was out: 25a, 25b, and those after it keep their numbers */
	struct begun begun;  /* ... and where it began when the pack was published before */
	struct text text;
	bool ordered;
	bool unlisted; /* a heading that the contents leave out */
	/* The exempt part of a paper that it stands in, as one pointer for all blocks of the part; NULL: in none. */
	const char *part;
	bool live; /* of a report of figures inside a paper: it is made anew whenever the paper is read */
	struct item *items;
	struct fact *facts;
	struct tile *tiles;
	size_t count; /* of items, facts or tiles */
	struct table *table;
	struct chart *chart;
	struct query *query;
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

/* What goes on record when a reader is shown the document: it is exempt, or names people and payees. */
struct sight {
	const char *event, *about; /* "paper-read", and of what */
	const char *edition;       /* NULL: it has none */
	const char *what;          /* "items 9, 10", "2017-01, page 2" */
};

/* A figure that a sentence prints, where its words do not say which one it is: at the block before which it was said. */
struct printed {
	size_t at;
	const char *what, *text;
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
	const char *author;          /* of a PDF and a workbook: the council */
	const char *header, *footer; /* what the council says at the head and the foot of paper; NULL */
	const char *area, *period;   /* NULL: does not apply */
	const char *area_label;      /* "Norfolk" */
	const char *period_label;    /* "January 2017" */
	const char *as_of;           /* ISO date of the newest import it draws on; NULL */
	bool draft;                  /* every page says DRAFT */
	/* What was asked for and cannot be shown, though all the rest is: a page says it, other faces refuse; NULL. */
	const char *problem;
	bool pack; /* a committee pack: paper first */
	struct source *sources;
	size_t source_count;
	struct finding *findings;
	size_t finding_count, finding_room;
	struct sight *sights;
	size_t sight_count, sight_room;
	struct printed *printed;
	size_t printed_count, printed_room;
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
struct block *doc_tiles(struct doc *doc, size_t count);         /* all of them there, to be filled in */
struct block *doc_break(struct doc *doc, enum block_kind kind); /* PAGE … PORTRAIT, CONTENTS, COLUMNS … */
struct block *doc_block(struct doc *doc, enum block_kind kind);
struct block *doc_insert(struct doc *doc, size_t at, enum block_kind kind); /* before the block that stands there */
struct cover *doc_cover(struct doc *doc);
struct chart *doc_chart(struct doc *doc, const char *key, const char *title);
struct attachment *doc_attachment(struct doc *doc);

/* Appends the blocks of another document of the same arena, its headings `deeper` levels down. */
void doc_append(struct doc *doc, const struct doc *other, unsigned deeper);

void doc_finding(struct doc *doc, enum severity severity, const char *where, const char *problem, const char *advice);
void doc_see(struct doc *doc, struct sight sight);
/* That a sentence which comes next prints this figure. */
void doc_print(struct doc *doc, const char *what, const char *text);
/* The looks of another document too, of which this one shows a part, and the figures of its sentences. */
void doc_see_through(struct doc *doc, const struct doc *other);
/*
 * Adds what a look at the blocks finds: headings that skip a level, charts without words, tables
 * without headings, figures whose marks say that they are not released, provisional or entered.
 */
void doc_check(struct doc *doc);

/* A text of one plain span. */
struct text doc_text(struct arena *arena, const char *text);
/* What a tile says where there is no room for a picture. */
struct text tile_text(struct arena *arena, const struct tile *tile);
/* The spans' texts run together. */
const char *text_plain(struct arena *arena, const struct text *text);

struct table *doc_table(
	struct doc *doc, const char *key, const char *title, size_t column_count, const struct column columns[]);
/* Whether the column of this key is a period: "2017-01", "2016/17 Q3", "AY2015/16", not the name of an area. */
bool key_is_period(const char *key);
struct row *table_row(struct arena *arena, struct table *table, enum row_kind kind);
void table_note(struct arena *arena, struct table *table, const char *note);
/* The table as a person is shown it: without optional columns that say nothing. */
const struct table *table_visible(struct arena *arena, const struct table *table);
/* The same table without its columns of small lines, whose words would fill a page. */
const struct table *table_in_words(struct arena *arena, const struct table *table);
/*
 * The same table with notes on why figures are missing or cannot be true, and where, and of many notes that
 * belong together only what they are: for paper, which has no other place for what cell.why says.
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
bool rag_rates(enum rag rag);        /* red, amber or green: not white or grey, which say why there is no figure */
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
