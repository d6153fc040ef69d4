/* What roles permit. The database decides about rows; this decides about pages. */
#ifndef AUTH_PERMISSION_H
#define AUTH_PERMISSION_H

#include <stdbool.h>

#include "base/mem.h"

enum permission {
	PERMIT_ALL,        /* no sign-in needed */
	PERMIT_SIGNED_IN,  /* whoever has signed in */
	PERMIT_ENROLLING,  /* ... or would have, but for a second factor that they have to add first */
	PERMIT_FIGURES,    /* figures, statements, risks */
	PERMIT_UNRELEASED, /* ... before their release */
	PERMIT_LEDGER,     /* cost centres and postings */
	PERMIT_MEETINGS,   /* meetings and the public part of their papers */
	PERMIT_PAPERS,     /* papers while they are written */
	PERMIT_ASSEMBLE,   /* putting packs together */
	PERMIT_AUDIT,      /* the audit trail */
	PERMIT_PEOPLE,     /* users and their roles */
	PERMIT_ADMINISTER, /* ... changing them */
	PERMIT_ERASURES,   /* what was erased for data protection, and what waits to be */
	PERMIT_ASK_ERASURE,
	PERMIT_CONFIRM_ERASURE
};

/* The roles of a comma-separated list, as a bit set; unknown ones are none. NULL: none. */
unsigned roles_read(const char *list);

/* Whether the role is among them. */
bool roles_have(unsigned roles, const char *role);
/* Whether somebody with these roles may. */
bool roles_permit(unsigned roles, enum permission permission);

/* The roles by number, from 0; NULL: there are no more. */
const char *role_name(size_t number);

/* The roles that may: "member, officer or auditor". */
const char *permission_roles(struct arena *arena, enum permission permission);

#endif
