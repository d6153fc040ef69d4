/* moothalld: the FastCGI application. */
#include <sodium.h>
#include <stdio.h>

#include "base/str.h"
#include "conf/conf.h"
#include "config.h"
#include "http/server.h"
#include "page/site.h"

enum { DONE = 0, FAILED = 1, USAGE = 2 }; /* exit status, as of moothall */

static const char help[] =
	"moothalld: the web site of Moothall, a FastCGI application\n\n"
	"usage: moothalld\n\n"
	"It takes no arguments. It answers on the socket that is its standard input, one request at a\n"
	"time; moothall-workers COUNT moothalld keeps several at work. Started by a web server as CGI it\n"
	"answers one request. Its settings are in the environment or in the file $MOOTHALL_CONF, see\n"
	"moothall.conf(5); what it logs goes to standard error. The manual: moothalld(8).\n\n"
	"Exit status: 0 ended as it should, 1 could not start or go on, 2 wrong usage.\n";

static int
serve(void)
{
	struct err err = {0};
	struct conf *conf = NULL;
	struct site *site = NULL;
	int status = FAILED;

	if (sodium_init() < 0)
		err_set(&err, ERR_SYSTEM, "there is no source of randomness");
	else if ((conf = conf_load(&err)) != NULL && (site = site_new(conf, &err)) != NULL &&
		http_serve(site_answer, site_body_limit, site, &err) == 0)
		status = DONE;
	if (status != DONE)
		fprintf(stderr, "moothalld: %s\n", err.text);
	site_free(site);
	conf_free(conf);
	return status;
}

static int
say(const char *text)
{
	return fputs(text, stdout) >= 0 && fflush(stdout) == 0 ? DONE : FAILED;
}

int
main(int argc, char *argv[])
{
	if (argc == 2 && str_equal(argv[1], "--help"))
		return say(help);
	if (argc == 2 && str_equal(argv[1], "--version"))
		return say("moothalld " PACKAGE_VERSION "\n");
	if (argc > 1) {
		fprintf(stderr, "moothalld: unexpected argument: %s\nusage: moothalld\n", argv[1]);
		return USAGE;
	}
	return serve();
}
