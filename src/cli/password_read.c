/* The terminal's echo is off only while the password is typed, whatever ends the typing. */
#include "password_read.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MOST = 1100 };

/* One line, byte by byte, so that nothing of what follows is taken; without its end. */
static int
read_line(char *line, size_t size, struct err *err)
{
	size_t length = 0;
	char c = '\0';

	for (;;) {
		ssize_t got = read(STDIN_FILENO, &c, 1);

		if (got < 0 && errno == EINTR)
			return err_set(err, ERR_INPUT, "interrupted");
		if (got < 0)
			return err_set(err, ERR_SYSTEM, "could not read the password: %s", strerror(errno));
		if (got == 0 || c == '\n')
			break;
		if (length + 1 >= size)
			return err_set(err, ERR_INPUT, "the password is too long");
		line[length++] = c;
	}
	if (length > 0 && line[length - 1] == '\r')
		length--;
	line[length] = '\0';
	return 0;
}

/* A signal ends the typing through read_line's EINTR, so that the echo comes back first. */
static void
note_signal(int number)
{
	(void)number;
}

static int
ask(const char *prompt, char *password, size_t size, struct err *err)
{
	struct sigaction quiet = {.sa_handler = note_signal}, before;
	struct termios shown, hidden;
	int rc;

	if (tcgetattr(STDIN_FILENO, &shown) != 0)
		return err_set(err, ERR_SYSTEM, "could not read from the terminal: %s", strerror(errno));
	sigemptyset(&quiet.sa_mask);
	sigaction(SIGINT, &quiet, &before);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	fputs(prompt, stderr);
	rc = read_line(password, size, err);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fputc('\n', stderr);
	sigaction(SIGINT, &before, NULL);
	return rc;
}

int
password_read(char *password, size_t size, struct err *err)
{
	char again[LINE_MOST];
	int rc;

	if (!isatty(STDIN_FILENO))
		return read_line(password, size, err);
	if (ask("Password: ", password, size, err) != 0)
		return -1;
	rc = ask("The same again: ", again, sizeof(again), err);
	if (rc == 0 && strcmp(password, again) != 0)
		rc = err_set(err, ERR_INPUT, "the two are not the same");
	sodium_memzero(again, sizeof(again));
	return rc;
}
