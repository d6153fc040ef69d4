/* Codes by time, with liboath. */
#include "auth/totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum {
	OFF = 1,    /* steps that a code may be off: RFC 6238 allows for one on the way */
	LOOKED = 20 /* how far back it is looked for, to say what is wrong; what lies ahead is never told */
};

void
totp_secret_new(unsigned char secret[TOTP_SECRET])
{
	randombytes_buf(secret, TOTP_SECRET);
}

const char *
totp_secret_text(struct arena *arena, const unsigned char secret[TOTP_SECRET], bool grouped)
{
	const char *text = NULL;
	char *made = NULL;
	size_t length = 0;

	if (oath_base32_encode((const char *)secret, TOTP_SECRET, &made, &length) != OATH_OK)
		return NULL;
	if (!grouped)
		text = arena_bytes(arena, made, length);
	for (size_t i = 0; grouped && i < length; i += 4)
		text = arena_printf(arena, "%s%s%.4s", i > 0 ? text : "", i > 0 ? " " : "", made + i);
	sodium_memzero(made, length);
	free(made);
	return text;
}

const char *
totp_address(struct arena *arena, const unsigned char secret[TOTP_SECRET], const char *issuer, const char *username)
{
	const char *text = totp_secret_text(arena, secret, false);
	struct buf address;

	if (text == NULL)
		return NULL;
	buf_init(&address);
	buf_text(&address, "otpauth://totp/");
	buf_url(&address, issuer);
	buf_char(&address, ':');
	buf_url(&address, username);
	buf_printf(&address, "?secret=%s&issuer=", text);
	buf_url(&address, issuer);
	buf_printf(&address, "&digits=%d&period=%d", TOTP_DIGITS, TOTP_STEP);
	text = arena_string(arena, address.data);
	buf_close(&address);
	return text;
}

int
totp_code(char code[TOTP_CODE], const unsigned char *secret, size_t length, int64_t step, struct err *err)
{
	int rc = oath_init();

	if (rc == OATH_OK)
		rc = oath_hotp_generate((const char *)secret, length, (uint64_t)step, TOTP_DIGITS, false,
			OATH_HOTP_DYNAMIC_TRUNCATION, code);
	return rc == OATH_OK ? 0 : err_set(err, ERR_SYSTEM, "could not make a code: %s", oath_strerror(rc));
}

int
totp_check(struct totp_check *check, struct err *err)
{
	const int64_t now = check->at / TOTP_STEP;
	char code[TOTP_CODE];

	check->result = TOTP_WRONG;
	if (strlen(check->code) != TOTP_DIGITS)
		return 0;
	for (int64_t step = now + OFF; check->result == TOTP_WRONG && step >= now - LOOKED; step--) {
		if (totp_code(code, check->secret, TOTP_SECRET, step, err) != 0)
			return -1;
		if (sodium_memcmp(code, check->code, TOTP_DIGITS) != 0)
			continue;
		check->step = step;
		/* from the middle of its step, to the nearest */
		check->minutes = (check->at - step * TOTP_STEP + TOTP_STEP / 2) / 60;
		check->result = step < now - OFF ? TOTP_OLD : step <= check->last_step ? TOTP_USED : TOTP_RIGHT;
	}
	return 0;
}
