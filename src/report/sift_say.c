/* What a page says of a long table: the form above it, which of its lines these are, the links of its headings. */
#include "sifted.h"

#include "address.h"
#include "base/str.h"
#include "notes.h"

/* The address of the same page without these parameters, and in another order, if `sort` says one. */
static const char *
address_without(const struct build *build, unsigned without, const char *sort)
{
	const char *href = arena_printf(build->arena, "/%s", build->job->name);
	struct report_param param;

	for (size_t n = 0; report_param(&build->job->params, n, &param); n++)
		if (((without | PARAM_LARGE_PRINT) & param.bit) == 0)
			href = address_with(build->arena, href, param.name, param.value);
	return address_with(build->arena, href, "sort", sort);
}

static const char *
column_name(struct arena *arena, const struct table *table, const char *key)
{
	for (size_t c = 0; c < table->column_count; c++)
		if (str_equal(table->columns[c].key, key)) {
			const struct column *column = &table->columns[c];

			return column->group == NULL ? column->label
						     : arena_printf(arena, "%s, %s", column->group, column->label);
		}
	return key;
}

static const char *
joined(struct arena *arena, const char *words, const char *more)
{
	return words == NULL ? more : arena_printf(arena, "%s, %s", words, more);
}

/* "rated Red, of Contacts and referrals, with “review” in them". */
static const char *
filter_words(const struct build *build)
{
	const struct report_params *asked = &build->job->params;
	const struct sift *sift = build->report->sift;
	struct arena *arena = build->arena;
	const char *words = NULL;

	if (asked->rating != NULL)
		words = str_equal(asked->rating, "none")
			? "not rated"
			: arena_printf(arena, "rated %s", rag_word(rag_read(asked->rating)));
	if (asked->lead != NULL)
		words = joined(arena, words,
			sift->lead_word == NULL ? arena_printf(arena, "led by %s", asked->lead)
						: arena_printf(arena, "%s %s", sift->lead_word, asked->lead));
	if (asked->section != NULL)
		words = joined(arena, words, arena_printf(arena, "in “%s”", asked->section));
	if (asked->state != NULL)
		words = joined(arena, words, asked->state);
	if (asked->text != NULL)
		words = joined(arena, words, arena_printf(arena, "with “%s” in their words", asked->text));
	return words;
}

static const char *
sentence(const struct build *build, const struct table *table)
{
	const struct sifted *sifted = build->sifted;
	const struct sift *sift = build->report->sift;
	struct arena *arena = build->arena;
	const char *words = NULL;

	if (sifted->narrowed)
		words = arena_printf(arena, "%zu of %zu %s: %s", sifted->left, sifted->all,
			sifted->all == 1 ? sift->thing : sift->things, filter_words(build));
	if (sifted->sort != NULL && sifted->left > 0)
		words = arena_printf(arena, "%s%ssorted by %s, %s", words == NULL ? "" : words,
			words == NULL ? "" : "; ", column_name(arena, table, sifted->sort),
			order_words(sifted->kind, sifted->descending));
	return words == NULL ? NULL : arena_printf(arena, "%s.", capitalised(arena, words));
}

/* A heading leads to the order by its column, and of the one that it has to the other way round. */
static void
link_headings(const struct build *build, struct table *table)
{
	const struct sift *sift = build->report->sift;
	const struct sifted *sifted = build->sifted;

	for (size_t c = 0; c < table->column_count; c++) {
		struct column *column = &table->columns[c];
		const struct sift_order *order = sift_order_find(sift, column->key);
		bool is_so = str_equal(sifted->sort, column->key);
		bool descending = is_so ? !sifted->descending : order == NULL || order->kind == ORDER_NUMBER;

		if (order == NULL && !sift_is_pivot(sift, &sifted->whole, column->key))
			continue;
		column->order_href = address_without(
			build, PARAM_SORT, arena_printf(build->arena, "%s%s", descending ? "-" : "", column->key));
		if (is_so)
			column->order = sifted->descending ? ORDER_DESCENDING : ORDER_ASCENDING;
	}
}

