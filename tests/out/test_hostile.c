/*
 * Small PDFs made to be unfolded into something without end or measure: refused when they come, in a sentence;
 * and one that was kept by an earlier program takes a pack neither time nor memory.
 */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "out/attach.h"
#include "out/out.h"

#include "../check.h"

/* What a pack may take of the processor; sanitizers take ten times as much. */
#ifdef MOOTHALL_SANITIZED
enum { SECONDS = 100 };
#else
enum { SECONDS = 10 };
#endif
enum { MEMORY_MB = 700, FILE_MOST = 2000000 };

static const char too_many[] = "its structure, bookmarks or links are too many, or lead to one another: "
			       "print it to a new PDF and attach that";
static const char more_than_once[] = "it uses a part of its structure or a bookmark more than once: "
				     "print it to a new PDF and attach that";

static const struct {
	const char *kind, *reason; /* NULL: it is taken */
} files[] = {
	{"tree-self", more_than_once},
	{"tree-ring", more_than_once},
	{"tree-array", more_than_once},
	{"tree-shared", more_than_once},
	{"tree-arrays", more_than_once},
	{"roles", NULL},
	{"bookmark-ring", more_than_once},
	{"name-ring", NULL},
	{"large-text", too_many},
	{"large-attributes", too_many},
	{"large-names", too_many},
};

/* The exit status of the program that makes them. */
static int
make(const char *kind)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		execl("./tests/out/attach_sample", "attach_sample", kind, "hostile.pdf", (char *)NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool
sample(const char *kind, struct buf *file)
{
	static char bytes[FILE_MOST];
	size_t length = 0;
	FILE *in;

	in = make(kind) == 0 ? fopen("hostile.pdf", "rb") : NULL;
	if (in != NULL) {
		length = fread(bytes, 1, sizeof(bytes), in);
		fclose(in);
	}
	remove("hostile.pdf");
	buf_clear(file);
	buf_add(file, bytes, length);
	return length > 0 && length < sizeof(bytes);
}

static _Noreturn void
pack(const struct buf *file)
{
	const struct rlimit time = {SECONDS, SECONDS}, none = {0, 0};
	struct arena *arena = arena_new();
	struct doc *doc = doc_new(arena, "pack", "A pack");
	struct err err = {0};
	struct buf out;

	setrlimit(RLIMIT_CPU, &time);
	setrlimit(RLIMIT_CORE, &none);
#ifndef MOOTHALL_SANITIZED
	const struct rlimit memory = {(rlim_t)MEMORY_MB << 20, (rlim_t)MEMORY_MB << 20};

	setrlimit(RLIMIT_AS, &memory);
#endif
	doc_heading(doc, 2, "attachment", "Attachment: theirs");
	*doc_attachment(doc) = (struct attachment){.title = "Theirs",
		.item = "7",
		.href = "/x.pdf",
		.size = "1 KB",
		.bytes = file->data,
		.length = file->length,
		.pages = 1,
		.tagged = true};
	buf_init(&out);
	_exit(pdf_write(&out, doc, &page_plan_a4, NULL, &err) == 0 ? 0 : 1);
}

/* Whether a pack with this file comes to an end, and is one. */
static bool
packs(const struct buf *file)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		pack(file);
	waitpid(pid, &status, 0);
	if (status != 0)
		printf("# the process ended with status %d\n", status);
	return status == 0;
}

int
main(void)
{
	struct buf file, clean;

	buf_init(&file);
	buf_init(&clean);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct attach_facts facts;
		struct err err = {0};

		printf("# %s\n", files[i].kind);
		fflush(stdout);
		CHECK(sample(files[i].kind, &file));
		CHECK((attach_check(file.data, file.length, 10, "", &clean, &facts, &err) == 0) ==
			(files[i].reason == NULL));
		CHECK_TEXT(err.text, files[i].reason != NULL ? files[i].reason : "");
		CHECK(packs(&file));
	}
	CHECK(sample("pages-shared", &file));
	CHECK(attach_check(file.data, file.length, 10, "", &clean, &(struct attach_facts){0}, &(struct err){0}) == -1);
	buf_close(&file);
	buf_close(&clean);
	return check_done();
}
