/* Who was at the meetings of Modern.gov's answers. */
#include "moderngov.h"

#include "base/str.h"

static void
seat_add(struct take *take, const struct sitting *sitting, const char *person, const char *type, unsigned line)
{
	const bool of_council =
		*type == '\0' || str_holds(type, "councillor") || str_holds(type, "member") || str_holds(type, "chair");
	const char *capacity = of_council ? "Member" : type;

	for (size_t i = 0; i < take->sat_count; i++) {
		struct sat *sat = &take->sats[i];

		if (str_equal(sat->committee, sitting->committee) && str_equal(sat->person, person)) {
			sat->last = sitting->day; /* meetings come in the order of their days */
			return;
		}
	}
	take->sats = arena_grow(take->arena, take->sats, take->sat_count, &take->sat_room, sizeof(*take->sats));
	take->sats[take->sat_count++] = (struct sat){
		sitting->committee, person, capacity, sitting->day, sitting->day, where(sitting)->file, line};
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
		seat_add(take, sitting, person, type, attendee->line);
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

void
seats_add(struct take *take)
{
	for (size_t i = 0; i < take->sat_count; i++) {
		const struct sat *sat = &take->sats[i];

		ROW(take, SEATS, sat->file, sat->line, sat->committee, sat->person, sat->capacity, sat->first,
			sat->last);
	}
}
