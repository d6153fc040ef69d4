/* One table of kinds, each with its columns; contract "In" is its description for users. */
#include "kinds.h"

#include "base/buf.h"
#include "base/str.h"
#include "intake/intake.h"

#define REQUIRED(name, ...)                                                                                            \
	{                                                                                                              \
		name, true,                                                                                            \
		{                                                                                                      \
			__VA_ARGS__                                                                                    \
		}                                                                                                      \
	}
#define OPTIONAL(name, ...)                                                                                            \
	{                                                                                                              \
		name, false,                                                                                           \
		{                                                                                                      \
			__VA_ARGS__                                                                                    \
		}                                                                                                      \
	}
#define INTEGER(least, most) VALUE_INTEGER, least, most, NULL
#define CHOICE(list) VALUE_CHOICE, 0, 0, list
#define PLAIN(type) type, 0, 0, NULL
#define TEXT PLAIN(VALUE_TEXT)
#define LINES PLAIN(VALUE_LINES)
#define NAME PLAIN(VALUE_NAME)
#define REF PLAIN(VALUE_REF)
#define NUMBER PLAIN(VALUE_NUMBER)
#define DATE PLAIN(VALUE_DATE)
#define PERIOD PLAIN(VALUE_PERIOD)
#define LAST                                                                                                           \
	{                                                                                                              \
		NULL, false,                                                                                           \
		{                                                                                                      \
			TEXT                                                                                           \
		}                                                                                                      \
	}

enum { FIRST_YEAR = 1990, LAST_YEAR = 2069, MOST_CHILDREN = 100000000, MOST = 1000000 };

static const char *const polarities[] = {"high", "low", "info", NULL};
static const char *const measures[] = {"count", "percentage", "rate", "average", "maximum", "score", NULL};
static const char *const bases[] = {"flow", "stock", "rolling_12", NULL};
static const char *const frequencies[] = {"monthly", "quarterly", "termly", "annual", NULL};
static const char *const blocks[] = {"monthly", "quarterly", "termly", NULL};
static const char *const scopes[] = {"dashboard", "summary", "scorecard", NULL};
static const char *const operators[] = {"<", "<=", "=", ">=", ">", NULL};
static const char *const rag_rules[] = {"tolerance", "target", "national_gap", "none", NULL};
static const char *const benchmark_kinds[] = {
	"stat_neighbour_avg", "best_stat_neighbour", "national_avg", "national_top_quartile", "region_avg", NULL};
static const char *const statuses[] = {"final", "provisional", "forecast", "suppressed", "n/a", NULL};
static const char *const total_measures[] = {"ytd", "rolling_12", NULL};
static const char *const published_measures[] = {
	"value", "ytd", "previous_ytd", "rolling_12", "difference", "difference_pct", "trend", "dot", "rag", NULL};
static const char *const breakdown_measures[] = {"value", "ytd", NULL};
static const char *const commentary_kinds[] = {"why", "background", "analysis", "action", "success", "response", NULL};
static const char *const statements[] = {"la", "schools", NULL};
static const char *const all_statements[] = {"la", "schools", "balances", "reserves", "capital", NULL};
static const char *const corrective[] = {"corrective", NULL};
static const char *const directions[] = {"up", "down", "level", NULL};
static const char *const prospects[] = {"green", "amber", "red", "met", NULL};

static const struct kind_column areas[] = {
	REQUIRED("area", NAME), REQUIRED("name", TEXT), REQUIRED("kind", NAME), OPTIONAL("parent", NAME), LAST};

static const struct kind_column populations[] = {REQUIRED("area", NAME),
	REQUIRED("year", INTEGER(FIRST_YEAR, LAST_YEAR)), REQUIRED("population", INTEGER(1, MOST_CHILDREN)),
	OPTIONAL("source", TEXT), LAST};

static const struct kind_column indicators[] = {REQUIRED("ref", REF), REQUIRED("name", TEXT), REQUIRED("section", TEXT),
	REQUIRED("polarity", CHOICE(polarities)), REQUIRED("measure", CHOICE(measures)),
	REQUIRED("basis", CHOICE(bases)), REQUIRED("frequency", CHOICE(frequencies)),
	OPTIONAL("decimals", INTEGER(0, 6)), OPTIONAL("numerator", PLAIN(VALUE_REFS)),
	OPTIONAL("denominator", PLAIN(VALUE_REFS)), OPTIONAL("definition", LINES), OPTIONAL("lead", TEXT),
	OPTIONAL("data_owner", TEXT), OPTIONAL("vital_sign", INTEGER(1, MOST)),
	OPTIONAL("dashboard_frequency", CHOICE(blocks)), OPTIONAL("from", PERIOD), OPTIONAL("until", PERIOD),
	OPTIONAL("base", REF), OPTIONAL("starts", REF), OPTIONAL("ceases", REF),
	OPTIONAL("beyond_100", PLAIN(VALUE_YES_NO)), LAST};

