/* Forms: what was sent is checked against its rows, and shown again with what is wrong. */
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/audit.h"
#include "base/str.h"

size_t
form_fields(const struct form_spec *spec)
{
	size_t count = 0;

	while (count < FORM_FIELDS && spec->fields[count].name != NULL)
		count++;
	return count;
}

size_t
form_field(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < form_fields(spec); i++)
		if (strcmp(spec->fields[i].name, name) == 0)
			return i;
	fprintf(stderr, "moothall: the form has no field \"%s\"\n", name);
	abort();
}

const char *
form_value(const struct form_filled *filled, const char *name)
{
	return filled->fields[form_field(filled->spec, name)].value;
}

void
form_set(struct form_filled *filled, const char *name, const char *value)
{
	filled->fields[form_field(filled->spec, name)].value = value;
}

void
form_choices(struct form_filled *filled, const char *name, size_t count, const struct form_choice choices[])
{
	size_t i = form_field(filled->spec, name);

	filled->fields[i].choices = choices;
	filled->fields[i].choice_count = count;
}

const char *
form_day(const struct form_filled *filled, const char *name)
{
	return filled->fields[form_field(filled->spec, name)].day;
}

const char *
form_array(struct arena *arena, const struct form_filled *filled, const char *name)
{
	size_t i = form_field(filled->spec, name);

	return array_literal(arena, filled->fields[i].count, filled->fields[i].values);
}

void
form_check_choice(struct arena *arena, struct form_filled *filled, const char *name, const char *value)
{
	size_t i = form_field(filled->spec, name), count = filled->fields[i].count;
	const char **values = arena_array(arena, count + 1, sizeof(*values));

	for (size_t v = 0; v < count; v++)
		values[v] = filled->fields[i].values[v];
	values[count] = value;
	filled->fields[i].values = values;
	filled->fields[i].count = count + 1;
}

static bool
has_kind(const struct form_spec *spec, enum field_kind kind)
{
	for (size_t i = 0; spec != NULL && i < form_fields(spec); i++)
		if (spec->fields[i].kind == kind)
			return true;
	return false;
}

bool
form_has_file(const struct form_spec *spec)
{
	return has_kind(spec, FIELD_FILE);
}

bool
form_repeats(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < form_fields(spec); i++)
		if (strcmp(spec->fields[i].name, name) == 0)
			return spec->fields[i].kind == FIELD_CHECKS;
	return false;
}

bool
form_has_text(const struct form_spec *spec)
{
	return has_kind(spec, FIELD_LINES);
}

bool
form_has_errors(const struct form_filled *filled)
{
	for (size_t i = 0; filled->spec != NULL && i < FORM_FIELDS; i++)
		if (filled->fields[i].error != NULL)
			return true;
	return filled->error != NULL;
}

/* --- what was sent --- */

/* Browsers send CR LF; texts are kept with LF. */
static const char *
without_returns(struct arena *arena, const char *sent)
{
	char *text = arena_string(arena, sent != NULL ? sent : ""), *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (*from != '\r')
			*to++ = *from;
	*to = '\0';
	return text;
}

/* Those that were sent under the name, each once. */
static void
take_checks(struct visit *visit, size_t i)
{
	const struct fields *form = &visit->form;
	struct form_filled *filled = &visit->filled;
	const char *name = filled->spec->fields[i].name;

	filled->fields[i].values = arena_array(visit->arena, form->count + 1, sizeof(*filled->fields[i].values));
	for (size_t f = 0; f < form->count; f++)
		if (strcmp(form->list[f].name, name) == 0)
			filled->fields[i].values[filled->fields[i].count++] = form->list[f].value;
}

void
form_take(struct visit *visit)
{
	const struct form_spec *spec = visit->route->form;
	struct form_filled *filled = &visit->filled;

	*filled = (struct form_filled){.spec = spec};
	for (size_t i = 0; i < form_fields(spec); i++) {
		const char *sent = field_value(&visit->form, spec->fields[i].name);

		filled->fields[i].value =
			spec->fields[i].kind == FIELD_LINES ? without_returns(visit->arena, sent) : sent;
		if (spec->fields[i].kind == FIELD_CHECKS)
			take_checks(visit, i);
	}
}

int
form_read_days(struct visit *visit)
{
	struct form_filled *filled = &visit->filled;
	const char *typed[FORM_FIELDS];
	size_t places[FORM_FIELDS], count = 0;
	struct rows rows;

	for (size_t i = 0; i < form_fields(filled->spec); i++)
		if (filled->spec->fields[i].kind == FIELD_DAY && !str_blank(filled->fields[i].value)) {
			places[count] = i;
			typed[count++] = filled->fields[i].value;
		}
	if (count == 0)
		return 0;
	if (db_query(visit->site->db, STMT_DAYS_TYPED, DB_PARAMS(array_literal(visit->arena, count, typed)),
		    visit->arena, &rows, &visit->err) != 0)
		return -1;
	for (size_t r = 0; r < count; r++) {
		filled->fields[places[r]].day = row_text(&rows, r, "day");
		filled->fields[places[r]].error = row_text(&rows, r, "why");
	}
	return 0;
}

