/* What the kinds of charts share: the place to draw in, words that fit, looks, the legend. */
#ifndef SRC_OUT_CHART_PLOT_H
#define SRC_OUT_CHART_PLOT_H

#include "axis.h"
#include "out/canvas.h"

enum {
	LABEL_MAX = 160, /* bytes of a line that is drawn, with its ellipsis */
	LINES_MAX = 8    /* of a wrapped text */
};

struct plot {
	const struct canvas *canvas;
	const struct chart *chart;
	struct axis axis, second;        /* of the numbers; of the series with `right` */
	double size;                     /* of the words … */
	bool bold;                       /* … which are written boldly */
	double head, width, height;      /* the drawing lies in 0,head … width,height */
	double left, right, top, bottom; /* of the area inside the axes */
};

/* How a line and how an area look. */
struct look {
	enum ink ink;
	enum dash dash;
	enum marker marker;
};
enum hatch { HATCH_NONE, HATCH_UP, HATCH_DOWN, HATCH_CROSS, HATCH_LEVEL, HATCH_UPRIGHT };
struct fill {
	enum ink ink;
	enum hatch hatch;
};

/* A line whose width, given for words of size 13, follows the size of the words. */
void plot_line(const struct plot *plot, double x1, double y1, double x2, double y2, double width, enum dash dash,
	enum ink ink);

/* ---- words ---- */

double plot_measure(const struct plot *plot, const char *text);
void plot_text(const struct plot *plot, double x, double y, enum align align, const char *text);
/* Centred on x, or as near to it as the edges of the drawing let it. */
void plot_inside(const struct plot *plot, double x, double y, const char *text);
/* The same drawing with bold words. */
struct plot plot_boldly(const struct plot *plot);
/* The text on a patch of paper, so that lines below it do not cross it out. */
void plot_patch(const struct plot *plot, double x, double y, enum align align, const char *text);
/* The longest beginning of the text, cut between characters, that fits, with "…" if it was cut. */
void plot_fit(const struct plot *plot, const char *text, double width, char fitted[LABEL_MAX]);
/* The text, or of an endless one its beginning; NULL: nothing. */
void plot_cut(const char *text, char cut[LABEL_MAX]);
/* Cuts a text at its spaces into at most `most` lines; returns their number. */
size_t plot_wrap(
	const struct plot *plot, const char *text, double width, size_t most, char lines[LINES_MAX][LABEL_MAX]);

/* ---- looks ---- */

/* Are the VALUE series of this chart bars? */
bool chart_has_bars(const struct chart *chart);
bool chart_has_right(const struct chart *chart);
/* Is this series an area rather than a line? */
bool series_is_bar(const struct chart *chart, size_t index);
size_t chart_bar_count(const struct chart *chart);
struct look series_look(const struct chart *chart, size_t index);
struct look level_look(const struct chart *chart, size_t index);
/* Unlike for each of the first 30; -1: below zero and to the left where there is only one series. */
struct fill fill_number(size_t number);
struct fill series_fill(const struct chart *chart, size_t index);
struct look sense_look(enum sense sense);
/* Of a bar of a waterfall: a level, a rise or a fall. */
struct fill waterfall_fill(const struct point *point, double value);

/* An area, hatched in white, and a line of paper around it that parts it from its neighbour. */
void fill_box(const struct plot *plot, double x, double y, double width, double height, struct fill fill);
void fill_polygon(const struct plot *plot, const double xy[], size_t count, struct fill fill);

/* ---- the legend ---- */

struct key {
	bool area, point; /* a sample of an area; a marker alone; else a line */
	struct fill fill;
	struct look look;
	const char *label, *text; /* text may be NULL */
};
enum { KEYS_MAX = 40 };

