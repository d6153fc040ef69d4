/*
 * The samples. Indicators and finance are Norfolk's published figures of January 2017 as in
 * sql/demo, the series of the process chart is AT-3 with the limits that NHSRplotthedots gives it;
 * districts, ages and risks per cell are made up.
 */
#include "chart_samples.h"

#include "base/str.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const months[] = {"Jan-16", "Feb-16", "Mar-16", "Apr-16", "May-16", "Jun-16", "Jul-16", "Aug-16",
	"Sep-16", "Oct-16", "Nov-16", "Dec-16", "Jan-17"};
static const char *const looked_after[] = {
	"1,045", "1,040", "1,044", "1,052", "1,055", "1,064", "", "1,075", "1,080", "1,090", "1,096", "1,102", "1,113"};
static const char *const districts[] = {"Breckland", "Broadland", "Great Yarmouth", "King's Lynn and West Norfolk",
	"North Norfolk", "Norwich", "South Norfolk"};

const char *
chart_kind_name(enum chart_kind kind)
{
	static const char *const names[] = {"line", "bars", "stacked", "across", "across stacked", "diverging",
		"waterfall", "pyramid", "ring", "spark", "spc", "heat", "signs"};

	return names[kind];
}

struct chart *
chart_over(struct doc *doc, enum chart_kind kind, const char *title, size_t count, const char *const labels[],
	size_t series)
{
	struct chart *chart = doc_chart(doc, arena_printf(doc->arena, "chart-%zu", doc->count), title);

	chart->kind = kind;
	chart->label_count = count;
	chart->labels = arena_array(doc->arena, count, sizeof(*chart->labels));
	for (size_t i = 0; i < count; i++)
		chart->labels[i] = labels[i];
	chart->series = arena_array(doc->arena, series, sizeof(*chart->series));
	chart->alternative = arena_printf(doc->arena, "A sample of the kind %s.", chart_kind_name(kind));
	return chart;
}

/* "1,045" is the number 1045. */
static const char *
plain(struct doc *doc, const char *text)
{
	char *number = arena_string(doc->arena, text), *to = number;

	for (const char *from = number; *from != '\0'; from++)
		if (*from != ',' && *from != '+')
			*to++ = *from;
	*to = '\0';
	return number;
}

struct series *
chart_series(
	struct doc *doc, struct chart *chart, const char *label, enum series_role role, const char *const numbers[])
{
	struct series *series = &chart->series[chart->series_count++];

	series->label = label;
	series->role = role;
	series->points = arena_array(doc->arena, chart->label_count, sizeof(*series->points));
	for (size_t i = 0; i < chart->label_count; i++)
		if (*numbers[i] != '\0')
			series->points[i] = (struct point){.number = plain(doc, numbers[i]), .text = numbers[i]};
	return series;
}

static void
add_level(struct doc *doc, struct chart *chart, const char *label, const char *text, enum series_role role)
{
	if (chart->levels == NULL)
		chart->levels = arena_array(doc->arena, 8, sizeof(*chart->levels));
	chart->levels[chart->level_count++] = (struct level){label, text, text, role};
}

static void
same_level(struct doc *doc, struct chart *chart, const char *label, enum series_role role, const char *number)
{
	const char *numbers[COUNT(months)];

	for (size_t i = 0; i < chart->label_count; i++)
		numbers[i] = number;
	chart_series(doc, chart, label, role, numbers);
}

static struct chart *
sample_line(struct doc *doc)
{
	static const char *const rate[] = {
		"62.4", "61.9", "61.5", "62.0", "62.9", "63.3", "", "64.0", "64.8", "65.2", "65.5", "65.9", "66.3"};
	struct chart *chart = chart_over(doc, CHART_LINE, "Looked-after children, rate", COUNT(months), months, 3);

	chart->unit = "per 10,000 people aged 0 to 17";
	chart_series(doc, chart, "Norfolk", SERIES_VALUE, rate);
	same_level(doc, chart, "Target", SERIES_TARGET, "55");
	add_level(doc, chart, "Statistical neighbours", "54.8", SERIES_COMPARATOR);
	add_level(doc, chart, "England", "60.0", SERIES_COMPARATOR);
	return chart;
}

