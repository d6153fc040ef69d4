/* The two canvases side by side: each call becomes one element here and one operator there, at the same place. */
#include <math.h>
#include <stdlib.h>

#include "../../src/out/chart/svg.h"
#include "../../src/out/pdf/ink/paint.h"
#include "../../src/out/pdf/pdf.h"
#include "../check.h"
#include "chart_samples.h"

enum { HEIGHT = 2000 };

/* A canvas that hands every call to both, and looks at what each has written. */
struct both {
	struct canvas svg, pdf;
	struct buf svg_out, pdf_out;
	size_t calls, wrong;
};

static size_t
times(const char *text, const char *part)
{
	size_t count = 0;

	while ((text = strstr(text, part)) != NULL) {
		count++;
		text += strlen(part);
	}
	return count;
}

/* Operators that paint: a line by themselves at the end of what a call writes. */
static size_t
painted(const char *text)
{
	return times(text, " f\n") + times(text, "S\n");
}

/* The first two numbers after `mark`. */
static bool
place(const char *text, const char *mark, double *x, double *y)
{
	const char *at = strstr(text, mark);
	char *end;

	if (at == NULL)
		return false;
	*x = strtod(at + strlen(mark), &end);
	*y = strtod(end, NULL);
	return true;
}

/* In PDF the place stands before its operator, alone on its line or after the colour's line. */
static bool
pdf_place(const char *text, const char *operator, double * x, double *y)
{
	const char *at = strstr(text, operator), *from;

	if (at == NULL)
		return false;
	for (from = at; from > text && from[-1] != '\n';)
		from--;
	return sscanf(from, "%lf %lf", x, y) == 2;
}

static void
compare(struct both *both, const char *svg_mark, const char *pdf_operator, double lower)
{
	double sx = 0, sy = 0, px = 0, py = 0;
	bool good = times(both->svg_out.data, "<") == 1 && painted(both->pdf_out.data) == 1 &&
		place(both->svg_out.data, svg_mark, &sx, &sy) &&
		pdf_place(both->pdf_out.data, pdf_operator, &px, &py) && fabs(sx - px) < 0.06 &&
		fabs(sy + lower - (HEIGHT - py)) < 0.11;

	both->calls++;
	if (!good && both->wrong++ == 0)
		printf("# svg: %s# pdf: %s", both->svg_out.data, both->pdf_out.data);
	buf_clear(&both->svg_out);
	buf_clear(&both->pdf_out);
}

static double
both_measure(void *context, double size, bool bold, const char *text)
{
	struct both *both = context;

	return both->svg.measure(both->svg.context, size, bold, text);
}

/* Words need fonts, which a whole document brings along: see pdf.sh. */
static void
both_text(void *context, double x, double y, double size, enum align align, bool bold, enum ink ink, const char *text)
{
	struct both *both = context;

	both->svg.text(both->svg.context, x, y, size, align, bold, ink, text);
	if (times(both->svg_out.data, "<text") != 1)
		both->wrong++;
	buf_clear(&both->svg_out);
}

static void
both_line(void *context, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink)
{
	struct both *both = context;

	both->svg.line(both->svg.context, x1, y1, x2, y2, width, dash, ink);
	both->pdf.line(both->pdf.context, x1, y1, x2, y2, width, dash, ink);
	compare(both, "d=\"M", "m ", 0);
}

static void
both_box(void *context, double x, double y, double width, double height, enum ink ink)
{
	struct both *both = context;
	char mark[64];

	both->svg.box(both->svg.context, x, y, width, height, ink);
	both->pdf.box(both->pdf.context, x, y, width, height, ink);
	/* x="1.0" y="2.0" as two numbers */
	for (char *c = both->svg_out.data; *c != '\0'; c++)
		if (strncmp(c, "\" y=\"", 5) == 0)
			memcpy(c, "     ", 5);
	snprintf(mark, sizeof(mark), "x=\"");
	compare(both, mark, "re f", height);
}

static void
both_marker(void *context, double x, double y, double size, enum marker marker, enum ink ink)
{
	struct both *both = context;

	both->svg.marker(both->svg.context, x, y, size, marker, ink);
	both->pdf.marker(both->pdf.context, x, y, size, marker, ink);
	if (marker == MARKER_NONE) {
		both->wrong += both->svg_out.length + both->pdf_out.length;
		return;
	}
	both->calls++;
	both->wrong += times(both->svg_out.data, "<") != 1 || painted(both->pdf_out.data) != 1;
	buf_clear(&both->svg_out);
	buf_clear(&both->pdf_out);
}

static void
both_polygon(void *context, const double xy[], size_t count, enum ink ink)
{
	struct both *both = context;

	both->svg.polygon(both->svg.context, xy, count, ink);
	both->pdf.polygon(both->pdf.context, xy, count, ink);
	both->wrong += times(both->svg_out.data, "L") != count - 1 || times(both->pdf_out.data, "l\n") != count - 1;
	compare(both, "d=\"M", "m\n", 0);
}

static void
both_strokes(void *context, const double xy[], size_t count, double width, enum ink ink)
{
	struct both *both = context;

	both->svg.strokes(both->svg.context, xy, count, width, ink);
	both->pdf.strokes(both->pdf.context, xy, count, width, ink);
	both->wrong += times(both->svg_out.data, "L") != count || times(both->pdf_out.data, "l\n") != count;
	compare(both, "d=\"M", "m ", 0);
}

int
main(void)
{
	struct arena *arena = arena_new();

	for (enum chart_kind kind = CHART_LINE; kind <= CHART_SIGNS; kind++) {
		struct both both = {0};
		struct painter painter = {.out = &both.pdf_out, .height = HEIGHT, .colour = -1};
		struct sheet sheet = {.painter = &painter};
		const struct canvas canvas = {&both, both_text, both_line, both_box, both_marker, both_polygon,
			both_strokes, both_measure, NULL};
		struct chart *chart = chart_sample(doc_new(arena, "r", "R"), kind);

		buf_init(&both.svg_out);
		buf_init(&both.pdf_out);
		both.svg = canvas_svg(&both.svg_out);
		both.pdf = canvas_pdf(&sheet);
		chart_draw(&canvas, chart, 720, chart_height(&canvas, chart, 720, 13), 13);
		CHECK(both.calls > 5);
		CHECK(both.wrong == 0);
		buf_close(&both.svg_out);
		buf_close(&both.pdf_out);
	}
	arena_free(arena);
	return check_done();
}
