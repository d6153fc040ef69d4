/* Notes of what a chart draws, and what must hold of every chart. */
#include "chart_seen.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

static struct call *
note(struct seen *seen, enum drawn what, enum ink ink)
{
	if (seen->count == seen->room) {
		seen->room = seen->room * 2 + 64;
		seen->calls = mem_resize(seen->calls, seen->room, sizeof(*seen->calls));
	}
	seen->calls[seen->count] = (struct call){.what = what, .ink = ink};
	return &seen->calls[seen->count++];
}

static double
see_measure(void *context, double size, bool bold, const char *text)
{
	(void)context;
	return (double)strlen(text) * size * (bold ? 0.56 : 0.5);
}

static void
see_text(void *context, double x, double y, double size, enum align align, bool bold, enum ink ink, const char *text)
{
	struct call *call = note(context, DRAWN_TEXT, ink);
	double width = see_measure(NULL, size, bold, text);

	call->x1 = align == ALIGN_LEFT ? x : align == ALIGN_RIGHT ? x - width : x - width / 2;
	call->x2 = call->x1 + width;
	/* as high as small letters with their ascenders: lines may be set tight */
	call->y1 = y - size * 0.75;
	call->y2 = y + size * 0.2;
	snprintf(call->text, sizeof(call->text), "%s", text);
}

static void
see_line(void *context, double x1, double y1, double x2, double y2, double width, enum dash dash, enum ink ink)
{
	struct call *call = note(context, DRAWN_LINE, ink);

	(void)width;
	call->x1 = x1;
	call->y1 = y1;
	call->x2 = x2;
	call->y2 = y2;
	call->dash = dash;
}

static void
see_box(void *context, double x, double y, double width, double height, enum ink ink)
{
	struct call *call = note(context, DRAWN_BOX, ink);

	call->x1 = x;
	call->y1 = y;
	call->x2 = x + width;
	call->y2 = y + height;
}

static void
see_marker(void *context, double x, double y, double size, enum marker marker, enum ink ink)
{
	struct call *call;

	if (marker == MARKER_NONE)
		return;
	call = note(context, DRAWN_MARKER, ink);
	call->x1 = x - size / 2;
	call->y1 = y - size / 2;
	call->x2 = x + size / 2;
	call->y2 = y + size / 2;
	call->marker = marker;
}

static void
cover(struct call *call, const double xy[], size_t count)
{
	call->x1 = call->y1 = INFINITY;
	call->x2 = call->y2 = -INFINITY;
	for (size_t i = 0; i < count; i++) {
		call->x1 = fmin(call->x1, xy[i * 2]);
		call->x2 = fmax(call->x2, xy[i * 2]);
		call->y1 = fmin(call->y1, xy[i * 2 + 1]);
		call->y2 = fmax(call->y2, xy[i * 2 + 1]);
	}
}

static void
see_polygon(void *context, const double xy[], size_t count, enum ink ink)
{
	struct call *call = note(context, DRAWN_POLYGON, ink);
	double twice = 0;

	cover(call, xy, count);
	for (size_t i = 0; i < count; i++) {
		const double *a = xy + i * 2, *b = xy + (i + 1) % count * 2;

		twice += a[0] * b[1] - b[0] * a[1];
	}
	call->area = fabs(twice) / 2;
}

static void
see_strokes(void *context, const double xy[], size_t count, double width, enum ink ink)
{
	(void)width;
	cover(note(context, DRAWN_STROKES, ink), xy, count * 2);
}

void
chart_see(struct seen *seen, const struct chart *chart, double width, double size)
{
	const struct canvas canvas = {
		seen, see_text, see_line, see_box, see_marker, see_polygon, see_strokes, see_measure, NULL};

	*seen = (struct seen){.width = width};
	seen->height = chart_height(&canvas, chart, width, size);
	chart_draw(&canvas, chart, width, seen->height, size);
}

void
seen_close(struct seen *seen)
{
	free(seen->calls);
	*seen = (struct seen){0};
}

bool
seen_says(const struct seen *seen, const char *text)
{
	for (size_t i = 0; i < seen->count; i++)
		if (seen->calls[i].what == DRAWN_TEXT && strcmp(seen->calls[i].text, text) == 0)
			return true;
	return false;
}

size_t
seen_count(const struct seen *seen, enum drawn what, enum ink ink)
{
	size_t count = 0;

	while (seen_call(seen, what, ink, count) != NULL)
		count++;
	return count;
}

const struct call *
seen_call(const struct seen *seen, enum drawn what, enum ink ink, size_t n)
{
	for (size_t i = 0; i < seen->count; i++)
		if (seen->calls[i].what == what && seen->calls[i].ink == ink && n-- == 0)
			return &seen->calls[i];
	return NULL;
}

static bool
is_outside(const struct seen *seen, const struct call *call)
{
	const double far = 0.6; /* half a thin line */
	double left = fmin(call->x1, call->x2), right = fmax(call->x1, call->x2);
	double top = fmin(call->y1, call->y2), bottom = fmax(call->y1, call->y2);

	/* not a number is outside, too */
	return !(left >= -far && right <= seen->width + far && top >= -far && bottom <= seen->height + far);
}

static bool
overlap(const struct call *a, const struct call *b)
{
	const double touch = 0.05;

	return a->x1 + touch < b->x2 && b->x1 + touch < a->x2 && a->y1 + touch < b->y2 && b->y1 + touch < a->y2;
}

const char *
seen_fault(const struct seen *seen)
{
	static char fault[600];

	for (size_t i = 0; i < seen->count; i++) {
		const struct call *call = &seen->calls[i];

		if (is_outside(seen, call)) {
			snprintf(fault, sizeof(fault), "outside %.0f x %.0f: %d %.1f,%.1f %.1f,%.1f %s", seen->width,
				seen->height, (int)call->what, call->x1, call->y1, call->x2, call->y2, call->text);
			return fault;
		}
		for (size_t j = 0; call->what == DRAWN_TEXT && j < i; j++)
			if (seen->calls[j].what == DRAWN_TEXT && overlap(call, &seen->calls[j])) {
				snprintf(
					fault, sizeof(fault), "\"%s\" lies on \"%s\"", call->text, seen->calls[j].text);
				return fault;
			}
	}
	return NULL;
}
