/* Sessions live in the database; the browser holds a random token, the table its hash. */
#include "auth/session.h"

#include <sodium.h>
#include <string.h>

#include "auth/permission.h"

enum { TOKEN_BYTES = 32, HASH_TEXT = TOKEN_BYTES * 2 + 1 };

void
token_new(char text[TOKEN_TEXT])
{
	unsigned char bytes[TOKEN_BYTES];

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2base64(text, TOKEN_TEXT, bytes, sizeof(bytes), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof(bytes));
}

bool
token_valid(const char *text)
{
	unsigned char bytes[TOKEN_BYTES];
	size_t length = 0;

	return text != NULL && strlen(text) == TOKEN_TEXT - 1 &&
		sodium_base642bin(bytes, sizeof(bytes), text, TOKEN_TEXT - 1, NULL, &length, NULL,
			sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
		length == TOKEN_BYTES;
}

const char *
token_hash(struct arena *arena, const char *token)
{
	unsigned char hash[TOKEN_BYTES];
	char *text;

	if (!token_valid(token))
		return NULL;
	crypto_generichash(hash, sizeof(hash), (const unsigned char *)token, TOKEN_TEXT - 1, NULL, 0);
	text = arena_alloc(arena, HASH_TEXT);
	return sodium_bin2hex(text, HASH_TEXT, hash, sizeof(hash));
}

void
visitor_copy(struct visitor *copy, const struct visitor *visitor, struct arena *arena)
{
	*copy = *visitor;
	copy->username = arena_string(arena, visitor->username);
	copy->name = arena_string(arena, visitor->name);
	copy->council = arena_string(arena, visitor->council);
	copy->mark = arena_string(arena, visitor->mark);
	copy->mark_width = arena_string(arena, visitor->mark_width);
	copy->mark_height = arena_string(arena, visitor->mark_height);
	copy->pending = arena_string(arena, visitor->pending);
	copy->rights = arena_string(arena, visitor->rights);
	copy->content = arena_string(arena, visitor->content);
}

static void
read_visitor(struct visitor *visitor, const struct rows *rows)
{
	*visitor = (struct visitor){
		.person = row_integer(rows, 0, "person_id"),
		.username = row_text(rows, 0, "username"),
		.name = row_text(rows, 0, "name"),
		.council = row_string(rows, 0, "council"),
		.mark = row_text(rows, 0, "mark"),
		.mark_width = row_text(rows, 0, "mark_width"),
		.mark_height = row_text(rows, 0, "mark_height"),
		.pending = row_text(rows, 0, "pending"),
		.roles = roles_read(row_text(rows, 0, "roles")),
		.rights = row_text(rows, 0, "rights"),
		.content = row_text(rows, 0, "content"),
	};
}

int
session_begin(struct db *db, struct arena *arena, const struct conf *conf, const struct session_from *from,
	struct known *known, struct visitor *visitor, struct err *err)
{
	const char *hash = token_hash(arena, from->token);
	const struct visitor *before = known != NULL ? known_find(known, hash) : NULL;
	struct rows rows;

	*visitor = (struct visitor){0};
	if (db_begin(db, err) != 0 ||
		db_query(db, STMT_SESSION_BEGIN,
			DB_PARAMS(hash, conf_text(conf, CONF_IDLE_MINUTES), from->address, from->request,
				before != NULL ? before->content : NULL),
			arena, &rows, err) != 0)
		return -1;
	read_visitor(visitor, &rows);
	if (visitor->person != 0 && visitor->username == NULL)
		visitor_copy(visitor, before, arena);
	else if (known != NULL && visitor->person != 0)
		known_put(known, hash, visitor);
	visitor->fresh = row_true(&rows, 0, "fresh");
	visitor->may_add = row_true(&rows, 0, "may_add");
	return 0;
}

/* A new transaction, which knows from where it is asked. */
static int
begin_from(struct db *db, struct arena *arena, const struct session_from *from, struct err *err)
{
	if (db_begin(db, err) != 0)
		return -1;
	return db_ask(db, STMT_SIGN_IN_FROM, DB_PARAMS(from->address, from->request), arena, NULL, err);
}

static int
refuse_password(struct db *db, struct arena *arena, struct sign_in *attempt, struct err *err)
{
	attempt->result = SIGN_IN_WRONG;
	if (begin_from(db, arena, &attempt->from, err) != 0 ||
		db_ask(db, STMT_SIGN_IN_REFUSED, DB_PARAMS(attempt->username, "wrong name or password"), arena, NULL,
			err) != 0)
		return -1;
	return db_commit(db, err);
}

/* Who it is has been proved: a session, and a browser that is known. */
static int
open_session(struct db *db, struct arena *arena, const struct conf *conf, const char *person, const char *how,
	struct sign_in *attempt, const char *new_hash, struct err *err)
{
	const struct session_from *from = &attempt->from;

	attempt->result = SIGN_IN_DONE;
	token_new(attempt->token);
	token_new(attempt->known_as);
	return db_query(db, STMT_SESSION_OPEN,
		DB_PARAMS(person, how, token_hash(arena, attempt->token), token_hash(arena, from->token),
			token_hash(arena, attempt->device), token_hash(arena, attempt->known_as), from->address,
			conf_text(conf, CONF_IDLE_MINUTES), new_hash, attempt->browser),
		arena, NULL, err);
}

int
sign_in(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct sign_in *attempt, struct err *err)
{
	char fresh[PASSWORD_HASH_SIZE];
	const char *hash, *new_hash = NULL;
	struct rows rows;

	if (db_query(db, STMT_SIGN_IN_ATTEMPT,
		    DB_PARAMS(attempt->username, attempt->from.address, token_hash(arena, attempt->device)), arena,
		    &rows, err) != 0 ||
		db_commit(db, err) != 0)
		return -1;
	if (row_text(&rows, 0, "wait_seconds") != NULL) {
		attempt->result = SIGN_IN_WAIT;
		attempt->wait = row_integer(&rows, 0, "wait_seconds");
		return 0;
	}
	hash = row_text(&rows, 0, "password_hash");
	if (!password_verify(hash, attempt->password, cost))
		return refuse_password(db, arena, attempt, err);
	if (password_outdated(hash, cost) && password_hash(fresh, attempt->password, cost, NULL) == 0)
		new_hash = fresh;
	if (begin_from(db, arena, &attempt->from, err) != 0)
		return -1;
	return open_session(db, arena, conf, row_text(&rows, 0, "person_id"), "password", attempt, new_hash, err);
}

int
sign_in_by_proxy(struct db *db, struct arena *arena, const struct conf *conf, struct sign_in *attempt, struct err *err)
{
	const char *person;
	struct rows rows;

	if (db_query(db, STMT_SIGN_IN_PROXY, DB_PARAMS(attempt->username), arena, &rows, err) != 0)
		return -1;
	person = row_text(&rows, 0, "person_id");
	if (person != NULL)
		return open_session(db, arena, conf, person, "proxy", attempt, NULL, err);
	attempt->result = SIGN_IN_WRONG;
	return 0;
}

int
session_end(struct db *db, struct arena *arena, const char *token, const char **how, struct err *err)
{
	struct rows rows;

	if (db_query(db, STMT_SESSION_END, DB_PARAMS(token_hash(arena, token)), arena, &rows, err) != 0)
		return -1;
	*how = row_text(&rows, 0, "how");
	return 0;
}
