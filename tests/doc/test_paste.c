/* A paste from a word processor: what is hidden goes, what was typed stays. */
#include "doc/paste.h"

#include <stdlib.h>

#include "../check.h"

static struct arena *arena;

static void
cleaned(const char *pasted, const char *wanted)
{
	size_t removed;

	CHECK_TEXT(paste_clean(arena, pasted, &removed), wanted);
}

static void
test_hidden(void)
{
	cleaned("<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->It rose.", "It rose.");
	cleaned("<style>p.MsoNormal {margin:0}</style>It <span style='mso-fareast:\">\"'>rose</span>.", "It rose.");
	cleaned("<p class=MsoNormal>One<o:p></o:p></p><p class=MsoNormal>Two</p>", "One\n\n\n\nTwo\n\n");
	cleaned("<XML><o:x>1</o:x></XML >After", "After");
	cleaned("<![if !supportLists]>1<![endif]> a", "1 a");
	cleaned("so\xC2\xAD"
		"ft, ze\xE2\x80\x8B"
		"ro, li\xE2\x80\xA8ne",
		"soft, zero, li\nne");
}

static void
test_kept(void)
{
	size_t removed;

	CHECK_TEXT(paste_clean(arena, "a < b, <https://example.org>, “quoted”, it’s <b>", &removed),
		"a < b, <https://example.org>, “quoted”, it’s <b>");
	CHECK(removed == 0);
	cleaned("“{{report finance/revenue period=“2017-01”}}”", "“{{report finance/revenue period=\"2017-01\"}}”");
	/* What is not closed stays, and is refused where HTML is. */
	cleaned("<style>never closed <!-- nor this", "<style>never closed <!-- nor this");
	cleaned("<span never closed", "<span never closed");
}

/* Two megabytes of it, and as much that is never closed, are gone through once. */
static void
test_much(void)
{
	enum { MUCH = 2 * 1024 * 1024 };
	static const char end[] = "-->The end.";
	char *text = mem_alloc(MUCH + sizeof(end));
	size_t removed;

	memset(text, 'x', MUCH);
	memcpy(text, "<!--", 4);
	memcpy(text + MUCH, end, sizeof(end));
	CHECK_TEXT(paste_clean(arena, text, &removed), "The end.");
	CHECK(removed == MUCH + 3);
	for (size_t i = 0; i + 6 < MUCH; i += 6)
		memcpy(text + i, "<style", 6);
	CHECK(strlen(paste_clean(arena, text, &removed)) == strlen(text));
	free(text);
}

int
main(void)
{
	arena = arena_new();
	test_hidden();
	test_kept();
	test_much();
	arena_free(arena);
	return check_done();
}
