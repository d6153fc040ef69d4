/*
 * Checking a PDF that somebody wants to attach. The file is examined in a child process: whatever
 * it does to the library, a page of ours is answered.
 */
#include "qpdf.h"
#include "clamd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/str.h"
#include "out/out.h"

/* A file of 20 MB takes a tenth of these. */
enum { SECONDS = 30, MEMORY_MB = 1024 };

/* What the child tells; the file as written anew follows it. */
struct verdict {
	int rc;
	struct err err;
	struct attach_facts facts;
};

int
attach_trouble(qpdf_data pdf, struct err *err)
{
	const char *detail = NULL;
	qpdf_error error = NULL;

	if (qpdf_has_error(pdf))
		error = qpdf_get_error(pdf);
	else if (qpdf_more_warnings(pdf))
		error = qpdf_next_warning(pdf);
	if (error == NULL)
		return 0;
	switch (qpdf_get_error_code(pdf, error)) {
	case qpdf_e_password:
		return err_set(err, ERR_INPUT, "it is encrypted: save it without a password and attach that");
	case qpdf_e_unsupported:
		return err_set(err, ERR_INPUT, "it is encrypted, or of a kind that cannot be read");
	default:
		detail = qpdf_get_error_message_detail(pdf, error);
		return err_set(err, ERR_INPUT, "it is damaged (%.120s): print it to a new PDF and attach that",
			detail != NULL ? detail : "for an unknown reason");
	}
}

qpdf_data
attach_open(const char *bytes, size_t length, struct err *err)
{
	qpdf_data pdf = qpdf_init();
	int status;

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	/* What has to be guessed at is not what its author wrote. */
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	status = qpdf_read_memory(pdf, "the file", bytes, length, "");
	if (status == QPDF_SUCCESS && qpdf_is_encrypted(pdf))
		err_set(err, ERR_INPUT, "it is encrypted: save it without a password and attach that");
	else if (status == QPDF_SUCCESS || attach_trouble(pdf, err) == 0)
		return pdf;
	qpdf_cleanup(&pdf);
	return NULL;
}

bool
attach_is_tagged(qpdf_data pdf)
{
	qpdf_oh root = qpdf_get_root(pdf), tree = attach_key(pdf, root, "/StructTreeRoot");
	qpdf_oh marked = attach_key(pdf, attach_key(pdf, root, "/MarkInfo"), "/Marked");
	qpdf_oh kids = attach_key(pdf, tree, "/K");

	return qpdf_oh_is_bool(pdf, marked) && qpdf_oh_get_bool_value(pdf, marked) &&
		(qpdf_oh_is_dictionary(pdf, kids) ||
			(qpdf_oh_is_array(pdf, kids) && qpdf_oh_get_array_n_items(pdf, kids) > 0));
}

bool
attach_claims_pdfua(qpdf_data pdf)
{
	qpdf_oh metadata = attach_key(pdf, qpdf_get_root(pdf), "/Metadata");
	unsigned char *bytes = NULL;
	size_t length = 0;
	bool claims = false;
	char *text;
	const char *part;

	if (!qpdf_oh_is_stream(pdf, metadata) ||
		(qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &length) & QPDF_ERRORS) != 0)
		return false;
	text = mem_array(length + 1, 1);
	memcpy(text, bytes, length);
	part = strstr(text, "pdfuaid:part");
	if (part != NULL) {
		part += strlen("pdfuaid:part");
		part += strspn(part, " \t\r\n=>\"'");
		claims = *part == '1';
	}
	free(text);
	free(bytes);
	return claims;
}

/* All that a pack will do with the pages is done here once, so that it is known to work. */
static int
try_pages(qpdf_data pdf, unsigned count, bool *overlay, struct err *err)
{
	qpdf_data trial = qpdf_init();
	int rc = 0;

	qpdf_silence_errors(trial);
	qpdf_empty_pdf(trial);
	for (unsigned i = 0; rc == 0 && i < count; i++) {
		struct attach_page page;
		struct matrix matrix;

		rc = attach_page_read(pdf, i, &page, err);
		if (rc != 0)
			break;
		matrix = attach_fit(&page, 0, 0, 595, 842);
		attach_form(trial, pdf, &page, &matrix, err);
		rc = attach_trouble(pdf, err) == 0 ? attach_trouble(trial, err) : -1;
		*overlay = *overlay || attach_has_overlay(pdf, page.page);
		qpdf_oh_release_all(trial);
	}
	qpdf_cleanup(&trial);
	return rc;
}

