/* Reading Modern.gov's answers: which committees and meetings they speak of. */
#include "moderngov.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { ANSWER_MOST = 32 << 20 };

/* --- what an element says --- */

const char *
words(const struct take *take, const struct xml *in, const char *name)
{
	return html_plain(take->arena, xml_text(in, name), true);
}

bool
says(const struct take *take, const struct xml *in, const char *name, const char *value)
{
	return str_same(words(take, in, name), value);
}

/* "Children's Services" is childrens-services. */
static const char *
slug(struct arena *arena, const char *title)
{
	char *name = arena_string(arena, title), *end = name;

	for (const char *c = title; *c != '\0'; c++) {
		if (isalnum((unsigned char)*c))
			*end++ = (char)tolower((unsigned char)*c);
		else if (*c != '\'' && !str_starts(c, "’") && c[0] != '\x80' && c[0] != '\x99' && end > name &&
			end[-1] != '-')
			*end++ = '-';
	}
	while (end > name && end[-1] == '-')
		end--;
	*end = '\0';
	return name;
}

/* A day is an ISO date if it is one, and else as it stands, to be refused by its kind. */
static const char *
day_of(const struct take *take, const char *text)
{
	if (strlen(text) < 10 || text[2] != '/' || text[5] != '/')
		return text;
	return arena_printf(take->arena, "%.4s-%.2s-%.2s", text + 6, text + 3, text);
}

/* "10.00 am", "2:30pm", "14:00". */
static const char *
time_of(const struct take *take, const char *text)
{
	char *end;
	unsigned long hour = strtoul(text, &end, 10), minute = 0;

	if (end == text || !isdigit((unsigned char)*text))
		return text;
	if (*end == '.' || *end == ':')
		minute = strtoul(end + 1, &end, 10);
	if (*end == ':')
		strtoul(end + 1, &end, 10);
	while (*end == ' ')
		end++;
	if ((end[0] | 32) == 'p' && hour < 12)
		hour += 12;
	else if ((end[0] | 32) == 'a' && hour == 12)
		hour = 0;
	return hour < 24 && minute < 60 ? arena_printf(take->arena, "%02lu:%02lu", hour, minute) : text;
}

/* --- reading --- */

static void
fault(struct take *take, const char *file, unsigned line, const char *element, const char *value, const char *expected)
{
	problem_add(take->intake, file, line, element, value, expected);
	take->intake->problems[take->intake->problem_count - 1].element = true;
}

static void
said_add(struct take *take, struct saids *saids, const char *file, const struct xml *element, const char *id)
{
	const char *number = words(take, element, id);

	if (*number == '\0') {
		fault(take, file, element->line, id, NULL, "the number of what is spoken of");
		return;
	}
	saids->list = arena_grow(take->arena, saids->list, saids->count, &saids->room, sizeof(*saids->list));
	saids->list[saids->count++] = (struct said){number, file, element};
}

/* The answers differ in what stands around them; a meeting by itself, or with an agenda, is the whole of it. */
static void
answer_walk(struct take *take, const char *file, const struct xml *in, bool root)
{
	if (str_equal(in->name, "committee"))
		said_add(take, &take->committees, file, in, "committeeid");
	else if (str_equal(in->name, "meeting"))
		said_add(take,
			root || xml_find(in, "agendaitems") != NULL || xml_find(in, "agendaitem") != NULL
				? &take->whole
				: &take->listed,
			file, in, "meetingid");
	else
		for (const struct xml *one = in->first; one != NULL; one = one->next)
			answer_walk(take, file, one, false);
}

static int
answer_read(struct take *take, const char *name, struct err *err)
{
	const char *bytes;
	size_t length, before = take->committees.count + take->listed.count + take->whole.count;
	struct err why = {0};
	struct xml *root;

	if (file_read(take->arena, arena_printf(take->arena, "%s/%s", take->folder, name), &bytes, &length, err) != 0)
		return -1;
	if (length > ANSWER_MOST) {
		problem_add(take->intake, name, 0, NULL, NULL,
			arena_printf(take->arena, ": it is larger than %d MB", ANSWER_MOST >> 20));
		return 0;
	}
	root = xml_read(take->arena, bytes, length, &why);
	if (root == NULL) {
		problem_add(take->intake, name, 0, NULL, NULL, arena_printf(take->arena, ": %s", why.text));
		return 0;
	}
	answer_walk(take, name, root, true);
	if (take->committees.count + take->listed.count + take->whole.count == before)
		warn(take->intake, arena_printf(take->arena, "%s: it speaks of no committee and no meeting", name));
	return 0;
}

static int
is_answer(const struct dirent *entry)
{
	return *entry->d_name != '.' && str_ends(entry->d_name, ".xml");
}

int
answers_read(struct take *take, struct err *err)
{
	struct dirent **entries;
	int count = scandir(take->folder, &entries, is_answer, alphasort), rc = 0;

	if (count < 0)
		return err_set(err, ERR_INPUT, "could not open the folder %s: %s", take->folder, strerror(errno));
	if (count == 0)
		rc = err_set(err, ERR_INPUT, "there are no answers (*.xml) in %s", take->folder);
	for (int i = 0; i < count; i++) {
		if (rc == 0)
			rc = answer_read(take, arena_string(take->arena, entries[i]->d_name), err);
		free(entries[i]);
	}
	free(entries);
	return rc;
}

/* --- committees --- */

