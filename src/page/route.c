/* Every address, a row each. What has no row is not there; what a row does not permit is denied. */
#include "visit.h"

#include <string.h>

#include "base/str.h"

/* A paper, percent-encoded, with what a word processor hides in a paste: megabytes of it. */
enum { PASTE_MOST = 12 << 20 };
enum { READ = METHOD_GET | METHOD_HEAD, CHANGE = METHOD_POST | ROUTE_FRESH };

/* Addresses that are not reports'; those are in their own table. */
static const struct route routes[] = {
	{READ, "/performance/indicators/{ref}/commentary", true, PERMIT_FIGURES, commentary_form, {"period", "kind"},
		NULL},
	{METHOD_POST, "/performance/indicators/{ref}/commentary", true, PERMIT_FIGURES, commentary_post, {0},
		&commentary_spec},
	{READ, "/performance/indicators/{ref}/commentary/versions", true, PERMIT_FIGURES, versions_answer,
		{"period", "kind", "from", "to"}, NULL},
	{METHOD_POST, "/performance/indicators/{ref}/commentary/versions", true, PERMIT_FIGURES, versions_post, {0},
		&versions_spec},
	{READ, "/audit/export.csv", true, PERMIT_AUDIT, trail_answer, {"person", "event", "about", "from", "to"}, NULL},
	{READ, "/published-figures", true, PERMIT_SIGNED_IN, published_answer, {0}, NULL},
	{READ, "/meetings/{}/attachments/{}", true, PERMIT_MEETINGS, attachment_answer, {0}, NULL},
	{METHOD_POST, "/meetings/{}/attachments", true, PERMIT_ASSEMBLE, attachment_post, {0}, &attachment_spec},
	{READ, "/meetings/{}/withdrawals", true, PERMIT_ASSEMBLE, withdrawal_form, {"item"}, NULL},
	{METHOD_POST, "/meetings/{}/withdrawals", true, PERMIT_ASSEMBLE, withdrawal_post, {0}, &withdrawal_spec},
	{METHOD_POST, "/meetings/{}/put-back", true, PERMIT_ASSEMBLE, putting_back_post, {0}, &putting_back_spec},
	{READ, "/committees/{committee}/seats", true, PERMIT_ASSEMBLE, seat_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/seats", true, PERMIT_ASSEMBLE, seat_post, {0}, &seat_spec},
	{READ, "/committees/{committee}/seats/ending", true, PERMIT_ASSEMBLE, seat_end_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/seats/ending", true, PERMIT_ASSEMBLE, seat_end_post, {0},
		&seat_end_spec},
	{READ, "/committees/{committee}/substitutes", true, PERMIT_ASSEMBLE, substitute_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/substitutes", true, PERMIT_ASSEMBLE, substitute_post, {0},
		&substitute_spec},
	{READ, "/committees/{committee}/substitutes/ending", true, PERMIT_ASSEMBLE, substitute_end_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/substitutes/ending", true, PERMIT_ASSEMBLE, substitute_end_post, {0},
		&substitute_end_spec},
	{READ, "/committees/{committee}/terms", true, PERMIT_ASSEMBLE, terms_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/terms", true, PERMIT_ASSEMBLE, terms_post, {0}, &terms_spec},
	{READ, "/committees/{committee}/programme", true, PERMIT_ASSEMBLE, programme_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/programme", true, PERMIT_ASSEMBLE, programme_post, {0}, &programme_spec},
	{READ, "/committees/{committee}/programme/changes", true, PERMIT_ASSEMBLE, programme_move_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/programme/changes", true, PERMIT_ASSEMBLE, programme_move_post, {0},
		&programme_move_spec},
	{READ, "/committees/{committee}/training", true, PERMIT_ASSEMBLE, training_form, {0}, NULL},
	{METHOD_POST, "/committees/{committee}/training", true, PERMIT_ASSEMBLE, training_post, {0}, &training_spec},
	{READ, "/committees/{committee}/cover-texts", true, PERMIT_ASSEMBLE, cover_form, {"key"}, NULL},
	{METHOD_POST, "/committees/{committee}/cover-texts", true, PERMIT_ASSEMBLE, cover_post, {0}, &cover_spec},
	{READ, "/cover-texts", true, PERMIT_ASSEMBLE, cover_form, {"key"}, NULL},
	{METHOD_POST, "/cover-texts", true, PERMIT_ASSEMBLE, cover_post, {0}, &cover_spec},
	{READ, "/meetings/{meeting}/details", true, PERMIT_ASSEMBLE, details_form, {0}, NULL},
	{METHOD_POST, "/meetings/{meeting}/details", true, PERMIT_ASSEMBLE, details_post, {0}, &details_spec},
	{READ, "/calendar.ics", true, PERMIT_ALL, calendar_answer, {"committee", "token"}, NULL},
	{READ, "/feed.atom", true, PERMIT_ALL, feed_answer, {"committee", "token"}, NULL},
	{METHOD_POST, "/account/calendar", true, PERMIT_MEETINGS, calendar_post, {0}, &calendar_spec},
	{READ, "/meetings/{}/notes", true, PERMIT_MEETINGS, notes_answer, {"note", "at"}, NULL},
	{METHOD_POST, "/meetings/{}/notes", true, PERMIT_MEETINGS, notes_post, {0}, &notes_spec},
	{METHOD_POST, "/meetings/{}/notes/removal", true, PERMIT_MEETINGS, note_removal_post, {0}, &note_removal_spec},
	{READ, "/meetings/{}/agenda", true, PERMIT_ASSEMBLE, agenda_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/agenda", true, PERMIT_ASSEMBLE, agenda_post, {0}, &agenda_spec},
	{READ, "/meetings/{}/agenda/{}", true, PERMIT_ASSEMBLE, agenda_item_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/agenda/{}", true, PERMIT_ASSEMBLE, agenda_item_post, {0}, &agenda_item_spec},
	{READ, "/meetings/{}/new-item", true, PERMIT_ASSEMBLE, agenda_new_form, {"kind"}, NULL},
	{METHOD_POST, "/meetings/{}/new-item", true, PERMIT_ASSEMBLE, agenda_new_post, {0}, &agenda_new_spec},
	{READ, "/meetings/{}/agenda/{}/removal", true, PERMIT_ASSEMBLE, agenda_removal_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/agenda/{}/removal", true, PERMIT_ASSEMBLE, agenda_removal_post, {0},
		&agenda_removal_spec},
	{READ, "/committees/{}/meetings/new", true, PERMIT_ASSEMBLE, meeting_new_form, {0}, NULL},
	{METHOD_POST, "/committees/{}/meetings/new", true, PERMIT_ASSEMBLE, meeting_new_post, {0}, &meeting_new_spec},
	{READ, "/meetings/{meeting}/minutes/edit", true, PERMIT_ASSEMBLE, minutes_record, {0}, NULL},
	{READ, "/meetings/{meeting}/minutes/edit/{}", true, PERMIT_ASSEMBLE, minutes_form, {"entry", "item", "number"},
		NULL},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/attendance", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_attendance_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/attending", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_attending_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/declaration", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_declaration_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/paragraph", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_paragraph_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/motion", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_motion_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/votes", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_votes_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/resolution", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_resolution_spec},
	{METHOD_POST, "/meetings/{meeting}/minutes/edit/state", true, PERMIT_ASSEMBLE, minutes_post, {0},
		&minutes_state_spec},
	{READ, "/papers/{paper}", true, PERMIT_PAPERS, paper_answer, {0}, NULL},
	{READ, "/papers/{paper}/edit", true, PERMIT_PAPERS, paper_edit_form, {0}, NULL},
	{METHOD_POST, "/papers/{paper}/edit", true, PERMIT_PAPERS, paper_edit_post, {0}, &paper_edit_spec},
	{READ, "/papers/{paper}/versions", true, PERMIT_PAPERS, paper_versions_answer, {"from", "to"}, NULL},
	{READ, "/papers/{paper}/exempt/{}", true, PERMIT_PAPERS, paper_exempt_form, {0}, NULL},
	{METHOD_POST, "/papers/{paper}/exempt/{}", true, PERMIT_PAPERS, paper_exempt_post, {0}, &paper_exempt_spec},
	{METHOD_POST, "/papers/{paper}/state", true, PERMIT_PAPERS, paper_state_post, {0}, &paper_state_spec},
	{METHOD_POST, "/papers/{paper}/comments", true, PERMIT_PAPERS, paper_comment_post, {0}, &paper_comment_spec},
	{METHOD_POST, "/papers/{paper}/resolved", true, PERMIT_PAPERS, paper_settle_post, {0}, &paper_settle_spec},
	{READ, "/meetings/{}/questions/{}", true, PERMIT_ASSEMBLE, question_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/questions/{}", true, PERMIT_ASSEMBLE, question_post, {0}, &question_spec},
	{READ, "/meetings/{}/questions/{}/answer", true, PERMIT_ASSEMBLE, question_answer_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/questions/{}/answer", true, PERMIT_ASSEMBLE, question_answer_post, {0},
		&question_answer_spec},
	{READ, "/meetings/{}/actions/new", true, PERMIT_ASSEMBLE, action_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/actions/new", true, PERMIT_ASSEMBLE, action_post, {0}, &action_spec},
	{READ, "/meetings/{}/actions/{}/{}", true, PERMIT_MEETINGS, action_answer, {0}, NULL},
	{METHOD_POST, "/meetings/{}/actions/{}/{}", true, PERMIT_MEETINGS, action_progress_post, {0},
		&action_progress_spec},
	{READ, "/meetings/{}/actions/{}/{}/change", true, PERMIT_ASSEMBLE, action_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/actions/{}/{}/change", true, PERMIT_ASSEMBLE, action_post, {0}, &action_spec},
	{READ, "/meetings/{}/actions/{}/{}/closing", true, PERMIT_ASSEMBLE, action_closing_form, {0}, NULL},
	{METHOD_POST, "/meetings/{}/actions/{}/{}/closing", true, PERMIT_ASSEMBLE, action_closing_post, {0},
		&action_closing_spec},
	{READ, "/meetings/{meeting}/publish", true, PERMIT_ASSEMBLE, publish_form, {0}, NULL},
	{METHOD_POST, "/meetings/{meeting}/publish", true, PERMIT_ASSEMBLE, publish_post, {0}, &publish_spec},
	{READ, "/meetings/{meeting}/withdraw", true, PERMIT_ASSEMBLE, pack_withdraw_form, {0}, NULL},
	{METHOD_POST, "/meetings/{meeting}/withdraw", true, PERMIT_ASSEMBLE, pack_withdraw_post, {0},
		&pack_withdraw_spec},
	{READ | ROUTE_FRESH, "/users/invite", true, PERMIT_ADMINISTER, invite_form, {0}, NULL},
	{CHANGE, "/users/invite", true, PERMIT_ADMINISTER, invite_post, {0}, &invite_spec},
	{READ | ROUTE_FRESH, "/users/{username}/roles", true, PERMIT_ADMINISTER, user_roles_form, {0}, NULL},
	{CHANGE, "/users/{username}/roles", true, PERMIT_ADMINISTER, user_roles_post, {0}, &user_roles_spec},
	{READ | ROUTE_FRESH, "/users/{username}/details", true, PERMIT_ADMINISTER, user_details_form, {0}, NULL},
	{CHANGE, "/users/{username}/details", true, PERMIT_ADMINISTER, user_details_post, {0}, &user_details_spec},
	{READ | ROUTE_FRESH, "/users/{username}/names", true, PERMIT_ADMINISTER, user_names_form, {"text"}, NULL},
	{CHANGE, "/users/{username}/names", true, PERMIT_ADMINISTER, user_names_post, {0}, &user_names_spec},
	{READ | ROUTE_FRESH, "/users/{username}/link", true, PERMIT_ADMINISTER, user_link_form, {0}, NULL},
	{CHANGE, "/users/{username}/link", true, PERMIT_ADMINISTER, user_link_post, {0}, &user_link_spec},
	{READ | ROUTE_FRESH, "/users/{username}/sessions", true, PERMIT_ADMINISTER, user_sessions_form, {0}, NULL},
	{CHANGE, "/users/{username}/sessions", true, PERMIT_ADMINISTER, user_sessions_post, {0}, &user_sessions_spec},
	{READ | ROUTE_FRESH, "/users/{username}/second-factor", true, PERMIT_ADMINISTER, user_factor_form, {0}, NULL},
	{CHANGE, "/users/{username}/second-factor", true, PERMIT_ADMINISTER, user_factor_post, {0}, &user_factor_spec},
	{READ | ROUTE_FRESH, "/users/{username}/disable", true, PERMIT_ADMINISTER, user_disable_form, {0}, NULL},
	{CHANGE, "/users/{username}/disable", true, PERMIT_ADMINISTER, user_disable_post, {0}, &user_disable_spec},
	{READ | ROUTE_FRESH, "/users/{username}/enable", true, PERMIT_ADMINISTER, user_enable_form, {0}, NULL},
	{CHANGE, "/users/{username}/enable", true, PERMIT_ADMINISTER, user_enable_post, {0}, &user_enable_spec},
	{READ, "/invitation/{token}", true, PERMIT_ALL, invitation_form, {0}, NULL},
	{METHOD_POST, "/invitation/{token}", true, PERMIT_ALL, invitation_post, {0}, &invitation_spec},
	{METHOD_POST, "/erasures/requests", true, PERMIT_ASK_ERASURE, erasure_ask, {0}, &erasure_spec},
	{CHANGE, "/erasures/{erasure}/confirmation", true, PERMIT_CONFIRM_ERASURE, erasure_confirm, {0},
		&erasure_confirm_spec},
	{METHOD_POST, "/erasures/{erasure}/refusal", true, PERMIT_ERASURES, erasure_refuse, {0}, &erasure_refuse_spec},
	{READ, "/sign-in", true, PERMIT_ALL, sign_in_form, {"next"}, NULL},
	{METHOD_POST, "/sign-in", true, PERMIT_ALL, sign_in_post, {0}, &sign_in_spec},
	{READ, "/sign-in/council", true, PERMIT_ALL, council_answer, {"go", "next"}, NULL},
	{READ, "/sign-out", true, PERMIT_SIGNED_IN, sign_out_form, {0}, NULL},
	{METHOD_POST, "/sign-out", true, PERMIT_SIGNED_IN, sign_out_post, {0}, &sign_out_spec},
	{READ, "/sign-in/code", true, PERMIT_ALL, code_form, {"next"}, NULL},
	{METHOD_POST, "/sign-in/code", true, PERMIT_ALL, code_post, {0}, &code_spec},
	{READ, "/account", true, PERMIT_SIGNED_IN, account_answer, {0}, NULL},
	{READ, "/account/confirm", true, PERMIT_ENROLLING, confirm_form, {"next"}, NULL},
	{METHOD_POST, "/account/confirm", true, PERMIT_ENROLLING, confirm_post, {0}, &confirm_spec},
	{READ, "/account/password", true, PERMIT_SIGNED_IN, password_form, {0}, NULL},
	{METHOD_POST, "/account/password", true, PERMIT_SIGNED_IN, password_post, {0}, &password_spec},
	{METHOD_POST, "/account/sessions", true, PERMIT_SIGNED_IN, session_post, {0}, &session_spec},
	{READ | ROUTE_FRESH, "/account/second-factor", true, PERMIT_ENROLLING, factor_form, {"next"}, NULL},
	{CHANGE, "/account/second-factor", true, PERMIT_ENROLLING, factor_post, {0}, &factor_spec},
	{READ | ROUTE_FRESH, "/account/second-factor/removal", true, PERMIT_SIGNED_IN, removal_form, {0}, NULL},
	{CHANGE, "/account/second-factor/removal", true, PERMIT_SIGNED_IN, removal_post, {0}, &removal_spec},
	{READ | ROUTE_FRESH, "/account/recovery-codes", true, PERMIT_SIGNED_IN, recovery_form, {0}, NULL},
	{CHANGE, "/account/recovery-codes", true, PERMIT_SIGNED_IN, recovery_post, {0}, &recovery_spec},
	{READ, "/accessibility", true, PERMIT_ALL, help_answer, {0}, NULL},
	{READ, "/privacy", true, PERMIT_ALL, help_answer, {0}, NULL},
	{READ, "/contact", true, PERMIT_ALL, help_answer, {0}, NULL},
	{READ, "/help", true, PERMIT_SIGNED_IN, help_answer, {0}, NULL},
	{READ, "/help/figures", true, PERMIT_SIGNED_IN, help_answer, {0}, NULL},
	{READ, "/help/tour/{role}", true, PERMIT_SIGNED_IN, help_answer, {0}, NULL},
	{READ, "/healthz", false, PERMIT_ALL, health_answer, {0}, NULL},
	{READ, "/mark/{mark}", true, PERMIT_ALL, mark_answer, {0}, NULL},
	{READ, "/static/", false, PERMIT_ALL, static_answer, {0}, NULL},
};

/* That of every report: who may read one is in the report's row. */
static const struct route report_route = {READ, NULL, true, PERMIT_SIGNED_IN, report_answer, {0}, NULL};

enum { ROUTES = sizeof(routes) / sizeof(routes[0]) };

bool
site_address(size_t number, struct site_address *address)
{
	if (number >= ROUTES)
		return false;
	*address = (struct site_address){routes[number].path, routes[number].methods, routes[number].permission};
	return true;
}

static const struct {
	const char *suffix;
	enum face face;
} suffixes[] = {{".json", FACE_JSON}, {".csv", FACE_CSV}, {".xlsx", FACE_XLSX}, {".pdf", FACE_PDF},
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

		if (!str_ends(name, suffixes[i].suffix) || length == tail || name[length - tail - 1] == '/')
			continue;
		visit->face = suffixes[i].face;
		visit->name = arena_bytes(visit->arena, name, length - tail);
	}
}

/*
 * Part by part; a part in braces takes one that is not empty, and what a named one ("{ref}") takes
 * is the subject. An address that does not match leaves the subject as it was.
 */
static bool
matches(struct arena *arena, const char *path, const char *name, const char **subject)
{
	const char *taken = *subject;

	for (;;) {
		size_t of_path = strcspn(path, "/"), of_name = strcspn(name, "/");

		if (*path == '{' ? of_name == 0 : of_path != of_name || memcmp(path, name, of_name) != 0)
			return false;
		if (*path == '{' && of_path > strlen("{}"))
			taken = arena_bytes(arena, name, of_name);
		path += of_path;
		name += of_name;
		if (*path == '\0' || *name == '\0')
			break;
		path++;
		name++;
	}
	if (*path != *name)
		return false;
	*subject = taken;
	return true;
}

/* Whether the address, without its first slash, is the route's or, of a folder, lies below it. */
static bool
covers(struct visit *visit, const struct route *route, const char *name)
{
	const char *path = route->path + 1;
	size_t length = strlen(path);

	if (strchr(path, '{') != NULL)
		return matches(visit->arena, path, name, &visit->subject);
	if (length > 0 && path[length - 1] == '/')
		return str_starts(name, path) && name[length] != '\0';
	return strcmp(name, path) == 0;
}

/* The home page is the report "home", under no other address than "/". */
static bool
is_report(struct visit *visit)
{
	if (strcmp(visit->name, "home") == 0)
		return false;
	if (*visit->name == '\0')
		visit->name = "home";
	visit->report = report_find(visit->arena, visit->name, &visit->subject);
	return visit->report != NULL;
}

const struct route *
route_find(struct visit *visit, unsigned *methods)
{
	const struct route *found = NULL;
	const char *whole = visit->request->path + 1;

	*methods = 0;
	split_face(visit);
	for (size_t i = 0; i < ROUTES; i++) {
		const struct route *route = &routes[i];

		if (!covers(visit, route, whole))
			continue;
		*methods |= route->methods & ~(unsigned)ROUTE_FRESH;
		if ((route->methods & visit->request->method) != 0)
			found = route;
		visit->name = whole;
		if (route->handler != health_answer)
			visit->face = FACE_HTML;
	}
	if (*methods != 0 || !is_report(visit))
		return found;
	*methods = READ;
	return (READ & visit->request->method) != 0 ? &report_route : NULL;
}

const char *
visit_part(const struct visit *visit, unsigned n)
{
	const char *at = visit->request->path + 1;

	while (n-- > 0)
		at += strcspn(at, "/") + 1;
	return arena_bytes(visit->arena, at, strcspn(at, "/"));
}

enum permission
visit_permission(const struct visit *visit)
{
	return visit->report != NULL ? visit->report->permission : visit->route->permission;
}

size_t
site_body_limit(void *context, const struct request *request)
{
	const struct site *site = context;
	const size_t usual = (size_t)conf_number(site->conf, CONF_BODY_LIMIT_KB) * 1024;
	const char *cookie = visit_cookie(request), *subject = NULL;

	/* Who has no session is refused in any case, and need not send a large file first. */
	if (request->method != METHOD_POST || cookie == NULL)
		return usual;
	if (matches(request->arena, "papers/{}/edit", request->path + 1, &subject))
		return usual + PASTE_MOST;
	if (!matches(request->arena, "meetings/{}/attachments", request->path + 1, &subject))
		return usual;
	return usual + ((size_t)conf_number(site->conf, CONF_ATTACHMENT_LIMIT_MB) << 20);
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
