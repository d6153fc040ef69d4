/* What the pages of users and of invitations share. */
#ifndef USERS_H
#define USERS_H

#include "visit.h"

/* The rows of forms that ask what somebody is called, and where they are written to. */
#define NAME_FIELD                                                                                                     \
	{                                                                                                              \
		.name = "name", .label = "Name", .hint = "As it is shown and printed.", .missing = "Enter their name", \
		.most = 200, .attributes = "autocomplete=\"off\""                                                      \
	}
#define EMAIL_FIELD                                                                                                    \
	{                                                                                                              \
		.name = "email", .label = "E-mail address (optional)", .most = 254,                                    \
		.attributes = "autocomplete=\"off\" inputmode=\"email\" autocapitalize=\"none\" spellcheck=\"false\""  \
	}

/* The user of the address: the row of their page. */
int user_load(struct visit *visit, struct rows *user);
/* What they are called where there is little room. */
const char *user_called(const struct rows *user);

/* Ends with the form, and the way back. */
void user_page(struct visit *visit, const struct rows *user, const char *title, struct buf *main);
/* On the person's page it is said what was done. */
int user_done(struct visit *visit, const char *code, const char *of);
/* The person's name for the banner is the one that the form showed. */
int user_done_to(struct visit *visit, const char *code);
/* Their roles with their days, as a list; nothing where there are none. */
void user_roles_write(struct buf *out, const struct rows *roles);

/* The roles, with what each sees. */
extern const struct form_choice role_choices[];

#endif