static const struct kind_column targets[] = {REQUIRED("indicator", REF), REQUIRED("from", DATE), OPTIONAL("area", NAME),
	OPTIONAL("scope", CHOICE(scopes)), OPTIONAL("operator", CHOICE(operators)), OPTIONAL("target", NUMBER),
	OPTIONAL("rag_rule", CHOICE(rag_rules)), OPTIONAL("red", NUMBER), OPTIONAL("green", NUMBER),
	OPTIONAL("shown", TEXT), LAST};

static const struct kind_column benchmarks[] = {REQUIRED("indicator", REF), REQUIRED("kind", CHOICE(benchmark_kinds)),
	REQUIRED("value", NUMBER), OPTIONAL("period", PERIOD), LAST};

static const struct kind_column observations[] = {REQUIRED("indicator", REF), REQUIRED("area", NAME),
	REQUIRED("period", PERIOD), OPTIONAL("cohort", TEXT), OPTIONAL("value", NUMBER), OPTIONAL("numerator", NUMBER),
	OPTIONAL("denominator", NUMBER), OPTIONAL("status", CHOICE(statuses)), OPTIONAL("note", LINES), LAST};

static const struct kind_column totals[] = {REQUIRED("indicator", REF), REQUIRED("area", NAME),
	REQUIRED("period", PERIOD), OPTIONAL("cohort", TEXT), REQUIRED("measure", CHOICE(total_measures)),
	REQUIRED("value", NUMBER), LAST};

static const struct kind_column published[] = {REQUIRED("indicator", REF), REQUIRED("area", NAME),
	REQUIRED("period", PERIOD), REQUIRED("measure", CHOICE(published_measures)), REQUIRED("printed", TEXT),
	OPTIONAL("document", TEXT), OPTIONAL("cohort", TEXT), OPTIONAL("against", TEXT), LAST};

static const struct kind_column published_finance[] = {REQUIRED("statement", CHOICE(all_statements)),
	REQUIRED("period", PERIOD), OPTIONAL("group", TEXT), REQUIRED("line", TEXT), REQUIRED("measure", TEXT),
	REQUIRED("printed", TEXT), OPTIONAL("document", TEXT), LAST};

static const struct kind_column breakdowns[] = {REQUIRED("indicator", REF), REQUIRED("area", NAME),
	REQUIRED("period", PERIOD), REQUIRED("row_dimension", TEXT), REQUIRED("row", TEXT),
	REQUIRED("column_dimension", TEXT), REQUIRED("column", TEXT), REQUIRED("value", NUMBER),
	OPTIONAL("measure", CHOICE(breakdown_measures)), LAST};

static const struct kind_column commentary[] = {REQUIRED("indicator", REF), REQUIRED("period", PERIOD),
	REQUIRED("kind", CHOICE(commentary_kinds)), REQUIRED("text", PLAIN(VALUE_MARKDOWN)), LAST};

static const struct kind_column method_changes[] = {REQUIRED("indicator", REF), REQUIRED("from", PERIOD),
	REQUIRED("note", TEXT), OPTIONAL("comparable", PLAIN(VALUE_YES_NO)), LAST};

static const char *const reports[] = {
	"summary", "sections", "scorecards", "education", "early-help", "quarterly", NULL};
static const char *const council_words_known[] = {"committee", "locality", "localities", "services", "contact_name",
	"contact_email", "contact_phone", "contact_address", "privacy_name", "privacy_email", NULL};

static const struct kind_column neighbours[] = {REQUIRED("area", NAME), REQUIRED("neighbour", NAME),
	OPTIONAL("order", INTEGER(1, MOST)), OPTIONAL("from", DATE), LAST};

static const struct kind_column report_members[] = {REQUIRED("report", CHOICE(reports)), REQUIRED("indicator", REF),
	OPTIONAL("order", INTEGER(0, MOST)), OPTIONAL("group", TEXT), OPTIONAL("heading", TEXT), LAST};

