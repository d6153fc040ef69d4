/* Passwords, tokens and permissions. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "auth/csrf.h"
#include "auth/password.h"
#include "auth/permission.h"
#include "auth/recovery.h"
#include "auth/seal.h"
#include "auth/session.h"
#include "auth/totp.h"
#include "base/embedded.h"

#include "../check.h"

static int
cost_of(const char *memory, const char *processes, struct password_cost *cost, struct err *err)
{
	struct conf *conf;
	int rc;

	setenv("MOOTHALL_PASSWORD_MEMORY_MB", memory, 1);
	setenv("MOOTHALL_PROCESSES", processes, 1);
	conf = conf_load(err);
	rc = conf != NULL ? password_cost(cost, conf, err) : -1;
	conf_free(conf);
	return rc;
}

static void
test_cost(void)
{
	struct password_cost cost = {0};
	struct err err = {0};

	CHECK(cost_of("76", "4", &cost, NULL) == 0);
	CHECK(cost.memory == 19UL * 1024 * 1024 && cost.passes == 2);
	CHECK(cost_of("75", "4", &cost, &err) == -1 && err.code == ERR_INPUT);
	CHECK(strstr(err.text, "password_memory_mb") != NULL);
}

/* RFC 6238, appendix B: the codes have eight digits there, of which six digits are the last. */
static void
test_codes(void)
{
	static const struct {
		int64_t at;
		const char *code;
	} vectors[] = {{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"},
		{2000000000, "279037"}, {20000000000, "353130"}};
	const unsigned char *secret = (const unsigned char *)"12345678901234567890";
	char code[TOTP_CODE];

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		CHECK(totp_code(code, secret, TOTP_SECRET, vectors[i].at / TOTP_STEP, NULL) == 0 &&
			strcmp(code, vectors[i].code) == 0);
}

/* What is said of the code of `of` seconds when it is `at`. */
static enum totp_result
result_of(int64_t of, int64_t at, int64_t last_step)
{
	const unsigned char *secret = (const unsigned char *)"12345678901234567890";
	char code[TOTP_CODE];
	struct totp_check check = {.secret = secret, .code = code, .at = at, .last_step = last_step};

	CHECK(totp_code(code, secret, TOTP_SECRET, of / TOTP_STEP, NULL) == 0 && totp_check(&check, NULL) == 0);
	CHECK(check.result == TOTP_WRONG || check.step == of / TOTP_STEP);
	CHECK(check.result != TOTP_OLD || check.minutes == (at - of / TOTP_STEP * TOTP_STEP + 15) / 60);
	return check.result;
}

static void
test_clocks(void)
{
	const int64_t at = 1111111110; /* a step begins */
	struct totp_check five = {.secret = (const unsigned char *)"12345678901234567890", .code = "12345", .at = at};

	CHECK(result_of(at, at, 0) == TOTP_RIGHT);
	CHECK(result_of(at - 30, at, 0) == TOTP_RIGHT && result_of(at - 30, at + 29, 0) == TOTP_RIGHT);
	CHECK(result_of(at + 30, at, 0) == TOTP_RIGHT && result_of(at + 59, at, 0) == TOTP_RIGHT);
	CHECK(result_of(at - 31, at, 0) == TOTP_OLD && result_of(at - 120, at, 0) == TOTP_OLD);
	CHECK(result_of(at - 600, at, 0) == TOTP_OLD && result_of(at - 660, at, 0) == TOTP_WRONG);
	/* of what lies ahead nobody is told */
	CHECK(result_of(at + 60, at, 0) == TOTP_WRONG && result_of(at + 120, at, 0) == TOTP_WRONG);
	CHECK(result_of(at, at, at / 30) == TOTP_USED && result_of(at - 30, at, at / 30) == TOTP_USED);
	CHECK(result_of(at + 30, at, at / 30) == TOTP_RIGHT);
	CHECK(totp_check(&five, NULL) == 0 && five.result == TOTP_WRONG);
}

static struct conf *
conf_with(const char *key)
{
	setenv("MOOTHALL_FACTOR_KEY", key, 1);
	return conf_load(NULL);
}

static void
test_seal(void)
{
	static const char good[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	static const char other[] = "10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
	static const char *const bad[] = {"x", "0011",
		"g0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00",
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff 0011"};
	unsigned char secret[TOTP_SECRET], opened[TOTP_SECRET];
	struct arena *arena = arena_new();
	struct conf *none = conf_with(""), *conf = conf_with(good), *another = conf_with(other), *both;
	bool by_first = true;
	struct err err = {0};
	char *sealed, before;

	totp_secret_new(secret);
	CHECK(!seal_ready(none) && seal_check(none, NULL) == 0 && seal_ready(conf) && seal_check(conf, NULL) == 0);
	sealed = arena_string(arena, seal_close(arena, conf, "7", secret));
	CHECK(strcmp(sealed, seal_close(arena, conf, "7", secret)) != 0);
	CHECK(seal_open(opened, conf, "7", sealed, NULL) && memcmp(opened, secret, TOTP_SECRET) == 0);
	CHECK(!seal_open(opened, conf, "8", sealed, NULL) && !seal_open(opened, another, "7", sealed, NULL));
	CHECK(!seal_open(opened, none, "7", sealed, NULL) && !seal_open(opened, conf, "7", NULL, NULL));
	CHECK(!seal_open(opened, conf, "7", "", NULL) && !seal_open(opened, conf, "7", good, NULL));
	before = sealed[100];
	sealed[100] = before == '0' ? '1' : '0';
	CHECK(!seal_open(opened, conf, "7", sealed, NULL));
	sealed[100] = before;
	both = conf_with("10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff "
			 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
	CHECK(seal_check(both, NULL) == 0 && seal_open(opened, both, "7", sealed, &by_first) && !by_first);
	sealed = arena_string(arena, seal_close(arena, both, "7", secret));
	CHECK(seal_open(opened, both, "7", sealed, &by_first) && by_first);
	CHECK(seal_open(opened, another, "7", sealed, NULL) && !seal_open(opened, conf, "7", sealed, NULL));
	conf_free(both);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct conf *wrong = conf_with(bad[i]);

		CHECK(seal_check(wrong, i == 0 ? &err : NULL) == -1);
		conf_free(wrong);
	}
	CHECK(err.code == ERR_INPUT && strstr(err.text, "factor_key must be 64 hexadecimal digits") != NULL);
	unsetenv("MOOTHALL_FACTOR_KEY");
	conf_free(none);
	conf_free(conf);
	conf_free(another);
	arena_free(arena);
}

static void
test_recovery(void)
{
	struct arena *arena = arena_new();
	const char *code = recovery_new(arena), *hash = recovery_hash(arena, code);

	CHECK(strlen(code) == 34 && strspn(code, "-0123456789abcdefghjkmnpqrstvwxyz") == 34);
	CHECK(strcmp(code, recovery_new(arena)) != 0);
	CHECK(hash != NULL && strlen(hash) == 64);
	CHECK(strcmp(recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnpq"),
		      recovery_hash(arena, "OI23 4567 89AB CDEF GHJKMNPQ")) == 0);
	CHECK(recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnp") == NULL);
	CHECK(recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnpqr") == NULL &&
		recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnpq-rst") == NULL &&
		recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnpq-rstvw") == NULL);
	CHECK(recovery_hash(arena, "0123-4567-89ab-cdef-ghjk-mnpu") == NULL && recovery_hash(arena, "") == NULL);
	arena_free(arena);
}

static void
test_passwords(void)
{
	const struct password_cost cost = {2, 19UL * 1024 * 1024};
	char hash[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE], long_one[PASSWORD_BYTES + 2];
	struct err err = {0};

	CHECK(password_hash(hash, "correct horse", &cost, NULL) == 0);
	CHECK(strncmp(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31) == 0);
	CHECK(password_hash(other, "correct horse", &cost, NULL) == 0 && strcmp(hash, other) != 0);
	CHECK(password_verify(hash, "correct horse", &cost));
	CHECK(!password_verify(hash, "correct horsE", &cost));
	CHECK(!password_verify(hash, "", &cost));
	CHECK(!password_verify(NULL, "correct horse", &cost));
	CHECK(!password_verify("not a hash", "correct horse", &cost));
	CHECK(!password_outdated(hash, &cost));
	CHECK(password_outdated(hash, &(struct password_cost){3, cost.memory}));
	CHECK(password_outdated(hash, &(struct password_cost){2, cost.memory * 2}));
	/* who has a password of before keeps it */
	CHECK(password_hash(hash, "short", &cost, NULL) == 0 && password_verify(hash, "short", &cost));
	CHECK(password_new(hash, "short", (const char *[]){NULL}, &cost, &err) == -1 && err.code == ERR_INPUT);
	memset(long_one, 'x', sizeof(long_one));
	long_one[PASSWORD_BYTES + 1] = '\0';
	CHECK(password_hash(hash, long_one, &cost, NULL) == -1);
}

/* What is said of a password as a new one; "": it will do. */
static const char *
said(const char *password)
{
	static const char *const names[] = {
		"m.smith", "Mary Smith-Jones", "Norfolk", "norfolk county council", "Ann Lee", NULL};
	static struct err err;

	err = (struct err){0};
	if (password_check(password, names, &err) == 0)
		return "";
	CHECK(err.code == ERR_INPUT);
	/* A log or a page never has it. */
	CHECK(strlen(password) < 5 || strstr(err.text, password) == NULL);
	return err.text;
}

static void
test_checks(void)
{
	static const char *const good[] = {"correct horse", "staple battery", "   leading and trailing   ",
		"zw\xC3\xB6lf B\xC3\xB6xk\xC3\xA4mpfer", "kettle orange Norfolk drum", "annlee kettle pond",
		"\xD0\xB0\xD0\xB1\xD0\xB2\xD0\xB3\xD0\xB4\xD0\xB5\xD0\xB6\xD0\xB7\xD0\xB8\xD0\xB9\xD0\xBA\xD0\xBB"};
	static const char *const common[] = {"qwerty123456", "QWERTY123456", "1qaz2wsx3edc", "leavemealone",
		"Password123!", "***welcome2017***", "administrator", "passwordpassword"};
	static const char *const few[] = {"             ", "aaaaaaaaaaaaa", "121212121212", "abababababababab",
		"\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
		"\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
		"\xE2\x82\xAC"};
	static const char *const names[] = {
		"NorfolkCounty", "m.smith.2017!", "Mary Smith 1", "norfolk.mary.77", "Jones-council-1"};
	char most[PASSWORD_MOST * 2 + 3] = "";

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK_TEXT(said(good[i]), "");
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (!CHECK(strstr(said(common[i]), "among the commonest") != NULL))
			printf("# %s\n", common[i]);
	for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++)
		CHECK(strstr(said(few[i]), "repeats a few characters") != NULL);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!CHECK(strstr(said(names[i]), "little more than a name") != NULL))
			printf("# %s\n", names[i]);
	CHECK(strstr(said("jklmnopqrstu"), "in their order") != NULL);
	CHECK(strstr(said("utsrqponmlkj"), "in their order") != NULL);
	/* Characters are counted, not bytes: eleven of two bytes each are too few, 128 are not too many. */
	CHECK(strstr(said(&good[6][2]), "at least 12 characters, not 11") != NULL);
	CHECK(strstr(said(""), "not 0") != NULL);
	for (size_t i = 0; i < PASSWORD_MOST; i++)
		memcpy(most + i * 2, i % 2 == 0 ? "\xC3\xA9" : good[6] + i % 24 / 2 * 2, 2);
	CHECK_TEXT(said(most), "");
	most[PASSWORD_MOST * 2] = 'x';
	CHECK(strstr(said(most), "at most 128 characters, not 129") != NULL);
	CHECK(strstr(said("tab\tin the middle"), "control characters") != NULL);
	CHECK(strstr(said("not \xFF text at all"), "UTF-8") != NULL);
}

/* The list is in order, and each of it that is long enough is refused. */
static void
test_list(void)
{
	const char *line = (const char *)embedded_passwords[0].data;
	const char *before = "";
	size_t length = 0, before_length = 0, count = 0, refused = 0;
	char word[256];
	bool ordered = true;

	for (; *line != '\0'; line += length + 1) {
		length = strcspn(line, "\n");
		if (*line == '#')
			continue;
		ordered = ordered && (before_length == 0 || strncmp(before, line, length + 1) < 0);
		before = line;
		before_length = length;
		if (length < PASSWORD_LEAST)
			continue;
		snprintf(word, sizeof(word), "%.*s", (int)length, line);
		count++;
		refused += password_check(word, (const char *[]){NULL}, NULL) != 0;
	}
	printf("# %zu passwords of %d characters and more\n", count, PASSWORD_LEAST);
	CHECK(ordered);
	CHECK(count >= 3000 && refused == count);
}

static void
test_tokens(void)
{
	char one[TOKEN_TEXT], two[TOKEN_TEXT], form[CSRF_TEXT];

	token_new(one);
	token_new(two);
	CHECK(token_valid(one) && strlen(one) == 43 && strcmp(one, two) != 0);
	CHECK(!token_valid(NULL) && !token_valid("") && !token_valid("abc"));
	CHECK(!token_valid("!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
	csrf_token(form, one);
	CHECK(csrf_valid(form, one));
	CHECK(!csrf_valid(form, two) && !csrf_valid(form, NULL) && !csrf_valid(NULL, one));
	CHECK(!csrf_valid(one, one) && !csrf_valid("", one));
	form[0] = form[0] == 'A' ? 'B' : 'A';
	CHECK(!csrf_valid(form, one));
}

/* The table of docs, by hand: who sees figures, and who sees meetings. */
static void
test_permissions(void)
{
	static const struct {
		const char *roles;
		bool figures, meetings;
	} table[] = {
		{"member", true, true},
		{"officer", true, true},
		{"analyst", true, true},
		{"finance", true, true},
		{"chief_officer", true, true},
		{"committee_officer", true, true},
		{"auditor", false, true},
		{"admin", false, false},
		{"admin,auditor", false, true},
		{"admin,member", true, true},
		{"", false, false},
		{NULL, false, false},
		{"memberx,mem,,Member", false, false},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		unsigned set = roles_read(table[i].roles);

		if (!CHECK(roles_permit(set, PERMIT_FIGURES) == table[i].figures) ||
			!CHECK(roles_permit(set, PERMIT_MEETINGS) == table[i].meetings))
			printf("# roles: %s\n", table[i].roles ? table[i].roles : "none");
	}
}

int
main(void)
{
	if (sodium_init() < 0)
		return 1;
	test_cost();
	test_codes();
	test_clocks();
	test_seal();
	test_recovery();
	test_passwords();
	test_checks();
	test_list();
	test_tokens();
	test_permissions();
	return check_done();
}
