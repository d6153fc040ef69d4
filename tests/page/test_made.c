/* What is kept of what was made: found again while content is the same, within its bounds. */
#include "made.h"

#include <string.h>

#include "../check.h"

/* Its bytes end in a NUL, so that they can be compared as text. */
static struct made_body
page_of(const char *bytes)
{
	return (struct made_body){
		.title = "Title", .subtitle = "January 2017", .bytes = bytes, .length = strlen(bytes) + 1, .number = 3};
}

/* Keeps a page of these words under a key. */
static void
put(struct made *made, const char *content, const char *key, const char *bytes)
{
	const struct made_body body = page_of(bytes);

	made_put(made, content, key, &body);
}

static const char *
found(struct made *made, const char *content, const char *key)
{
	const struct made_body *body = made_find(made, content, key);

	return body != NULL ? body->bytes : NULL;
}

static bool
is_there(struct made *made, const char *key)
{
	return found(made, "1", key) != NULL;
}

static void
test_found(void)
{
	struct made *made = made_new(10000);
	char title[] = "Title", name[] = "Link", value[] = "<a>", type[] = "text/csv", bytes[] = "a,b";
	const struct made_body file = {.type = type,
				       .fields = {{name, value}},
				       .field_count = 1,
				       .bytes = bytes,
				       .length = 3},
			       page = {.title = title, .bytes = bytes, .length = 3, .number = 7};
	const struct made_body *body;

	CHECK(made_find(made, "1", "a") == NULL);
	made_put(made, "1", "a", &file);
	made_put(made, "1", "b", &page);
	memset(title, 'x', strlen(title));
	memset(name, 'x', strlen(name));
	memset(value, 'x', strlen(value));
	memset(type, 'x', strlen(type));
	memset(bytes, 'x', strlen(bytes));
	body = made_find(made, "1", "a");
	CHECK(body != NULL && body->length == 3 && memcmp(body->bytes, "a,b", 3) == 0);
	CHECK_TEXT(body->type, "text/csv");
	CHECK_TEXT(body->title, NULL);
	CHECK(body->field_count == 1);
	CHECK_TEXT(body->fields[0].name, "Link");
	CHECK_TEXT(body->fields[0].value, "<a>");
	body = made_find(made, "1", "b");
	CHECK_TEXT(body->title, "Title");
	CHECK_TEXT(body->subtitle, NULL);
	CHECK(body->number == 7 && body->field_count == 0);
	CHECK(made_find(made, "1", "c") == NULL);
	made_free(made);
	made_free(NULL);
}

static void
test_other_content(void)
{
	struct made *made = made_new(10000);

	put(made, "1", "a", "one");
	CHECK(found(made, "2", "a") == NULL);
	/* and the first does not come back */
	CHECK(found(made, "1", "a") == NULL);
	put(made, "1", "a", "one");
	put(made, "2", "b", "two");
	CHECK(found(made, "2", "a") == NULL);
	CHECK_TEXT(found(made, "2", "b"), "two");
	made_free(made);
}

static void
test_bounds(void)
{
	char long_one[3000], quarter[1500];
	struct made *made = made_new(8192), *none = made_new(0);

	memset(long_one, 'x', sizeof(long_one));
	long_one[sizeof(long_one) - 1] = '\0';
	memset(quarter, 'y', sizeof(quarter));
	quarter[sizeof(quarter) - 1] = '\0';
	put(made, "1", "long", long_one);
	CHECK(!is_there(made, "long"));
	put(made, "1", "a", quarter);
	put(made, "1", "b", quarter);
	put(made, "1", "c", quarter);
	put(made, "1", "d", quarter);
	/* "b" has not been asked for longest, and makes room */
	CHECK(is_there(made, "a"));
	put(made, "1", "e", quarter);
	CHECK(!is_there(made, "b"));
	CHECK(is_there(made, "a") && is_there(made, "c") && is_there(made, "d") && is_there(made, "e"));
	/* what is there already stays as it is */
	put(made, "1", "a", "other");
	CHECK(found(made, "1", "a")[0] == 'y');
	for (int i = 0; i < 1000; i++) {
		char key[16];

		snprintf(key, sizeof(key), "key %d", i);
		put(made, "1", key, quarter);
	}
	CHECK(is_there(made, "key 999") && is_there(made, "key 996") && !is_there(made, "key 995"));
	put(none, "1", "a", "x");
	CHECK(!is_there(none, "a"));
	made_free(none);
	made_free(made);
}

int
main(void)
{
	test_found();
	test_other_content();
	test_bounds();
	return check_done();
}