static const struct kind_column council_words[] = {
	REQUIRED("word", CHOICE(council_words_known)), REQUIRED("text", TEXT), LAST};

static const struct kind_column links[] = {
	REQUIRED("indicator", REF), OPTIONAL("budget_line", TEXT), OPTIONAL("risk", TEXT), LAST};

static const struct kind_column revenue[] = {REQUIRED("statement", CHOICE(statements)), REQUIRED("period", PERIOD),
	REQUIRED("line", TEXT), OPTIONAL("group", CHOICE(corrective)), REQUIRED("budget", NUMBER),
	REQUIRED("outturn", NUMBER), OPTIONAL("reason", LINES), OPTIONAL("order", INTEGER(0, MOST)),
	OPTIONAL("previous_variance", NUMBER), LAST};

static const struct kind_column balances[] = {REQUIRED("period", PERIOD), REQUIRED("phase", TEXT),
	REQUIRED("opening", NUMBER), REQUIRED("forecast", NUMBER), OPTIONAL("in_year", NUMBER),
	OPTIONAL("academies", NUMBER), LAST};

static const struct kind_column reserves[] = {REQUIRED("period", PERIOD), REQUIRED("group", TEXT),
	REQUIRED("reserve", TEXT), REQUIRED("opening", NUMBER), REQUIRED("approved", NUMBER),
	REQUIRED("recommended", NUMBER), OPTIONAL("reason", LINES), LAST};

static const struct kind_column contributions[] = {REQUIRED("programme", TEXT), REQUIRED("year", PERIOD),
	REQUIRED("total", NUMBER), REQUIRED("partners", INTEGER(1, MOST)), OPTIONAL("in_kind_max_pct", NUMBER), LAST};

static const struct kind_column capital[] = {REQUIRED("period", PERIOD), REQUIRED("scheme", TEXT),
	REQUIRED("approved", NUMBER), REQUIRED("spent", NUMBER), REQUIRED("forecast", NUMBER),
	OPTIONAL("reprofiled", NUMBER), OPTIONAL("reason", LINES), LAST};

static const struct kind_column capital_funding[] = {REQUIRED("period", PERIOD), REQUIRED("scheme", TEXT),
	REQUIRED("source", TEXT), REQUIRED("amount", NUMBER), LAST};

static const struct kind_column cost_centres[] = {REQUIRED("cost_centre", REF), REQUIRED("name", TEXT),
	OPTIONAL("statement", CHOICE(statements)), OPTIONAL("line", TEXT), LAST};

static const struct kind_column profiles[] = {
	REQUIRED("profile", TEXT), REQUIRED("month", INTEGER(1, 12)), REQUIRED("share", NUMBER), LAST};

static const struct kind_column ledger_budgets[] = {REQUIRED("year", PERIOD), REQUIRED("cost_centre", REF),
	REQUIRED("subjective", TEXT), REQUIRED("amount", NUMBER), OPTIONAL("profile", TEXT), LAST};

/* Read by posting.c, not as the others are; the columns are for its header. */
static const struct kind_column ledger[] = {REQUIRED("posting", TEXT), REQUIRED("date", DATE),
	REQUIRED("cost_centre", REF), REQUIRED("subjective", TEXT), REQUIRED("amount", NUMBER),
	OPTIONAL("description", TEXT), LAST};

static const struct kind_column commitments[] = {REQUIRED("order", TEXT), REQUIRED("date", DATE),
	REQUIRED("cost_centre", REF), REQUIRED("subjective", TEXT), REQUIRED("amount", NUMBER), LAST};

static const struct kind_column forecasts[] = {REQUIRED("statement", CHOICE(statements)), REQUIRED("period", PERIOD),
	REQUIRED("line", TEXT), REQUIRED("amount", NUMBER), REQUIRED("reason", LINES), LAST};

static const struct kind_column risks[] = {REQUIRED("number", TEXT), REQUIRED("name", TEXT),
	REQUIRED("description", LINES), REQUIRED("entered", DATE), REQUIRED("likelihood", INTEGER(1, 5)),
	REQUIRED("impact", INTEGER(1, 5)), REQUIRED("target_likelihood", INTEGER(1, 5)),
	REQUIRED("target_impact", INTEGER(1, 5)), REQUIRED("target_date", DATE), OPTIONAL("tasks", LINES),
	OPTIONAL("progress", LINES), OPTIONAL("direction", CHOICE(directions)),
	OPTIONAL("prospects", CHOICE(prospects)), OPTIONAL("owner", TEXT), OPTIONAL("reviewed", DATE),
	OPTIONAL("area", NAME), LAST};

