/* A chart of a document: labels × series of points, to be drawn on a page or on paper. */
#ifndef DOC_CHART_H
#define DOC_CHART_H

#include <stdbool.h>
#include <stddef.h>

enum rag { RAG_NONE, RAG_RED, RAG_AMBER, RAG_GREEN, RAG_WHITE, RAG_GREY };

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
	/* … or neither */
	SPC_HIGH,
	SPC_LOW,
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
	bool gap;      /* what is before does not compare with what follows: no line joins them */
	size_t series; /* the one that it is of, counted from 1; 0: all */
};

/*
 * A chart is labels × series of points; what they are depends on the kind. Figures, shares and
 * words come from the database; a kind only places them. A series or cell whose number is NULL
 * leaves a gap. Where the table says nothing of a field, it may be left zero.
 *
 * LINE       a line a series over the labels, which are periods and stand where `days` has them. TARGET and
 *            COMPARATOR are dashed. Each is named where it ends. What would be more than four lines, or is
 *            `apart`, is a small plot for each VALUE series, all on one scale. Series with `right`: two
 *            measures, two axes, both from zero.
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
 *            and TARGET series, named with their newest text; `steps` where it was rebased; `variation` and
 *            `assurance`; `note` says the run lengths, or why there are no limits.
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
	/* Upright ones: the last day of each label, "2017-01-31", rising; NULL, or where one is none: at equal steps */
	const char *const *days;
	struct series *series;
	size_t series_count;
	enum chart_kind kind;
	bool apart;                /* LINE: a plot for each VALUE series */
	bool own_scales;           /* … each on its own scale, where one for all would flatten some */
	const char *unit_right;    /* of the series with `right` */
	const char *across;        /* PYRAMID, HEAT: what the labels are: "Impact", "Age"; NULL: nothing */
	const char *below, *above; /* DIVERGING: "under budget", "over budget"; NULL: nothing */
	const char *middle;        /* RING: "1,113"; NULL */
	const char *note;          /* small print under the drawing; NULL */
	struct level *levels;      /* LINE, BARS, STACKED, ACROSS */
	size_t level_count;
	const struct chart *whole; /* this is a part of it, on the same scale; NULL: this is all */
	struct step *steps;        /* LINE, SPC */
	size_t step_count;
	enum spc_sign variation, assurance; /* SPC, SIGNS */
};

#endif
