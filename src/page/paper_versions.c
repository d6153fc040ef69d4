/* The versions of a paper, and what was changed between two of them: words, and what their figures showed. */
#include "paper.h"

#include <string.h>

#include "base/str.h"
#include "changes.h"
#include "out/out.h"

static void
lines_write(struct visit *visit, struct buf *out, const struct rows *list)
{
	buf_text(out, "<ul class=\"versions\">\n");
	for (size_t i = 0; i < list->count; i++) {
		const char *state = row_text(list, i, "state_words"), *by = row_text(list, i, "saved_by");

		buf_text(out, "<li>");
		html_text(out,
			by == NULL ? "As it was imported"
				   : arena_printf(visit->arena, "Version %s by %s, %s%s%s",
					     row_text(list, i, "version"), by, row_text(list, i, "saved"),
					     state != NULL ? ": " : "", state != NULL ? state : ""));
		if (i + 1 < list->count) {
			buf_printf(out, ". <a href=\"?from=%s&amp;to=%s\">", row_text(list, i + 1, "version"),
				row_text(list, i, "version"));
			buf_printf(out, "What was changed<span class=\"hidden-text\"> in version %s</span></a>",
				row_text(list, i, "version"));
		}
		buf_text(out, "</li>\n");
	}
	buf_text(out, "</ul>\n");
}

/* --- two of them --- */

static size_t
version_find(struct visit *visit, const struct rows *list, const char *name, size_t otherwise)
{
	const char *asked = field_value(&visit->request->query, name);

	for (size_t i = 0; i < list->count; i++)
		if (str_equal(row_text(list, i, "version"), asked))
			return i;
	if (!str_blank(asked))
		err_set(&visit->err, ERR_ABSENT, "there is no such version of this paper");
	return otherwise;
}

static void
choice_write(struct buf *out, const struct rows *list, const char *name, const char *label, size_t chosen)
{
	buf_printf(out, "<div class=\"field\"><label for=\"%s\">%s</label>\n<select id=\"%s\" name=\"%s\">\n", name,
		label, name, name);
	for (size_t i = 0; i < list->count; i++) {
		const char *by = row_text(list, i, "saved_by");

		buf_printf(
			out, "<option value=\"%s\"%s>", row_text(list, i, "version"), i == chosen ? " selected" : "");
		html_text(out, by != NULL ? row_text(list, i, "version") : "As imported");
		buf_text(out, by != NULL ? " by " : "");
		html_text(out, by);
		buf_text(out, "</option>\n");
	}
	buf_text(out, "</select></div>\n");
}

static void
words_write(struct visit *visit, struct buf *out, const struct rows *list, size_t from, size_t to)
{
	const char *before = row_text(list, from, "text"), *after = row_text(list, to, "text");

	buf_text(out, "<h2 id=\"changes\">What was changed</h2>\n<form class=\"filter\" method=\"get\">\n");
	choice_write(out, list, "from", "From version", from);
	choice_write(out, list, "to", "to version", to);
	buf_text(out, "<button type=\"submit\">Compare</button>\n</form>\n");
	if (str_equal(before, after)) {
		buf_text(out, "<p>Both have the same words.</p>\n");
		return;
	}
	buf_text(out,
		"<p class=\"hint\">What is new is underlined, what is gone is struck through.</p>\n<div class=\"changes\">");
	changes_write(out, visit->arena, before, after);
	buf_text(out, "</div>\n");
}

/* --- figures --- */

/* What a version's figure of this reference showed; NULL: it has none that this reader may know. */
static const char *
shown_then(const struct rows *figures, const char *version, const char *reference)
{
	for (size_t i = 0; i < figures->count; i++)
		if (str_equal(row_text(figures, i, "version"), version) &&
			str_equal(row_text(figures, i, "reference"), reference))
			return row_text(figures, i, "shown");
	return NULL;
}

static bool
is_listed(const struct table *table, const char *reference)
{
	for (size_t i = 0; i < table->row_count; i++)
		if (str_equal(table->rows[i].cells[0].text, reference))
			return true;
	return false;
}

static bool
is_other(const char *a, const char *b)
{
	return a != NULL && b != NULL && !str_equal(a, b);
}

