/*
 * Publishing a pack. All of it is one transaction: the preflight, the day of publication, and, edition by edition, the
 * pack made as the readers of that edition have it, in every face. Serving is a look-up.
 */
#include "report/publication.h"

#include <stdlib.h>

#include "../asked.h"
#include "../printed.h"
#include "auth/audit.h"
#include "base/digest.h"
#include "base/str.h"
#include "base64.h"
#include "committee.h"

const char *const publication_faces[] = {"pdf", "large-print", "html", "json", "xlsx", NULL};

static size_t
count_fails(const struct doc *doc)
{
	const struct table *table = doc_find_table(doc, "findings");
	size_t fails = 0;

	for (size_t r = 0; table != NULL && r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++)
			fails += str_equal(table->columns[c].key, "severity") &&
				str_equal(table->rows[r].cells[c].text, "would fail");
	return fails;
}

/* --- an edition --- */

/* What is being made, and of what. */
struct making {
	struct db *db;
	struct arena *arena;
	const char *meeting;
	struct rows sets;    /* the editions, the one with everything last */
	struct asked *asked; /* what reports in papers ask for, if it is the same for all of them; NULL */
	const char **hashes; /* of the PDFs that are kept */
	size_t kept;
};

/* NULL: as oneself. */
static int
read_as(const struct making *m, const char *edition, struct err *err)
{
	return db_query(m->db, STMT_EDITION_READ, DB_PARAMS(m->meeting, edition), m->arena, NULL, err);
}

static int
begin(struct making *m, struct db *db, struct arena *arena, const char *meeting, struct err *err)
{
	*m = (struct making){.db = db, .arena = arena, .meeting = meeting};
	if (db_query(db, STMT_PUBLICATION_SETS, DB_PARAMS(meeting), arena, &m->sets, err) != 0)
		return -1;
	m->hashes = arena_array(arena, m->sets.count, sizeof(*m->hashes));
	return 0;
}

static int
build(const struct making *m, bool paper, struct doc **doc, struct err *err)
{
	const struct report_job job = {.db = m->db,
		.arena = m->arena,
		.name = arena_printf(m->arena, "meetings/%s/pack", m->meeting),
		.subject = m->meeting,
		.paper = paper,
		.named = true,
		.asked = m->asked};

	return report_make(&pack_report, &job, doc, err);
}

static bool
is_kept(const struct making *m, const char *hash)
{
	for (size_t i = 0; i < m->kept; i++)
		if (str_equal(m->hashes[i], hash))
			return true;
	return false;
}

/* A face as it is written, and where its parts begin. */
struct face {
	struct buf bytes, parts;
};

static int
keep_face(const struct making *m, const char *edition, const char *name, const struct face *face, struct err *err)
{
	char *text = base64_new(&face->bytes);
	int rc = db_query(m->db, STMT_FACE_ADD, DB_PARAMS(edition, name, text, face->parts.data), m->arena, NULL, err);

	free(text);
	return rc;
}

/* Each table by itself, and what its columns are. */
static int
keep_tables(const struct making *m, const struct publication_new *new, const struct doc *doc, const char *edition,
	struct err *err)
{
	static const char *const kinds[] = {"csv", "csvw"};
	const size_t most = 2 * doc->count;
	const char **faces = arena_array(m->arena, most, sizeof(*faces));
	const char **texts = arena_array(m->arena, most, sizeof(*texts));
	const char **rows = arena_array(m->arena, most, sizeof(*rows));
	size_t count = 0;
	struct buf text;
	int rc = 0;

	buf_init(&text);
	for (size_t i = 0; i < doc->count; i++)
		for (size_t k = 0; doc->blocks[i].table != NULL && rc == 0 && k < 2; k++) {
			const struct table *table = doc->blocks[i].table;

			/* a pack may hold the same table twice, under one name */
			if (doc_find_table(doc, table->key) != table)
				continue;
			buf_clear(&text);
			faces[count] = arena_printf(m->arena, "%s:%s", kinds[k], table->key);
			rc = new->write(&text, NULL, doc, faces[count], new->contact, err);
			texts[count] = arena_string(m->arena, text.data);
			rows[count++] = arena_printf(m->arena, "%zu", table->row_count);
		}
	buf_close(&text);
	if (rc != 0 || count == 0)
		return rc;
	return db_query(m->db, STMT_TABLES_ADD,
		DB_PARAMS(edition, array_literal(m->arena, count, faces), array_literal(m->arena, count, texts),
			array_literal(m->arena, count, rows)),
		m->arena, NULL, err);
}

