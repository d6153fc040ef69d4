/* Addresses of ours, made in one place and percent-encoded. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "db/db.h"
#include "doc/doc.h"

/*
 * "/a/b/c" of these parts, each encoded; NULL ends them. And such an address with parameters: names
 * and values in turn, ended by NULL; one whose value is NULL is left out.
 */
const char *address(struct arena *arena, ...) __attribute__((sentinel));
const char *address_with(struct arena *arena, const char *href, ...) __attribute__((sentinel));

/*
 * An indicator's page, of an area and a period (each may be NULL): `name` is "period", or "to" for the
 * last one up to it, where the other report's period may not be one of the indicator's.
 */
const char *indicator_address(struct arena *arena, const char *ref, const char *area,
	const char *name, const char *period);

/*
 * Links of table fields. To an indicator: the row's columns ref and, where it has them, area and to; else
 * the document's area and period. Only where a figure is shown, if the row says so (column shows).
 */
const char *link_indicator(const struct doc *doc, const struct rows *rows, size_t row);
const char *link_indicator_period(const struct doc *doc, const struct rows *rows, size_t row); /* column period */
const char *link_localities(const struct doc *doc, const struct rows *rows, size_t row);
const char *link_provenance(const struct doc *doc, const struct rows *rows, size_t row);
const char *link_commentary(const struct doc *doc, const struct rows *rows, size_t row);
const char *link_risk(const struct doc *doc, const struct rows *rows, size_t row); /* number; score: registered */
const char *link_line(const struct doc *doc, const struct rows *rows, size_t row); /* statement, line_slug, period */
const char *link_cost_centre(const struct doc *doc, const struct rows *rows, size_t row); /* cost_centre */
const char *link_meeting(const struct doc *doc, const struct rows *rows, size_t row);	/* meeting */
const char *link_pack(const struct doc *doc, const struct rows *rows, size_t row);

/* The page of a statement (la, schools, capital …), of a period or NULL. */
const char *statement_address(struct arena *arena, const char *statement, const char *period);

#endif
