/* What the database's errors mean to the outside, and what the log says of them. */
#include "conn.h"

#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/str.h"

int
conn_fail(struct db *db, struct err *err)
{
	log_line("database: %s", PQerrorMessage(db->conn));
	return err_set(err, ERR_DB, "the database cannot be reached at the moment");
}

/* What the server's own SQLSTATEs, by their beginnings, mean to the outside. */
static const struct {
	const char *state;
	enum err_code code;
	const char *text;
} meanings[] = {
	{"42501", ERR_DENIED, "you do not have the right to do this"},
	/* What was read has changed before it was written, or waits for us as we for it. */
	{"23505", ERR_CONFLICT, "somebody else did the same at this moment: look at what is there, then try again"},
	{"40", ERR_BUSY, "somebody else was at work on the same at this moment: try again"},
	{"55P03", ERR_BUSY, "somebody else is at work on the same at this moment: try again"},
	{"57014", ERR_DB, "the database did not answer in time"},
	{"25006", ERR_DB, "the database can only be read at the moment"},
	/* The server is stopping or starting; it has no room; the connection is lost. */
	{"57P", ERR_DB, "the database cannot be reached at the moment"},
	{"53", ERR_DB, "the database cannot be reached at the moment"},
	{"08", ERR_DB, "the database cannot be reached at the moment"},
	/* A function, table, column or schema that is not there, or an answer of other columns than when it was prepared. */
	{"42883", ERR_STALE, "the database could not answer"},
	{"42P01", ERR_STALE, "the database could not answer"},
	{"42703", ERR_STALE, "the database could not answer"},
	{"3F000", ERR_STALE, "the database could not answer"},
	{"0A000", ERR_STALE, "the database could not answer"},
};

/* Errors whose words quote what somebody has typed: values that are no numbers or dates, texts that are no searches. */
static bool
quotes_values(const char *state)
{
	return str_starts(state, "22") || str_starts(state, "42601") || str_starts(state, "P0");
}

/* What stands in quotation marks is left out. */
static void
add_unquoted(struct buf *out, const char *text)
{
	const char *mark;

	while ((mark = strchr(text, '"')) != NULL) {
		const char *end = strchr(mark + 1, '"');

		buf_add(out, text, (size_t)(mark - text));
		buf_text(out, "\"...\"");
		text = end != NULL ? end + 1 : "";
	}
	buf_text(out, text);
}

/* The function of ours that it came to, with its line: what else the server says of the place may hold data. */
static void
add_place(struct buf *out, const PGresult *result)
{
	static const char function[] = "PL/pgSQL function ";
	const char *context = PQresultErrorField(result, PG_DIAG_CONTEXT);
	const char *place = context != NULL ? strstr(context, function) : NULL;

	if (place != NULL)
		buf_printf(out, " in %.*s", (int)strcspn(place, "\n"), place);
}

/*
 * Never the whole of what the server says: its details are rows and values, which are people's. The constraint or
 * relation that it names stands in its first sentence.
 */
static void
log_failure(const PGresult *result, const char *name, const char *state)
{
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	struct buf line;

	buf_init(&line);
	if (text == NULL)
		buf_text(&line, "no answer");
	else if (quotes_values(state))
		add_unquoted(&line, text);
	else
		buf_text(&line, text);
	add_place(&line, result);
	log_line("statement %s: %s %s", name, state, line.data);
	buf_close(&line);
}

/* What SQLSTATE means to the outside; see db.h. */
int
conn_fail_statement(const PGresult *result, const char *name, struct err *err)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	if (state == NULL)
		state = "";
	if (str_starts(state, "MH"))
		err_field(err, PQresultErrorField(result, PG_DIAG_COLUMN_NAME));
	if (strcmp(state, "MH400") == 0)
		return err_set(err, ERR_INPUT, "%s", text);
	if (strcmp(state, "MH403") == 0)
		return err_set(err, ERR_DENIED, "%s", text);
	if (strcmp(state, "MH404") == 0)
		return err_set(err, ERR_ABSENT, "%s", text);
	if (strcmp(state, "MH409") == 0)
		return err_set(err, ERR_CONFLICT, "%s", text);
	if (strcmp(state, "MH429") == 0)
		return err_set(err, ERR_TURN, "%s", text);
	if (strcmp(state, "MH503") == 0)
		return err_set(err, ERR_FULL, "%s", text);
	log_failure(result, name, state);
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (str_starts(state, meanings[i].state))
			return err_set(err, meanings[i].code, "%s", meanings[i].text);
	return err_set(err, ERR_SYSTEM, "the database could not answer");
}
