/* XML from elsewhere, as a tree: without entities, documents or schemas of others, and within limits. */
#ifndef INTAKE_XML_H
#define INTAKE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

struct xml {
	const char *name;         /* of the element */
	unsigned line;            /* where it begins */
	const char *text;         /* what stands in it, and not in the elements in it */
	const char **attributes;  /* names and values in turn, ended by NULL */
	struct xml *first, *next; /* the elements in it; the one that follows it */
};

enum { XML_DEPTH_MOST = 32, XML_ELEMENTS_MOST = 1000000 };

/*
 * The root, in the arena; NULL: the error says where it stops being XML, or what it has that is not read: a
 * document type, more than the limits, a character that is none of a text.
 */
struct xml *xml_read(struct arena *arena, const char *bytes, size_t length, struct err *err);

/* The first element of that name in another, and the next after one; NULL: there is none. */
const struct xml *xml_find(const struct xml *in, const char *name);
const struct xml *xml_after(const struct xml *one);
/* Its text, or "" where there is no such element; an attribute's value, or "". */
const char *xml_text(const struct xml *in, const char *name);
const char *xml_attribute(const struct xml *of, const char *name);

/*
 * What a person reads of a text that is HTML, whose characters may be escaped once more: paragraphs parted by a blank
 * line, the points of lists behind "- ". `flat`: in one line.
 */
const char *html_plain(struct arena *arena, const char *html, bool flat);

#endif
