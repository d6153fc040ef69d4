/* Who was at the meetings of Modern.gov's answers. */
#include "moderngov.h"

#include <string.h>

#include "base/str.h"

/* In what they sit: the chair and vice-chair by what they are called, the others by what kind of member they are. */
static const char *
capacity_of(const char *type, const char *role)
{
	if (str_holds(role, "chair"))
		return str_holds(role, "vice") || str_holds(role, "deputy") ? "Vice-Chair" : "Chair";
	if (*type == '\0' || str_holds(type, "councillor") || str_holds(type, "member") || str_holds(type, "chair"))
		return "Member";
	return type;
}

static bool
is_theirs(const struct sat *sat, const char *committee, const char *person)
{
	return str_equal(sat->committee, committee) && str_equal(sat->person, person);
}

/*
 * Somebody has a seat for as long as they sit in the same capacity, meetings being in the order of their days. Who comes
 * back to a capacity that they had before has one seat for all of it, as a member: a record has one of each.
 */
static void
seat_add(struct take *take, const struct sitting *sitting, const char *person, const char *capacity, const char *group,
	unsigned line)
{
	struct sat *last = NULL;
	bool again = false;

	for (size_t i = 0; i < take->sat_count; i++) {
		struct sat *sat = &take->sats[i];

		if (!is_theirs(sat, sitting->committee, person))
			continue;
		again = again || str_equal(sat->capacity, capacity);
		last = sat;
	}
	if (last != NULL && (again || last->plain)) {
		last->plain = last->plain || !str_equal(last->capacity, capacity);
		last->last = sitting->day;
		last->group = *group != '\0' ? group : last->group;
		return;
	}
	take->sats = arena_grow(take->arena, take->sats, take->sat_count, &take->sat_room, sizeof(*take->sats));
	take->sats[take->sat_count++] = (struct sat){sitting->committee, person, capacity, group, sitting->day,
		sitting->day, where(sitting)->file, line, false};
}

static void
attendee_add(struct take *take, const struct sitting *sitting, const struct xml *attendee)
{
	const char *person = html_plain(take->arena, xml_attribute(attendee, "name"), true);
	const char *type = html_plain(take->arena, xml_attribute(attendee, "membertype"), true);
	const char *role = html_plain(take->arena, xml_attribute(attendee, "roledescription"), true);
	const char *attended = html_plain(take->arena, xml_attribute(attendee, "attendance"), true);
	const bool sits = !str_holds(type, "officer") && !str_holds(role, "officer") && !str_holds(type, "guest") &&
		!str_holds(attended, "in attendance") && !str_holds(attended, "substitute") &&
		!str_holds(role, "substitute");
	const char *as = str_holds(attended, "apolog") ? "apologies" : sits ? "present" : "in attendance";

	if (*person == '\0' || *attended == '\0' || str_holds(attended, "absent") || str_holds(attended, "expected"))
		return;
	if (!sits && str_equal(as, "apologies"))
		return;
	if (sits)
		seat_add(take, sitting, person, capacity_of(type, role),
			html_plain(take->arena, xml_attribute(attendee, "politicalparty"), true), attendee->line);
	ROW(take, ATTENDANCE, where(sitting)->file, attendee->line, sitting->name, person, as,
		sits                    ? ""
			: *role != '\0' ? role
					: attended);
}

void
attendees_add(struct take *take, const struct sitting *sitting)
{
	const struct xml *in = xml_find(sitting->whole->element, "attendees");

	for (const struct xml *a = xml_find(in, "attendee"); a != NULL; a = xml_after(a))
		attendee_add(take, sitting, a);
}

static bool
is_chair(const struct sat *sat)
{
	return str_equal(sat->capacity, "Chair");
}

static bool
at_once(const struct sat *one, const struct sat *other)
{
	return strcmp(one->first, other->last) <= 0 && strcmp(other->first, one->last) <= 0;
}

/* Two who were called chair in turn: of which days each was is not said, so that the later one is a member. */
static void
chairs_part(struct take *take)
{
	for (size_t i = 0; i < take->sat_count; i++)
		for (size_t n = 0; n < i; n++)
			if (is_chair(&take->sats[i]) && is_chair(&take->sats[n]) && !take->sats[n].plain &&
				str_equal(take->sats[i].committee, take->sats[n].committee) &&
				at_once(&take->sats[i], &take->sats[n]))
				take->sats[i].plain = true;
}

/* All of somebody's seats as one, from the first day to the last; the others are empty then. */
static void
seats_join(struct take *take, struct sat *plain)
{
	for (size_t i = 0; i < take->sat_count; i++) {
		struct sat *sat = &take->sats[i];

		if (sat == plain || sat->person == NULL || !is_theirs(sat, plain->committee, plain->person))
			continue;
		plain->first = strcmp(sat->first, plain->first) < 0 ? sat->first : plain->first;
		plain->last = strcmp(sat->last, plain->last) > 0 ? sat->last : plain->last;
		sat->person = NULL;
	}
	plain->capacity = "Member";
}

void
seats_add(struct take *take)
{
	chairs_part(take);
	for (size_t i = 0; i < take->sat_count; i++)
		if (take->sats[i].person != NULL && take->sats[i].plain)
			seats_join(take, &take->sats[i]);
	for (size_t i = 0; i < take->sat_count; i++) {
		const struct sat *sat = &take->sats[i];

		if (sat->person != NULL)
			ROW(take, SEATS, sat->file, sat->line, sat->committee, sat->person, sat->capacity, sat->group,
				sat->first, sat->last);
	}
}
