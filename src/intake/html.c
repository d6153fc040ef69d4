/* What a person reads of a text that is HTML: its words, in paragraphs and points. */
#include "xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/str.h"

/* The characters that word processors write by name. */
static const struct {
	const char *name, *text;
} entities[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"lsquo", "‘"},
	{"rsquo", "’"}, {"ldquo", "“"}, {"rdquo", "”"}, {"ndash", "–"}, {"mdash", "—"}, {"hellip", "…"}, {"bull", "•"},
	{"middot", "·"}, {"pound", "£"}, {"euro", "€"}, {"deg", "°"}, {"frac12", "½"}, {"frac14", "¼"}, {"frac34", "¾"},
	{"eacute", "é"}, {"egrave", "è"}, {"uuml", "ü"}, {"ouml", "ö"}, {"auml", "ä"}, {"ccedil", "ç"}, {"copy", "©"},
	{"reg", "®"}, {"trade", "™"}, {"times", "×"}, {"sect", "§"}, {"shy", ""}, {"zwnj", ""}, {"zwj", ""}};

enum { ENTITY_MOST = 10 };

/* "#39", "#x2019": what is no character, or only moves others about, is a blank. */
static void
number_add(struct buf *out, const char *digits, size_t length)
{
	const bool hexadecimal = length > 1 && (digits[1] == 'x' || digits[1] == 'X');
	char text[ENTITY_MOST + 1], bytes[4];
	unsigned long code;

	memcpy(text, digits + 1, length - 1);
	text[length - 1] = '\0';
	code = strtoul(text + hexadecimal, NULL, hexadecimal ? 16 : 10);
	if (code == '\t' || code == '\n' || code == '\r' || code == 0xA0)
		buf_char(out, code == 0xA0 ? ' ' : (char)code);
	else if (code >= 0x20 && code < 0x110000 && (code < 0x7F || code > 0x9F) && (code < 0xD800 || code > 0xDFFF))
		buf_add(out, bytes, utf8_put(bytes, (uint32_t)code));
}

/* What stands for a character: its length, or 0 if none does. */
static size_t
entity_add(struct buf *out, const char *at)
{
	size_t length = strcspn(at + 1, ";& <\n");

	if (at[length + 1] != ';' || length < 2 || length > ENTITY_MOST)
		return 0;
	if (at[1] == '#') {
		if (strspn(at + 2, "xX0123456789abcdefABCDEF") != length - 1)
			return 0;
		number_add(out, at + 1, length);
		return length + 2;
	}
	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
		if (strlen(entities[i].name) == length && strncmp(at + 1, entities[i].name, length) == 0) {
			buf_text(out, entities[i].text);
			return length + 2;
		}
	return 0;
}

static void
unescape(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t plain = strcspn(text, "&"), length;

		buf_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		length = entity_add(out, text);
		if (length == 0)
			buf_char(out, *text++);
		text += length;
	}
}

/* Of a tag, without < and /: whether it is this one. */
static bool
is_tag(const char *tag, const char *name)
{
	size_t length = strlen(name);

	return strncasecmp(tag, name, length) == 0 && strchr(" \t\r\n/>", tag[length]) != NULL && tag[length] != '\0';
}

/* What a tag is to a reader. */
static const char *
tag_means(const char *tag, bool ends)
{
	static const char *const blocks[] = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "tr"};

	if (is_tag(tag, "br"))
		return "\n";
	if (is_tag(tag, "li"))
		return ends ? "" : "\n- ";
	if (is_tag(tag, "td") || is_tag(tag, "th"))
		return " ";
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (is_tag(tag, blocks[i]))
			return "\n\n";
	return "";
}

/* Behind what is not read at all: a comment, or an element of these with all that is in it. */
static const char *
unread_end(const char *at)
{
	static const char *const unread[] = {"style", "script", "xml", "head"};

	if (str_starts(at, "<!--")) {
		const char *end = strstr(at, "-->");

		return end != NULL ? end + 3 : at + strlen(at);
	}
	for (size_t i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		if (is_tag(at + 1, unread[i])) {
			const char *end = at;

			while ((end = strchr(end + 1, '<')) != NULL)
				if (end[1] == '/' && is_tag(end + 2, unread[i]) && strchr(end, '>') != NULL)
					return strchr(end, '>') + 1;
			return at + strlen(at);
		}
	return NULL;
}

/* Whether "<" before this character begins a tag; "5 < 6" has none. */
static bool
begins_tag(char c)
{
	return c == '/' || c == '!' || c == '?' || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static void
without_tags(struct buf *out, const char *html)
{
	while (*html != '\0') {
		size_t plain = strcspn(html, "<");
		const char *end;

		buf_add(out, html, plain);
		html += plain;
		if (*html == '\0')
			return;
		end = unread_end(html);
		if (end == NULL && begins_tag(html[1]) && (end = strchr(html, '>')) != NULL) {
			buf_text(out, tag_means(html + 1 + (html[1] == '/'), html[1] == '/'));
			end++;
		}
		if (end == NULL)
			buf_char(out, *html++);
		else
			html = end;
	}
}

static size_t
blank_at(const char *text)
{
	static const char *const blanks[] = {" ", "\t", "\r", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		if (str_starts(text, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

/* Blanks and line ends as a person would have typed them; other control characters are none of a text. */
static void
tidy(struct buf *out, const char *text, bool flat)
{
	unsigned lines = 0;
	bool blank = false;

	for (; *text != '\0'; text++) {
		size_t length = blank_at(text);

		if (length > 0 || (flat && *text == '\n')) {
			blank = true;
			text += length > 0 ? length - 1 : 0;
			continue;
		}
		if (*text == '\n') {
			lines++;
			continue;
		}
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			continue;
		if (out->length > 0 && lines > 0)
			buf_text(out, lines > 1 ? "\n\n" : "\n");
		else if (out->length > 0 && blank)
			buf_char(out, ' ');
		buf_char(out, *text);
		lines = 0;
		blank = false;
	}
}

const char *
html_plain(struct arena *arena, const char *html, bool flat)
{
	struct buf once, words, twice, out;
	const char *plain;

	buf_init(&once);
	buf_init(&words);
	buf_init(&twice);
	buf_init(&out);
	unescape(&once, html);
	without_tags(&words, once.data);
	unescape(&twice, words.data);
	tidy(&out, twice.data, flat);
	plain = arena_bytes(arena, out.data, out.length);
	buf_close(&once);
	buf_close(&words);
	buf_close(&twice);
	buf_close(&out);
	return plain;
}
