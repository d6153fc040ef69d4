/* Every address, a row each. What has no row is not there; what a row does not permit is denied. */
#include "visit.h"

#include <string.h>

#include "base/str.h"

enum { READ = METHOD_GET | METHOD_HEAD };

static const struct route routes[] = {
	{READ, "/", true, true, PERMIT_SIGNED_IN, report_answer, {0}, {0}},
	{READ, "/performance", true, true, PERMIT_FIGURES, report_answer, {0}, {0}},
	{READ, "/performance/indicators/{ref}/commentary", false, true, PERMIT_FIGURES,
		commentary_form, {"period", "kind"}, {0}},
	{METHOD_POST, "/performance/indicators/{ref}/commentary", false, true, PERMIT_FIGURES,
		commentary_post, {0}, {"period", "kind", "text", "since", "action"}},
	{READ, "/glossary", true, true, PERMIT_MEETINGS, report_answer, {0}, {0}},
	{READ, "/published-figures", false, true, PERMIT_SIGNED_IN, published_answer, {0}, {0}},
	{READ, "/finance", true, true, PERMIT_FIGURES, report_answer, {0}, {0}},
	{READ, "/risks", true, true, PERMIT_FIGURES, report_answer, {0}, {0}},
	{READ, "/reconciliation", true, true, PERMIT_FIGURES, report_answer, {0}, {0}},
	{READ, "/committees", true, true, PERMIT_MEETINGS, report_answer, {0}, {0}},
	{READ, "/meetings", true, true, PERMIT_MEETINGS, report_answer, {0}, {0}},
	{READ, "/sign-in", false, true, PERMIT_ALL, sign_in_form, {"next"}, {0}},
	{METHOD_POST, "/sign-in", false, true, PERMIT_ALL, sign_in_post, {0},
		{"username", "password", "next"}},
	{READ, "/sign-out", false, true, PERMIT_SIGNED_IN, sign_out_form, {0}, {0}},
	{METHOD_POST, "/sign-out", false, true, PERMIT_SIGNED_IN, sign_out_post, {0}, {0}},
	{READ, "/accessibility", false, true, PERMIT_ALL, statement_answer, {0}, {0}},
	{READ, "/healthz", false, false, PERMIT_ALL, health_answer, {0}, {0}},
	{READ, "/static/", false, false, PERMIT_ALL, static_answer, {0}, {0}},
};

enum { ROUTES = sizeof(routes) / sizeof(routes[0]) };

static const struct {
	const char *suffix;
	enum face face;
} suffixes[] = {
	{".json", FACE_JSON}, {".csv", FACE_CSV}, {".xlsx", FACE_XLSX}, {".pdf", FACE_PDF},
	{".csv-metadata.json", FACE_CSVW}};

/*
 * Only these are suffixes: the "7.2" at the end of an address is a reference. The last that fits
 * holds, so that metadata of a CSV are not taken for JSON.
 */
static void
split_face(struct visit *visit)
{
	const char *name = visit->request->path + 1;

	visit->face = FACE_HTML;
	visit->name = name;
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		size_t length = strlen(name), tail = strlen(suffixes[i].suffix);

		if (!str_ends(name, suffixes[i].suffix) || name[length - tail - 1] == '/')
			continue;
		visit->face = suffixes[i].face;
		visit->name = arena_bytes(visit->arena, name, length - tail);
	}
}

/* Whether the name is the path with something in the place of its "{ref}", which is the subject. */
static bool
fills(struct visit *visit, const char *path, const char *name)
{
	const char *brace = strchr(path, '{'), *rest = strchr(path, '}') + 1;
	size_t before = (size_t)(brace - path), length;

	if (strncmp(name, path, before) != 0)
		return false;
	length = strcspn(name + before, "/");
	if (length == 0 || strcmp(name + before + length, rest) != 0)
		return false;
	visit->subject = arena_bytes(visit->arena, name + before, length);
	return true;
}

/* Whether the name (an address without its first slash) is the route's or lies below it. */
static bool
covers(struct visit *visit, const struct route *route, const char *name)
{
	const char *path = route->path + 1;
	size_t length = strlen(path);

	if (length > 0 && path[length - 1] == '/')
		return str_starts(name, path) && name[length] != '\0';
	if (strchr(path, '{') != NULL)
		return fills(visit, path, name);
	if (!route->reports || length == 0)
		return strcmp(name, path) == 0;
	return str_starts(name, path) && (name[length] == '\0' || name[length] == '/');
}

/* The home page is the report "home", under no other address than "/". */
static bool
is_report(struct visit *visit)
{
	if (*visit->name == '\0')
		visit->name = "home";
	visit->report = report_find(visit->arena, visit->name, &visit->subject);
	return visit->report != NULL;
}

const struct route *
route_find(struct visit *visit, unsigned *methods)
{
	const struct route *found = NULL;

	*methods = 0;
	split_face(visit);
	for (size_t i = 0; i < ROUTES; i++) {
		const struct route *route = &routes[i];
		const char *name = route->reports ? visit->name : visit->request->path + 1;

		if (!covers(visit, route, name) || (route->reports && !is_report(visit)))
			continue;
		*methods |= route->methods;
		if ((route->methods & visit->request->method) != 0)
			found = route;
		if (!route->reports) {
			visit->name = name;
			if (route->handler != health_answer)
				visit->face = FACE_HTML;
		}
	}
	return found;
}

bool
route_exists(struct arena *arena, const char *path)
{
	const char *subject;

	return path[1] == '\0' || report_find(arena, path + 1, &subject) != NULL;
}

bool
address_is_ours(const char *address)
{
	if (address == NULL || address[0] != '/' || address[1] == '/' || strlen(address) > 2048)
		return false;
	for (const char *c = address; *c != '\0'; c++)
		if (*c <= ' ' || *c >= 0x7F || strchr("\\\"<>", *c) != NULL)
			return false;
	return !str_starts(address, "/sign-");
}
