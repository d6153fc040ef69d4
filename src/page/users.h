/* What the pages of users and of invitations share. */
#ifndef USERS_H
#define USERS_H

#include "visit.h"

/* The user of the address: the row of their page. */
int user_load(struct visit *visit, struct rows *user);
/* What they are called where there is little room. */
const char *user_called(const struct rows *user);

/* The roles, with what each sees. */
extern const struct form_choice role_choices[];

#endif
