/* Codes by time (RFC 6238): six digits that a telephone and this program make from a secret that both hold. */
#ifndef AUTH_TOTP_H
#define AUTH_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/mem.h"

enum {
	TOTP_SECRET = 20, /* bytes: as many as SHA-1 has, RFC 4226 */
	TOTP_DIGITS = 6,
	TOTP_CODE = TOTP_DIGITS + 1,
	TOTP_STEP = 30 /* seconds that a code is of */
};

void totp_secret_new(unsigned char secret[TOTP_SECRET]);
/* For whoever types it: base32, in groups of four if `grouped`. NULL: the library would not. */
const char *totp_secret_text(struct arena *arena, const unsigned char secret[TOTP_SECRET], bool grouped);
/* For whoever points a camera at it: the address that apps know. */
const char *totp_address(
	struct arena *arena, const unsigned char secret[TOTP_SECRET], const char *issuer, const char *username);

/* The code of a step, counted from 1970. ERR_SYSTEM: the library would not. */
int totp_code(char code[TOTP_CODE], const unsigned char *secret, size_t length, int64_t step, struct err *err);

enum totp_result {
	TOTP_RIGHT,
	TOTP_WRONG,
	TOTP_USED, /* right, but it, or a later one, was taken before */
	TOTP_OLD   /* right some minutes ago: the other clock is slow, or its owner is */
};

/* A code against the time, in seconds since 1970: its step may be off by one. */
struct totp_check {
	const unsigned char *secret; /* TOTP_SECRET bytes */
	const char *code;
	int64_t at, last_step;
	enum totp_result result;
	int64_t step;    /* of the code, if it is right */
	int64_t minutes; /* how old it is about, of one that was right once */
};
int totp_check(struct totp_check *check, struct err *err);

#endif
