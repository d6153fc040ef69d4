/*
 * moothall-workers COUNT COMMAND [ARGUMENT]...: keeps so many processes of a command at work, all on the socket
 * that is its standard input. It never gives up: one that ends is started anew, however often
 * and however quickly they end, and what is asked meanwhile waits at the socket. SIGTERM ends all.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

enum { WORKERS_MOST = 256 };

/* A program that cannot start is not a reason to stop trying, nor one to keep the machine busy. */
static const struct timespec pause_after_end = {0, 250000000};

static pid_t workers[WORKERS_MOST]; /* 0: none is at work in this place */
static unsigned count;

static _Noreturn void
work(char **command, const sigset_t *before)
{
	/* Nobody is left to end it, should this program be killed. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigprocmask(SIG_SETMASK, before, NULL);
	execvp(command[0], command);
	log_line("could not start %s: %s", command[0], strerror(errno));
	_exit(127);
}

/* Fills the empty places; one that cannot be filled now is tried again like one whose process ended. */
static void
start(char **command, const sigset_t *before)
{
	for (unsigned i = 0; i < count; i++) {
		if (workers[i] != 0)
			continue;
		workers[i] = fork();
		if (workers[i] == 0)
			work(command, before);
		if (workers[i] < 0) {
			log_line("could not start a process: %s", strerror(errno));
			workers[i] = 0;
		}
	}
}

static void
report_end(pid_t pid, int status)
{
	log_line(WIFSIGNALED(status) ? "process %ld ended by signal %d: another takes its place"
				     : "process %ld ended with status %d: another takes its place",
		(long)pid, WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static void
collect(void)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (unsigned i = 0; i < count; i++)
			if (workers[i] == pid) {
				workers[i] = 0;
				report_end(pid, status);
			}
}

static bool
all_at_work(void)
{
	for (unsigned i = 0; i < count; i++)
		if (workers[i] == 0)
			return false;
	return true;
}

static void
end_all(void)
{
	for (unsigned i = 0; i < count; i++)
		if (workers[i] > 0)
			kill(workers[i], SIGTERM);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		continue;
}

/* Until a signal says that it is enough. Signals are only taken here, so that none comes between. */
static void
keep(char **command, const sigset_t *taken, const sigset_t *before)
{
	int signal = SIGCHLD;

	while (signal == SIGCHLD || signal < 0) {
		start(command, before);
		signal = sigtimedwait(taken, NULL, all_at_work() ? NULL : &pause_after_end);
		if (signal != SIGCHLD)
			continue;
		nanosleep(&pause_after_end, NULL);
		collect();
	}
	end_all();
}

int
main(int argc, char **argv)
{
	long wanted = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	sigset_t taken, before;

	if (wanted < 1 || wanted > WORKERS_MOST) {
		fputs("usage: moothall-workers COUNT COMMAND [ARGUMENT]...\n", stderr);
		return 2;
	}
	count = (unsigned)wanted;
	sigemptyset(&taken);
	sigaddset(&taken, SIGCHLD);
	sigaddset(&taken, SIGTERM);
	sigaddset(&taken, SIGINT);
	sigaddset(&taken, SIGHUP);
	sigprocmask(SIG_BLOCK, &taken, &before);
	keep(argv + 2, &taken, &before);
	return 0;
}
