/* The main financial points: sentences of which sign, wording and figures follow the statements. */
#include "../address.h"
#include "../builder.h"
#include "../table.h"
#include "money.h"

/* In a paper the sentences are a list. */
static void
add_list(struct doc *doc, const struct rows *points)
{
	struct block *list = doc_block(doc, BLOCK_LIST);

	list->items = arena_array(doc->arena, points->count, sizeof(*list->items));
	for (size_t i = 0; i < points->count; i++)
		list->items[list->count++].text = doc_text(doc->arena, row_text(points, i, "words"));
}

static const char *
topic(struct arena *arena, const struct rows *rows, size_t row)
{
	(void)arena;
	return statement_title(row_text(rows, row, "statement"));
}

static const char *
to_statement(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *period = row_text(rows, row, "period");

	return period == NULL ? NULL : statement_address(doc->arena, row_text(rows, row, "statement"), period);
}

/* By themselves they are a table, so that they come as data too, with the way to each statement. */
static int
build_points(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "topic", .label = "Statement", .words = topic, .link = to_statement, .head = true},
		{.key = "point", .label = "Point", .from = "words"}};
	static const struct table_spec spec = {"points", "What the statements say", FIELDS(fields), NULL, NULL};
	const struct rows *points = build_part(build, "points");

	(void)err;
	if (build_alone(build))
		add_table(build->doc, &spec, points);
	else
		add_list(build->doc, points);
	return 0;
}

const struct report key_points_report = {
	.address = "finance/key-points",
	.title = "Key financial points",
	.permission = PERMIT_FIGURES,
	.door = DOOR_FINANCE,
	.menu = "Key points",
	.params = PARAM_PERIOD,
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"revenue", "balances", "reserves", "capital", "capital_funding", NULL},
	.choices = "la",
	.scope = STMT_KEY_POINTS_SCOPE,
	.parts = GROUP_KEY_POINTS,
	.build = build_points,
};
