/* Text into HTML: the only ways in, each for one place. */
#include "out/out.h"

#include <string.h>

static void
escape(struct buf *out, const char *text, const char *special)
{
	size_t plain;

	if (text == NULL)
		return;
	for (; *text != '\0'; text += plain + 1) {
		plain = strcspn(text, special);
		buf_add(out, text, plain);
		switch (text[plain]) {
		case '\0':
			return;
		case '&':
			buf_text(out, "&amp;");
			break;
		case '<':
			buf_text(out, "&lt;");
			break;
		case '>':
			buf_text(out, "&gt;");
			break;
		default:
			buf_text(out, "&quot;");
			break;
		}
	}
}

void
html_text(struct buf *out, const char *text)
{
	escape(out, text, "&<>");
}

void
html_attr(struct buf *out, const char *text)
{
	escape(out, text, "&<>\"");
}