static struct chart *
sample_bars(struct doc *doc)
{
	static const char *const stages[] = {
		"Early years", "Key stage 2", "Key stage 4", "Level 2 at 19", "Level 3 at 19"};
	static const char *const all[] = {"69.0", "50.0", "60.4", "83.1", "51.2"};
	static const char *const poor[] = {"53.0", "34.0", "38.2", "66.5", "29.8"};
	static const char *const england[] = {"69.3", "53.0", "63.0", "85.3", "57.1"};
	struct chart *chart =
		chart_over(doc, CHART_BARS, "Attainment of all and of disadvantaged pupils", COUNT(stages), stages, 3);

	chart->unit = "%";
	chart_series(doc, chart, "All pupils", SERIES_VALUE, all);
	chart_series(doc, chart, "Disadvantaged pupils", SERIES_VALUE, poor);
	chart_series(doc, chart, "England, all pupils", SERIES_COMPARATOR, england);
	return chart;
}

static struct chart *
sample_stacked(struct doc *doc)
{
	static const char *const parts[][13] = {
		{"420", "422", "425", "428", "430", "433", "436", "440", "444", "446", "449", "452", "455"},
		{"310", "311", "309", "308", "312", "315", "316", "318", "317", "320", "322", "325", "326"},
		{"102", "104", "105", "103", "104", "107", "109", "110", "112", "114", "113", "115", "118"},
		{"60", "61", "", "63", "62", "64", "65", "66", "65", "67", "68", "69", "70"},
		{"33", "34", "33", "35", "36", "35", "37", "38", "39", "38", "39", "40", "41"}};
	static const char *const names[] = {
		"In-house fostering", "Agency fostering", "Residential", "With parents", "Other"};
	struct chart *chart = chart_over(doc, CHART_STACKED, "Placements by type", COUNT(months), months, COUNT(names));

	chart->unit = "children";
	for (size_t i = 0; i < COUNT(names); i++)
		chart_series(doc, chart, names[i], SERIES_VALUE, parts[i]);
	return chart;
}

static struct chart *
sample_across(struct doc *doc)
{
	static const char *const rates[] = {"58.2", "41.7", "98.3", "62.0", "", "104.6", "37.9"};
	static const enum rag rags[] = {RAG_AMBER, RAG_GREEN, RAG_RED, RAG_AMBER, RAG_NONE, RAG_RED, RAG_GREEN};
	struct chart *chart =
		chart_over(doc, CHART_ACROSS, "Looked-after children by district", COUNT(districts), districts, 1);
	struct series *series;

	chart->unit = "per 10,000 people aged 0 to 17";
	series = chart_series(doc, chart, "Rate", SERIES_VALUE, rates);
	for (size_t i = 0; i < COUNT(districts); i++)
		series->points[i].rag = rags[i];
	add_level(doc, chart, "Norfolk", "66.3", SERIES_COMPARATOR);
	add_level(doc, chart, "Statistical neighbours", "54.8", SERIES_COMPARATOR);
	add_level(doc, chart, "East of England", "49.0", SERIES_COMPARATOR);
	add_level(doc, chart, "England", "60.0", SERIES_COMPARATOR);
	return chart;
}

static struct chart *
sample_across_stacked(struct doc *doc)
{
	static const char *const good[] = {"18", "40", "20", "31", "44", "36", "50"};
	static const char *const poor[] = {"9", "4", "8", "10", "3", "9", "2"};
	static const char *const none[] = {"1", "0", "2", "", "0", "3", "0"};
	struct chart *chart =
		chart_over(doc, CHART_ACROSS_STACKED, "Schools by Ofsted grade", COUNT(districts), districts, 3);

	chart->unit = "schools";
	chart_series(doc, chart, "Good or outstanding", SERIES_VALUE, good);
	chart_series(doc, chart, "Requires improvement", SERIES_VALUE, poor);
	chart_series(doc, chart, "Inadequate", SERIES_VALUE, none);
	return chart;
}

