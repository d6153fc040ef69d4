/* What the tables of risks share. */
#ifndef RISK_H
#define RISK_H

#include "../table.h"

/* What the arrow of the column direction says; NULL: there is none, and its why says why. */
table_words risk_direction_words;
/* Rated, or "Met". */
table_words risk_prospects_words;

#endif
