/* Problems are gathered, not thrown: whoever sent a file wants to hear of all of them. */
#include "problem.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { SHOWN_MOST = 80 };

void
problem_add(struct intake *intake, const char *file, unsigned line, const char *column, const char *value,
	const char *expected)
{
	intake->problems = arena_grow(intake->arena, intake->problems, intake->problem_count, &intake->problem_room,
		sizeof(*intake->problems));
	intake->problems[intake->problem_count++] = (struct problem){file, line, column, value, expected, false};
}

void
problems_trace(struct intake *intake, const struct intake_part *part, size_t first)
{
	for (size_t i = first; part->origins != NULL && i < intake->problem_count; i++) {
		struct problem *problem = &intake->problems[i];
		const struct origin_column *element = part->elements;

		if (problem->line == 0 || problem->line > part->origin_count)
			continue;
		problem->file = part->origins[problem->line - 1].file;
		problem->line = part->origins[problem->line - 1].line;
		while (element->column != NULL && !str_equal(element->column, problem->column))
			element++;
		problem->element = true;
		if (element->column != NULL)
			problem->column = element->element;
	}
}

/* A value for a terminal: control characters become spaces, and what is long is cut. */
static void
show_value(struct buf *out, const char *value)
{
	const char *end = value + strlen(value);

	for (unsigned shown = 0; value < end; shown++) {
		const char *start = value;
		int32_t code = utf8_next(&value, end);

		if (shown == SHOWN_MOST) {
			buf_text(out, "…");
			return;
		}
		if (code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200E && code <= 0x202E) ||
			(code >= 0x2066 && code <= 0x2069))
			buf_char(out, ' ');
		else
			buf_add(out, start, (size_t)(value - start));
	}
}

const char *
problem_text(struct arena *arena, const struct problem *problem)
{
	struct buf out;
	const char *text;

	buf_init(&out);
	show_value(&out, problem->file);
	if (problem->line > 0)
		buf_printf(&out, ": line %u", problem->line);
	if (problem->column != NULL) {
		buf_printf(&out, "%s%s ", problem->line > 0 ? ", " : ": ", problem->element ? "element" : "column");
		show_value(&out, problem->column);
	}
	buf_text(&out, ": ");
	if (problem->value != NULL) {
		buf_char(&out, '"');
		show_value(&out, problem->value);
		buf_char(&out, '"');
	}
	if (str_starts(problem->expected, ": "))
		buf_text(&out, problem->expected + (problem->value != NULL ? 0 : 2));
	else
		buf_printf(&out, "%s%s",
			problem->value != NULL            ? " is not "
				: problem->column != NULL ? "blank, expected "
							  : "expected ",
			problem->expected);
	text = arena_bytes(arena, out.data, out.length);
	buf_close(&out);
	return text;
}
