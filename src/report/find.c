/* Finding a report by its address, and reading its parameters. */
#include <stddef.h>
#include <string.h>

#include "base/str.h"
#include "report/report.h"
#include "sift.h"

static const struct {
	const char *name;
	unsigned bit;
	size_t place;
} params[] = {
	{"area", PARAM_AREA, offsetof(struct report_params, area)},
	{"period", PARAM_PERIOD, offsetof(struct report_params, period)},
	{"from", PARAM_FROM, offsetof(struct report_params, from)},
	{"to", PARAM_TO, offsetof(struct report_params, to)},
	{"committee", PARAM_COMMITTEE, offsetof(struct report_params, committee)},
	{"scope", PARAM_SCOPE, offsetof(struct report_params, scope)},
	{"edition", PARAM_EDITION, offsetof(struct report_params, edition)},
	{"ref", PARAM_REF, offsetof(struct report_params, ref)},
	{"page", PARAM_PAGE, offsetof(struct report_params, page)},
	{"person", PARAM_PERSON, offsetof(struct report_params, person)},
	{"event", PARAM_EVENT, offsetof(struct report_params, event)},
	{"about", PARAM_ABOUT, offsetof(struct report_params, about)},
	{"kind", PARAM_KIND, offsetof(struct report_params, kind)},
	{"rating", PARAM_RATING, offsetof(struct report_params, rating)},
	{"lead", PARAM_LEAD, offsetof(struct report_params, lead)},
	{"section", PARAM_SECTION, offsetof(struct report_params, section)},
	{"state", PARAM_STATE, offsetof(struct report_params, state)},
	{"text", PARAM_TEXT, offsetof(struct report_params, text)},
	{"sort", PARAM_SORT, offsetof(struct report_params, sort)},
	{"large-print", PARAM_LARGE_PRINT, offsetof(struct report_params, large_print)},
};

static const struct {
	const char *name;
	unsigned bit;
	size_t place;
} lists[] = {
	{"indicator", PARAM_INDICATORS, offsetof(struct report_params, indicators)},
	{"area", PARAM_AREAS, offsetof(struct report_params, areas)},
};

enum { LISTS = sizeof(lists) / sizeof(lists[0]) };
enum { PARAMS = sizeof(params) / sizeof(params[0]) };

/* The name matches part by part; {…} takes one part, which is not empty. */
static bool
match(struct arena *arena, const char *pattern, const char *name, const char **subject)
{
	for (;;) {
		size_t of_pattern = strcspn(pattern, "/"), of_name = strcspn(name, "/");

		if (*pattern == '{') {
			if (of_name == 0)
				return false;
			*subject = arena_bytes(arena, name, of_name);
		} else if (of_pattern != of_name || memcmp(pattern, name, of_name) != 0) {
			return false;
		}
		pattern += of_pattern;
		name += of_name;
		if (*pattern == '\0' || *name == '\0')
			return *pattern == *name;
		pattern++;
		name++;
	}
}

const struct report *
report_find(struct arena *arena, const char *name, const char **subject)
{
	for (const struct report *const *report = report_table; *report != NULL; report++) {
		*subject = NULL;
		if (match(arena, (*report)->address, name, subject))
			return *report;
	}
	*subject = NULL;
	return NULL;
}

static unsigned
taken_by(const struct report *report)
{
	return report->params | (report->sift != NULL ? sift_params(report->sift) : 0);
}

bool
report_param_set(struct report_params *set, const struct report *report, const char *name, const char *value)
{
	const unsigned taken = taken_by(report) | (report->pdf ? PARAM_LARGE_PRINT : 0);

	for (size_t i = 0; i < PARAMS; i++)
		if (strcmp(params[i].name, name) == 0 && (taken & params[i].bit) != 0) {
			*(const char **)(void *)((char *)set + params[i].place) = value;
			return true;
		}
	return false;
}

/* Its number among the lists; that of lists: it is none that the report takes. */
static size_t
list_find(const struct report *report, const char *name)
{
	size_t i = 0;

	while (i < LISTS && (strcmp(lists[i].name, name) != 0 || (report->params & lists[i].bit) == 0))
		i++;
	return i;
}

bool
report_param_repeats(const struct report *report, const char *name)
{
	return list_find(report, name) < LISTS;
}

bool
report_param_add(struct arena *arena, struct report_params *set, const struct report *report, const char *name,
	const char *value)
{
	size_t i = list_find(report, name);
	struct report_list *list;

	if (i == LISTS)
		return report_param_set(set, report, name, value);
	list = (struct report_list *)(void *)((char *)set + lists[i].place);
	if (value == NULL)
		return true;
	list->items = arena_grow(arena, list->items, list->count, &list->room, sizeof(*list->items));
	list->items[list->count++] = value;
	return true;
}

bool
report_param(const struct report_params *of, size_t number, struct report_param *param)
{
	if (number >= PARAMS)
		return false;
	*param = (struct report_param){params[number].name,
		*(const char *const *)(const void *)((const char *)of + params[number].place), params[number].bit};
	return true;
}

const char *
report_param_names(struct arena *arena, const struct report *report)
{
	const char *names = "";

	for (size_t i = 0; i < PARAMS; i++)
		if ((taken_by(report) & params[i].bit) != 0)
			names = arena_printf(arena, "%s%s%s", names, *names != '\0' ? ", " : "", params[i].name);
	for (size_t i = 0; i < LISTS; i++)
		if ((report->params & lists[i].bit) != 0)
			names = arena_printf(arena, "%s%s%s", names, *names != '\0' ? ", " : "", lists[i].name);
	return names;
}