/* Of the many in reports those that showed something else: that a report was put in or taken out its words say. */
static void
figure_row(struct arena *arena, struct table *table, const char *reference, bool in_report, const char *before,
	const char *then, const char *now)
{
	struct row *row;

	if ((in_report && !is_other(before, then) && !is_other(then, now) && !is_other(before, now)) ||
		is_listed(table, reference))
		return;
	row = table_row(arena, table, ROW_BODY);
	row->cells[0].text = reference;
	row->cells[1].text = before != NULL ? before : "-";
	row->cells[2].text = then != NULL ? then : "-";
	row->cells[3].text = now != NULL ? now : "-";
	row->cells[4].text = is_other(then, now) ? "changed since" : "";
}

static int
figures_write(struct visit *visit, struct buf *out, const struct paper_page *paper, const struct rows *list,
	size_t from, size_t to)
{
	const char *old = row_text(list, from, "version"), *new = row_text(list, to, "version");
	const struct column columns[] = {{.key = "figure", .label = "Figure", .head = true},
		{.key = "before", .label = arena_printf(visit->arena, "Version %s", old), .kind = COLUMN_FIGURE},
		{.key = "then",
			.label = arena_printf(visit->arena, "Version %s, when saved", new),
			.kind = COLUMN_FIGURE},
		{.key = "now", .label = "Now", .kind = COLUMN_FIGURE},
		{.key = "changed", .label = "", .optional = true}};
	struct doc *doc = doc_new(visit->arena, "figures", "Figures");
	struct table *table = doc_table(
		doc, "figures", "What its figures showed, and show now", sizeof(columns) / sizeof(columns[0]), columns);
	struct paper_shown shown;
	struct rows figures;

	if (db_query(visit->site->db, STMT_PAPER_FIGURES, DB_PARAMS(visit->subject, old, new), visit->arena, &figures,
		    &visit->err) != 0 ||
		paper_render(visit->site->db, visit->arena, row_text(list, to, "text"),
			row_text(&paper->facts, 0, "day"), &paper->sections, &shown, &visit->err) != 0)
		return -1;
	for (size_t i = 0; i < shown.figure_count; i++)
		figure_row(visit->arena, table, shown.figures[i].reference, shown.figures[i].in_report,
			shown_then(&figures, old, shown.figures[i].reference),
			shown_then(&figures, new, shown.figures[i].reference), shown.figures[i].shown);
	for (size_t i = 0; i < figures.count; i++) {
		const char *reference = row_text(&figures, i, "reference");

		figure_row(visit->arena, table, reference, row_true(&figures, i, "in_report"),
			shown_then(&figures, old, reference), shown_then(&figures, new, reference), NULL);
	}
	table->empty = "There are no live figures in its sentences, and those of its reports are as they were.";
	table_note(visit->arena, table,
		"“-”: it is not in that version, or you may not know what it was. Of reports, charts and cards only the figures "
		"that differ are listed, to those who see figures before their release.");
	html_write(out, doc);
	return 0;
}

int
paper_versions_answer(struct visit *visit)
{
	struct paper_page paper;
	struct rows list;
	struct buf main;
	size_t from, to;
	int rc = 0;

	if (paper_load(visit, &paper) != 0 ||
		db_query(visit->site->db, STMT_PAPER_VERSIONS, DB_PARAMS(visit->subject), visit->arena, &list,
			&visit->err) != 0)
		return -1;
	to = version_find(visit, &list, "to", 0);
	from = version_find(visit, &list, "from", list.count > to + 1 ? to + 1 : to);
	if (visit->err.code != ERR_NONE)
		return -1;
	buf_init(&main);
	paper_links_write(visit, &main, &paper);
	if (list.count == 0) {
		buf_text(&main, "<p>Nothing has been written yet.</p>\n");
	} else {
		lines_write(visit, &main, &list);
		words_write(visit, &main, &list, from, to);
		rc = figures_write(visit, &main, &paper, &list, from, to);
	}
	if (rc == 0)
		paper_page_answer(visit, &paper, "Versions", &main);
	buf_close(&main);
	return rc;
}
