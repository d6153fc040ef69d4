/* Attachments to and from the database. */
#include "report/attachment.h"

#include <stdlib.h>
#include <string.h>

#include "../address.h"
#include "auth/audit.h"
#include "base/digest.h"
#include "base/str.h"
#include "base64.h"

int
attachment_allowed(struct db *db, struct arena *arena, const char *meeting, const char *item, struct err *err)
{
	return db_query(db, STMT_ATTACH_ALLOWED, DB_PARAMS(meeting, item), arena, NULL, err);
}

const char *
attachment_address(struct arena *arena, const char *meeting, const char *item)
{
	return address(arena, "meetings", meeting, "attachments", arena_printf(arena, "%s.pdf", item));
}

int
attachment_add(struct db *db, struct arena *arena, const struct attachment_new *file, struct err *err)
{
	char *bytes = base64_new(file->bytes);
	int rc;

	rc = db_query(db, STMT_ATTACH,
		DB_PARAMS(file->meeting, file->item, file->name, file->title, bytes,
			digest_hex(arena, file->sent_bytes, file->sent_length), arena_printf(arena, "%u", file->pages),
			file->tagged ? "t" : "f", file->pdfua ? "t" : "f", file->account),
		arena, NULL, err);
	free(bytes);
	return rc;
}

int
attachment_withdraw(
	struct db *db, struct arena *arena, const char *meeting, const char *item, const char *account, struct err *err)
{
	return db_query(db, STMT_DETACH, DB_PARAMS(meeting, item, account), arena, NULL, err);
}

int
attachment_put_back(struct db *db, struct arena *arena, const char *meeting, const char *item, struct err *err)
{
	return db_query(db, STMT_PUT_BACK, DB_PARAMS(meeting, item), arena, NULL, err);
}

int
attachment_load(struct db *db, struct arena *arena, const char *meeting, const char *item, struct attachment_file *file,
	struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_ATTACHMENT_BYTES, DB_PARAMS(meeting, item), arena, &rows, err) != 0)
		return -1;
	if (rows.count == 0)
		return err_set(err, ERR_ABSENT, "there is no such attachment");
	file->length = (size_t)row_integer(&rows, 0, "size");
	file->bytes = base64_read(arena, row_string(&rows, 0, "bytes"), file->length);
	if (file->bytes == NULL)
		return err_set(err, ERR_SYSTEM, "the attachment of item %s is not whole", item);
	file->name = row_text(&rows, 0, "name");
	file->title = row_text(&rows, 0, "title");
	file->edition = row_text(&rows, 0, "edition");
	file->exempt = row_true(&rows, 0, "exempt");
	return 0;
}

int
attachment_see(struct db *db, struct arena *arena, const char *meeting, const char *item,
	const struct attachment_file *file, const char *face, struct err *err)
{
	const struct audit_fact facts[AUDIT_FACTS] = {
		{"edition", file->edition}, {"what", arena_printf(arena, "item %s, attachment", item)}, {"face", face}};

	if (!file->exempt)
		return 0;
	return audit_note(db, arena, str_equal(face, "pdf") ? "paper-read" : "agenda-read", meeting, facts, err);
}
