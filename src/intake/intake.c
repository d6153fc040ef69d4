/* An import: its files from disk, and then into the database in the order of dependence. */
#include "intake/intake.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "ledger.h"
#include "problem.h"

enum { FILE_MOST = 64 * 1024 * 1024 };

struct intake *
intake_new(struct arena *arena, const char *source)
{
	struct intake *intake = arena_alloc(arena, sizeof(*intake));

	intake->arena = arena;
	intake->source = arena_string(arena, source);
	return intake;
}

static int
read_all(
	struct arena *arena, int fd, size_t size, const char *path, const char **bytes, size_t *length, struct err *err)
{
	char *text = arena_alloc(arena, size + 1);
	size_t held = 0;

	while (held < size) {
		ssize_t got = read(fd, text + held, size - held);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_INPUT, "could not read %s: %s", path, strerror(errno));
		if (got == 0)
			break;
		held += (size_t)got;
	}
	text[held] = '\0';
	*bytes = text;
	*length = held;
	return 0;
}

int
file_read(struct arena *arena, const char *path, const char **bytes, size_t *length, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), rc = -1;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		err_set(err, ERR_INPUT, "could not open %s: %s", path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		err_set(err, ERR_INPUT, "%s is not a file", path);
	else if (st.st_size > FILE_MOST)
		err_set(err, ERR_INPUT, "%s is larger than %d MB", path, FILE_MOST / 1024 / 1024);
	else
		rc = read_all(arena, fd, (size_t)st.st_size, path, bytes, length, err);
	if (fd >= 0)
		close(fd);
	return rc;
}

/* A file that is too large to be held is only noted: it is read while it is loaded. */
static int
note_part(struct intake *intake, const struct kind *kind, const char *name, const char *path, struct err *err)
{
	if (access(path, R_OK) != 0)
		return err_set(err, ERR_INPUT, "could not open %s: %s", path, strerror(errno));
	intake->parts = arena_grow(
		intake->arena, intake->parts, intake->part_count, &intake->part_room, sizeof(*intake->parts));
	intake->parts[intake->part_count++] = (struct intake_part){.kind = kind,
		.name = arena_string(intake->arena, name),
		.path = arena_string(intake->arena, path),
		.sha256 = "",
		.rows = "[]"};
	return 0;
}

static int
read_part(struct intake *intake, const struct kind *kind, const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	const char *bytes = "";
	size_t length = 0;

	if (is_streamed(kind))
		return note_part(intake, kind, name, path, err);

	if (file_read(intake->arena, path, &bytes, &length, err) != 0)
		return -1;
	name = arena_printf(intake->arena, "%s%s", kind->columns == NULL ? "papers/" : "", name);
	part_read(intake, kind, name, bytes, length);
	return 0;
}

int
intake_file(struct intake *intake, const char *kind_name, const char *path, struct err *err)
{
	const struct kind *kind = kind_find(kind_name);

	if (kind == NULL)
		return err_set(err, ERR_INPUT, "there is no kind \"%s\" to import; known: %s", kind_name,
			kind_names(intake->arena));
	return read_part(intake, kind, path, err);
}

static bool
is_csv(const char *name)
{
	size_t length = strlen(name);

	return length >= 4 && strcasecmp(name + length - 4, ".csv") == 0;
}

static int
wanted(const struct dirent *entry)
{
	return *entry->d_name != '.' && (is_csv(entry->d_name) || str_ends(entry->d_name, ".md"));
}

/* Every .csv of a folder must be of a kind: a misspelt name would silently not be loaded. */
static int
check_name(struct intake *intake, const char *name, struct err *err)
{
	const char *kind = arena_bytes(intake->arena, name, strlen(name) - strlen(".csv"));
	const struct kind *found = kind_find(kind);

	if (found != NULL && found->columns != NULL && str_ends(name, ".csv"))
		return 0;
	return err_set(err, ERR_INPUT, "%s: there is no kind \"%s\" to import; known: %s", name, kind,
		kind_names(intake->arena));
}

static int
read_entries(struct intake *intake, const char *folder, struct dirent **entries, int count, const struct kind *kind,
	struct err *err)
{
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		const char *path = arena_printf(intake->arena, "%s/%s", folder, name);

		if (kind != NULL && str_ends(name, ".md")) {
			if (read_part(intake, kind, path, err) != 0)
				return -1;
		} else if (kind == NULL && is_csv(name)) {
			if (check_name(intake, name, err) != 0)
				return -1;
			name = arena_bytes(intake->arena, name, strlen(name) - 4);
			if (read_part(intake, kind_find(name), path, err) != 0)
				return -1;
		}
	}
	return 0;
}

