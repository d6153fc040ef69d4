/*
 * chart-gallery HTML PDF: every kind of chart on a page and on paper, to look at. Beside each kind
 * as it is meant, the cases that go wrong easily.
 */
#include <stdio.h>

#include "chart_samples.h"
#include "out/out.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const quarters[] = {"2016/17 Q1", "2016/17 Q2", "2016/17 Q3", "2016/17 Q4"};

static void
add_two_axes(struct doc *doc)
{
	static const char *const count[] = {"2,310", "2,642", "2,118", "3,163"};
	static const char *const share[] = {"31.2", "28.0", "26.4", "24.5"};
	struct chart *chart = chart_over(doc, CHART_BARS, "Contacts, and the share accepted", 4, quarters, 2);

	chart->unit = "contacts";
	chart->unit_right = "% accepted as referrals";
	chart_series(doc, chart, "Contacts", SERIES_VALUE, count);
	chart_series(doc, chart, "Accepted", SERIES_VALUE, share)->right = true;
	chart = chart_over(doc, CHART_LINE, "The same as two lines", 4, quarters, 2);
	chart->unit = "contacts";
	chart->unit_right = "% accepted as referrals";
	chart_series(doc, chart, "Contacts", SERIES_VALUE, count);
	chart_series(doc, chart, "Accepted", SERIES_VALUE, share)->right = true;
}

static void
add_negative(struct doc *doc)
{
	static const char *const scores[] = {"-0.28", "0.11", "", "-0.05"};
	static const char *const more[] = {"0.20", "-0.31", "-0.10", "0.02"};
	static const enum chart_kind kinds[] = {
		CHART_LINE, CHART_BARS, CHART_STACKED, CHART_ACROSS, CHART_ACROSS_STACKED, CHART_WATERFALL};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct chart *chart = chart_over(doc, kinds[i],
			arena_printf(doc->arena, "Negative: %s", chart_kind_name(kinds[i])), 4, quarters, 2);

		chart->unit = "score";
		chart_series(doc, chart, "Progress 8", SERIES_VALUE, scores);
		if (kinds[i] != CHART_WATERFALL && kinds[i] != CHART_BARS)
			chart_series(doc, chart, "Another", SERIES_VALUE, more);
	}
}

static void
add_many(struct doc *doc)
{
	static const char *const numbers[] = {"12", "9", "14", "8"};
	struct chart *chart = chart_over(doc, CHART_STACKED, "Twelve parts", 4, quarters, 12);

	for (int i = 0; i < 12; i++)
		chart_series(doc, chart, arena_printf(doc->arena, "Part %d", i + 1), SERIES_VALUE, numbers);
	chart = chart_over(doc, CHART_BARS, "One series with its figures", 4, quarters, 1);
	chart->unit = "children";
	chart_series(doc, chart, "Children", SERIES_VALUE, numbers);
	chart_over(doc, CHART_ACROSS, "Nothing to draw", 4, quarters, 1);
}

/* More lines than one plot holds; quarters, then months; a change of method with long words. */
static void
add_lines(struct doc *doc)
{
	static const char *const names[] = {"Referrals", "Initial assessments completed within ten days, all children",
		"Re-referrals", "Core assessments", "Contacts", "Children in need"};
	static const char *const numbers[][4] = {{"21.2", "22.0", "19.4", "20.1"}, {"95.1", "94.0", "96.3", "96.8"},
		{"24.0", "23.1", "", "25.4"}, {"61.0", "70.2", "68.8", "40.3"}, {"12.0", "11.1", "10.4", "14.9"},
		{"80.2", "81.1", "79.9", "78.2"}};
	static const char *const words = "Definition changed from January 2017: a plan is due from 45 working days "
					 "after referral, before it was 20";
	static const char *const days[] = {
		"2016-03-31", "2016-06-30", "2016-09-30", "2016-12-31", "2017-01-31", "2017-02-28", "2017-03-31"};
	static const char *const labels[] = {"Mar-16", "Jun-16", "Sep-16", "Dec-16", "Jan-17", "Feb-17", "Mar-17"};
	static const char *const rates[] = {"62.4", "61.9", "61.5", "62.0", "62.9", "63.3", "64.0"};
	static struct step one[] = {{2, "", true, 4}}, late[] = {{5, "", true, 0}};
	struct chart *chart = chart_over(doc, CHART_LINE, "Six lines", 4, quarters, 6);

	one[0].text = late[0].text = words;
	chart->unit = "%";
	for (size_t i = 0; i < COUNT(names); i++)
		chart_series(doc, chart, names[i], SERIES_VALUE, numbers[i]);
	chart->steps = one;
	chart->step_count = 1;
	chart = chart_over(doc, CHART_LINE, "Quarters, then months", COUNT(labels), labels, 1);
	chart->unit = "per 10,000 people aged 0 to 17";
	chart->days = days;
	chart_series(doc, chart, "Norfolk", SERIES_VALUE, rates);
	chart->steps = late;
	chart->step_count = 1;
}

static void
add_signs(struct doc *doc)
{
	for (enum spc_sign sign = SPC_BETTER_HIGH; sign <= SPC_COMMON; sign++) {
		struct chart *chart = doc_chart(doc, spc_name(sign), spc_name(sign));

		chart->kind = CHART_SIGNS;
		chart->variation = sign;
		chart->assurance = SPC_PASS + (sign - SPC_BETTER_HIGH) % 3;
		chart->alternative = spc_words(sign);
	}
}

static int
write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL || fwrite(text->data, 1, text->length, file) != text->length || fclose(file) != 0) {
		perror(path);
		return -1;
	}
	return 0;
}

int
main(int argc, char *argv[])
{
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "gallery", "Charts");
	struct err err = {0};
	struct buf html, pdf;
	int rc = -1;

	if (argc != 3) {
		fputs("usage: chart-gallery HTML PDF\n", stderr);
		return 2;
	}
	for (enum chart_kind kind = CHART_LINE; kind <= CHART_SIGNS; kind++)
		chart_sample(doc, kind);
	add_two_axes(doc);
	add_negative(doc);
	add_many(doc);
	add_lines(doc);
	add_signs(doc);
	buf_init(&html);
	buf_init(&pdf);
	buf_text(&html,
		"<!DOCTYPE html>\n<html lang=\"en-GB\"><meta charset=\"utf-8\">"
		"<meta name=\"viewport\" content=\"width=device-width\"><title>Charts</title>"
		"<link rel=\"stylesheet\" href=\"moothall.css\"><main>\n<h1>Charts</h1>\n");
	html_write(&html, doc);
	buf_text(&html, "</main></html>\n");
	if (pdf_write(&pdf, doc, &page_plan_a4, NULL, &err) != 0)
		fprintf(stderr, "chart-gallery: %s\n", err.text);
	else if (write_file(argv[1], &html) == 0 && write_file(argv[2], &pdf) == 0)
		rc = 0;
	buf_close(&html);
	buf_close(&pdf);
	arena_free(arena);
	return rc < 0 ? 1 : 0;
}
