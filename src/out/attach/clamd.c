/* clamd's INSTREAM: pieces, each behind its length, an empty one at the end; then a line that ends in OK, FOUND or ERROR. */
#include "clamd.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"

enum { PIECE = 1 << 20, ANSWER = 512, SECONDS = 60 };

static int
send_all(int to, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		const ssize_t sent = send(to, at, length, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return -1;
		at += sent;
		length -= (size_t)sent;
	}
	return 0;
}

static int
send_piece(int to, const char *bytes, size_t length)
{
	const unsigned char head[] = {(unsigned char)(length >> 24), (unsigned char)(length >> 16),
		(unsigned char)(length >> 8), (unsigned char)length};

	return send_all(to, head, sizeof(head)) != 0 ? -1 : send_all(to, bytes, length);
}

static int
send_file(int to, const char *bytes, size_t length)
{
	static const char command[] = "zINSTREAM";

	if (send_all(to, command, sizeof(command)) != 0)
		return -1;
	for (size_t at = 0; at < length; at += PIECE)
		if (send_piece(to, bytes + at, length - at < PIECE ? length - at : PIECE) != 0)
			return -1;
	return send_piece(to, NULL, 0);
}

/* What it answers, without its last NUL; cut if it says more than anybody would. */
static void
read_answer(int from, char answer[ANSWER])
{
	size_t length = 0;

	while (length < ANSWER - 1) {
		const ssize_t got = recv(from, answer + length, ANSWER - 1 - length, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || memchr(answer + length, '\0', (size_t)got) != NULL) {
			length += got > 0 ? (size_t)got : 0;
			break;
		}
		length += (size_t)got;
	}
	answer[length] = '\0';
}

static int
connect_to(const char *path)
{
	const struct timeval patience = {.tv_sec = SECONDS};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int to;

	if (strlen(path) >= sizeof(address.sun_path))
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	to = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (to >= 0 &&
		(setsockopt(to, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) != 0 ||
			setsockopt(to, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) != 0 ||
			connect(to, (const struct sockaddr *)&address, sizeof(address)) != 0)) {
		close(to);
		return -1;
	}
	return to;
}

int
clamd_check(const char *socket, const char *bytes, size_t length, struct err *err)
{
	char answer[ANSWER] = "";
	int to = connect_to(socket);

	/* One that refuses a file in the middle says why, and reads no more. */
	if (to >= 0 && (send_file(to, bytes, length) == 0 || errno == EPIPE || errno == ECONNRESET))
		read_answer(to, answer);
	if (to >= 0)
		close(to);
	if (str_ends(answer, ": OK"))
		return 0;
	if (str_ends(answer, " FOUND"))
		return err_set(err, ERR_INPUT, "the virus scanner found something in it");
	log_line("the virus scanner at %s %s%s", socket, *answer != '\0' ? "said " : "does not answer", answer);
	return err_set(err, ERR_INPUT, "it could not be scanned for viruses just now: try again in some minutes");
}