/* `kind` NULL: each file's kind is its name. A folder that is not there is empty if it may be. */
static int
read_folder(struct intake *intake, const char *folder, const struct kind *kind, struct err *err)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, wanted, alphasort), rc;

	if (count < 0) {
		if (kind != NULL && errno == ENOENT)
			return 0;
		return err_set(err, ERR_INPUT, "could not open the folder %s: %s", folder, strerror(errno));
	}
	rc = read_entries(intake, folder, entries, count, kind, err);
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
	return rc;
}

static int
in_order(const void *a, const void *b)
{
	const struct intake_part *one = a, *other = b;

	if (one->kind != other->kind)
		return one->kind < other->kind ? -1 : 1;
	return strcmp(one->name, other->name);
}

int
intake_folder(struct intake *intake, const char *path, struct err *err)
{
	size_t length = strlen(path);
	const char *folder;

	while (length > 1 && path[length - 1] == '/')
		length--;
	folder = arena_bytes(intake->arena, path, length);
	if (read_folder(intake, folder, NULL, err) != 0 ||
		read_folder(intake, arena_printf(intake->arena, "%s/papers", folder), kind_find("papers"), err) != 0)
		return -1;
	if (intake->part_count == 0)
		return err_set(err, ERR_INPUT, "there is nothing to import in %s", path);
	qsort(intake->parts, intake->part_count, sizeof(*intake->parts), in_order);
	return 0;
}

static int
load_part(struct intake *intake, struct db *db, const char *import, struct intake_part *part, struct err *err)
{
	const char *count = arena_printf(intake->arena, "%zu", part->row_count);
	const size_t first = intake->problem_count;
	struct rows file, found;

	if (db_query(db, STMT_IMPORT_FILE_ADD, DB_PARAMS(import, part->kind->name, part->name, part->sha256, count),
		    intake->arena, &file, err) != 0)
		return err_context(err, "%s", part->name);
	if (is_streamed(part->kind)) {
		if (ledger_load(intake, db, row_text(&file, 0, "file_id"), part, err) != 0)
			return err_context(err, "%s", part->name);
		return 0;
	}
	if (db_query(db, part->kind->load, DB_PARAMS(row_text(&file, 0, "file_id"), part->rows), intake->arena, &found,
		    err) != 0)
		return err_context(err, "%s", part->name);
	for (size_t i = 0; i < found.count; i++)
		problem_add(intake, part->name, (unsigned)row_integer(&found, i, "line"), row_text(&found, i, "column"),
			row_text(&found, i, "value"), row_string(&found, i, "expected"));
	problems_trace(intake, part, first);
	return 0;
}

/* What was taken over before, and what is held here by another way, is left out. */
static int
leave_out(struct intake *intake, struct db *db, struct intake_part *part, struct err *err)
{
	struct rows left;

	if (part->origins == NULL)
		return 0;
	if (db_query(db, STMT_TAKE_OVER, DB_PARAMS(part->kind->name, part->rows), intake->arena, &left, err) != 0)
		return err_context(err, "%s", part->name);
	part->rows = row_string(&left, 0, "rows");
	part->row_count = (size_t)row_integer(&left, 0, "count");
	if (row_text(&left, 0, "warning") != NULL)
		warn(intake, row_text(&left, 0, "warning"));
	return 0;
}

/* A reference that does not resolve ends the database's transaction, so each has a savepoint. */
static int
check_text(struct intake *intake, struct db *db, const struct text_check *check, const struct intake_part *part,
	const struct intake_text *text, struct err *err)
{
	const char *paper = part->kind->columns == NULL ? strrchr(part->name, '/') + 1 : NULL;
	struct err why = {0};

	if (db_query(db, STMT_IMPORT_TEXT_BEGIN, DB_NONE, NULL, NULL, err) != 0)
		return -1;
	if (check->text(check->context, db, intake->arena, paper, text->text, &why) == 0)
		return db_query(db, STMT_IMPORT_TEXT_END, DB_NONE, NULL, NULL, err);
	if (why.code != ERR_INPUT && why.code != ERR_ABSENT)
		return err_set(err, why.code, "%s", why.text);
	problem_add(intake, part->name, paper != NULL ? 0 : text->line, paper != NULL ? NULL : "text",
		paper != NULL ? NULL : text->text, arena_printf(intake->arena, ": %s", why.text));
	return db_query(db, STMT_IMPORT_TEXT_UNDO, DB_NONE, NULL, NULL, err);
}

static int
check_texts(struct intake *intake, struct db *db, const struct text_check *check, struct err *err)
{
	for (size_t i = 0; i < intake->part_count; i++) {
		const struct intake_part *part = &intake->parts[i];

		for (size_t t = 0; t < part->text_count; t++)
			if (check_text(intake, db, check, part, &part->texts[t], err) != 0)
				return -1;
	}
	return 0;
}

