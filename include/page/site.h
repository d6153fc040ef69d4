/* The site: everything that answers an address. */
#ifndef PAGE_SITE_H
#define PAGE_SITE_H

#include "auth/permission.h"
#include "conf/conf.h"
#include "http/server.h"

struct site;

/*
 * ERR_INPUT if the settings do not allow it. A database that is away is no error: pages say so
 * until it is back.
 */
struct site *site_new(const struct conf *conf, struct err *err);
void site_free(struct site *site);

/* An address that is no report's: what may be done there, and by whom. Part by part; one in braces takes any. */
struct site_address {
	const char *path;
	unsigned methods; /* METHOD_… */
	enum permission permission;
};
/* By number, from 0, in the order in which they are tried; false: there are no more. */
bool site_address(size_t number, struct site_address *address);

/* A request_limit: more for files that are attached, less for all else. The context is the site. */
size_t site_body_limit(void *site, const struct request *request);

/* An http_handler; the context is the site. */
void site_answer(void *site, const struct request *request, struct response *response);

#endif
