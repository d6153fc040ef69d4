/* The settings: environment variables and, below them, one file; one table of keys. */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/err.h"

enum conf_key {
	CONF_DATABASE,            /* libpq connection string; "" leaves it to libpq's environment */
	CONF_IDLE_MINUTES,        /* a session unused for so long has ended */
	CONF_PROCESSES,           /* how many moothalld run on this host */
	CONF_PASSWORD_MEMORY_MB,  /* for all processes' password checks together */
	CONF_BODY_LIMIT_KB,       /* largest request body */
	CONF_ATTACHMENT_LIMIT_MB, /* largest PDF that may be attached to an item */
	CONF_ATTACHMENT_PAGES,    /* and how many pages it may have */
	CONF_VIRUS_SCANNER,       /* its socket; blank: none */
	CONF_STATEMENT_SECONDS,   /* what a page may take of the database, by statement */
	CONF_LOCK_SECONDS,        /* and wait for what somebody else holds */
	CONF_PACK_SECONDS,        /* what packs and files of figures may take of it, by statement */
	CONF_KEPT_MB,             /* memory for pages that were made, by process; 0: none is kept */
	CONF_PACKS_AT_ONCE,       /* how many packs are made at once */
	CONF_COMMAND_SECONDS,     /* what the command line may, imports and migrations among it */
	CONF_COMMAND_LOCK_SECONDS,
	CONF_SIGN_IN,        /* how readers prove who they are: "password", "proxy", "both" */
	CONF_SIGN_IN_DOMAIN, /* what follows the "@" in the names that the proxy gives; "": nothing does */
	CONF_FACTOR_KEY,     /* seals what the database keeps of second factors; blank: none can be added */
	CONF_SPOOL,          /* the folder of published packs that the web server sends; "": they are sent through us */
	CONF_CONTACT,        /* whom a reader with a difficulty turns to, on the statement page */
	CONF_KEYS
};

struct conf;

/*
 * Reads the file named by $MOOTHALL_CONF, if set (lines `key = value`, `#` comments), then
 * the environment (MOOTHALL_ and the key in capitals), which wins. NULL: unreadable file,
 * unknown key or a number out of bounds; the text names file, line and key.
 */
struct conf *conf_load(struct err *err);
void conf_free(struct conf *conf);

const char *conf_text(const struct conf *conf, enum conf_key key); /* never NULL */
unsigned conf_number(const struct conf *conf, enum conf_key key);

/* What there is to know of a key: for the manual. */
struct conf_about {
	const char *name;
	const char *usual;    /* what holds where nothing is said */
	unsigned least, most; /* of a number; most 0: it is text */
	const char *meaning;
	const char *choices; /* of a text, with a blank between; NULL: any */
};
const struct conf_about *conf_about(enum conf_key key);

#endif
