/* One pass over the text: at each "<" what is hidden is passed over, all else is copied. */
#include "doc/paste.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/str.h"

enum { TAG_MOST = 4000 };

enum treatment {
	KEPT,
	TAG_GONE, /* the tag alone */
	LINE,     /* the tag becomes the end of a paragraph */
	ALL_GONE  /* with everything up to its end tag */
};

static const struct {
	const char *name;
	enum treatment treatment;
} elements[] = {{"style", ALL_GONE}, {"xml", ALL_GONE}, {"script", ALL_GONE}, {"head", ALL_GONE}, {"title", ALL_GONE},
	{"object", ALL_GONE}, {"span", TAG_GONE}, {"font", TAG_GONE}, {"html", TAG_GONE}, {"body", TAG_GONE},
	{"meta", TAG_GONE}, {"link", TAG_GONE}, {"section", LINE}, {"div", LINE}, {"p", LINE},
	/* Word's own kinds of element */
	{"o:", TAG_GONE}, {"w:", TAG_GONE}, {"m:", TAG_GONE}, {"v:", TAG_GONE}, {"st1:", TAG_GONE}};

static enum treatment
treatment_of(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		size_t known = strlen(elements[i].name);
		bool of_kind = elements[i].name[known - 1] == ':';

		if (strncasecmp(elements[i].name, name, known) == 0 && (of_kind ? length > known : length == known))
			return elements[i].treatment;
	}
	return KEPT;
}

/* Behind the ">" of a tag; NULL: it has none. */
static const char *
tag_end(const char *tag)
{
	char quote = '\0';

	for (size_t i = 0; i < TAG_MOST && tag[i] != '\0'; i++) {
		if (quote != '\0')
			quote = tag[i] == quote ? '\0' : quote;
		else if (tag[i] == '"' || tag[i] == '\'')
			quote = tag[i];
		else if (tag[i] == '>')
			return tag + i + 1;
	}
	return NULL;
}

/* Behind the end tag of an element; NULL: it has none. */
static const char *
element_end(const char *from, const char *name, size_t length)
{
	while ((from = strstr(from, "</")) != NULL) {
		from += 2;
		if (strncasecmp(from, name, length) == 0 && strchr(" \t\n>", from[length]) != NULL)
			return tag_end(from);
	}
	return NULL;
}

/* The text that is hidden at a "<", as an element of these. `*end`: behind it; NULL: it is not closed. */
static enum treatment
hidden_find(const char *at, const char **end)
{
	const char *name = at + 1 + (at[1] == '/');
	size_t length = 0;
	enum treatment treatment;

	if (str_starts(at, "<!--")) {
		*end = strstr(at, "-->");
		*end = *end != NULL ? *end + strlen("-->") : NULL;
		return ALL_GONE;
	}
	if (str_starts(at, "<![") || str_starts(at, "<?xml")) {
		*end = tag_end(at + 2);
		return TAG_GONE;
	}
	while (isalnum((unsigned char)name[length]) || name[length] == ':')
		length++;
	treatment = treatment_of(name, length);
	if (treatment == ALL_GONE && at[1] != '/')
		*end = element_end(name + length, name, length);
	else if (treatment != KEPT)
		*end = tag_end(name + length);
	return treatment;
}

/* Inside {{ }} a quotation mark closes what a quotation mark opens, however it is drawn. */
static size_t
quote_length(const char *at)
{
	return str_starts(at, "“") || str_starts(at, "”") || str_starts(at, "„") ? strlen("“") : 0;
}

/* What nobody sees: zero-width spaces, joiners and soft hyphens. */
static size_t
unseen_length(const char *at)
{
	static const char *const unseen[] = {"\xC2\xAD", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x81\xA0"};

	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		if (str_starts(at, unseen[i]))
			return strlen(unseen[i]);
	return 0;
}

/* Word's line within a paragraph. */
static size_t
break_length(const char *at)
{
	return str_starts(at, "\xE2\x80\xA8") ? 3 : 0;
}

/* Passes over what is hidden at a "<"; false: nothing is. What is not closed ends the search: it would be sought again and again. */
static bool
pass_hidden(struct buf *out, const char **text, bool *sought)
{
	const char *end = NULL;
	enum treatment treatment = hidden_find(*text, &end);

	if (treatment == KEPT)
		return false;
	if (end == NULL) {
		*sought = false;
		return false;
	}
	if (treatment == LINE && out->length > 0)
		buf_text(out, "\n\n");
	*text = end;
	return true;
}

const char *
paste_clean(struct arena *arena, const char *text, size_t *removed)
{
	bool inside = false, sought = true;
	const char *from, *made;
	struct buf out;

	buf_init(&out);
	*removed = 0;
	while (*text != '\0') {
		size_t length = 0;

		from = text;
		inside = str_starts(text, "{{") || (inside && !str_starts(text, "}}"));
		if (*text == '<' && sought && pass_hidden(&out, &text, &sought)) {
			*removed += (size_t)(text - from);
			continue;
		}
		if (inside && (length = quote_length(text)) > 0)
			buf_char(&out, '"');
		else if ((length = break_length(text)) > 0)
			buf_char(&out, '\n');
		else if ((length = unseen_length(text)) == 0) {
			buf_char(&out, *text);
			length = 1;
		}
		text += length;
	}
	made = arena_bytes(arena, out.data, out.length);
	buf_close(&out);
	return made;
}
