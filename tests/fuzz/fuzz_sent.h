/* A request as a web server hands it over: CGI's variables, a line each of the input, and the body behind them. */
#ifndef TESTS_FUZZ_SENT_H
#define TESTS_FUZZ_SENT_H

#include "../../src/http/server.h"
#include "fuzz.h"

enum { SENT_MOST = 8 };

struct sent {
	const char *const *names; /* of the variables, up to NULL; SENT_MOST at most */
	const char *params[SENT_MOST];
	const uint8_t *body;
	size_t left;
	struct buf answer;
};

static inline const char *
sent_param(void *context, const char *name)
{
	const struct sent *sent = context;

	for (size_t i = 0; sent->names[i] != NULL; i++)
		if (strcmp(sent->names[i], name) == 0)
			return sent->params[i];
	return NULL;
}

static inline size_t
sent_take(void *context, char *bytes, size_t length)
{
	struct sent *sent = context;
	size_t part = length < sent->left ? length : sent->left;

	memcpy(bytes, sent->body, part);
	sent->body += part;
	sent->left -= part;
	return part;
}

static inline void
sent_give(void *context, const char *bytes, size_t length)
{
	buf_add(&((struct sent *)context)->answer, bytes, length);
}

/* The variables' lines; what is left of the input is the body. */
static inline struct backend
sent_read(struct sent *sent, struct arena *arena, const uint8_t *data, size_t size)
{
	for (size_t i = 0; sent->names[i] != NULL; i++)
		sent->params[i] = fuzz_line(arena, &data, &size);
	sent->body = data;
	sent->left = size;
	return (struct backend){sent, sent_param, sent_take, sent_give, 0};
}

#endif
