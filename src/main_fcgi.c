/* moothalld: the FastCGI application. */
#include <sodium.h>
#include <stdio.h>

#include "conf/conf.h"
#include "http/server.h"
#include "page/site.h"

int
main(void)
{
	struct err err = {0};
	struct conf *conf = NULL;
	struct site *site = NULL;
	int status = 1;

	if (sodium_init() < 0)
		err_set(&err, ERR_SYSTEM, "there is no source of randomness");
	else if ((conf = conf_load(&err)) != NULL && (site = site_new(conf, &err)) != NULL &&
		http_serve(site_answer, site_body_limit, site, &err) == 0)
		status = 0;
	if (status != 0)
		fprintf(stderr, "moothalld: %s\n", err.text);
	site_free(site);
	conf_free(conf);
	return status;
}