/* Nothing will be loaded: but whoever sent the files wants to hear of all that is wrong. */
static int
check_streamed(struct intake *intake, struct err *err)
{
	for (size_t i = 0; i < intake->part_count; i++)
		if (is_streamed(intake->parts[i].kind) && ledger_load(intake, NULL, NULL, &intake->parts[i], err) != 0)
			return -1;
	return 0;
}

/* Before anything is done, whether whoever is asking may import all of it, and release it if that is wanted. */
static int
check_rights(const struct intake *intake, struct db *db, const struct intake_terms *terms, struct err *err)
{
	const char **names = arena_array(intake->arena, intake->part_count + 1, sizeof(*names));
	const char *list;

	for (size_t i = 0; i < intake->part_count; i++)
		names[i] = intake->parts[i].kind->name;
	list = array_literal(intake->arena, intake->part_count, names);
	if (db_query(db, STMT_IMPORT_CHECK, DB_PARAMS(list), NULL, NULL, err) != 0)
		return -1;
	return terms->release ? db_query(db, STMT_RELEASE_CHECK, DB_PARAMS(list), NULL, NULL, err) : 0;
}

static int
load_parts(struct intake *intake, struct db *db, const char *import, struct err *err)
{
	intake->files = arena_array(intake->arena, intake->part_count, sizeof(*intake->files));
	for (size_t i = 0; i < intake->part_count; i++) {
		struct intake_part *part = &intake->parts[i];

		if (leave_out(intake, db, part, err) != 0)
			return -1;
		if ((part->origins == NULL || part->row_count > 0) && load_part(intake, db, import, part, err) != 0)
			return -1;
		intake->files[i] = (struct loaded_file){part->kind->name, part->name, part->row_count};
	}
	return 0;
}

/* Rows for closed periods are problems, or what the reason is for. */
static int
check_closed(
	struct intake *intake, struct db *db, const char *import, const struct intake_terms *terms, struct err *err)
{
	struct rows found;

	if (terms->reason != NULL) {
		if (db_query(db, STMT_IMPORT_EXPLAIN, DB_PARAMS(import, terms->reason, terms->account), intake->arena,
			    &found, err) != 0)
			return -1;
		if (!row_true(&found, 0, "explained"))
			warn(intake, "nothing of this import is for a closed period: the reason is not kept");
		return 0;
	}
	if (db_query(db, STMT_IMPORT_CLOSED, DB_PARAMS(import), intake->arena, &found, err) != 0)
		return -1;
	for (size_t i = 0; i < found.count; i++)
		problem_add(intake, row_text(&found, i, "file"), (unsigned)row_integer(&found, i, "line"),
			row_text(&found, i, "column"), row_text(&found, i, "value"), row_string(&found, i, "expected"));
	return 0;
}

int
intake_load(struct intake *intake, struct db *db, const struct intake_terms *terms, const struct text_check *check,
	struct err *err)
{
	struct rows begun;
	const char *import;

	if (intake->problem_count > 0)
		return check_streamed(intake, err);
	if (check_rights(intake, db, terms, err) != 0 ||
		db_query(db, STMT_IMPORT_BEGIN, DB_PARAMS(intake->source, terms->account), intake->arena, &begun,
			err) != 0)
		return -1;
	import = row_text(&begun, 0, "import_id");
	intake->import = row_integer(&begun, 0, "import_id");
	if (load_parts(intake, db, import, err) != 0 || check_closed(intake, db, import, terms, err) != 0)
		return -1;
	if (intake->problem_count > 0)
		return 0;
	if (db_query(db, STMT_IMPORT_END, DB_NONE, NULL, NULL, err) != 0)
		return -1;
	if (check != NULL && check->text != NULL && check_texts(intake, db, check, err) != 0)
		return -1;
	if (intake->problem_count > 0 || !terms->release)
		return 0;
	return db_query(db, STMT_IMPORT_RELEASE, DB_PARAMS(import, terms->account, terms->reason), NULL, NULL, err);
}

size_t
intake_documents(const struct intake *intake, const struct intake_document **documents)
{
	*documents = intake->documents;
	return intake->document_count;
}

long
intake_import(const struct intake *intake)
{
	return intake->import;
}

size_t
intake_problems(const struct intake *intake, const struct problem **problems)
{
	*problems = intake->problems;
	return intake->problem_count;
}

size_t
intake_warnings(const struct intake *intake, const char *const **warnings)
{
	*warnings = intake->warnings;
	return intake->warning_count;
}

size_t
intake_files(const struct intake *intake, const struct loaded_file **files)
{
	*files = intake->files;
	return intake->files != NULL ? intake->part_count : 0;
}
