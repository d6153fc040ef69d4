/* iCalendar: one event a meeting, times in UTC, so that no rule of summer time has to travel with them. */
#include "out/ics.h"

#include <string.h>

enum { LINE_MOST = 75 };

/* A line of content, folded: octets count, and a character of several stays whole. */
static void
line_put(struct buf *out, const char *name, const char *value)
{
	size_t at = strlen(name) + 1;

	buf_printf(out, "%s:", name);
	while (*value != '\0') {
		size_t length = 1;

		while (((unsigned char)value[length] & 0xC0) == 0x80)
			length++;
		if (at + length > LINE_MOST) {
			buf_text(out, "\r\n ");
			at = 1;
		}
		buf_add(out, value, length);
		at += length;
		value += length;
	}
	buf_text(out, "\r\n");
}

/* A text: commas, semicolons, backslashes and ends of lines are escaped, other control characters left out. */
static void
text_put(struct buf *out, const char *name, const char *text)
{
	struct buf escaped;

	if (text == NULL || *text == '\0')
		return;
	buf_init(&escaped);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buf_text(&escaped, "\\n");
		else if (strchr("\\;,", *text) != NULL)
			buf_printf(&escaped, "\\%c", *text);
		else if ((unsigned char)*text >= ' ' && *text != 0x7F)
			buf_add(&escaped, text, 1);
	}
	line_put(out, name, escaped.length > 0 ? escaped.data : "");
	buf_close(&escaped);
}

static void
event_put(struct buf *out, const struct ics_event *event)
{
	buf_text(out, "BEGIN:VEVENT\r\n");
	text_put(out, "UID", event->uid);
	line_put(out, "SEQUENCE", event->sequence);
	line_put(out, "DTSTAMP", event->stamp);
	line_put(out, "LAST-MODIFIED", event->stamp);
	line_put(out, "DTSTART", event->starts);
	text_put(out, "SUMMARY", event->summary);
	text_put(out, "LOCATION", event->location);
	text_put(out, "DESCRIPTION", event->words);
	if (event->url != NULL)
		line_put(out, "URL", event->url);
	line_put(out, "STATUS", event->cancelled ? "CANCELLED" : "CONFIRMED");
	buf_text(out, "END:VEVENT\r\n");
}

void
ics_write(struct buf *out, const char *name, size_t count, const struct ics_event events[])
{
	buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Moothall//Meetings//EN\r\nMETHOD:PUBLISH\r\n");
	text_put(out, "X-WR-CALNAME", name);
	for (size_t i = 0; i < count; i++)
		event_put(out, &events[i]);
	buf_text(out, "END:VCALENDAR\r\n");
}