/* The PDF is written already. Without a table there is no workbook. */
static int
keep_faces(const struct making *m, const struct publication_new *new, const struct doc *doc, const char *edition,
	const struct face *pdf, struct err *err)
{
	struct face face;
	int rc = keep_face(m, edition, publication_faces[0], pdf, err);

	buf_init(&face.bytes);
	buf_init(&face.parts);
	for (size_t i = 1; rc == 0 && publication_faces[i] != NULL; i++) {
		if (str_equal(publication_faces[i], "xlsx") && doc_find_table(doc, NULL) == NULL)
			continue;
		buf_clear(&face.bytes);
		buf_clear(&face.parts);
		rc = new->write(&face.bytes, &face.parts, doc, publication_faces[i], new->contact, err);
		if (rc == 0)
			rc = keep_face(m, edition, publication_faces[i], &face, err);
	}
	buf_close(&face.bytes);
	buf_close(&face.parts);
	return rc == 0 ? keep_tables(m, new, doc, edition, err) : -1;
}

/* The three columns of what is printed, as parameters. */
static void
list_params(struct arena *arena, const struct printed_list *list, const char *params[3])
{
	params[0] = array_literal(arena, list->count, list->items);
	params[1] = array_literal(arena, list->count, list->what);
	params[2] = array_literal(arena, list->count, list->texts);
}

static int
add_edition(struct making *m, const struct publication_new *new, const struct doc *doc, const char *made_as,
	const char *holds, const struct face *pdf, struct publication_made *made, struct err *err)
{
	const char *printed[3], *hash = digest_hex(m->arena, pdf->bytes.data, pdf->bytes.length);
	struct printed_list list = {0};
	struct rows rows;

	if (is_kept(m, hash))
		return 0;
	printed_find(doc, &list);
	list_params(m->arena, &list, printed);
	if (db_query(m->db, STMT_EDITION_ADD,
		    DB_PARAMS(made->number, made_as, holds, arena_printf(m->arena, "%zu", list.rows), printed[0],
			    printed[1], printed[2]),
		    m->arena, &rows, err) != 0 ||
		keep_faces(m, new, doc, row_text(&rows, 0, "edition_id"), pdf, err) != 0)
		return -1;
	m->hashes[m->kept++] = made->sha256 = hash;
	made->pdf_size = pdf->bytes.length;
	return 0;
}

/* One that turns out as one before it is not kept twice. */
static int
keep_edition(
	struct making *m, size_t i, const struct publication_new *new, struct publication_made *made, struct err *err)
{
	const char *made_as = row_text(&m->sets, i, "made_as");
	struct rows holds;
	struct doc *doc;
	struct face pdf;
	int rc;

	if (read_as(m, made_as, err) != 0 || build(m, true, &doc, err) != 0 ||
		db_query(m->db, STMT_EDITION_HOLDS, DB_PARAMS(m->meeting), m->arena, &holds, err) != 0 ||
		read_as(m, NULL, err) != 0)
		return -1;
	buf_init(&pdf.bytes);
	buf_init(&pdf.parts);
	rc = new->write(&pdf.bytes, &pdf.parts, doc, publication_faces[0], new->contact, err);
	if (rc == 0)
		rc = add_edition(m, new, doc, made_as, row_text(&holds, 0, "holds"), &pdf, made, err);
	buf_close(&pdf.bytes);
	buf_close(&pdf.parts);
	return rc;
}

/* --- the preflight --- */

static int
look_before(struct db *db, struct arena *arena, const char *meeting, void (*lay_out)(struct doc *doc),
	struct asked *asked, struct publication_made *made, struct err *err)
{
	const struct report_job job = {.db = db,
		.arena = arena,
		.name = arena_printf(arena, "meetings/%s/preflight", meeting),
		.subject = meeting,
		.face = "text",
		.lay_out = lay_out,
		.asked = asked};
	struct doc *doc;

	*made = (struct publication_made){0};
	if (report_make(&preflight_report, &job, &doc, err) != 0)
		return -1;
	made->preflight = doc;
	made->fails = count_fails(doc);
	return 0;
}

int
publication_preflight(struct db *db, struct arena *arena, const char *meeting, void (*lay_out)(struct doc *doc),
	struct publication_made *made, struct err *err)
{
	return look_before(db, arena, meeting, lay_out, NULL, made, err);
}

/* --- publishing, withdrawing --- */

int
publication_make(struct db *db, struct arena *arena, const struct publication_new *new, struct publication_made *made,
	struct err *err)
{
	struct asked *asked;
	struct making m;
	struct rows rows;

	if (db_query(db, STMT_PUBLICATION_BEGIN, DB_PARAMS(new->meeting, new->late_reason, new->replaced, new->account),
		    arena, &rows, err) != 0)
		return -1;
	asked = row_true(&rows, 0, "alike") ? asked_new(arena) : NULL;
	if (look_before(db, arena, new->meeting, new->lay_out, asked, made, err) != 0)
		return -1;
	if (made->fails > 0 && str_blank(new->despite))
		return 0;
	if (db_query(db, STMT_PUBLICATION_ADD,
		    DB_PARAMS(new->meeting, made->fails > 0 ? new->despite : NULL, new->account), arena, &rows,
		    err) != 0)
		return -1;
	made->number = row_text(&rows, 0, "publication_id");
	if (begin(&m, db, arena, new->meeting, err) != 0)
		return -1;
	m.asked = asked;
	for (size_t i = 0; i < m.sets.count; i++)
		if (keep_edition(&m, i, new, made, err) != 0)
			return -1;
	return 0;
}

