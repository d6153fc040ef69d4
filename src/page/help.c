/* Help by role, the tours, and the pages that the law asks for. */
#include "visit.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/str.h"
#include "out/out.h"
#include "template.h"

/* --- whom to ask: the council's own words --- */

static const char *
said(const struct rows *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (str_equal(row_text(words, i, "word"), word))
			return row_text(words, i, "text");
	return NULL;
}

static void
way_write(struct buf *out, const char *term, const char *scheme, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(out, "<div><dt>%s</dt><dd>", term);
	if (scheme != NULL) {
		buf_printf(out, "<a href=\"%s", scheme);
		for (const char *c = text; *c != '\0'; c++)
			if (*c != ' ')
				html_attr(out, (const char[]){*c, '\0'});
		buf_text(out, "\">");
	}
	html_text(out, text);
	buf_printf(out, "%s</dd></div>\n", scheme != NULL ? "</a>" : "");
}

static void
ways_write(const struct visit *visit, struct buf *out, const struct rows *words)
{
	const char *name = said(words, "contact_name");

	buf_text(out, "<dl class=\"facts\">\n");
	way_write(out, "Ask", NULL, name != NULL ? name : conf_text(visit->site->conf, CONF_CONTACT));
	way_write(out, "Email", "mailto:", said(words, "contact_email"));
	way_write(out, "Telephone", "tel:", said(words, "contact_phone"));
	way_write(out, "Post", NULL, said(words, "contact_address"));
	buf_text(out, "</dl>\n");
}

static void
privacy_ways_write(const struct visit *visit, struct buf *out, const struct rows *words)
{
	const char *name = said(words, "privacy_name"), *email = said(words, "privacy_email");

	if (name == NULL && email == NULL) {
		ways_write(visit, out, words);
		return;
	}
	buf_text(out, "<dl class=\"facts\">\n");
	way_write(out, "Data protection", NULL, name != NULL ? name : "The data protection officer");
	way_write(out, "Email", "mailto:", email);
	buf_text(out, "</dl>\n");
}

/* --- what a role does, and where --- */

struct task {
	const char *href, *name, *what;
};
struct tour_step {
	const char *picture; /* of static/, without its ending; NULL: none */
	const char *shows;   /* what a reader who does not see it is told */
	const char *title, *text;
};
enum { TASKS = 6, STEPS = 5 };

