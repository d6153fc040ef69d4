/* The figures that papers name: gathered from one or several texts, resolved by one statement for all. */
#include "paper.h"

#include <string.h>

#include "base/str.h"

enum { FIGURE_FIELDS = 5, FINANCE_FIELDS = 6, KINDS = 3 };

/* References of one kind: columns of texts, as many as the statement takes, and what came back. */
struct of_kind {
	const char **columns[FINANCE_FIELDS];
	const char **parts; /* in which each stands */
	size_t count, room;
	struct rows answers;
	size_t next;
};

struct references {
	struct of_kind kinds[KINDS];
	bool reports;
};

static const size_t fields[KINDS] = {
	[REFERENCE_FIGURE] = FIGURE_FIELDS, [REFERENCE_FINANCE] = FINANCE_FIELDS, [REFERENCE_PRINTED] = PRINTED_FIELDS};

size_t
reference_fields(enum reference kind)
{
	return fields[kind];
}

struct references *
references_new(struct arena *arena)
{
	return arena_alloc(arena, sizeof(struct references));
}

void
reference_add(
	struct arena *arena, struct references *refs, enum reference kind, const char *const texts[], const char *part)
{
	struct of_kind *s = &refs->kinds[kind];
	size_t room = s->room;

	for (size_t i = 0; i < fields[kind]; i++) {
		room = s->room;
		s->columns[i] = arena_grow(arena, s->columns[i], s->count, &room, sizeof(*s->columns[i]));
		s->columns[i][s->count] = texts[i];
	}
	room = s->room;
	s->parts = arena_grow(arena, s->parts, s->count, &room, sizeof(*s->parts));
	s->parts[s->count] = part;
	s->room = room;
	s->count++;
}

void
references_note_report(struct references *refs)
{
	refs->reports = true;
}

bool
references_hold_report(const struct references *refs)
{
	return refs->reports;
}

/* All references of one kind, text after text, as parameters. Returns how many references. */
static size_t
join(struct arena *arena, size_t count, struct references *const refs[], enum reference kind, const char *params[])
{
	const char **column;
	size_t total = 0, at;

	for (size_t t = 0; t < count; t++)
		total += refs[t]->kinds[kind].count;
	column = arena_array(arena, total, sizeof(*column));
	for (size_t f = 0; f < fields[kind]; f++) {
		at = 0;
		for (size_t t = 0; t < count; t++)
			for (size_t i = 0; i < refs[t]->kinds[kind].count; i++)
				column[at++] = refs[t]->kinds[kind].columns[f][i];
		params[f] = array_literal(arena, total, column);
	}
	return total;
}

/* Gives each text its part of the answers; there may be too few. Returns where the next kind's begin. */
static size_t
part(const struct rows *answers, size_t first, size_t count, struct references *const refs[], enum reference kind)
{
	for (size_t t = 0; t < count; t++) {
		struct of_kind *s = &refs[t]->kinds[kind];
		size_t left = first < answers->count ? answers->count - first : 0;

		s->answers = *answers;
		s->answers.count = s->count < left ? s->count : left;
		s->answers.cells = answers->cells + first * answers->columns;
		first += s->answers.count;
	}
	return first;
}

int
references_resolve(const struct report_job *job, size_t count, struct references *const refs[], struct err *err)
{
	const char *params[FIGURE_FIELDS + FINANCE_FIELDS];
	struct rows answers;
	size_t total = join(job->arena, count, refs, REFERENCE_FIGURE, params);

	total += join(job->arena, count, refs, REFERENCE_FINANCE, params + FIGURE_FIELDS);
	if (total == 0)
		return 0;
	if (db_query(job->db, STMT_REFERENCE_TEXTS, FIGURE_FIELDS + FINANCE_FIELDS, params, job->arena, &answers,
		    err) != 0)
		return -1;
	part(&answers, part(&answers, 0, count, refs, REFERENCE_FIGURE), count, refs, REFERENCE_FINANCE);
	return 0;
}

/* "7.2 2017-01 measure=ytd", "la Total variance 2017-01". */
static const char *
reference_words(struct arena *arena, const struct of_kind *s, enum reference kind, size_t i)
{
	static const char *const figure[] = {"", "area=", "", "measure=", "scope="};
	static const char *const finance[] = {"", "", "", "", "group=", "as="};
	const char *words = "";

	for (size_t f = 0; f < fields[kind]; f++) {
		const char *value = s->columns[f][i];

		if (value != NULL)
			words = arena_printf(arena, "%s%s%s%s", words, *words != '\0' ? " " : "",
				kind == REFERENCE_FIGURE ? figure[f] : finance[f], value);
	}
	return words;
}

/* Of a figure itself a mark says whether it is released; of what is reckoned from several nothing does. */
static bool
is_open(const struct of_kind *s, enum reference kind, size_t i)
{
	const char *measure = kind == REFERENCE_FIGURE ? s->columns[3][i] : NULL;

	return kind == REFERENCE_FIGURE && (measure == NULL || str_equal(measure, "value")) &&
		strstr(row_string(&s->answers, i, "text"), "[u]") == NULL;
}

size_t
references_shown(struct arena *arena, const struct references *refs, struct paper_figure **figures)
{
	size_t count = 0;

	*figures = arena_array(arena, refs->kinds[REFERENCE_FIGURE].count + refs->kinds[REFERENCE_FINANCE].count + 1,
		sizeof(**figures));
	for (enum reference kind = REFERENCE_FIGURE; kind <= REFERENCE_FINANCE; kind++) {
		const struct of_kind *s = &refs->kinds[kind];

		for (size_t i = 0; i < s->count && i < s->answers.count; i++)
			(*figures)[count++] = (struct paper_figure){.reference = reference_words(arena, s, kind, i),
				.shown = row_string(&s->answers, i, "text"),
				.open = is_open(s, kind, i),
				.part = s->parts[i]};
	}
	return count;
}

void
references_printed(
	struct arena *arena, size_t count, struct references *const refs[], const char *params[PRINTED_FIELDS])
{
	join(arena, count, refs, REFERENCE_PRINTED, params);
}

const char *
reference_next(struct references *refs, enum reference kind, struct err *err)
{
	struct of_kind *s = &refs->kinds[kind];
	size_t i = s->next++;

	if (i >= s->answers.count) {
		err_set(err, ERR_SYSTEM, "a reference was not answered");
		return NULL;
	}
	if (row_text(&s->answers, i, "text") == NULL)
		err_set(err, ERR_INPUT, "%s", row_string(&s->answers, i, "why"));
	return row_text(&s->answers, i, "text");
}