static const char *const bodies[] = {"committee", "sub-committee", "task-and-finish group", NULL};
static const char *const seat_votes[] = {"all", "none", "education", NULL};
static const char *const substitute_rules[] = {"none", "any", "named", NULL};
static const char *const training_kinds[] = {"training", "briefing", "workshop", "visit", NULL};
static const char *const cover_keys[] = {"by_link", "telephones", "filming", "joining", "access", "signatory", NULL};
static const char *const held[] = {"in person", "by link", NULL};
static const char *const changes[] = {"cancelled", "moved", NULL};

static const struct kind_column committees[] = {REQUIRED("committee", NAME), REQUIRED("name", TEXT),
	OPTIONAL("kind", CHOICE(bodies)), OPTIONAL("parent", NAME), LAST};

static const struct kind_column seats[] = {REQUIRED("committee", NAME), OPTIONAL("person", TEXT),
	REQUIRED("capacity", TEXT), OPTIONAL("group", TEXT), OPTIONAL("votes_on", CHOICE(seat_votes)),
	OPTIONAL("voting", PLAIN(VALUE_YES_NO)), OPTIONAL("from", DATE), OPTIONAL("to", DATE),
	OPTIONAL("order", INTEGER(1, MOST)), LAST};

static const struct kind_column terms[] = {REQUIRED("committee", NAME), REQUIRED("from", DATE),
	OPTIONAL("text", PLAIN(VALUE_MARKDOWN)), OPTIONAL("size", INTEGER(1, 200)), OPTIONAL("quorum", INTEGER(1, 200)),
	OPTIONAL("substitutes", CHOICE(substitute_rules)), OPTIONAL("meetings_a_year", INTEGER(1, 100)),
	OPTIONAL("decides", PLAIN(VALUE_YES_NO)), OPTIONAL("minority_views", PLAIN(VALUE_YES_NO)),
	OPTIONAL("annual_report", PLAIN(VALUE_YES_NO)), OPTIONAL("question_days", INTEGER(0, 60)),
	OPTIONAL("casting_vote", PLAIN(VALUE_YES_NO)), OPTIONAL("recorded_vote", INTEGER(1, 200)), LAST};

static const struct kind_column substitutes[] = {REQUIRED("committee", NAME), OPTIONAL("person", TEXT),
	OPTIONAL("group", TEXT), OPTIONAL("from", DATE), OPTIONAL("to", DATE), LAST};

static const struct kind_column programme[] = {REQUIRED("committee", NAME), OPTIONAL("meeting", NAME),
	OPTIONAL("month", TEXT), REQUIRED("title", TEXT), OPTIONAL("purpose", LINES), OPTIONAL("lead", TEXT), LAST};

static const struct kind_column training[] = {REQUIRED("committee", NAME), REQUIRED("date", DATE),
	REQUIRED("title", TEXT), OPTIONAL("kind", CHOICE(training_kinds)), OPTIONAL("place", TEXT),
	OPTIONAL("person", TEXT), LAST};

static const struct kind_column cover_texts[] = {OPTIONAL("committee", NAME), REQUIRED("key", CHOICE(cover_keys)),
	OPTIONAL("text", LINES), REQUIRED("from", DATE), LAST};

static const struct kind_column group_meetings[] = {REQUIRED("meeting", NAME), REQUIRED("group", TEXT),
	OPTIONAL("time", PLAIN(VALUE_TIME)), OPTIONAL("room", TEXT), LAST};

static const struct kind_column joining_links[] = {
	REQUIRED("meeting", NAME), REQUIRED("link", PLAIN(VALUE_LINK)), LAST};

static const struct kind_column bank_holidays[] = {
	REQUIRED("date", DATE), REQUIRED("name", TEXT), OPTIONAL("source", TEXT), LAST};

static const struct kind_column paper_sections[] = {REQUIRED("kind", TEXT), REQUIRED("section", TEXT),
	OPTIONAL("headings", TEXT), OPTIONAL("order", INTEGER(1, MOST)), LAST};