/* The values of a column, each once, in the order of its first row. */
static void
field_choices(const struct build *build, struct query_field *field, const char *column, const char *chosen)
{
	const struct rows *rows = &build->sifted->whole;

	for (size_t i = 0; i < rows->count; i++) {
		const char *value = row_text(rows, i, column);

		if (value == NULL || (i > 0 && str_equal(value, row_text(rows, i - 1, column))) ||
			query_has_choice(field, value))
			continue;
		query_choice(build->arena, field, value, value, str_same(value, chosen));
	}
}

static void
add_select(const struct build *build, struct query *query, const char *name, const char *label, const char *column,
	const char *chosen)
{
	struct query_field *field;

	if (column == NULL || !rows_any(&build->sifted->whole, column))
		return;
	field = query_add(build->arena, query, QUERY_SELECT, name, label);
	query_choice(build->arena, field, "", "All", false);
	field_choices(build, field, column, chosen);
}

static void
add_rating(const struct build *build, struct query *query)
{
	static const char *const ratings[][2] = {
		{"", "All"}, {"red", "Red"}, {"amber", "Amber"}, {"green", "Green"}, {"none", "Not rated"}};
	struct query_field *field;

	if (build->report->sift->rating == NULL)
		return;
	field = query_add(build->arena, query, QUERY_SELECT, "rating", "Rating");
	for (size_t i = 0; i < sizeof(ratings) / sizeof(ratings[0]); i++)
		query_choice(build->arena, field, ratings[i][0], ratings[i][1],
			str_same(build->job->params.rating, ratings[i][0]));
}

/* What the form leaves as it is: the area, the period, the order. */
static void
add_kept(const struct build *build, struct query *query)
{
	const unsigned own = (PARAMS_OF_TABLE & ~PARAM_SORT) | PARAM_LARGE_PRINT;
	struct report_param param;

	for (size_t n = 0; report_param(&build->job->params, n, &param); n++)
		if (param.value != NULL && (own & param.bit) == 0)
			query_add(build->arena, query, QUERY_HIDDEN, param.name, NULL)->value = param.value;
}

static struct query *
query_of(const struct build *build)
{
	const struct sift *sift = build->report->sift;
	const struct report_params *asked = &build->job->params;
	struct query *query = arena_alloc(build->arena, sizeof(*query));

	query->key = arena_printf(build->arena, "find-%s", sift->table);
	query->label = arena_printf(build->arena, "Find among the %s", sift->things);
	query->action = arena_printf(build->arena, "/%s", build->job->name);
	query->button = "Find";
	if (build->sifted->problem != NULL)
		query->problem = arena_printf(build->arena, "%s.", capitalised(build->arena, build->sifted->problem));
	add_rating(build, query);
	add_select(build, query, "section", capitalised(build->arena, sift_section_word(sift)), sift->section,
		asked->section);
	add_select(build, query, "lead",
		sift->lead_word == NULL ? "Lead officer" : capitalised(build->arena, sift->lead_word), sift->lead,
		asked->lead);
	add_select(build, query, "state",
		sift->state_word == NULL ? "State" : capitalised(build->arena, sift->state_word), sift->state,
		asked->state);
	if (sift->texts[0] != NULL)
		query_add(build->arena, query, QUERY_INPUT, "text", "Words")->value = asked->text;
	add_kept(build, query);
	return query;
}

void
sift_finish(struct build *build)
{
	const struct sift *sift = build->report->sift;
	const struct sifted *sifted = build->sifted;
	struct doc *doc = build->doc;
	size_t at = 0;
	struct table *table;
	const char *words;

	while (at < doc->count &&
		(doc->blocks[at].table == NULL || !str_equal(doc->blocks[at].table->key, sift->table)))
		at++;
	if (at == doc->count)
		return;
	doc->problem = sifted->problem;
	table = doc->blocks[at].table;
	words = sentence(build, table);
	if (build_alone(build)) {
		link_headings(build, table);
		if (sifted->all > 1)
			doc_insert(doc, at++, BLOCK_QUERY)->query = query_of(build);
	}
	if (words == NULL)
		return;
	if (sifted->left == 0)
		table->empty = arena_printf(build->arena, "None of the %zu %s fits.", sifted->all, sift->things);
	table->said = words;
	table->clear_href = address_without(build, PARAMS_OF_TABLE, NULL);
	table->clear =
		sifted->narrowed ? arena_printf(build->arena, "Show all %zu", sifted->all) : "Show in the usual order";
}
