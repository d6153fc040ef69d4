/* A form's hidden token: proves that the form came from a page of ours in the same browser. */
#ifndef AUTH_CSRF_H
#define AUTH_CSRF_H

#include <stdbool.h>

enum { CSRF_TEXT = 44 }; /* NUL included */

/* The form token that belongs to a cookie's token (which must be valid). */
void csrf_token(char text[CSRF_TEXT], const char *cookie);

/* Whether the form token sent belongs to the cookie's token; either may be NULL. */
bool csrf_valid(const char *sent, const char *cookie);

#endif
