/* Where things are: the one place that spells addresses. */
#include "address.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "table.h"

const char *
indicator_address(struct arena *arena, const char *ref, const char *area, const char *name, const char *period)
{
	return address_with(arena, address(arena, "performance", "indicators", ref), "area", area, name, period);
}

const char *
provenance_address(struct arena *arena, const char *ref, const char *area, const char *period)
{
	return address_with(
		arena, address(arena, "performance", "indicators", ref, "provenance"), "area", area, "period", period);
}

static const char *
or_else(const char *text, const char *otherwise)
{
	return text != NULL ? text : otherwise;
}

const char *
link_indicator(const struct doc *doc, const struct rows *rows, size_t row)
{
	if (str_equal(row_optional(rows, row, "shows"), "f"))
		return NULL;
	return indicator_address(doc->arena, row_text(rows, row, "ref"),
		or_else(row_optional(rows, row, "area"), doc->area), "to",
		or_else(row_optional(rows, row, "to"), doc->period));
}

const char *
link_indicator_period(const struct doc *doc, const struct rows *rows, size_t row)
{
	return indicator_address(doc->arena, row_text(rows, row, "ref"),
		or_else(row_optional(rows, row, "area"), doc->area), "period", row_text(rows, row, "period"));
}

const char *
link_localities(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address_with(doc->arena, address(doc->arena, "performance", "localities", row_text(rows, row, "ref")),
		"area", doc->area, "period", doc->period);
}

const char *
link_provenance(const struct doc *doc, const struct rows *rows, size_t row)
{
	return provenance_address(doc->arena, row_text(rows, row, "ref"), doc->area, row_text(rows, row, "period"));
}

const char *
link_commentary(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *ref = row_text(rows, row, "ref");

	if (str_equal(row_optional(rows, row, "shows"), "f"))
		return NULL;
	return address_with(doc->arena, address(doc->arena, "performance", "indicators", ref, "commentary"), "period",
		row_text(rows, row, "period"));
}

const char *
link_risk(const struct doc *doc, const struct rows *rows, size_t row)
{
	if (row_text(rows, row, "score") == NULL)
		return NULL;
	return address(doc->arena, "risks", row_text(rows, row, "number"));
}

/* The part of the address that is the statement's. */
static const char *
statement_name(const char *statement)
{
	return str_equal(statement, "la") ? "revenue" : statement;
}

const char *
statement_address(struct arena *arena, const char *statement, const char *period)
{
	return address_with(arena, address(arena, "finance", statement_name(statement)), "period", period);
}

const char *
line_address(struct arena *arena, const char *statement, const char *slug, const char *period)
{
	return address_with(arena, address(arena, "finance", statement_name(statement), slug), "period", period);
}

const char *
link_line(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *slug = row_text(rows, row, "line_slug");
	const char *statement = row_text(rows, row, "statement");

	if (slug == NULL || statement == NULL)
		return NULL;
	return line_address(doc->arena, statement, slug, or_else(row_optional(rows, row, "period"), doc->period));
}

const char *
link_cost_centre(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address_with(doc->arena,
		address(doc->arena, "finance", "cost-centres", row_text(rows, row, "cost_centre")), "period",
		doc->period);
}

const char *
link_committee(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "committees", row_text(rows, row, "committee"));
}

const char *
link_meeting(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "meetings", row_text(rows, row, "meeting"));
}

const char *
link_user(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "users", row_text(rows, row, "username"));
}

const char *
link_pack(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "meetings", row_text(rows, row, "meeting"), "pack");
}