static const struct kind_column meetings[] = {REQUIRED("committee", NAME), REQUIRED("meeting", NAME),
	REQUIRED("date", DATE), REQUIRED("time", PLAIN(VALUE_TIME)), REQUIRED("venue", TEXT),
	OPTIONAL("link", PLAIN(VALUE_LINK)), OPTIONAL("published", DATE), OPTIONAL("late_reason", TEXT),
	OPTIONAL("held", CHOICE(held)), OPTIONAL("change", CHOICE(changes)), OPTIONAL("change_reason", TEXT), LAST};

static const char *const audiences[] = {
	"committee", "substitutes", "councillors", "council", "persons", "officers", NULL};

static const struct kind_column agenda[] = {REQUIRED("meeting", NAME), REQUIRED("item", TEXT), REQUIRED("title", TEXT),
	OPTIONAL("kind", TEXT), OPTIONAL("exempt_paragraph", TEXT), OPTIONAL("lead", TEXT),
	OPTIONAL("report", PLAIN(VALUE_PAPER)), OPTIONAL("published", DATE), OPTIONAL("late_reason", TEXT),
	OPTIONAL("order", INTEGER(1, MOST)), OPTIONAL("number", TEXT), OPTIONAL("words", LINES),
	OPTIONAL("recommendations", LINES), OPTIONAL("follows", DATE), OPTIONAL("exempt_reason", LINES),
	OPTIONAL("public_interest", LINES), OPTIONAL("approved_by", TEXT), OPTIONAL("review", DATE),
	OPTIONAL("education", PLAIN(VALUE_YES_NO)), OPTIONAL("audience", CHOICE(audiences)),
	OPTIONAL("audience_names", LINES), LAST};

static const struct kind_column exemptions[] = {REQUIRED("paper", PLAIN(VALUE_PAPER)), REQUIRED("block", NAME),
	OPTIONAL("paragraph", TEXT), OPTIONAL("reason", LINES), OPTIONAL("public_interest", LINES),
	OPTIONAL("audience", CHOICE(audiences)), OPTIONAL("audience_names", LINES), OPTIONAL("approved_by", TEXT),
	OPTIONAL("review", DATE), LAST};

static const struct kind_column contacts[] = {REQUIRED("meeting", NAME), OPTIONAL("item", TEXT), REQUIRED("name", TEXT),
	OPTIONAL("post", TEXT), OPTIONAL("phone", TEXT), OPTIONAL("email", PLAIN(VALUE_EMAIL)),
	OPTIONAL("order", INTEGER(1, MOST)), LAST};

static const char *const askers[] = {"public", "member", NULL};

static const struct kind_column questions[] = {REQUIRED("meeting", NAME), REQUIRED("as", CHOICE(askers)),
	REQUIRED("number", INTEGER(1, 9999)), REQUIRED("asker", TEXT), REQUIRED("text", LINES),
	REQUIRED("received", DATE), OPTIONAL("item", TEXT), OPTIONAL("accepted", PLAIN(VALUE_YES_NO)),
	OPTIONAL("reason", TEXT), OPTIONAL("answered_by", TEXT), OPTIONAL("answer", LINES),
	OPTIONAL("supplementary", LINES), OPTIONAL("supplementary_answer", LINES), LAST};

static const struct kind_column actions[] = {REQUIRED("meeting", NAME), REQUIRED("item", TEXT),
	REQUIRED("number", INTEGER(1, 9999)), REQUIRED("text", TEXT), REQUIRED("owner", TEXT), OPTIONAL("due", DATE),
	OPTIONAL("indicator", REF), OPTIONAL("budget_line", TEXT), OPTIONAL("risk", TEXT),
	OPTIONAL("report_back", PLAIN(VALUE_YES_NO)), OPTIONAL("closed", DATE), OPTIONAL("closed_by", TEXT), LAST};

static const struct kind_column glossary[] = {REQUIRED("term", TEXT), REQUIRED("meaning", LINES), LAST};

static const char *const attended[] = {"present", "apologies", "substitute", "in attendance", NULL};
static const char *const interests[] = {"disclosable pecuniary", "other", NULL};
static const char *const outcomes[] = {"carried", "lost", "withdrawn", NULL};
static const char *const castings[] = {"for", "against", NULL};
static const char *const votes_cast[] = {"for", "against", "abstained", NULL};
static const char *const verbs[] = {
	"note", "agree", "endorse", "approve", "adopt", "support", "recommend", "refer", "other", NULL};
