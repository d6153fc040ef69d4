/* The table "who sees and does what", as far as there are pages for it. Denied unless listed. */
#include "auth/permission.h"

#include <stddef.h>
#include <string.h>

enum {
	FIGURES = 1 << PERMIT_FIGURES,
	UNRELEASED = 1 << PERMIT_UNRELEASED,
	LEDGER = 1 << PERMIT_LEDGER,
	MEETINGS = 1 << PERMIT_MEETINGS,
	PAPERS = 1 << PERMIT_PAPERS,
	ASSEMBLE = 1 << PERMIT_ASSEMBLE,
	AUDIT = 1 << PERMIT_AUDIT,
	PEOPLE = 1 << PERMIT_PEOPLE,
	ADMINISTER = 1 << PERMIT_ADMINISTER,
	ERASURES = 1 << PERMIT_ERASURES,
	ASK_ERASURE = ERASURES | 1 << PERMIT_ASK_ERASURE,
	CONFIRM_ERASURE = ERASURES | 1 << PERMIT_CONFIRM_ERASURE
};

static const struct {
	const char *role;
	unsigned permits;
} roles[] = {
	{"member", FIGURES | MEETINGS},
	{"officer", FIGURES | PAPERS | UNRELEASED | LEDGER | MEETINGS},
	{"analyst", FIGURES | PAPERS | UNRELEASED | MEETINGS | ASK_ERASURE},
	{"finance", FIGURES | PAPERS | UNRELEASED | LEDGER | MEETINGS | ASK_ERASURE},
	{"chief_officer", FIGURES | PAPERS | UNRELEASED | LEDGER | MEETINGS | CONFIRM_ERASURE},
	{"committee_officer", FIGURES | PAPERS | MEETINGS | ASSEMBLE | ASK_ERASURE | CONFIRM_ERASURE},
	{"auditor", MEETINGS | AUDIT | PEOPLE | ERASURES},
	{"admin", PEOPLE | ADMINISTER},
};

enum { ROLES = sizeof(roles) / sizeof(roles[0]) };

unsigned
roles_read(const char *list)
{
	unsigned set = 0;

	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, ",");

		for (size_t i = 0; i < ROLES; i++)
			if (strlen(roles[i].role) == length && memcmp(roles[i].role, list, length) == 0)
				set |= 1U << i;
		list += length;
		list += *list == ',';
	}
	return set;
}

bool
roles_have(unsigned set, const char *role)
{
	unsigned one = roles_read(role);

	return one != 0 && (set & one) == one;
}

bool
roles_permit(unsigned set, enum permission permission)
{
	if (permission == PERMIT_ALL || permission == PERMIT_SIGNED_IN || permission == PERMIT_ENROLLING)
		return true;
	for (size_t i = 0; i < ROLES; i++)
		if ((set & 1U << i) != 0 && (roles[i].permits & 1U << permission) != 0)
			return true;
	return false;
}

const char *
role_name(size_t number)
{
	return number < ROLES ? roles[number].role : NULL;
}

const char *
permission_roles(struct arena *arena, enum permission permission)
{
	unsigned all = 0, said = 0;
	const char *list = "";

	for (size_t i = 0; i < ROLES; i++)
		all += roles_permit(1U << i, permission);
	for (size_t i = 0; i < ROLES; i++)
		if (roles_permit(1U << i, permission)) {
			list = arena_printf(arena, "%s%s%s", list,
				said == 0                 ? ""
					: said + 1 == all ? " or "
							  : ", ",
				roles[i].role);
			said++;
		}
	return list;
}