static const struct role_help {
	const char *role, *as;
	struct task tasks[TASKS];
	struct tour_step steps[STEPS];
} roles[] = {
	{"member", "member of the council",
		{{"/", "Home", "what needs your attention, and your meetings with their packs"},
			{"/performance/exceptions", "Exceptions", "which indicators are off target or getting worse"},
			{"/performance", "Dashboard", "all vital signs over 13 months"},
			{"/finance/revenue", "Revenue budget", "what is over or under budget, and why"},
			{"/risks", "Risk register", "what could go wrong, and what is done about it"},
			{"/performance/indicators", "Indicators A to Z", "find one by a word of its name"}},
		{{"tour-home", "The home page of a member: vital signs with their ratings, and the meetings.",
			 "Begin at home",
			 "The home page shows how the vital signs stand and which meeting is next. Each name is a link to "
			 "the page that says more."},
			{"tour-indicator",
				"The page of an indicator: its newest figure with its rating, and a chart over time.",
				"Ask why a figure is red",
				"Every indicator has a page: its newest figure and what it is compared with, the service's own "
				"words on it, a chart, and the localities. The name of each figure leads there."},
			{"tour-provenance",
				"Where a figure comes from: the formula with its numbers, and the rows behind it.",
				"Check a figure",
				"A figure is never only a number: follow it to its formula, the numbers in it, and the file, line "
				"and day of each."},
			{"tour-pack", "A committee pack as a page, with its contents at the top.", "Read the pack",
				"The pack of a meeting is a page and a PDF, also in large print. Both have the same page numbers, "
				"so that everybody in the room finds the same place."}}},
	{"officer", "officer who leads on indicators",
		{{"/performance/commentary", "Commentary still to write", "what is missing on which indicator"},
			{"/performance/exceptions", "Exceptions", "which indicators members will ask about"},
			{"/performance/summary", "Management summary", "the last four months, targets and comparators"},
			{"/finance/revenue", "Revenue budget", "down to cost centres and postings"},
			{"/performance/indicators", "Indicators A to Z", "find one by a word of its name"}},
		{{"tour-due", "The list of commentary that is still to write.", "See what is missing",
			 "Vital signs and exceptions need words of yours. The list shows what is written and what is not."},
			{"tour-write", "The form that commentary is written in, with its hint and two buttons.",
				"Write it",
				"Write in plain text; a figure such as {{figure 7.2 2017-01}} is filled in by the site, so it is "
				"never out of date. Preview shows it as members will see it. A mistake is said at the field, and "
				"what you typed stays."},
			{"tour-indicator", "The page of an indicator with the commentary beside its chart.",
				"See it in its place",
				"What you save is a new version. Officers see it at once, members after its release. Every "
				"version is kept: you can compare two, and take back your own while it is not released."}}},
	{"analyst", "analyst",
		{{"/", "Home", "what is imported and not yet released"},
			{"/performance/reports", "Reports", "all reports on performance, by subject"},
			{"/performance/commentary", "Commentary still to write", "what is missing on which indicator"},
			{"/performance/figures", "All figures", "every figure, a row each, to download"},
			{"/published-figures", "Published figures", "why a figure can differ from the printed one"},
			{"/performance/indicators", "Indicators A to Z", "find one by a word of its name"}},
		{{NULL, NULL, "See what waits",
			 "What is imported is seen by officers only, until you release it. The home page lists what waits."},
			{"tour-provenance",
				"Where a figure comes from: the formula with its numbers, and the rows behind it.",
				"Follow a figure back",
				"From each figure a link leads to its formula and to the file and line of every number in it, "
				"also of those that were corrected later."},
			{"tour-summary", "The management summary with its links to download the figures.",
				"Take the figures along",
				"Every page with figures is also a spreadsheet, CSV and JSON: the links stand on the page."}}},
	{"finance", "finance officer",
		{{"/finance/revenue", "Revenue budget", "variances, with their reasons"},
			{"/finance/capital", "Capital programme", "schemes and how they are paid for"},
			{"/finance/reserves", "Reserves", "opening and closing balances"},
			{"/finance/balances", "Balances", "of schools"},
			{"/finance/key-points", "Key points", "the largest movements in sentences"}},
		{{"tour-revenue", "The revenue statement with variances and a chart of them.", "See the variances",
			 "The statement shows budget, forecast and variance of each line, with the reason where one was given. "
			 "The chart has the largest first."},
			{"tour-line", "The page of a budget line with its cost centres.", "Open a line",
				"The name of a line leads to its cost centres and from there to the postings. What leads on "
				"from the line, indicators and risks, stands there too."}}},
	{"chief_officer", "chief officer",
		{{"/performance/exceptions", "Exceptions", "which indicators are off target or getting worse"},
			{"/performance/summary", "Management summary", "the last four months, targets and comparators"},
			{"/finance/revenue", "Revenue budget", "variances, down to postings"},
			{"/risks", "Risk register", "risks, their scores and reviews"},
			{"/performance/commentary", "Commentary still to write", "what members would miss"}},
		{{"tour-exceptions", "The list of exceptions, with the criterion that each meets.",
			 "See the exceptions",
			 "An indicator is an exception if it is off target, far from it, or getting worse three times in a row. "
			 "The list says which, and whether the words on it are written."},
			{"tour-summary", "The management summary: the last four months of each indicator.",
				"See all of it",
				"The management summary has every indicator in a row: the last months, its target, its direction "
				"and how others do."}}},
	{"committee_officer", "committee officer",
		{{"/", "Home", "the meetings, each with its agenda and pack"},
			{"/performance/commentary", "Commentary still to write", "what the pack would lack"},
			{"/performance/reports", "Reports", "all that a paper can draw on"},
			{"/glossary", "Glossary", "terms that members will ask about"}},
		{{"tour-meeting", "The page of a meeting, where a PDF is attached to an item.", "Put the pack together",
			 "On the page of a meeting you attach PDFs to items. A file that could not be read by everybody, or that "
			 "acts by itself, is refused with the reason; what you typed stays. A PDF that was withdrawn can be put "
			 "back."},
			{"tour-preflight", "Preflight: what would go wrong if the pack were published.",
				"Check it first", "Preflight lists what is missing or wrong in the pack, by item."},
			{"tour-pack", "A committee pack as a page, with its contents at the top.",
				"Read it as members will",
				"The pack is a page and a PDF with the same page numbers. Before publication it says that it is "
				"a draft."}}},
	{"auditor", "auditor",
		{{"/audit", "Audit trail", "who did, saw and was refused what"},
			{"/", "Home", "the meetings, each with its pack"},
			{"/users", "Users", "who has an account, with which roles, and what was done to it"},
			{"/users/changes", "Joiners, movers and leavers", "who was given what between two days"},
			{"/glossary", "Glossary", "terms and abbreviations"}},
		{{"tour-pack", "A committee pack as a page, with its contents at the top.", "Read the packs",
			 "You see the public part of every published pack, with its figures as they are computed now. A note says "
			 "where a figure was printed otherwise."},
			{NULL, NULL, "Search the audit trail",
				"By person, event, what it is about and days. Its page says how the trail stands and what was "
				"refused of late; “moothall audit verify” proves that nothing in it was changed."}}},
	{"admin", "administrator",
		{{"/users", "Users", "who has an account, those first of whom something needs doing"},
			{"/users/invite", "Invite somebody", "give access by a link that works once"},
			{"/users/changes", "Joiners, movers and leavers", "who was given what between two days"},
			{"/contact", "Contact", "what readers are told to do when they cannot sign in"},
			{"/privacy", "Privacy notice", "what is kept of people who sign in"}},
		{{NULL, NULL, "Invite somebody",
			 "Under Users, “Invite somebody” asks for a user name, a name, roles and, for members and leads, the name by "
			 "which lists know them. It shows a link, once: send it to them by a way that only they read. By it "
			 "they set their own password, and then it works no more."},
			{NULL, NULL, "Give and end roles",
				"On the page of a person “Give or end roles” has days: a role holds from its first day to its last. The "
				"home page says whose role ends within a month. Nobody gives a role to themselves, and the last "
				"administrator stays one."},
			{NULL, NULL, "Tie a person to their seat",
				"Lists of seats, lead officers and authors know people by name. “Names by which lists know them” offers "
				"the names that are nobody's yet: who has one sees the papers of its committee, or writes on what it "
				"leads on."},
			{NULL, NULL, "Somebody leaves, or has lost something",
				"“Disable” signs a person out everywhere at once. For a lost password make a new link. For a lost "
				"laptop end its session. Every change is on record, on the person's page."},
			{NULL, NULL, "What you do not see",
				"Administrators see no figures and no papers. The operator does the same with the command moothall "
				"user."}}},
};