static bool
is_missing(const struct visit *visit, size_t i)
{
	const struct form_field *field = &visit->filled.spec->fields[i];
	const char *value = visit->filled.fields[i].value;

	if (field->kind == FIELD_CHECKS)
		return visit->filled.fields[i].count == 0;
	if (field->kind == FIELD_FILE)
		return !str_equal(visit->file.field, field->name) || str_blank(visit->file.name);
	/* A password may be of spaces. */
	return field->kind == FIELD_PASSWORD ? value == NULL || *value == '\0' : str_blank(value);
}

static bool
is_too_long(const struct form_field *field, const char *value)
{
	return field->most > 0 && value != NULL && utf8_length(value) > field->most;
}

/* Of choices that the row has, what was sent must be among them: a browser sends no other. */
static bool
is_choice(const struct form_field *field, const char *value)
{
	const struct form_choice *choice = field->choices;

	if (choice == NULL || str_blank(value))
		return true;
	while (choice->label != NULL && !str_equal(choice->value, value))
		choice++;
	return choice->label != NULL;
}

static bool
are_choices(const struct form_filled *filled, size_t i)
{
	const struct form_field *field = &filled->spec->fields[i];

	for (size_t v = 0; v < filled->fields[i].count; v++)
		if (!is_choice(field, filled->fields[i].values[v]))
			return false;
	return field->kind == FIELD_CHECKS || is_choice(field, filled->fields[i].value);
}

/* 20,000: as a person writes it. */
static const char *
number_words(struct arena *arena, unsigned number)
{
	return number < 1000 ? arena_printf(arena, "%u", number)
			     : arena_printf(arena, "%u,%03u", number / 1000, number % 1000);
}

bool
form_check(struct visit *visit)
{
	struct form_filled *filled = &visit->filled;

	for (size_t i = 0; i < form_fields(filled->spec); i++) {
		const struct form_field *field = &filled->spec->fields[i];

		if (filled->fields[i].error != NULL)
			continue;
		if (field->missing != NULL && is_missing(visit, i))
			filled->fields[i].error = field->missing;
		else if (is_too_long(field, filled->fields[i].value))
			filled->fields[i].error = arena_printf(visit->arena, "%s must be %s characters or fewer",
				filled->fields[i].label != NULL ? filled->fields[i].label : field->label,
				number_words(visit->arena, field->most));
		else if (!are_choices(filled, i))
			filled->fields[i].error = "Choose from what is offered here";
	}
	return !form_has_errors(filled);
}

int
form_show(struct visit *visit, unsigned status)
{
	visit->response->status = status;
	return visit->filled.spec->page(visit);
}

static const char *
as_sentence(struct arena *arena, const char *error)
{
	char *text = arena_string(arena, error);

	if (*text >= 'a' && *text <= 'z')
		*text = (char)(*text - 'a' + 'A');
	return text;
}

int
form_refuse(struct visit *visit, const char *name, unsigned status, const char *error)
{
	visit->filled.fields[form_field(visit->filled.spec, name)].error = as_sentence(visit->arena, error);
	return form_show(visit, status);
}

int
form_refuse_all(struct visit *visit, unsigned status, const char *error)
{
	const struct form_spec *spec = visit->filled.spec;
	size_t i = 0;

	while (spec->fields[i].kind == FIELD_HIDDEN)
		i++;
	if (spec->fields[i].name != NULL)
		return form_refuse(visit, spec->fields[i].name, status, error);
	visit->filled.error = as_sentence(visit->arena, error);
	return form_show(visit, status);
}

static bool
has_field(const struct form_spec *spec, const char *name)
{
	for (size_t i = 0; i < form_fields(spec); i++)
		if (strcmp(spec->fields[i].name, name) == 0)
			return spec->fields[i].kind != FIELD_HIDDEN;
	return false;
}

int
form_refused(struct visit *visit)
{
	const struct err said = visit->err;
	unsigned status = said.code == ERR_INPUT ? 422
		: said.code == ERR_DENIED        ? 403
		: said.code == ERR_CONFLICT      ? 409
						 : 0;

	if (status == 0)
		return -1;
	db_rollback(visit->site->db);
	visit->err = (struct err){0};
	if (visit_begin(visit) != 0)
		return -1;
	/* They may have lost the right meanwhile, or their session. */
	if (!roles_permit(visit->visitor.roles, visit_permission(visit)))
		return err_set(&visit->err, said.code, "%s", said.text);
	/* What somebody may not do is on record, though it is said on the page and not instead of it. */
	if (status == 403 &&
		audit_refused(visit->site->db, visit->arena, status, "POST", visit->request->path, &visit->err) != 0)
		return -1;
	if (has_field(visit->filled.spec, said.field))
		return form_refuse(visit, said.field, status, said.text);
	return form_refuse_all(visit, status, said.text);
}

int
form_keep(struct visit *visit)
{
	const struct form_place place = {.action = visit->request->path};
	struct form_filled *filled = &visit->filled;
	struct buf main;

	form_take(visit);
	buf_init(&main);
	buf_text(&main,
		"<p>Nothing is lost: what you wrote stands below.</p>\n<ol>\n"
		"<li><a href=\"/sign-in\" target=\"_blank\" rel=\"noopener\">Sign in (opens in a new tab)</a></li>\n"
		"<li>Come back to this tab, and send the form again.</li>\n</ol>\n");
	form_write(visit, &main, filled, &place);
	page_answer(visit, &(struct page){.title = "You have been signed out", .main = &main});
	buf_close(&main);
	visit->response->status = 401;
	return 0;
}
