/* moothall report */
#include "face.h"

#include <string.h>

struct report_asked {
	const char *period, *from, *to, *committee, *scope, *edition, *ref, *page;
	const char *rating, *lead, *section, *state, *text, *sort;
	const char *person, *event, *about, *kind;
	const char *format, *table, *path;
	bool large_print;
	struct option_list areas, indicators;
};

static void
list_add(const char *name, const struct option_list *list, struct face_param *params)
{
	for (size_t i = 0; i < list->count; i++)
		params[i] = (struct face_param){name, list->items[i]};
}

static int
run(struct cli *cli, int argc, char *argv[])
{
	struct report_asked asked = {0};
	struct face_request request;
	int count = cli_options(cli, &command_report, argc, argv, &asked);
	const struct face_param once[] = {{"period", asked.period}, {"from", asked.from}, {"to", asked.to},
		{"committee", asked.committee}, {"scope", asked.scope}, {"edition", asked.edition}, {"ref", asked.ref},
		{"page", asked.page}, {"rating", asked.rating}, {"lead", asked.lead}, {"section", asked.section},
		{"state", asked.state}, {"text", asked.text}, {"sort", asked.sort}, {"person", asked.person},
		{"event", asked.event}, {"about", asked.about}, {"kind", asked.kind}};

	enum { ONCE = sizeof(once) / sizeof(once[0]) };
	struct face_param *params;

	if (count < 0)
		return cli_failed();
	params = arena_array(cli->arena, ONCE + asked.areas.count + asked.indicators.count, sizeof(*params));
	memcpy(params, once, sizeof(once));
	list_add("area", &asked.areas, params + ONCE);
	list_add("indicator", &asked.indicators, params + ONCE + asked.areas.count);
	request = (struct face_request){.name = *argv[0] == '/' ? argv[0] + 1 : argv[0],
		.format = asked.format != NULL ? asked.format
			: cli->json            ? "json"
					       : "csv",
		.table = asked.table,
		.path = asked.path,
		.large_print = asked.large_print};
	return face_print(cli, &request, ONCE + asked.areas.count + asked.indicators.count, params);
}

#define OPTION(name, value, member, meaning)                                                                           \
	{                                                                                                              \
		(name), (value), (meaning), offsetof(struct report_asked, member), false, NULL                         \
	}

static const struct option options[] = {{"--area", "AREA", "the area; the council if not said; compare takes several",
						offsetof(struct report_asked, areas), true, NULL},
	{"--indicator", "REF", "compare: an indicator, by its reference", offsetof(struct report_asked, indicators),
		true, NULL},

	OPTION("--period", "PERIOD", period, "2017-01, 2017/18 Q1, 2016/17; the latest released one if not said"),
	OPTION("--from", "PERIOD", from, "the first period of several"), OPTION("--to", "PERIOD", to, "the last one"),
	OPTION("--committee", "COMMITTEE", committee, "of this committee"),
	OPTION("--scope", "dashboard|summary|scorecard", scope, "whose targets and ratings"),
	OPTION("--ref", "REF", ref, "one indicator, by its reference"),
	OPTION("--edition", "members|public", edition, "which edition of a pack"),
	OPTION("--page", "N", page, "which page of a long list"),
	OPTION("--person", "USER", person, "of the audit trail: what this user did, or the operator's account"),
	OPTION("--event", "EVENT", event, "... events of this name"),
	OPTION("--about", "WHAT", about, "... about this"),
	OPTION("--kind", "KIND", kind, "of a search: what is found: item, paper, line, risk ..."),
	OPTION("--rating", "red|amber|green|none", rating, "of a long table: the rows rated so"),
	OPTION("--lead", "NAME", lead, "... that this officer leads on"),
	OPTION("--section", "SECTION", section, "... of this section"),
	OPTION("--state", "STATE", state, "... in this state: open, overdue or closed actions"),
	OPTION("--text", "WORDS", text, "... with these words in them"),
	OPTION("--sort", "[-]COLUMN", sort, "... in the order of a column, or with - the other way round"),
	OPTION("--format", "csv|csvw|json|xlsx|html|pdf", format, "csv if not said"),
	OPTION("--table", "KEY", table, "of a csv: which of the report's tables; the first if not said"),
	OPTION("--large-print", NULL, large_print, "a pdf in large print"),
	OPTION("-o", "FILE", path, "writes there, and not to standard output"), {0}};

const struct command command_report = {
	.name = "report",
	.summary = "prints any report",
	.forms = (const char *const[]){"REPORT", NULL},
	.options = options,
	.detail = "REPORT is a report's address without its leading slash: performance, performance/indicators/7.2. "
		  "Each takes those of the options that its page has.\n"
		  "A csvw says what the columns of the csv are: metadata for programs, to be kept beside it.",
	.run = run,
	.json = true,
};
