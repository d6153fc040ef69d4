/* What the performance reports share. */
#ifndef PERFORMANCE_H
#define PERFORMANCE_H

#include "../address.h"
#include "../builder.h"
#include "../charts.h"
#include "../notes.h"
#include "../table.h"

/* The kinds of import that a report of many figures draws on. */
extern const char *const figure_sources[];

/* Columns that most tables begin with. */
#define FIELD_REF {.key = "ref", .label = "Ref", .link = link_indicator}
#define FIELD_NAME(words) {.key = "name", .label = (words), .head = true}
#define FIELD_COHORT(words) {.key = "cohort", .label = (words), .optional = true}
/* A month or period a column: the row's own figure. */
#define FIELD_PERIODS(words) {.group = (words), .kind = COLUMN_FIGURE, .pivot = true, .own = true, .blank = "-"}
#define FIGURE(name, words) {.key = (name), .label = (words), .kind = COLUMN_FIGURE}

/* "High", of the column polarity; "Rolling average", of measure and basis; "Red", of rating_rag; a target, or that none is set. */
table_words good_is, data_note, rating_word, target_words;

/* What the numbers of a chart are: of the column measure. */
const char *measure_unit(const char *measure);

/* What others' figures are called, by the kind of benchmark. */
const char *benchmark_label(const char *kind);

/* A difference of a figure: by its short period where it is the value, else by the measure. */
name_figure name_of_figure;

/* The paragraph that leads from a report of one indicator to its page. */
void add_indicator_link(const struct build *build);

/* Commentary (columns name, text, label, own), each under its indicator's name and dated where it is of another period. */
int add_commentary_texts(const struct build *build, const char *heading, struct err *err);

#endif