static struct chart *
sample_diverging(struct doc *doc)
{
	static const char *const lines[] = {"Looked-after children, agency residential",
		"Looked-after children, agency fostering", "Social work, agency staff", "Home to school transport",
		"Adoption allowances", "Early years training", "School premature retirement"};
	static const char *const variance[] = {"+2.893", "+1.205", "+0.380", "+0.150", "-0.080", "-0.411", "-0.936"};
	struct chart *chart = chart_over(doc, CHART_DIVERGING, "Revenue: variance by line", COUNT(lines), lines, 1);
	struct series *series;

	chart->unit = "£m";
	chart->below = "under budget";
	chart->above = "over budget";
	series = chart_series(doc, chart, "Variance", SERIES_VALUE, variance);
	for (size_t i = 0; i < COUNT(lines); i++)
		series->points[i].sense = i < 4 ? SENSE_BAD : SENSE_GOOD;
	return chart;
}

static struct chart *
sample_waterfall(struct doc *doc)
{
	static const char *const steps[] = {"Opening", "Transport", "Schools contingency", "Building maintenance",
		"Planned", "Grants", "Forecast close"};
	static const char *const amounts[] = {"12.420", "-1.250", "-2.104", "+0.660", "9.726", "-0.480", "9.246"};
	struct chart *chart = chart_over(doc, CHART_WATERFALL, "Reserves over the year", COUNT(steps), steps, 1);
	struct series *series;

	chart->unit = "£m";
	series = chart_series(doc, chart, "Reserves", SERIES_VALUE, amounts);
	series->points[0].sense = series->points[4].sense = series->points[6].sense = SENSE_TOTAL;
	return chart;
}

static struct chart *
sample_pyramid(struct doc *doc)
{
	static const char *const ages[] = {"under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17"};
	static const char *const girls[] = {"28", "81", "112", "198", "92"};
	static const char *const boys[] = {"34", "92", "131", "224", "121"};
	struct chart *chart =
		chart_over(doc, CHART_PYRAMID, "Looked-after children by age and gender", COUNT(ages), ages, 2);

	chart->unit = "children";
	chart->across = "Age";
	chart_series(doc, chart, "Girls", SERIES_VALUE, girls);
	chart_series(doc, chart, "Boys", SERIES_VALUE, boys);
	return chart;
}

static struct chart *
sample_ring(struct doc *doc)
{
	static const char *const ends[] = {"Returned home to parents", "Adopted", "Special guardianship",
		"Moved to independence", "Aged 18", "Other"};
	static const char *const counts[] = {"98", "61", "47", "22", "84", "9"};
	static const char *const words[] = {"98, 31%", "61, 19%", "47, 15%", "22, 7%", "84, 26%", "9, 3%"};
	struct chart *chart =
		chart_over(doc, CHART_RING, "Why children ceased to be looked after", COUNT(ends), ends, 1);
	struct series *series = chart_series(doc, chart, "Children", SERIES_VALUE, counts);

	for (size_t i = 0; i < COUNT(ends); i++)
		series->points[i].text = words[i];
	chart->unit = "children, April 2016 to January 2017";
	chart->middle = "321";
	return chart;
}

