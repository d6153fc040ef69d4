/* Where things are: the one place that spells addresses. */
#include "address.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "table.h"

const char *
address(struct arena *arena, ...)
{
	struct buf buf;
	const char *part, *made;
	va_list parts;

	buf_init(&buf);
	va_start(parts, arena);
	while ((part = va_arg(parts, const char *)) != NULL) {
		buf_char(&buf, '/');
		buf_url(&buf, part);
	}
	va_end(parts);
	made = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return made;
}

/* A parameter's value: a slash needs no escape there, and a period has one. */
static void
add_value(struct buf *buf, struct arena *arena, const char *value)
{
	for (;;) {
		size_t length = strcspn(value, "/");

		buf_url(buf, arena_bytes(arena, value, length));
		if (value[length] == '\0')
			return;
		buf_char(buf, '/');
		value += length + 1;
	}
}

const char *
address_with(struct arena *arena, const char *href, ...)
{
	struct buf buf;
	const char *name, *made;
	char mark = strchr(href, '?') != NULL ? '&' : '?';
	va_list params;

	buf_init(&buf);
	buf_text(&buf, href);
	va_start(params, href);
	while ((name = va_arg(params, const char *)) != NULL) {
		const char *value = va_arg(params, const char *);

		if (value == NULL)
			continue;
		buf_printf(&buf, "%c%s=", mark, name);
		add_value(&buf, arena, value);
		mark = '&';
	}
	va_end(params);
	made = arena_bytes(arena, buf.data, buf.length);
	buf_close(&buf);
	return made;
}

const char *
indicator_address(struct arena *arena, const char *ref, const char *area, const char *name,
	const char *period)
{
	return address_with(arena, address(arena, "performance", "indicators", ref, NULL), "area",
		area, name, period, NULL);
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
		or_else(row_optional(rows, row, "area"), doc->area), "period",
		row_text(rows, row, "period"));
}

const char *
link_localities(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address_with(doc->arena,
		address(doc->arena, "performance", "localities", row_text(rows, row, "ref"), NULL),
		"area", doc->area, "period", doc->period, NULL);
}

const char *
link_provenance(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *ref = row_text(rows, row, "ref");

	return address_with(doc->arena,
		address(doc->arena, "performance", "indicators", ref, "provenance", NULL), "area",
		doc->area, "period", row_text(rows, row, "period"), NULL);
}

const char *
link_commentary(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *ref = row_text(rows, row, "ref");

	return address_with(doc->arena,
		address(doc->arena, "performance", "indicators", ref, "commentary", NULL), "period",
		row_text(rows, row, "period"), NULL);
}

const char *
link_risk(const struct doc *doc, const struct rows *rows, size_t row)
{
	if (row_text(rows, row, "score") == NULL)
		return NULL;
	return address(doc->arena, "risks", row_text(rows, row, "number"), NULL);
}

const char *
statement_address(struct arena *arena, const char *statement, const char *period)
{
	return address_with(arena,
		address(arena, "finance", str_equal(statement, "la") ? "revenue" : statement, NULL),
		"period", period, NULL);
}

const char *
link_line(const struct doc *doc, const struct rows *rows, size_t row)
{
	const char *slug = row_text(rows, row, "line_slug");
	const char *statement = row_text(rows, row, "statement");

	if (slug == NULL || statement == NULL)
		return NULL;
	return address_with(doc->arena,
		address(doc->arena, "finance", str_equal(statement, "la") ? "revenue" : statement,
			slug, NULL),
		"period", or_else(row_optional(rows, row, "period"), doc->period), NULL);
}

const char *
link_cost_centre(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address_with(doc->arena,
		address(doc->arena, "finance", "cost-centres", row_text(rows, row, "cost_centre"), NULL),
		"period", doc->period, NULL);
}

const char *
link_meeting(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "meetings", row_text(rows, row, "meeting"), NULL);
}

const char *
link_pack(const struct doc *doc, const struct rows *rows, size_t row)
{
	return address(doc->arena, "meetings", row_text(rows, row, "meeting"), "pack", NULL);
}
