/* Forms whose fields go to the database by their names. */
#include "entry.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/str.h"
#include "out/out.h"

const struct form_choice entry_yes_no[] = {
	{"", "Not said", NULL, NULL}, {"yes", "Yes", NULL, NULL}, {"no", "No", NULL, NULL}, {0}};

/* What was entered, by the names of the fields; days as ISO 8601. To be freed. */
static char *
filled_json(const struct form_filled *filled)
{
	json_t *json = json_object();
	char *text;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];
		const char *value = field->kind == FIELD_DAY ? filled->fields[i].day : filled->fields[i].value;

		if (value != NULL)
			json_object_set_new(json, field->name, json_string(value));
	}
	text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	return text;
}

int
entry_save(struct visit *visit, enum stmt stmt, const char *of, const char *third)
{
	char *json = filled_json(&visit->filled);
	int rc = db_query(visit->site->db, stmt, DB_PARAMS(of, json, third), visit->arena, NULL, &visit->err);

	free(json);
	return rc;
}

static const char *
column(const struct rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->columns; i++)
		if (str_equal(rows->names[i], name))
			return rows->cells[i];
	return NULL;
}

void
entry_fill(struct visit *visit, const struct rows *rows)
{
	struct form_filled *filled = &visit->filled;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const char *name = filled->spec->fields[i].name, *value = column(rows, name);

		if (filled->spec->fields[i].choices == entry_yes_no && value != NULL)
			value = str_equal(value, "t") ? "yes" : "no";
		if (value == NULL && filled->spec->fields[i].choices != NULL)
			value = "";
		if (value != NULL)
			form_set(filled, name, value);
	}
}

void
entry_now_write(struct visit *visit, struct buf *out, const struct rows *rows)
{
	struct form_filled *filled = &visit->filled;
	const char *newest = column(rows, "since") != NULL ? column(rows, "since") : "";

	if (str_equal(form_value(filled, "since"), newest))
		return;
	form_set(filled, "since", newest);
	buf_text(out, "<h2>What is entered now</h2>\n<dl class=\"facts\">\n");
	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const char *value = column(rows, filled->spec->fields[i].name);

		if (filled->spec->fields[i].kind == FIELD_HIDDEN || value == NULL)
			continue;
		if (filled->spec->fields[i].choices == entry_yes_no)
			value = str_equal(value, "t") ? "Yes" : "No";
		buf_printf(out, "<div><dt>%s</dt>\n<dd>", filled->spec->fields[i].label);
		html_text(out, value);
		buf_text(out, "</dd></div>\n");
	}
	buf_text(out, "</dl>\n");
}
