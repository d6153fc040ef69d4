/* The log: one line an event, on standard error. Never a secret, a name, or what somebody typed. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

/* Names the request (or job) that the lines to come belong to; NULL: none. Kept, not copied. */
void log_request(const char *id);

/* Control characters in the message are written as spaces, so that nobody can forge a line. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Whether lines are only counted: what they tell is not for whoever sits at a terminal. How many there were. */
void log_silence(bool silent);
unsigned log_count(void);

#endif
