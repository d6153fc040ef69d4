/* Paths, forms and cookies, as sent by people who mean no good. */
#include "http/parse.h"

#include <string.h>

#include "../check.h"

static struct arena *arena;

static const char *
path(const char *raw)
{
	return path_read(arena, raw, strlen(raw), NULL);
}

static void
test_paths(void)
{
	static const char *const bad[] = {"", "performance", "//", "//x", "/a//b", "/.", "/..", "/a/..", "/a/../b",
		"/a/./b", "/%2e%2e/b", "/a/%2E", "/a%2fb", "/a%2Fb", "/%00", "/a%00.json", "/%", "/%4", "/%g1",
		"/a%5cb", "/a\\b", "/%0a", "/%7f", "/%c2%85", "/%ff", "/%c0%af", "/%ed%a0%80", "/%f4%90%80%80",
		"/%e2%82"};
	char long_path[PATH_MOST + 2];

	CHECK_TEXT(path("/"), "/");
	CHECK_TEXT(path("/performance/cards/7.2"), "/performance/cards/7.2");
	CHECK_TEXT(path("/a/"), "/a/");
	CHECK_TEXT(path("/a+b%20c"), "/a+b c");
	CHECK_TEXT(path("/%C3%A9"), "/\xC3\xA9");
	CHECK_TEXT(path("/...x/.x/x."), "/...x/.x/x.");
	CHECK_TEXT(path("/a%25%32%66"), "/a%2f"); /* decoded once, never twice */
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(path(bad[i]) == NULL))
			printf("# accepted: %s\n", bad[i]);
	memset(long_path, 'a', sizeof(long_path));
	long_path[0] = '/';
	CHECK(path_read(arena, long_path, PATH_MOST, NULL) != NULL);
	CHECK(path_read(arena, long_path, PATH_MOST + 1, NULL) == NULL);
}

static struct fields fields;

static int
form(const char *text, struct err *err)
{
	return query_read(arena, text, strlen(text), FIELD_VALUE_MOST, &fields, err);
}

static void
test_forms(void)
{
	static const char *const bad[] = {"=x", "&", "a&&b", "A=1", "a%00=1", "a=%00", "a=%", "a=%1", "a=%zz", "a=%ff",
		"a=%01", "a=%7f", "a%3d=1", "a b=1", "a=%c2%80"};
	char text[FIELD_VALUE_MOST + 8] = "a=";
	struct err err = {0};

	CHECK(form("", NULL) == 0 && fields.count == 0);
	CHECK(form("period=2017%2F18+Q1&area=&x", NULL) == 0 && fields.count == 3);
	CHECK_TEXT(field_value(&fields, "period"), "2017/18 Q1");
	CHECK_TEXT(field_value(&fields, "area"), "");
	CHECK_TEXT(field_value(&fields, "x"), "");
	CHECK(field_value(&fields, "perio") == NULL);
	CHECK(form("a=%0D%0A%09b=c", NULL) == 0);
	CHECK_TEXT(field_value(&fields, "a"), "\r\n\tb=c");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!CHECK(form(bad[i], NULL) == -1))
			printf("# accepted: %s\n", bad[i]);
	CHECK(form("period=1&area=2&period=2", &err) == 0 && fields.count == 3);
	CHECK_TEXT(fields.twice, "period");
	CHECK(query_read(arena, "a=b\0c", 5, FIELD_VALUE_MOST, &fields, NULL) == -1);
	memset(text + 2, 'x', FIELD_VALUE_MOST);
	CHECK(query_read(arena, text, FIELD_VALUE_MOST + 2, FIELD_VALUE_MOST, &fields, NULL) == 0);
	text[FIELD_VALUE_MOST + 2] = 'x';
	CHECK(query_read(arena, text, FIELD_VALUE_MOST + 3, FIELD_VALUE_MOST, &fields, NULL) == -1);
	CHECK(query_read(arena, text, FIELD_VALUE_MOST + 3, sizeof(text), &fields, NULL) == 0);
}

static void
test_field_count(void)
{
	char text[FIELDS_MOST * 5 + 16] = "";

	for (int i = 0; i < FIELDS_MOST; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%sa%d", i ? "&" : "", i);
	CHECK(form(text, NULL) == 0 && fields.count == FIELDS_MOST);
	snprintf(text + strlen(text), sizeof(text) - strlen(text), "&b");
	CHECK(form(text, NULL) == -1);
}

static void
test_cookies(void)
{
	CHECK_TEXT(cookie_find(arena, "moothall=abc-_1", "moothall"), "abc-_1");
	CHECK_TEXT(cookie_find(arena, "a=b; moothall=abc ; c=d", "moothall"), "abc");
	CHECK_TEXT(cookie_find(arena, "xmoothall=x;moothall=y", "moothall"), "y");
	CHECK_TEXT(cookie_find(arena, "moothall=", "moothall"), "");
	CHECK(cookie_find(arena, "moothall=a; moothall=b", "moothall") == NULL);
	CHECK(cookie_find(arena, "moothall=a; moothall=", "moothall") == NULL);
	CHECK(cookie_find(arena, "moothallx=a", "moothall") == NULL);
	CHECK(cookie_find(arena, "__Host-moothall=a", "moothall") == NULL);
	CHECK(cookie_find(arena, "moothall=a\"b", "moothall") == NULL);
	CHECK(cookie_find(arena, "moothall", "moothall") == NULL);
	CHECK(cookie_find(arena, ";;; ;", "moothall") == NULL);
	CHECK(cookie_find(arena, "", "moothall") == NULL);
	CHECK(cookie_find(arena, NULL, "moothall") == NULL);
}

int
main(void)
{
	arena = arena_new();
	test_paths();
	test_forms();
	test_field_count();
	test_cookies();
	arena_free(arena);
	return check_done();
}