enum { ROLES = sizeof(roles) / sizeof(roles[0]) };

static void
tasks_write(struct buf *out, const struct role_help *role)
{
	buf_printf(out, "<h2 id=\"%s\">As %s %s</h2>\n<ul class=\"tasks\">\n", role->role,
		strchr("aeiou", role->as[0]) != NULL ? "an" : "a", role->as);
	for (size_t i = 0; i < TASKS && role->tasks[i].href != NULL; i++)
		buf_printf(out, "<li><a href=\"%s\">%s</a>: %s</li>\n", role->tasks[i].href, role->tasks[i].name,
			role->tasks[i].what);
	buf_printf(out, "<li><a href=\"/help/tour/%s\">A tour of two minutes</a>: the same step by step</li>\n</ul>\n",
		role->role);
}

static int
help_page(struct visit *visit)
{
	struct buf main;

	buf_init(&main);
	for (size_t i = 0; i < ROLES; i++)
		if (roles_have(visit->visitor.roles, roles[i].role))
			tasks_write(&main, &roles[i]);
	buf_text(&main, "<h2 id=\"reading\">Reading the figures</h2>\n<ul class=\"tasks\">\n");
	if (roles_permit(visit->visitor.roles, PERMIT_MEETINGS))
		buf_text(&main, "<li><a href=\"/glossary\">Glossary</a>: terms and abbreviations</li>\n");
	buf_text(&main,
		"<li><a href=\"/help/figures\">How to read a figure</a>: ratings, arrows, marks, years to date</li>\n"
		"<li><a href=\"/published-figures\">Why a figure can differ from the published one</a></li>\n</ul>\n"
		"<h2 id=\"more\">Something else</h2>\n<ul class=\"tasks\">\n"
		"<li><a href=\"/contact\">Contact</a>: when you are stuck, or something is wrong</li>\n"
		"<li><a href=\"/accessibility\">Accessibility statement</a></li>\n"
		"<li><a href=\"/privacy\">Privacy notice</a></li>\n</ul>\n");
	page_answer(visit, &(struct page){.title = "Help", .main = &main});
	buf_close(&main);
	return 0;
}

