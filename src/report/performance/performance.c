/* What the performance reports share. */
#include "performance.h"

#include "../paper/paper.h"
#include "base/str.h"

const char *const figure_sources[] = {"indicators", "targets", "benchmarks", "observations", "totals", "populations",
	"breakdowns", "commentary", "report_members", NULL};

const char *
rating_word(struct arena *arena, const struct rows *rows, size_t row)
{
	enum rag rag = rag_read(row_text(rows, row, "rating_rag"));

	(void)arena;
	return rag == RAG_NONE ? NULL : rag_word(rag);
}

const char *
target_words(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *target = row_text(rows, row, "target_shown");

	(void)arena;
	return target != NULL ? target : "No target set";
}

struct figure_name
name_of_figure(struct arena *arena, const struct rows *rows, size_t row)
{
	const char *measure = row_text(rows, row, "measure"), *of = row_text(rows, row, "ref");
	const char *area = row_optional(rows, row, "area_name"), *cohort = row_optional(rows, row, "cohort");

	if (area != NULL && !row_true(rows, row, "own_area"))
		of = arena_printf(arena, "%s, %s", of, area);
	if (cohort != NULL)
		of = arena_printf(arena, "%s, %s", of, cohort);
	return (struct figure_name){
		of, str_equal(measure, "value") ? row_text(rows, row, "short") : side_label(measure)};
}

void
add_indicator_link(const struct build *build)
{
	const char *ref = build_text(build, "ref");
	struct doc *doc = build->doc;

	if (ref != NULL && build_alone(build)) /* in a paper it would lead nowhere */
		add_link(doc, arena_printf(doc->arena, "Indicator %s and where it comes from", ref),
			indicator_address(doc->arena, ref, doc->area, "to", doc->period));
}

void
add_compare_link(const struct build *build)
{
	struct doc *doc = build->doc;

	if (!build_alone(build))
		return;
	add_link(doc, "By area, with rank",
		address_with(doc->arena, address(doc->arena, "performance", "localities", build_text(build, "ref")),
			"area", doc->area));
	add_link(doc, "Compare with other indicators, areas and periods",
		address_with(doc->arena, address(doc->arena, "compare"), "indicator", build_text(build, "ref"), "area",
			doc->area));
}

int
texts_resolve(const struct build *build, const struct rows *texts, struct references *refs[], struct err *err)
{
	for (size_t i = 0; i < texts->count; i++) {
		refs[i] = paper_gather(build->job, row_text(texts, i, "text"), false, err);
		if (refs[i] == NULL)
			return -1;
	}
	return references_resolve(build->job, texts->count, refs, err);
}

void
text_caveats(struct doc *doc, const struct rows *texts, size_t row)
{
	if (!row_true(texts, row, "own"))
		doc_paragraph(doc, arena_printf(doc->arena, "Written for %s.", row_text(texts, row, "label")));
	if (row_true(texts, row, "is_released"))
		return;
	doc_paragraph(doc, "[u] Not yet released: members do not see this.");
	doc->draft = true;
}

int
add_terms_in(const struct build *build, const struct rows *rows, const char *column, struct err *err)
{
	const char **texts = arena_array(build->arena, rows->count, sizeof(*texts));
	struct rows terms;

	for (size_t i = 0; i < rows->count; i++)
		texts[i] = row_text(rows, i, column);
	if (db_query(build->job->db, STMT_TERMS_IN, DB_PARAMS(array_literal(build->arena, rows->count, texts)),
		    build->arena, &terms, err) != 0)
		return -1;
	add_terms(build->doc, &terms);
	return 0;
}

void
stale_findings(const struct build *build)
{
	const struct rows *texts = build_part(build, "commentary");
	struct doc *doc = build->doc;

	for (size_t i = 0; i < texts->count; i++)
		if (!row_true(texts, i, "own"))
			doc_finding(doc, SEVERITY_LOOK,
				arena_printf(doc->arena, "Report card %s", build_text(build, "ref")),
				arena_printf(doc->arena,
					"The commentary “%s” was written for %s; the figures are of %s.",
					row_text(texts, i, "kind"), row_text(texts, i, "label"),
					build_text(build, "label")),
				"Ask the lead to confirm it or to write it anew.");
}

int
add_commentary_texts(
	const struct build *build, const char *heading, void (*beside)(const struct build *), struct err *err)
{
	const struct rows *texts = build_part(build, "commentary");
	struct references **refs = arena_array(build->arena, texts->count, sizeof(*refs));
	struct doc *doc = build->doc;

	if (texts_resolve(build, texts, refs, err) != 0)
		return -1;
	for (size_t i = 0; i < texts->count; i++) {
		bool has_beside = i == 0 && beside != NULL;

		if (has_beside)
			doc_break(doc, BLOCK_COLUMNS);
		if (i == 0)
			doc_heading(doc, 2, "commentary", heading);
		doc_heading(doc, 3, NULL, row_text(texts, i, "name"));
		text_caveats(doc, texts, i);
		if (add_resolved(build->job, doc, row_text(texts, i, "text"), 2, false, refs[i], err) != 0)
			return -1;
		if (has_beside) {
			doc_break(doc, BLOCK_NEXT_COLUMN);
			beside(build);
			doc_break(doc, BLOCK_COLUMNS_END);
		}
	}
	return 0;
}
