/* The way around the site, made of the rows of the reports. */
#include "way.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"

static const struct {
	enum door door;
	const char *name;
	const char *path; /* what addresses behind it begin with */
	const char
		*menu; /* its page that is no report, at that path, as its own navigation names it; NULL: it has none */
} doors[] = {
	{DOOR_PERFORMANCE, "Performance", "performance", NULL},
	{DOOR_FINANCE, "Finance", "finance", NULL},
	{DOOR_RISKS, "Risks", "risks", NULL},
	{DOOR_MEETINGS, "Meetings", "meetings", NULL},
	{DOOR_USERS, "Users", "users", NULL},
	{DOOR_AUDIT, "Audit", "audit", NULL},
	{DOOR_HELP, "Help", "help", "Help by role"},
};

enum { DOORS = sizeof(doors) / sizeof(doors[0]), A_REFERENCE = 12 };

static bool
may_read(const struct visit *visit, const struct report *report)
{
	return roles_permit(visit->visitor.roles, report->permission);
}

/* The pages that a door names: those of its reports that have a place in the navigation. */
static bool
is_named(const struct visit *visit, const struct report *report, enum door door)
{
	return report->door == door && report->menu != NULL && may_read(visit, report);
}

static const struct report *
door_first(const struct visit *visit, enum door door)
{
	for (size_t i = 0; report_table[i] != NULL; i++)
		if (is_named(visit, report_table[i], door))
			return report_table[i];
	return NULL;
}

static size_t
door_count(const struct visit *visit, enum door door)
{
	size_t count = 0;

	for (size_t i = 0; report_table[i] != NULL; i++)
		count += is_named(visit, report_table[i], door);
	return count;
}

static bool
is_own_page(const struct visit *visit, size_t i)
{
	return doors[i].menu != NULL && strcmp(visit->request->path + 1, doors[i].path) == 0;
}

/* Where a door leads to: its own page, or the first of its reports; NULL: nowhere. */
static const char *
door_address(const struct visit *visit, size_t i)
{
	const struct report *first = door_first(visit, doors[i].door);

	if (doors[i].menu != NULL)
		return doors[i].path;
	return first != NULL ? first->address : NULL;
}

/* A report's row says it; of a page with a form and of an error the address does. */
static enum door
door_here(const struct visit *visit)
{
	const char *path = visit->request->path + 1;

	if (visit->report != NULL)
		return visit->report->door;
	if (str_starts(path, "papers/") || str_starts(path, "committees/") || str_equal(path, "cover-texts"))
		return DOOR_MEETINGS;
	for (size_t i = 0; i < DOORS; i++)
		if (str_starts(path, doors[i].path) && (path[strlen(doors[i].path)] == '/' || is_own_page(visit, i)))
			return doors[i].door;
	return DOOR_NONE;
}

static void
link_write(struct buf *out, const char *address, const char *current, const char *name)
{
	buf_printf(out, "<li><a href=\"/%s\"%s>", address, current);
	html_text(out, name);
	buf_text(out, "</a></li>\n");
}

static void
doors_write(const struct visit *visit, enum door here, struct buf *out)
{
	buf_text(out, "<nav class=\"doors\" aria-label=\"Moothall\">\n<ul>\n");
	for (size_t i = 0; i < DOORS; i++) {
		const char *address = door_address(visit, i);

		if (address != NULL)
			link_write(out, address,
				doors[i].door != here                                    ? ""
					: strcmp(visit->request->path + 1, address) == 0 ? " aria-current=\"page\""
											 : " aria-current=\"true\"",
				doors[i].name);
	}
	buf_text(out, "</ul>\n</nav>\n");
}

static size_t
door_place(enum door door)
{
	size_t i = 0;

	while (i < DOORS && doors[i].door != door)
		i++;
	return i;
}

/* One page alone is the door itself. */
static void
places_write(const struct visit *visit, enum door door, struct buf *out)
{
	size_t place = door_place(door);

	if (place == DOORS || door_count(visit, door) + (doors[place].menu != NULL) < 2)
		return;
	buf_printf(out, "<nav class=\"places\" aria-label=\"%s\">\n<ul>\n", doors[place].name);
	if (doors[place].menu != NULL)
		link_write(out, doors[place].path, is_own_page(visit, place) ? " aria-current=\"page\"" : "",
			doors[place].menu);
	for (size_t i = 0; report_table[i] != NULL; i++)
		if (is_named(visit, report_table[i], door))
			link_write(out, report_table[i]->address,
				visit->report == report_table[i] ? " aria-current=\"page\"" : "",
				report_table[i]->menu);
	buf_text(out, "</ul>\n</nav>\n");
}

void
way_write(const struct visit *visit, struct buf *out)
{
	enum door here = door_here(visit);

	if (visit->visitor.person == 0)
		return;
	doors_write(visit, here, out);
	places_write(visit, here, out);
}

/* --- where this page is --- */

static const char *
as_name(struct arena *arena, const char *part)
{
	return arena_printf(arena, "%c%s", *part >= 'a' && *part <= 'z' ? *part - 'a' + 'A' : *part, part + 1);
}

static const char *
crumb_name(struct arena *arena, const struct report *report, const char *subject)
{
	if (report->menu != NULL)
		return report->menu;
	if (report->title != NULL)
		return report->title;
	/* Below a subject the last part of the address says it: "minutes". */
	if (!str_ends(report->address, "}"))
		return as_name(arena, strrchr(report->address, '/') + 1);
	/* "7.2" is what people call it, the name of a meeting in an address is not */
	return strlen(subject) > A_REFERENCE ? arena_printf(arena, "The %s", report->subject) : subject;
}

/* Each beginning of the address that is a report's, but for the page itself and the door's first. */
static void
above_write(const struct visit *visit, const char *first, struct buf *out)
{
	const char *path = visit->request->path + 1, *end = path, *subject;

	while ((end = strchr(end, '/')) != NULL) {
		const char *address = arena_bytes(visit->arena, path, (size_t)(end - path));
		const struct report *report = report_find(visit->arena, address, &subject);

		end++;
		if (report == NULL || strcmp(address, first) == 0 || !may_read(visit, report))
			continue;
		buf_text(out, "<li><a href=\"/");
		html_attr(out, address);
		buf_text(out, "\">");
		html_text(out, crumb_name(visit->arena, report, subject));
		buf_text(out, "</a></li>\n");
	}
}

void
way_write_here(const struct visit *visit, const char *title, struct buf *out)
{
	const size_t place = door_place(door_here(visit));
	const char *first = place < DOORS ? door_address(visit, place) : NULL;

	if (visit->visitor.person == 0 || first == NULL || visit->err.code != ERR_NONE || is_own_page(visit, place) ||
		(visit->report != NULL && visit->report->menu != NULL))
		return;
	buf_text(out, "<nav class=\"crumbs\" aria-label=\"Breadcrumb\">\n<ol>\n<li><a href=\"/\">Home</a></li>\n");
	link_write(out, first, "", doors[place].name);
	above_write(visit, first, out);
	buf_text(out, "<li aria-current=\"page\">");
	html_text(out, title);
	buf_text(out, "</li>\n</ol>\n</nav>\n");
}
