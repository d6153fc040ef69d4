/* The FastCGI backend, on libfcgi. */
#include "server.h"

#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;

/*
 * A signal that arrives just before accept() would go unnoticed until the next request; the
 * alarm, which comes back here, makes sure that some signal arrives during it.
 */
static void
stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
	FCGX_ShutdownPending();
	alarm(1);
}

static void
watch_signals(sigset_t *watched)
{
	static const int numbers[] = {SIGTERM, SIGINT, SIGHUP, SIGALRM};
	struct sigaction action = {.sa_handler = stop};

	sigemptyset(&action.sa_mask);
	sigemptyset(watched);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		sigaction(numbers[i], &action, NULL);
		sigaddset(watched, numbers[i]);
	}
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static const char *
fcgi_param(void *context, const char *name)
{
	FCGX_Request *request = context;

	return FCGX_GetParam(name, request->envp);
}

static size_t
fcgi_read(void *context, char *bytes, size_t length)
{
	FCGX_Request *request = context;
	int got = FCGX_GetStr(bytes, length > INT_MAX ? INT_MAX : (int)length, request->in);

	return got > 0 ? (size_t)got : 0;
}

/* A reader who has gone away is no error of ours: libfcgi latches it. */
static void
fcgi_write(void *context, const char *bytes, size_t length)
{
	FCGX_Request *request = context;

	while (length > 0) {
		int part = length > INT_MAX ? INT_MAX : (int)length;

		if (FCGX_PutStr(bytes, part, request->out) != part)
			return;
		bytes += part;
		length -= (size_t)part;
	}
}

int
fcgi_serve(struct server *server, struct err *err)
{
	FCGX_Request request;
	struct backend backend = {&request, fcgi_param, fcgi_read, fcgi_write, 0};
	sigset_t watched;
	int rc = 0;

	watch_signals(&watched);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return err_set(err, ERR_SYSTEM, "could not start libfcgi");
	while (!stopping) {
		rc = FCGX_Accept_r(&request);
		if (rc != 0)
			break;
		/* So that no read or write of this request is interrupted. */
		sigprocmask(SIG_BLOCK, &watched, NULL);
		backend.connection = request.ipcFd;
		server_exchange(server, &backend);
		FCGX_Finish_r(&request);
		sigprocmask(SIG_UNBLOCK, &watched, NULL);
	}
	FCGX_Free(&request, 1);
	if (stopping)
		return 0;
	return err_set(err, ERR_SYSTEM, "could not accept a request: %s", strerror(-rc));
}
