/* Passwords, tokens and permissions. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "auth/csrf.h"
#include "auth/password.h"
#include "auth/permission.h"
#include "auth/session.h"

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

static void
test_passwords(void)
{
	const struct password_cost cost = {2, 19UL * 1024 * 1024};
	char hash[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE], long_one[PASSWORD_MOST + 2];
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
	CHECK(password_hash(hash, "too short", &cost, &err) == -1 && err.code == ERR_INPUT);
	memset(long_one, 'x', sizeof(long_one));
	long_one[PASSWORD_MOST + 1] = '\0';
	CHECK(password_hash(hash, long_one, &cost, NULL) == -1);
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
	test_passwords();
	test_tokens();
	test_permissions();
	return check_done();
}
