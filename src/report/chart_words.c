/* A chart's text alternative: its figures go to the database, which compares, adds and tells. */
#include "report/build.h"

/* What the words are made of, as arrays that run along the labels, series after series. */
struct said {
	const char **names, **numbers, **texts, **senses, **ratings;
	size_t series, points;
	const char **level_labels, **level_texts;
	size_t levels;
};

static const char *
kind_name(enum chart_kind kind)
{
	static const char *const names[] = {[CHART_LINE] = "line", [CHART_BARS] = "bars",
		[CHART_STACKED] = "stacked", [CHART_ACROSS] = "across",
		[CHART_ACROSS_STACKED] = "across_stacked", [CHART_DIVERGING] = "diverging",
		[CHART_WATERFALL] = "waterfall", [CHART_PYRAMID] = "pyramid",
		[CHART_RING] = "ring", [CHART_SPARK] = "spark", [CHART_SPC] = "spc",
		[CHART_HEAT] = "heat", [CHART_SIGNS] = "signs"};

	return names[kind];
}

static const char *
sense_name(enum sense sense)
{
	static const char *const names[] = {[SENSE_NONE] = NULL, [SENSE_GOOD] = "good",
		[SENSE_BAD] = "bad", [SENSE_HIGH] = "high", [SENSE_LOW] = "low",
		[SENSE_TOTAL] = "total"};

	return names[sense];
}

static void
add_level(struct said *said, const char *label, const char *text)
{
	if (text == NULL)
		return;
	said->level_labels[said->levels] = label;
	said->level_texts[said->levels++] = text;
}

static void
add_series(struct said *said, const struct chart *chart, const struct series *series)
{
	said->names[said->series++] = series->label;
	for (size_t i = 0; i < chart->label_count; i++) {
		const struct point *point = &series->points[i];

		said->numbers[said->points] = point->number;
		said->texts[said->points] = point->text;
		said->senses[said->points] = sense_name(point->sense);
		said->ratings[said->points++] = rag_name(point->rag);
	}
}

/* Lines beside a line are told by their newest figure; beside bars every one has its own. */
static bool
is_level(const struct chart *chart, const struct series *series)
{
	return series->role != SERIES_VALUE &&
		(chart->kind == CHART_LINE || chart->kind == CHART_SPC);
}

static const char *
newest_text(const struct chart *chart, const struct series *series)
{
	for (size_t i = chart->label_count; i-- > 0;)
		if (series->points[i].text != NULL)
			return series->points[i].text;
	return NULL;
}

static void
gather(struct arena *arena, const struct chart *chart, struct said *said)
{
	size_t points = chart->series_count * chart->label_count;
	size_t levels = chart->series_count + chart->level_count;

	said->names = arena_array(arena, chart->series_count, sizeof(char *));
	said->numbers = arena_array(arena, points, sizeof(char *));
	said->texts = arena_array(arena, points, sizeof(char *));
	said->senses = arena_array(arena, points, sizeof(char *));
	said->ratings = arena_array(arena, points, sizeof(char *));
	said->level_labels = arena_array(arena, levels, sizeof(char *));
	said->level_texts = arena_array(arena, levels, sizeof(char *));
	for (size_t s = 0; s < chart->series_count; s++) {
		const struct series *series = &chart->series[s];

		if (is_level(chart, series))
			add_level(said, series->label, newest_text(chart, series));
		else
			add_series(said, chart, series);
	}
	for (size_t i = 0; i < chart->level_count; i++)
		add_level(said, chart->levels[i].label, chart->levels[i].text);
}

/* The signs' words are sentences already. */
static const char *
signs_words(struct arena *arena, const struct chart *chart)
{
	const char *words = "";

	if (chart->variation != SPC_NONE)
		words = arena_printf(arena, "%s.", spc_words(chart->variation));
	if (chart->assurance != SPC_NONE)
		words = arena_printf(arena, "%s%s%s.", words, *words != '\0' ? " " : "",
			spc_words(chart->assurance));
	return words;
}

int
chart_say(const struct report_job *job, struct chart *chart, struct err *err)
{
	struct arena *arena = job->arena;
	struct said said = {0};

	(void)err;
	if (chart->kind == CHART_SIGNS) {
		chart->alternative = signs_words(arena, chart);
		return 0;
	}
	gather(arena, chart, &said);
	furniture_say(job, chart,
		(const char *[]){kind_name(chart->kind),
			array_literal(arena, said.series, said.names),
			array_literal(arena, chart->label_count, chart->labels),
			array_literal(arena, said.points, said.numbers),
			array_literal(arena, said.points, said.texts),
			array_literal(arena, said.points, said.senses),
			array_literal(arena, said.points, said.ratings), chart->below,
			chart->above, array_literal(arena, said.levels, said.level_labels),
			array_literal(arena, said.levels, said.level_texts)},
		signs_words(arena, chart));
	return 0;
}