int
publication_withdraw(struct db *db, struct arena *arena, const char *meeting, const char *reason, const char *account,
	struct err *err)
{
	return db_query(db, STMT_PUBLICATION_WITHDRAW, DB_PARAMS(meeting, reason, account), arena, NULL, err);
}

/* --- serving --- */

int
publication_find(struct db *db, struct arena *arena, const char *meeting, const char *face,
	struct publication_served *served, struct err *err)
{
	struct rows rows;

	*served = (struct publication_served){0};
	if (db_query(db, STMT_PUBLICATION_SERVED, DB_PARAMS(meeting, face), arena, &rows, err) != 0)
		return -1;
	if (rows.count == 0)
		return 0;
	*served = (struct publication_served){.sha256 = row_text(&rows, 0, "sha256"),
		.withdrawn = row_text(&rows, 0, "withdrawn"),
		.number = row_text(&rows, 0, "publication_id"),
		.edition = row_text(&rows, 0, "edition_id"),
		.exempt = row_text(&rows, 0, "exempt"),
		.published = row_text(&rows, 0, "published"),
		.size = (size_t)row_integer(&rows, 0, "size"),
		.rows = (size_t)row_integer(&rows, 0, "rows")};
	return 0;
}

int
publication_tables(struct db *db, struct arena *arena, const struct publication_served *served, struct rows *tables,
	struct err *err)
{
	return db_query(db, STMT_PUBLICATION_TABLES, DB_PARAMS(served->edition), arena, tables, err);
}

int
publication_see(struct db *db, struct arena *arena, const char *meeting, const char *face,
	const struct publication_served *served, struct err *err)
{
	const struct audit_fact facts[AUDIT_FACTS] = {{"edition", "members"}, {"what", served->exempt}, {"face", face}};
	const char *name = arena_printf(arena, "meetings/%s/pack", meeting);

	if (served->exempt != NULL && audit_note(db, arena, "pack-read", meeting, facts, err) != 0)
		return -1;
	/* What is published is read by everybody who may; taken away as data it is an export like any other. */
	if ((!str_equal(face, "json") && !str_equal(face, "xlsx") && !str_equal(face, "csv")) || served->rows == 0)
		return 0;
	return audit_export(db, arena, name, face, served->rows, err);
}

const char *
publication_bytes(
	struct db *db, struct arena *arena, const struct publication_served *served, const char *face, struct err *err)
{
	const char *bytes;
	struct rows rows;

	if (db_query(db, STMT_PUBLICATION_BYTES, DB_PARAMS(served->edition, face), arena, &rows, err) != 0)
		return NULL;
	bytes = rows.count > 0 ? base64_read(arena, row_string(&rows, 0, "bytes"), served->size) : NULL;
	if (bytes == NULL)
		err_set(err, ERR_SYSTEM, "what was published under number %s is not whole", served->number);
	return bytes;
}

int
publication_hashes(struct db *db, struct arena *arena, struct rows *hashes, struct err *err)
{
	return db_query(db, STMT_PUBLICATION_HASHES, DB_NONE, arena, hashes, err);
}

/* --- what is known otherwise --- */

static int
compare_one(struct making *m, const struct rows *behind, size_t i, const char *import,
	const struct publication_compare *how, struct err *err)
{
	struct printed_list list = {0};
	const char *printed[3];
	struct rows rows;
	struct doc *doc;

	if (how->begin(how->context, err) != 0 || read_as(m, row_text(behind, i, "made_as"), err) != 0 ||
		build(m, false, &doc, err) != 0 || read_as(m, NULL, err) != 0)
		return -1;
	printed_find(doc, &list);
	list_params(m->arena, &list, printed);
	if (db_query(m->db, STMT_PUBLICATION_COMPARE,
		    DB_PARAMS(row_text(behind, i, "publication_id"), printed[0], printed[1], printed[2], import),
		    m->arena, &rows, err) != 0 ||
		db_commit(m->db, err) != 0)
		return -1;
	if (row_integer(&rows, 0, "differ") > 0)
		how->found(how->context, m->meeting, row_text(&rows, 0, "differ"));
	return 0;
}

int
publication_compare(
	struct db *db, struct arena *arena, const char *import, const struct publication_compare *how, struct err *err)
{
	struct rows behind;

	if (how->begin(how->context, err) != 0 ||
		db_query(db, STMT_PUBLICATIONS_BEHIND, DB_PARAMS(import), arena, &behind, err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	for (size_t i = 0; i < behind.count; i++) {
		struct arena *own = arena_new();
		struct making m = {.db = db, .arena = own, .meeting = row_text(&behind, i, "meeting")};
		int rc = compare_one(&m, &behind, i, import, how, err);

		arena_free(own);
		if (rc != 0)
			return -1;
	}
	return 0;
}