static struct chart *
sample_spc(struct doc *doc)
{
	static const char *const values[] = {
		"78.5", "80.2", "78.6", "78.5", "78.3", "77.7", "66.1", "70.4", "72.0", "73.9", "75.1", "76.0", "74.1"};
	struct chart *chart = chart_over(doc, CHART_SPC, "Attendance, as a process", COUNT(months), months, 5);
	struct step *step = arena_alloc(doc->arena, sizeof(*step));
	struct series *series;

	chart->unit = "%";
	series = chart_series(doc, chart, "Attendance", SERIES_VALUE, values);
	for (size_t i = 1; i < 6; i++)
		series->points[i].sense = SENSE_BAD;
	series->points[6].sense = SENSE_BAD;
	series->points[11].sense = SENSE_GOOD;
	same_level(doc, chart, "Mean", SERIES_MEAN, "75.3");
	same_level(doc, chart, "Upper limit", SERIES_LIMIT, "83.2");
	same_level(doc, chart, "Lower limit", SERIES_LIMIT, "67.4");
	same_level(doc, chart, "Target", SERIES_TARGET, "85");
	for (size_t i = 7; i < 13; i++) {
		chart->series[1].points[i] = (struct point){.number = "73.6", .text = "73.6"};
		chart->series[2].points[i] = (struct point){.number = "78.1", .text = "78.1"};
		chart->series[3].points[i] = (struct point){.number = "69.1", .text = "69.1"};
	}
	*step = (struct step){.label = 7, .text = "counted anew", .gap = true};
	chart->steps = step;
	chart->step_count = 1;
	chart->variation = SPC_WORSE_LOW;
	chart->assurance = SPC_FAIL;
	chart->note = "Special causes: a point outside the limits, 7 in a row on one side of the "
		      "mean, 7 in a row rising or falling, 2 of 3 near a limit.";
	return chart;
}

static struct chart *
sample_heat(struct doc *doc)
{
	static const char *const impacts[] = {"1 Insignificant", "2 Minor", "3 Moderate", "4 Major", "5 Extreme"};
	static const char *const chances[] = {"1 Rare", "2 Unlikely", "3 Possible", "4 Likely", "5 Almost certain"};
	static const char *const none[] = {"", "", "", "", ""};
	struct chart *chart = chart_over(doc, CHART_HEAT, "Risks by likelihood and impact", 5, impacts, 5);

	chart->unit = "Likelihood";
	chart->across = "Impact";
	for (int row = 0; row < 5; row++) {
		struct series *series = chart_series(doc, chart, chances[row], SERIES_VALUE, none);

		for (int i = 0; i < 5; i++) {
			int score = (row + 1) * (i + 1);

			series->points[i].rag = score <= 5 ? RAG_GREEN : score <= 15 ? RAG_AMBER : RAG_RED;
		}
	}
	chart->series[2].points[3].text = "RM13906 RM14148";
	chart->series[3].points[3].text = "RM14147";
	chart->series[1].points[4].text = "RM14284 RM14157 RM14149";
	chart->series[4].points[1].text = "3";
	return chart;
}

struct chart *
chart_sample(struct doc *doc, enum chart_kind kind)
{
	struct chart *chart;

	switch (kind) {
	case CHART_LINE:
		return sample_line(doc);
	case CHART_BARS:
		return sample_bars(doc);
	case CHART_STACKED:
		return sample_stacked(doc);
	case CHART_ACROSS:
		return sample_across(doc);
	case CHART_ACROSS_STACKED:
		return sample_across_stacked(doc);
	case CHART_DIVERGING:
		return sample_diverging(doc);
	case CHART_WATERFALL:
		return sample_waterfall(doc);
	case CHART_PYRAMID:
		return sample_pyramid(doc);
	case CHART_RING:
		return sample_ring(doc);
	case CHART_SPARK:
		chart = chart_over(doc, kind, "Looked-after children", COUNT(months), months, 1);
		chart_series(doc, chart, "Children", SERIES_VALUE, looked_after);
		return chart;
	case CHART_SPC:
		return sample_spc(doc);
	case CHART_HEAT:
		return sample_heat(doc);
	default:
		chart = doc_chart(doc, "signs", "Process");
		chart->kind = CHART_SIGNS;
		chart->variation = SPC_BETTER_HIGH;
		chart->assurance = SPC_EITHER;
		return chart;
	}
}