static const char *const minutes_states_known[] = {"draft", "circulated", "confirmed", NULL};

static const struct kind_column attendance[] = {REQUIRED("meeting", NAME), REQUIRED("person", TEXT),
	REQUIRED("as", CHOICE(attended)), OPTIONAL("for", TEXT), OPTIONAL("post", TEXT),
	OPTIONAL("from_time", PLAIN(VALUE_TIME)), OPTIONAL("to_time", PLAIN(VALUE_TIME)), LAST};

static const struct kind_column declarations[] = {REQUIRED("meeting", NAME), REQUIRED("person", TEXT),
	OPTIONAL("item", TEXT), REQUIRED("interest", CHOICE(interests)), REQUIRED("text", LINES),
	OPTIONAL("left", PLAIN(VALUE_YES_NO)), LAST};

static const struct kind_column minutes[] = {REQUIRED("meeting", NAME), OPTIONAL("item", TEXT),
	REQUIRED("number", TEXT), REQUIRED("text", LINES), OPTIONAL("exempt", PLAIN(VALUE_YES_NO)),
	OPTIONAL("summary", LINES), OPTIONAL("amended", LINES), LAST};

static const struct kind_column motions[] = {REQUIRED("meeting", NAME), REQUIRED("item", TEXT),
	OPTIONAL("number", TEXT), REQUIRED("text", LINES), OPTIONAL("amends", TEXT), OPTIONAL("proposer", TEXT),
	OPTIONAL("seconder", TEXT), OPTIONAL("for", INTEGER(0, MOST)), OPTIONAL("against", INTEGER(0, MOST)),
	OPTIONAL("abstained", INTEGER(0, MOST)), REQUIRED("outcome", CHOICE(outcomes)),
	OPTIONAL("casting", CHOICE(castings)), OPTIONAL("by_name", PLAIN(VALUE_YES_NO)),
	OPTIONAL("time", PLAIN(VALUE_TIME)), LAST};

static const struct kind_column votes[] = {REQUIRED("meeting", NAME), REQUIRED("item", TEXT), OPTIONAL("motion", TEXT),
	REQUIRED("person", TEXT), REQUIRED("vote", CHOICE(votes_cast)), LAST};

static const struct kind_column resolutions[] = {REQUIRED("meeting", NAME), REQUIRED("item", TEXT),
	OPTIONAL("number", TEXT), REQUIRED("verb", CHOICE(verbs)), REQUIRED("text", LINES), OPTIONAL("to", TEXT),
	OPTIONAL("by", DATE), OPTIONAL("indicator", REF), OPTIONAL("budget_line", TEXT), OPTIONAL("risk", TEXT), LAST};

static const struct kind_column minutes_states[] = {REQUIRED("meeting", NAME),
	REQUIRED("state", CHOICE(minutes_states_known)), OPTIONAL("day", DATE), OPTIONAL("confirmed_at", NAME),
	OPTIONAL("signed_by", TEXT), LAST};

