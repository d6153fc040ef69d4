/* Who is asking: sessions, and signing in and out. */
#ifndef AUTH_SESSION_H
#define AUTH_SESSION_H

#include <stdbool.h>

#include "auth/known.h"
#include "auth/password.h"
#include "conf/conf.h"
#include "db/db.h"

enum { TOKEN_TEXT = 44 }; /* 32 random bytes in base64url, NUL included */

/* What the cookie holds. Only its BLAKE2b hash is in the database. */
void token_new(char text[TOKEN_TEXT]);
bool token_valid(const char *text); /* has the form of one; NULL has not */
/* The hash as hexadecimal digits, for a parameter; NULL for what is no token. */
const char *token_hash(struct arena *arena, const char *token);

/* Whoever asks; `person` is 0 if nobody is signed in, and then only `council`, its mark and `pending` are known. */
struct visitor {
	long person;
	const char *username, *name;
	const char *council; /* what the council is called */
	/* The part of an address that is its mark's, and how large that is, in dots; NULL: it has none. */
	const char *mark, *mark_width, *mark_height;
	const char *pending; /* what the session has still to prove: "code", "enrol"; NULL: nothing, or there is none */
	bool fresh;          /* who it is was proved within the last minutes, as administration asks for */
	bool may_add;        /* without that they may add a second factor: they have nothing else to prove it by */
	unsigned roles;
	const char *rights;  /* who has the same is shown the same figures, while ... */
	const char *content; /* ... this is the same */
};
/* The same, with its texts in the arena. */
void visitor_copy(struct visitor *copy, const struct visitor *visitor, struct arena *arena);

/* A request, as the session and the audit trail know it. */
struct session_from {
	const char *token;   /* the cookie's; NULL */
	const char *address; /* of the reader; NULL */
	const char *request; /* its number; NULL */
};

/*
 * Begins the transaction of a request, looks the session up and makes its person the one that
 * row-level security knows: one round trip. `known`: those who asked before, of whom less is to be found out; NULL.
 */
int session_begin(struct db *db, struct arena *arena, const struct conf *conf, const struct session_from *from,
	struct known *known, struct visitor *visitor, struct err *err);

enum sign_in_result {
	SIGN_IN_DONE,
	SIGN_IN_WRONG, /* no such name, or not its password: nobody is told which */
	SIGN_IN_WAIT   /* too many attempts; `wait` seconds to go */
};

struct sign_in {
	const char *username, *password;
	struct session_from from;  /* its token is what the cookie held */
	const char *device;        /* what the cookie of a known browser held; NULL */
	const char *browser;       /* as it calls itself; NULL */
	char token[TOKEN_TEXT];    /* of the new session */
	char known_as[TOKEN_TEXT]; /* for the browser, from now on */
	enum sign_in_result result;
	long wait;
};

/*
 * Tries to sign in, in the open transaction, which is committed on the way so that the attempt
 * counts and no transaction is open while the password is checked. -1 for faults only.
 */
int sign_in(struct db *db, struct arena *arena, const struct conf *conf, const struct password_cost *cost,
	struct sign_in *attempt, struct err *err);

/*
 * Signs in whom the server in front has proved to be the attempt's name, in the open transaction. SIGN_IN_WRONG: there
 * is no such user, or not any more, which is on record once that transaction is committed.
 */
int sign_in_by_proxy(
	struct db *db, struct arena *arena, const struct conf *conf, struct sign_in *attempt, struct err *err);

/*
 * Deletes the session, in the open transaction. Says in *how its person had proved who they are: "password", "proxy";
 * NULL if there was none.
 */
int session_end(struct db *db, struct arena *arena, const char *token, const char **how, struct err *err);

#endif