static int
write_anew(qpdf_data pdf, struct buf *clean, struct err *err)
{
	if ((qpdf_init_write_memory(pdf) & QPDF_ERRORS) == 0) {
		qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
		qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
		qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
		qpdf_write(pdf);
	}
	if (attach_trouble(pdf, err) != 0)
		return -1;
	buf_add(clean, (const char *)qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
	return 0;
}

/* The rest of what a pack does with it, links, bookmarks and structure, by making one: nobody's item. */
static int
try_pack(struct arena *arena, const struct buf *clean, const struct attach_facts *facts, struct err *err)
{
	struct doc *doc = doc_new(arena, "trial", "Trial");
	struct buf out;
	int rc;

	doc_heading(doc, 2, "attachment", "Attachment");
	*doc_attachment(doc) = (struct attachment){.title = "Trial",
		.item = "",
		.href = "",
		.size = "",
		.bytes = clean->data,
		.length = clean->length,
		.pages = facts->pages,
		.tagged = facts->tagged,
		.pdfua = facts->pdfua};
	buf_init(&out);
	rc = pdf_write(&out, doc, &page_plan_a4, NULL, err);
	buf_close(&out);
	return rc;
}

static int
examine(qpdf_data pdf, struct arena *arena, unsigned most, struct buf *clean, struct attach_facts *facts,
	struct err *err)
{
	bool structured_forms = false, overlay = false;
	int pages;

	if (attach_scan(pdf, arena, &structured_forms, err) != 0 || attach_trouble(pdf, err) != 0)
		return -1;
	pages = qpdf_get_num_pages(pdf);
	if (attach_trouble(pdf, err) != 0)
		return -1;
	if (pages <= 0)
		return err_set(err, ERR_INPUT, "it has no pages");
	if ((unsigned)pages > most)
		return err_set(err, ERR_INPUT, "it has %d pages; %u are allowed", pages, most);
	qpdf_push_inherited_attributes_to_page(pdf);
	if (try_pages(pdf, (unsigned)pages, &overlay, err) != 0)
		return -1;
	facts->pages = (unsigned)pages;
	/* What a field or a form inside a form says is not taken over into a pack's structure. */
	facts->tagged = attach_is_tagged(pdf) && !structured_forms && !overlay;
	facts->pdfua = attach_claims_pdfua(pdf);
	return write_anew(pdf, clean, err) == 0 ? try_pack(arena, clean, facts, err) : -1;
}

static int
check_here(
	const char *bytes, size_t length, unsigned most, struct buf *clean, struct attach_facts *facts, struct err *err)
{
	struct arena *arena = arena_new();
	qpdf_data pdf = attach_open(bytes, length, err);
	int rc = -1;

	if (pdf != NULL) {
		rc = examine(pdf, arena, most, clean, facts, err);
		qpdf_cleanup(&pdf);
	}
	arena_free(arena);
	return rc;
}

static void
limit_process(void)
{
	const struct rlimit time = {SECONDS, SECONDS}, none = {0, 0};

	setrlimit(RLIMIT_CPU, &time);
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_FSIZE, &none);
#ifndef MOOTHALL_SANITIZED
	/* The sanitizers' own bookkeeping takes terabytes of addresses. */
	const struct rlimit memory = {(rlim_t)MEMORY_MB << 20, (rlim_t)MEMORY_MB << 20};

	setrlimit(RLIMIT_AS, &memory);
#endif
}

static _Noreturn void
child(int fd, const char *bytes, size_t length, unsigned most)
{
	struct verdict verdict;
	struct buf clean;

	memset(&verdict, 0, sizeof(verdict));
	limit_process();
	buf_init(&clean);
	verdict.rc = check_here(bytes, length, most, &clean, &verdict.facts, &verdict.err);
	if (fd_write(fd, &verdict, sizeof(verdict)) == 0 && verdict.rc == 0)
		fd_write(fd, clean.data, clean.length);
	_exit(0);
}

static void
read_all(int fd, struct buf *out)
{
	char part[65536];
	ssize_t got;

	while ((got = read(fd, part, sizeof(part))) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			buf_add(out, part, (size_t)got);
}

/* What the child told; one that died in the middle has told nothing. */
static int
judge(const struct buf *told, int status, struct buf *clean, struct attach_facts *facts, struct err *err)
{
	struct verdict verdict;

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || told->length < sizeof(verdict))
		return err_set(err, ERR_INPUT,
			"reading it takes too much memory or time: print it to a new PDF and "
			"attach that");
	memcpy(&verdict, told->data, sizeof(verdict));
	if (verdict.rc != 0)
		return err_set(err, verdict.err.code, "%s", verdict.err.text);
	*facts = verdict.facts;
	buf_add(clean, told->data + sizeof(verdict), told->length - sizeof(verdict));
	return 0;
}

int
attach_check(const char *bytes, size_t length, unsigned most, const char *scanner, struct buf *clean,
	struct attach_facts *facts, struct err *err)
{
	int ends[2], status = 0;
	struct buf told;
	pid_t pid;
	int rc;

	if (length < 8 || memcmp(bytes, "%PDF-", 5) != 0)
		return err_set(err, ERR_INPUT, "it is not a PDF");
	if (*scanner != '\0' && clamd_check(scanner, bytes, length, err) != 0)
		return -1;
	if (pipe(ends) != 0)
		return err_set(err, ERR_SYSTEM, "could not make a pipe: %s", strerror(errno));
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		child(ends[1], bytes, length, most);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return err_set(err, ERR_SYSTEM, "could not start a process: %s", strerror(errno));
	}
	buf_init(&told);
	read_all(ends[0], &told);
	close(ends[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	rc = judge(&told, status, clean, facts, err);
	buf_close(&told);
	return rc;
}