const struct kind kinds[] = {{"areas", STMT_LOAD_AREAS, areas}, {"populations", STMT_LOAD_POPULATIONS, populations},
	{"indicators", STMT_LOAD_INDICATORS, indicators}, {"targets", STMT_LOAD_TARGETS, targets},
	{"benchmarks", STMT_LOAD_BENCHMARKS, benchmarks}, {"observations", STMT_LOAD_OBSERVATIONS, observations},
	{"totals", STMT_LOAD_TOTALS, totals}, {"published", STMT_LOAD_PUBLISHED, published},
	{"breakdowns", STMT_LOAD_BREAKDOWNS, breakdowns}, {"commentary", STMT_LOAD_COMMENTARY, commentary},
	{"method_changes", STMT_LOAD_METHOD_CHANGES, method_changes},
	{"report_members", STMT_LOAD_REPORT_MEMBERS, report_members}, {"neighbours", STMT_LOAD_NEIGHBOURS, neighbours},
	{"council_words", STMT_LOAD_COUNCIL_WORDS, council_words}, {"revenue", STMT_LOAD_REVENUE, revenue},
	{"published_finance", STMT_LOAD_PUBLISHED_FINANCE, published_finance},
	{"balances", STMT_LOAD_BALANCES, balances}, {"reserves", STMT_LOAD_RESERVES, reserves},
	{"contributions", STMT_LOAD_CONTRIBUTIONS, contributions}, {"capital", STMT_LOAD_CAPITAL, capital},
	{"capital_funding", STMT_LOAD_CAPITAL_FUNDING, capital_funding},
	{"cost_centres", STMT_LOAD_COST_CENTRES, cost_centres}, {"profiles", STMT_LOAD_PROFILES, profiles},
	{"ledger_budgets", STMT_LOAD_LEDGER_BUDGETS, ledger_budgets}, {"ledger", STMT_LEDGER_OPEN, ledger},
	{"commitments", STMT_LOAD_COMMITMENTS, commitments}, {"forecasts", STMT_LOAD_FORECASTS, forecasts},
	{"risks", STMT_LOAD_RISKS, risks}, {"links", STMT_LOAD_LINKS, links},
	{"committees", STMT_LOAD_COMMITTEES, committees}, {"seats", STMT_LOAD_SEATS, seats},
	{"terms", STMT_LOAD_TERMS, terms}, {"substitutes", STMT_LOAD_SUBSTITUTES, substitutes},
	{"training", STMT_LOAD_TRAINING, training}, {"cover_texts", STMT_LOAD_COVER_TEXTS, cover_texts},
	{"bank_holidays", STMT_LOAD_BANK_HOLIDAYS, bank_holidays}, {"meetings", STMT_LOAD_MEETINGS, meetings},
	{"programme", STMT_LOAD_PROGRAMME, programme}, {"group_meetings", STMT_LOAD_GROUP_MEETINGS, group_meetings},
	{"joining_links", STMT_LOAD_JOINING_LINKS, joining_links}, {"papers", STMT_LOAD_PAPERS, NULL},
	{"exemptions", STMT_LOAD_EXEMPTIONS, exemptions}, {"paper_sections", STMT_LOAD_PAPER_SECTIONS, paper_sections},
	{"agenda", STMT_LOAD_AGENDA, agenda}, {"contacts", STMT_LOAD_CONTACTS, contacts},
	{"attendance", STMT_LOAD_ATTENDANCE, attendance}, {"declarations", STMT_LOAD_DECLARATIONS, declarations},
	{"minutes", STMT_LOAD_MINUTES, minutes}, {"motions", STMT_LOAD_MOTIONS, motions},
	{"votes", STMT_LOAD_VOTES, votes}, {"resolutions", STMT_LOAD_RESOLUTIONS, resolutions},
	{"minutes_states", STMT_LOAD_MINUTES_STATES, minutes_states}, {"questions", STMT_LOAD_QUESTIONS, questions},
	{"actions", STMT_LOAD_ACTIONS, actions}, {"glossary", STMT_LOAD_GLOSSARY, glossary}, {NULL, STMT_MAX, NULL}};

const struct kind *
kind_find(const char *name)
{
	for (const struct kind *kind = kinds; kind->name != NULL; kind++)
		if (str_equal(kind->name, name))
			return kind;
	return NULL;
}

static void
explain_choices(struct buf *out, const struct kind_column *column)
{
	const char *const *choice = column->rule.choices;

	buf_printf(out, "      %s: %s", column->name, *choice);
	while (*++choice != NULL)
		buf_printf(out, ", %s", *choice);
	buf_char(out, '\n');
}

void
intake_explain(struct buf *out)
{
	buf_text(out, "\nKIND and the columns of its file; those in brackets may be left out:\n");
	for (const struct kind *kind = kinds; kind->name != NULL; kind++) {
		if (kind->columns == NULL)
			continue; /* papers: Markdown, in a folder */
		buf_printf(out, "  %s\n     ", kind->name);
		for (const struct kind_column *c = kind->columns; c->name != NULL; c++)
			buf_printf(out, c->required ? "%s%s" : "%s[%s]", c == kind->columns ? " " : ", ", c->name);
		buf_char(out, '\n');
		for (const struct kind_column *c = kind->columns; c->name != NULL; c++)
			if (c->rule.type == VALUE_CHOICE)
				explain_choices(out, c);
	}
	buf_text(out,
		"published_finance takes the columns of its statement as measures, the sources of "
		"capital as\nlines of the measure amount, and Sub Total and Total as lines.\n");
}

const char *
kind_names(struct arena *arena)
{
	const char *names = kinds[0].name;

	for (const struct kind *kind = kinds + 1; kind->name != NULL; kind++)
		names = arena_printf(arena, "%s, %s", names, kind->name);
	return names;
}
