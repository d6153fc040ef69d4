/* One error, with what it means to the outside and a sentence that a person can read. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_code {
	ERR_NONE = 0,
	ERR_INPUT,    /* what was asked or sent is wrong; the text says what */
	ERR_AUTH,     /* nobody is signed in */
	ERR_DENIED,   /* signed in, but may not */
	ERR_ABSENT,   /* no such thing, or not for this reader to know of */
	ERR_CONFLICT, /* it has changed, or exists already */
	ERR_DB,       /* the database is away or slow; trying again later makes sense */
	ERR_BUSY,     /* somebody else holds what is needed: nothing was done, trying again makes sense */
	ERR_TURN,     /* this reader has one of these under way already */
	ERR_FULL,     /* as many of these are under way as there may be; the text is for the reader */
	ERR_STALE,    /* the database's tables and functions are not those that this program knows */
	ERR_SYSTEM    /* a fault of ours or of the machine */
};

struct err {
	enum err_code code;
	char text[512];
	char field[32]; /* of a form: which of them the text is about; "": it does not say */
};

/*
 * Records an error; the first one stays. The text is lower case, without a full stop, and
 * names the value complained of and the reason. Always returns -1, so that a function can
 * end with `return err_set(…)`. `err` may be NULL: the caller does not care.
 */
int err_set(struct err *err, enum err_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Names the field that the error to be set is about; nothing if there is one already, or `field` is NULL. */
void err_field(struct err *err, const char *field);

/* Puts "context: " before the text of an error that is set; returns -1. */
int err_context(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
