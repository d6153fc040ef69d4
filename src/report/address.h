/* Where reports are: the one place that spells their addresses. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "base/address.h"
#include "db/db.h"
#include "doc/doc.h"

/*
 * An indicator's page, of an area and a period (each may be NULL): `name` is "period", or "to" for the
 * last one up to it, where the other report's period may not be one of the indicator's.
 */
const char *indicator_address(
	struct arena *arena, const char *ref, const char *area, const char *name, const char *period);

/* How one of its figures is computed, and from what. */
const char *provenance_address(struct arena *arena, const char *ref, const char *area, const char *period);

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
const char *link_committee(const struct doc *doc, const struct rows *rows, size_t row);   /* committee */
const char *link_meeting(const struct doc *doc, const struct rows *rows, size_t row);     /* meeting */
const char *link_user(const struct doc *doc, const struct rows *rows, size_t row);        /* username */
const char *link_pack(const struct doc *doc, const struct rows *rows, size_t row);

/* The page of a line of a statement, by the slug of its name. */
const char *line_address(struct arena *arena, const char *statement, const char *slug, const char *period);

/* The page of a statement (la, schools, capital …), of a period or NULL. */
const char *statement_address(struct arena *arena, const char *statement, const char *period);

#endif
