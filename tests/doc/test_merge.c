/* Two people's changes of one text, and what becomes of each paragraph. */
#include "doc/merge.h"

#include "../check.h"

static struct arena *arena;

static void
test_split(void)
{
	struct paragraphs p = paragraphs_split(arena, "\n\n## One\n  \nTwo\nlines\n\n\n| a |\n|---|\n");

	if (!CHECK(p.count == 3))
		return;
	CHECK_TEXT(p.list[0], "## One");
	CHECK_TEXT(p.list[1], "Two\nlines");
	CHECK_TEXT(p.list[2], "| a |\n|---|");
	CHECK(paragraphs_split(arena, "").count == 0);
	CHECK(paragraphs_split(arena, " \n\n").count == 0);
}

static void
test_merge(void)
{
	static const char base[] = "A\n\nB\n\nC\n\nD";
	struct merged m = texts_merge(arena, base, "A\n\nB1\n\nC\n\nD", "A\n\nB\n\nC\n\nD1");

	CHECK_TEXT(m.text, "A\n\nB1\n\nC\n\nD1");
	CHECK(m.taken == 1 && m.conflicts == 0);
	m = texts_merge(arena, base, "A\n\nB\n\nX\n\nC\n\nD", "B\n\nC\n\nD\n\nE");
	CHECK_TEXT(m.text, "B\n\nX\n\nC\n\nD\n\nE");
	m = texts_merge(arena, base, "A\n\nB theirs\n\nC\n\nD", "A\n\nB mine\n\nC\n\nD");
	CHECK_TEXT(m.text, "A\n\n{{theirs}}\n\nB theirs\n\n{{yours}}\n\nB mine\n\n{{both-end}}\n\nC\n\nD");
	CHECK(m.taken == 0 && m.conflicts == 1);
	CHECK(merge_mark_line(m.text) == 3);
	m = texts_merge(arena, base, "A\n\nB same\n\nC\n\nD", "A\n\nB same\n\nC\n\nD");
	CHECK_TEXT(m.text, "A\n\nB same\n\nC\n\nD");
	CHECK(m.taken == 0 && m.conflicts == 0 && merge_mark_line(m.text) == 0);
	m = texts_merge(arena, "", "Theirs", "Mine");
	CHECK_TEXT(m.text, "{{theirs}}\n\nTheirs\n\n{{yours}}\n\nMine\n\n{{both-end}}");
	m = texts_merge(arena, base, "", base);
	CHECK_TEXT(m.text, "");
}

static void
follow(const char *before, const char *after, size_t of, size_t wanted)
{
	struct paragraphs a = paragraphs_split(arena, before), b = paragraphs_split(arena, after);

	CHECK(paragraphs_follow(arena, &a, &b)[of] == wanted);
}

static void
test_follow(void)
{
	static const char before[] = "## 5 Money\n\n5.1 The total is over.\n\nMore children came into care this year.";

	follow(before, before, 2, 2);
	follow(before, "## New\n\n## 5 Money\n\n5.1 It is under.\n\nMore children came into care this year.", 1, 2);
	follow(before, "## 5 Money\n\n5.2 The total is over.\n\nMore children came into care this year.", 1,
		MATCH_GONE);
	follow(before, "## 5 Money\n\n5.1 The total is over.\n\nFewer children came into care this winter.", 2, 2);
	follow(before, "## 5 Money\n\n5.1 The total is over.\n\nNothing of it.", 2, MATCH_GONE);
}

int
main(void)
{
	arena = arena_new();
	test_split();
	test_merge();
	test_follow();
	arena_free(arena);
	return check_done();
}