/* --- the tours --- */

static unsigned
png_number(const struct embedded *file, size_t at)
{
	return (unsigned)file->data[at] << 24 | (unsigned)file->data[at + 1] << 16 | (unsigned)file->data[at + 2] << 8 |
		(unsigned)file->data[at + 3];
}

static void
picture_write(struct visit *visit, struct buf *out, const struct tour_step *step)
{
	const char *name = arena_printf(visit->arena, "%s.png", step->picture);
	const struct embedded *file = embedded_find(embedded_static, name);
	char *address;

	if (file == NULL)
		return;
	address = static_address(name);
	/* Width and height stand in the head of a PNG: the page does not jump when the picture comes. */
	buf_printf(out, "<p class=\"picture\"><img src=\"%s\" width=\"%u\" height=\"%u\" alt=\"%s\"></p>\n", address,
		png_number(file, 16), png_number(file, 20), step->shows);
	free(address);
}

static int
tour_page(struct visit *visit, const char *name)
{
	const struct role_help *role = NULL;
	struct buf main;

	for (size_t i = 0; i < ROLES; i++)
		if (strcmp(roles[i].role, name) == 0)
			role = &roles[i];
	if (role == NULL)
		return err_set(&visit->err, ERR_ABSENT, "there is no tour for \"%s\"", name);
	buf_init(&main);
	for (size_t i = 0; i < STEPS && role->steps[i].title != NULL; i++) {
		buf_printf(&main, "<h2>%zu. %s</h2>\n<p>%s</p>\n", i + 1, role->steps[i].title, role->steps[i].text);
		if (role->steps[i].picture != NULL)
			picture_write(visit, &main, &role->steps[i]);
	}
	buf_text(&main, "<p><a href=\"/help\">All help</a></p>\n");
	page_answer(visit,
		&(struct page){
			.title = arena_printf(visit->arena, "A tour of two minutes: %s", role->as), .main = &main});
	buf_close(&main);
	return 0;
}

/* --- the pages of a template each --- */

static const struct {
	const char *name, *title, *template;
} pages[] = {
	{"accessibility", "Accessibility statement", "accessibility.html"},
	{"privacy", "Privacy notice", "privacy.html"},
	{"contact", "Contact", "contact.html"},
	{"help/figures", "How to read a figure", "help-figures.html"},
};

static int
template_page(struct visit *visit, const char *title, const char *template)
{
	struct buf ways, privacy, main;
	struct rows words;

	if (db_query(visit->site->db, STMT_CONTACT_WORDS, DB_NONE, visit->arena, &words, &visit->err) != 0)
		return -1;
	buf_init(&ways);
	buf_init(&privacy);
	buf_init(&main);
	ways_write(visit, &ways, &words);
	privacy_ways_write(visit, &privacy, &words);
	template_write(&main, template,
		TEMPLATE_SLOTS({"council", visit->visitor.council}, {"ways", ways.data}, {"privacy", privacy.data},
			{"idle", arena_printf(visit->arena, "%u", conf_number(visit->site->conf, CONF_IDLE_MINUTES))}));
	page_answer(visit, &(struct page){.title = title, .main = &main});
	buf_close(&ways);
	buf_close(&privacy);
	buf_close(&main);
	return 0;
}

int
help_answer(struct visit *visit)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (strcmp(pages[i].name, visit->name) == 0)
			return template_page(visit, pages[i].title, pages[i].template);
	return strcmp(visit->name, "help") == 0 ? help_page(visit) : tour_page(visit, visit->subject);
}
