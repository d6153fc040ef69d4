/* What the page, the pack and the preflight of a meeting share. */
#ifndef COMMITTEE_H
#define COMMITTEE_H

#include "../builder.h"

/* Built once more by the preflight, and both of them by whoever publishes. */
extern const struct report pack_report, preflight_report;

/* Of an agenda with exempt items it goes on record that, and how, the reader was shown them. */
void see_exempt(
	struct doc *doc, const char *event, const char *edition, const char *meeting, const struct rows *agenda);

/* Whether an item has a place in the pack, by a paper, an attachment or minutes; or is one whose paper has not come. */
bool item_has_pages(const struct rows *agenda, size_t item);
/* Whether the minutes of the meeting before are printed under it. */
bool item_has_minutes(const struct rows *agenda, size_t item);
bool item_is_to_follow(const struct rows *agenda, size_t item);
/* "To follow, by 8 March 2017". */
const char *to_follow_words(struct arena *arena, const struct rows *agenda, size_t item);

/* Whether there is a pack for this reader: before publication only for those who prepare it, or an item of it. */
bool meeting_has_pack(const struct build *build);

/* The table of a part of meetings, with the council's word for a committee in the scope; what it says without rows. */
/* What stands in the place of meetings to come. */
extern const char no_meetings_to_come[];
void add_meetings(const struct build *build, const char *part, const char *title, const char *empty);
/* The one of a part "meeting": when, where, its pack; nothing where there is none. */
void add_meeting_next(const struct build *build);

/* Of a row with a meeting: what was published of its pack. */
const char *link_publications(const struct doc *doc, const struct rows *rows, size_t row);

/* Words of tables: time and venue of a meeting; what a seat may vote on. */
const char *meeting_when(struct arena *arena, const struct rows *meetings, size_t i);
const char *seat_votes(struct arena *arena, const struct rows *seats, size_t i);
/* The seats as lists, members of the council first, then body by body, each under a heading of that level. */
void add_membership(struct doc *doc, const struct rows *seats, unsigned level);

/* Who may take a member's place, as a list under a heading of that level; nothing where nobody is named. */
void add_substitutes(struct doc *doc, const struct rows *substitutes, unsigned level);
/* When and where the groups meet before it; nothing where none do. */
void add_group_meetings(struct doc *doc, const struct rows *groups);

/* The standing text of a pack by its key, as it is on the day (part "covers"); NULL: there is none. */
const char *cover_text(const struct build *build, const char *key);
/* How to get a paper in another form. */
const char *access_words(const struct build *build);
/* What is said of watching, telephones and filming, under a heading of level 3; and below the agenda who signs it. */
void add_cover_texts(const struct build *build);
void add_signatory(const struct build *build);

/* "3 pages", of what is attached to an item. */
const char *attached_pages(struct arena *arena, const struct rows *agenda, size_t item);

/* Of a part "papers": those that wait for the reader; `always`: also if there is none. */
void add_papers_waiting(const struct build *build, bool always);
/* Of papers as they stand (paper_list()): that the newest version of an item's is not what is printed, as a finding. */
void paper_stands(struct doc *doc, const struct rows *papers, const char *item);

/* Whether there is an agenda to show to this reader, or none can be: why the table of it is empty. */
const char *no_agenda_words(const struct rows *meeting);

/* Of the scope of a meeting: date, time, venue, what changed, and where it can be followed online. Returns how many. */
enum { SITTING_FACTS = 6 };
size_t sitting_facts(const struct build *build, struct fact facts[SITTING_FACTS]);

/* ... and the exempt parts of its papers, where the rows have their texts. */
void see_parts(struct doc *doc, const char *event, const char *edition, const char *meeting, const struct rows *agenda);

/*
 * Rows of meeting_questions(): those that were accepted, under headings of that level. Of an item of the agenda, as they
 * are put; of all with the answers, as the minutes append them (nothing where none was).
 */
bool item_has_questions(const struct rows *questions, const char *item);
void add_questions(struct doc *doc, const struct rows *questions, const char *item, unsigned level);
void add_questions_answered(struct doc *doc, const struct rows *questions, unsigned level);

/* Rows of matters_outstanding(): what was asked for earlier and is not closed; nothing where there is none. */
void add_outstanding(struct doc *doc, const struct rows *matters, const char *title);
/* The page of an action, of rows with meeting, item and number; what it is; what it asks for in one line. */
const char *link_action(const struct doc *doc, const struct rows *actions, size_t i);
const char *action_kind(struct arena *arena, const struct rows *actions, size_t i);
const char *action_state(struct arena *arena, const struct rows *actions, size_t i);
/* The part "owned" on the reader's home page. */
void add_owned(const struct build *build);

/* A heading and whom to ask about an item ("": about the meeting); nothing where nobody is named. */
void add_contacts(struct doc *doc, const struct rows *contacts, const char *item, unsigned level);

#endif
