/* The field in which whoever asks proves who they are, on whichever page it stands. */
#ifndef PROOF_H
#define PROOF_H

#include "auth/proof.h"
#include "visit.h"

/* Of these rows of a form one is shown: what the person has to prove it by. */
#define PROOF_FIELDS                                                                                                   \
	{.name = "proof-password",                                                                                     \
		.kind = FIELD_PASSWORD,                                                                                \
		.label = "Your password",                                                                              \
		.attributes = "autocomplete=\"current-password\""},                                                    \
	{                                                                                                              \
		.name = "proof-code", .label = "Code",                                                                 \
		.hint = "The six digits that the app on your phone shows now, or one of your recovery codes.",         \
		.attributes = "autocomplete=\"one-time-code\" autocapitalize=\"none\" spellcheck=\"false\""            \
	}

/* Asks what it is, and leaves the other row out. */
int proof_ask(struct visit *visit, struct form_filled *filled, struct proof_means *means);

/* What is said at the field, and as which status. */
struct refusal {
	const char *said; /* NULL: nothing */
	unsigned status;
};

/*
 * Tries what was sent with the form. Nothing is said if it is proved: then the session goes on under a new token, and
 * what comes of a recovery code is left for the next page.
 */
int proof_take(struct visit *visit, const struct form_filled *filled, const struct proof_means *means,
	struct refusal *refusal);
/* What is said of a code of some minutes ago. */
const char *proof_old_words(struct visit *visit, long minutes);
/* What is wrong, as a sentence. Fails if the session is over. */
int proof_refusal(struct visit *visit, const struct proof *proof, struct refusal *refusal);

/* Said at the field that was shown. */
void proof_refuse(struct form_filled *filled, const struct proof_means *means, const char *said);

#endif
