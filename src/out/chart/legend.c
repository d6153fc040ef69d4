/* The legend: a sample of each series with its name, in as many lines as it takes. */
#include <stdio.h>
#include <string.h>

#include "plot.h"

static void
draw_sample(const struct plot *plot, const struct key *key, double x, double base)
{
	const struct canvas *canvas = plot->canvas;
	double size = plot->size, width = size * 2.6, middle = base - size * 0.35;

	if (key->area)
		fill_box(plot, x, base - size * 0.8, width, size * 0.9, key->fill);
	else if (!key->point)
		plot_line(plot, x, middle, x + width, middle, 2, key->look.dash, key->look.ink);
	if (!key->area)
		canvas->marker(canvas->context, x + width / 2, middle, size * 0.6, key->look.marker, key->look.ink);
}

/* The name, cut if it must be, and the figure behind it, which never is. */
static void
key_words(const struct plot *plot, const struct key *key, double room, char words[LABEL_MAX])
{
	char text[LABEL_MAX / 2] = "", label[LABEL_MAX];
	size_t length;

	if (key->text != NULL && strlen(key->text) + 2 < sizeof(text))
		snprintf(text, sizeof(text), " %s", key->text);
	plot_fit(plot, key->label != NULL ? key->label : "", room - plot_measure(plot, text), label);
	length = strlen(label);
	if (length + strlen(text) >= LABEL_MAX)
		text[0] = '\0';
	memcpy(words, label, length);
	memcpy(words + length, text, strlen(text) + 1);
}

/* Walks through the legend and, if `draw`, draws it with its first base line at y; its lines. */
static size_t
walk(const struct plot *plot, const struct key keys[], size_t count, double y, bool draw)
{
	double size = plot->size, sample = size * 3.1, x = 0;
	size_t lines = 1;

	for (size_t i = 0; i < count; i++) {
		char words[LABEL_MAX];
		double width;

		key_words(plot, &keys[i], plot->width - sample, words);
		width = sample + plot_measure(plot, words);
		if (x > 0 && x + width > plot->width) {
			x = 0;
			lines++;
		}
		if (draw) {
			double base = y + size * 1.4 * (double)(lines - 1);

			draw_sample(plot, &keys[i], x, base);
			plot_text(plot, x + sample, base, ALIGN_LEFT, words);
		}
		x += width + size * 1.5;
	}
	return lines;
}

double
legend_height(const struct plot *plot, const struct key keys[], size_t count)
{
	if (count == 0)
		return 0;
	return plot->size * (0.9 + 1.4 * (double)walk(plot, keys, count, 0, false));
}

void
plot_legend(struct plot *plot, const struct key keys[], size_t count)
{
	double height = legend_height(plot, keys, count);

	if (count == 0)
		return;
	walk(plot, keys, count, plot->height - height + plot->size * 1.7, true);
	plot->height -= height;
}

size_t
plot_keys(const struct plot *plot, struct key keys[KEYS_MAX])
{
	const struct chart *chart = plot->chart;
	bool two = chart_has_right(chart);
	size_t count = 0;
	double value;

	/* one thing to see is what the title says; a line may be one of several that are held */
	if ((chart->series_count + chart->level_count < 2 && chart->kind != CHART_LINE) || ends_width(plot) > 0)
		return 0;
	for (size_t i = 0; i < chart->series_count && count < KEYS_MAX; i++) {
		const struct series *series = &chart->series[i];
		/* what is drawn is named, and nothing else */
		const char *text = !two ? NULL : series->right ? "(right axis)" : "(left axis)";

		if (!series_shows(chart, series))
			continue;
		/* a line without bars has its newest figure: of a limit that of the last stretch */
		if (!two && !chart_has_bars(chart))
			text = series_newest(chart, series);
		keys[count++] = (struct key){.area = series_is_bar(chart, i),
			.fill = series_fill(chart, i),
			.look = series_look(chart, i),
			.label = series->label,
			.text = text};
	}
	for (size_t i = 0; i < chart->level_count && count < KEYS_MAX; i++)
		if (number_value(chart->levels[i].number, &value))
			keys[count++] = (struct key){.look = level_look(chart, i),
				.label = chart->levels[i].label,
				.text = chart->levels[i].text};
	return count;
}