/* One for each series and level, or none where there is but one thing to see. */
size_t plot_keys(const struct plot *plot, struct key keys[KEYS_MAX]);
/* Draws the legend at the foot of the drawing, which ends above it from then on. */
void plot_legend(struct plot *plot, const struct key keys[], size_t count);
double legend_height(const struct plot *plot, const struct key keys[], size_t count);

/* ---- the frame of upright charts: numbers upwards, labels along the bottom ---- */

/* Lays out and draws axes, labels, levels, steps and legend; false: there is nothing to draw. */
bool frame_upright(struct plot *plot);
/* Is there too little room for a column of names beside the bars? */
bool plot_narrow(const struct plot *plot);
double slot_count(const struct chart *chart);
bool slots_differ(const struct chart *chart); /* an axis of time whose labels are not equal steps apart */
double slot_width(const struct plot *plot);
double slot_centre(const struct plot *plot, size_t index);
/* Half way to its neighbours, or the edge of the plot. */
double slot_begin(const struct plot *plot, size_t index);
double slot_end(const struct plot *plot, size_t index);
/* Tells whoever points at the drawing where the labels' figures stand. */
void frame_spots(const struct plot *plot, size_t series);
double ticks_width(const struct plot *plot, const struct axis *axis);
void draw_grid_up(const struct plot *plot);
void draw_ticks_up(const struct plot *plot, bool second);
double place_up(const struct plot *plot, bool second, double value);
/* Lines: of those series that are no bars, what the chart is about on top. */
void draw_curves(const struct plot *plot);
void draw_curve(const struct plot *plot, size_t index);
void draw_levels(const struct plot *plot);
/* Does nothing of this series compare across the way to this label from the one before it? */
bool series_broken(const struct chart *chart, size_t series, size_t label);

/* ---- names at the ends of lines ---- */

/* What the names take at the right of the plot; 0: they stand in a legend, or nothing needs one. */
double ends_width(const struct plot *plot);
void draw_ends(const struct plot *plot);
/* Has the series a point that can be drawn? */
bool series_shows(const struct chart *chart, const struct series *series);
/* The newest figure in words; NULL: none. */
const char *series_newest(const struct chart *chart, const struct series *series);

/* ---- small plots side by side ---- */

/* Is each VALUE series drawn in a plot of its own? */
bool chart_apart(const struct chart *chart);
size_t apart_count(const struct chart *chart);
struct chart *apart_part(struct arena *arena, const struct chart *chart, size_t first, size_t count);
double apart_height(const struct plot *plot);
bool draw_apart(struct plot *plot);

/* ---- the frame of level charts: names at the left, numbers to the right ---- */

/* The strip of one label: where it begins, how high it is, and how much of that is above the bars. */
struct strip {
	double y, height, name;
};

/* Lays out and draws axis, unit and legend; false: there is nothing to draw. */
bool frame_across(struct plot *plot);
double place_across(const struct plot *plot, double value);
struct strip find_strip(const struct plot *plot, size_t label);
size_t across_bars(const struct plot *plot); /* under one another in a strip */
/* "12.3 ▲ Red", or nothing. */
void point_words(const struct point *point, char words[LABEL_MAX]);
void draw_names_across(const struct plot *plot);

/* ---- the kinds; false: there is nothing to draw ---- */

bool draw_line(struct plot *plot);
bool draw_bars(struct plot *plot);
bool draw_across(struct plot *plot);
bool draw_waterfall(struct plot *plot);
bool draw_pyramid(struct plot *plot);
bool draw_ring(struct plot *plot);
bool draw_spark(struct plot *plot);
bool draw_spc(struct plot *plot);
bool draw_heat(struct plot *plot);
bool draw_signs(struct plot *plot);

/* What those whose height is not always the same want, without note and signs. */
double waterfall_height(const struct plot *plot);
double across_height(const struct plot *plot);
double pyramid_height(const struct plot *plot);
double ring_height(const struct plot *plot);
double heat_height(const struct plot *plot);
double signs_height(const struct plot *plot);

#endif