/* The committee of this name that there is, else the one that its name makes. */
static const char *
committee_of(const struct take *take, const char *title)
{
	for (size_t i = 0; i < take->known->count; i++)
		if (str_same(row_text(take->known, i, "name"), title))
			return row_text(take->known, i, "committee");
	return slug(take->arena, title);
}

static const struct said *
said_find(const struct saids *saids, const char *id)
{
	for (size_t i = 0; i < saids->count; i++)
		if (str_equal(saids->list[i].id, id))
			return &saids->list[i];
	return NULL;
}

/* What either answer says of a meeting. */
const char *
said_of(const struct take *take, const struct sitting *sitting, const char *name)
{
	const char *text = sitting->whole != NULL ? words(take, sitting->whole->element, name) : "";

	return *text == '\0' && sitting->listed != NULL ? words(take, sitting->listed->element, name) : text;
}

const struct said *
where(const struct sitting *sitting)
{
	return sitting->whole != NULL ? sitting->whole : sitting->listed;
}

static const char *
title_of(const struct take *take, const struct sitting *sitting)
{
	const char *title = said_of(take, sitting, "committeetitle");
	const struct said *committee = said_find(&take->committees, said_of(take, sitting, "committeeid"));

	return *title != '\0' || committee == NULL ? title : words(take, committee->element, "committeetitle");
}

static void
committee_add(struct take *take, const char *title, const char *file, unsigned line)
{
	const char *committee = committee_of(take, title);
	const struct list *list = &take->lists[COMMITTEES];

	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->records[i].fields[0], committee))
			return;
	ROW(take, COMMITTEES, file, line, committee, title);
}

/* Those that are, and those that were and have meetings among the answers. */
void
committees_add(struct take *take)
{
	for (size_t i = 0; i < take->committees.count; i++) {
		const struct said *said = &take->committees.list[i];

		if (!says(take, said->element, "committeedeleted", "True") &&
			!says(take, said->element, "committeeexpired", "True"))
			committee_add(
				take, words(take, said->element, "committeetitle"), said->file, said->element->line);
	}
	for (size_t i = 0; i < take->sitting_count; i++)
		committee_add(take, take->sittings[i].title, where(&take->sittings[i])->file,
			where(&take->sittings[i])->element->line);
}

/* --- meetings --- */

static void
sitting_add(struct take *take, const char *id, const struct said *listed, const struct said *whole)
{
	struct sitting *sitting = &take->sittings[take->sitting_count];
	const char *status;

	*sitting = (struct sitting){.id = id, .listed = listed, .whole = whole};
	status = said_of(take, sitting, "meetingstatus");
	if (str_holds(status, "cancel") || str_holds(status, "postpone")) {
		take->cancelled++;
		return;
	}
	sitting->title = title_of(take, sitting);
	sitting->day = day_of(take, said_of(take, sitting, "meetingdate"));
	if (*sitting->title == '\0') {
		fault(take, where(sitting)->file, where(sitting)->element->line, "meetingid", id,
			"a meeting of which an answer (GetMeetings) says the committee");
		return;
	}
	sitting->committee = committee_of(take, sitting->title);
	take->sitting_count++;
}

/* By committee, day and number, so that the second of a day is always the second. */
static int
in_turn(const void *a, const void *b)
{
	const struct sitting *one = a, *other = b;
	int order = strcmp(one->committee, other->committee);

	if (order == 0)
		order = strcmp(one->day, other->day);
	if (order == 0)
		order = atol(one->id) < atol(other->id) ? -1 : atol(one->id) > atol(other->id);
	return order;
}

void
sittings_find(struct take *take)
{
	take->sittings = arena_array(take->arena, take->listed.count + take->whole.count + 1, sizeof(*take->sittings));
	for (size_t i = 0; i < take->whole.count; i++)
		if (said_find(&take->whole, take->whole.list[i].id) == &take->whole.list[i])
			sitting_add(take, take->whole.list[i].id, said_find(&take->listed, take->whole.list[i].id),
				&take->whole.list[i]);
	for (size_t i = 0; i < take->listed.count; i++)
		if (said_find(&take->listed, take->listed.list[i].id) == &take->listed.list[i] &&
			said_find(&take->whole, take->listed.list[i].id) == NULL)
			sitting_add(take, take->listed.list[i].id, &take->listed.list[i], NULL);
	qsort(take->sittings, take->sitting_count, sizeof(*take->sittings), in_turn);
	for (size_t i = 0, same = 0; i < take->sitting_count; i++) {
		struct sitting *sitting = &take->sittings[i];

		same = i > 0 && str_equal(sitting[-1].committee, sitting->committee) &&
				str_equal(sitting[-1].day, sitting->day)
			? same + 1
			: 0;
		sitting->name = same == 0
			? arena_printf(take->arena, "%s-%s", sitting->committee, sitting->day)
			: arena_printf(take->arena, "%s-%s-%zu", sitting->committee, sitting->day, same + 1);
	}
}

/* The service does not say when an agenda was published, only whether. */
void
meeting_add(struct take *take, const struct sitting *sitting)
{
	const char *venue = said_of(take, sitting, "meetinglocation");

	ROW(take, MEETINGS, where(sitting)->file, where(sitting)->element->line, sitting->committee, sitting->name,
		said_of(take, sitting, "meetingdate"), time_of(take, said_of(take, sitting, "meetingtime")),
		*venue != '\0' ? venue : "Not stated",
		str_same(said_of(take, sitting, "agendapublished"), "False")
			? ""
			: "Taken over from Modern.gov, which does not say when the agenda was published.");
}
