/* What the parts of moothall user share. */
#ifndef CLI_USER_H
#define CLI_USER_H

#include "command.h"

struct user_job {
	const char *username;
	const char *name, *email;
	struct option_list called, taken, roles;
	const char *give, *end, *from, *to, *on;
	bool again;
	const char *session;
	const char *proof;
};

/* All of them; the exit status. */
int user_list(struct cli *cli);
/* All that is known of one. */
int user_show(struct cli *cli, const struct user_job *job, struct err *err);

#endif
