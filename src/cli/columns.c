/* Columns side by side. */
#include "columns.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/str.h"

enum { GAP = 2, USUAL = 100, LAST_LEAST = 24 };

static size_t
terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return USUAL;
}

/* What others have typed does not reach the terminal as it is. */
static const char *
clean(struct arena *arena, const char *text)
{
	char *copy = arena_string(arena, text != NULL ? text : "");

	for (char *c = copy; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			*c = ' ';
	return copy;
}

static void
put_spaces(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_char(out, ' ');
}

static void
put_cell(struct buf *out, const char *text, size_t width, bool right)
{
	size_t length = utf8_length(text), rest = width > length ? width - length : 0;

	if (right)
		put_spaces(out, rest);
	buf_text(out, text);
	if (!right)
		put_spaces(out, rest);
	put_spaces(out, GAP);
}

/* At spaces, further lines under the first. */
static void
put_last(struct buf *out, const char *text, size_t indent, size_t width)
{
	size_t at = 0;

	while (*text != '\0') {
		size_t bytes = strcspn(text, " ");
		char word[256];
		size_t length;

		if (bytes >= sizeof(word))
			bytes = sizeof(word) - 1;
		memcpy(word, text, bytes);
		word[bytes] = '\0';
		length = utf8_length(word);
		if (at > 0 && at + 1 + length > width) {
			buf_char(out, '\n');
			put_spaces(out, indent);
			at = 0;
		} else if (at > 0) {
			buf_char(out, ' ');
			at++;
		}
		buf_text(out, word);
		at += length;
		text += bytes;
		text += strspn(text, " ");
	}
}

static void
put_row(struct buf *out, size_t count, const struct text_column columns[], const size_t widths[], size_t indent,
	const char *const cells[])
{
	const size_t whole = terminal_width();

	for (size_t c = 0; c + 1 < count; c++)
		put_cell(out, cells[c], widths[c], columns[c].right);
	put_last(out, cells[count - 1], indent, whole > indent + LAST_LEAST ? whole - indent : LAST_LEAST);
	while (out->length > 0 && out->data[out->length - 1] == ' ')
		out->data[--out->length] = '\0';
	buf_char(out, '\n');
}

void
columns_put(struct buf *out, struct arena *arena, size_t count, const struct text_column columns[], size_t rows,
	const char *const cells[])
{
	size_t *widths = arena_array(arena, count, sizeof(*widths)), indent = 0;
	const char **line = arena_array(arena, count * (rows + 1), sizeof(*line));

	for (size_t i = 0; i < count * (rows + 1); i++) {
		const char *text = i < count ? columns[i].label : cells[i - count];

		line[i] = clean(arena, text);
		if (utf8_length(line[i]) > widths[i % count])
			widths[i % count] = utf8_length(line[i]);
	}
	for (size_t c = 0; c + 1 < count; c++)
		indent += widths[c] + GAP;
	for (size_t r = 0; r <= rows; r++)
		put_row(out, count, columns, widths, indent, line + r * count);
}
