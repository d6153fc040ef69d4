/* XML by libexpat. */
#include "xml.h"

#include <expat.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

/* An element that is open: what has been read of it, and the last element in it. */
struct open {
	struct xml *element, *last;
	struct buf text;
};

struct reader {
	XML_Parser parser;
	struct arena *arena;
	struct err *err;
	struct open open[XML_DEPTH_MOST];
	size_t depth, elements;
	struct xml *root;
};

static void
stop(struct reader *reader, const char *why)
{
	err_set(reader->err, ERR_INPUT, "line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(reader->parser), why);
	XML_StopParser(reader->parser, XML_FALSE);
}

static const char **
attributes_kept(struct arena *arena, const char **given)
{
	size_t count = 0;
	const char **kept;

	while (given[count] != NULL)
		count++;
	kept = arena_array(arena, count + 1, sizeof(*kept));
	for (size_t i = 0; i < count; i++)
		kept[i] = arena_string(arena, given[i]);
	return kept;
}

static void XMLCALL
begin_element(void *context, const char *name, const char **attributes)
{
	struct reader *reader = context;
	struct xml *element;
	struct open *in;

	if (reader->depth == XML_DEPTH_MOST || ++reader->elements > XML_ELEMENTS_MOST) {
		stop(reader,
			reader->depth == XML_DEPTH_MOST ? "elements stand too deep in one another"
							: "there are too many elements");
		return;
	}
	element = arena_alloc(reader->arena, sizeof(*element));
	element->name = arena_string(reader->arena, name);
	element->line = (unsigned)XML_GetCurrentLineNumber(reader->parser);
	element->text = "";
	element->attributes = attributes_kept(reader->arena, attributes);
	if (reader->depth == 0) {
		reader->root = element;
	} else {
		in = &reader->open[reader->depth - 1];
		if (in->last == NULL)
			in->element->first = element;
		else
			in->last->next = element;
		in->last = element;
	}
	in = &reader->open[reader->depth++];
	in->element = element;
	in->last = NULL;
	buf_init(&in->text);
}

static void XMLCALL
end_element(void *context, const char *name)
{
	struct reader *reader = context;
	struct open *open = &reader->open[--reader->depth];

	(void)name;
	open->element->text = arena_bytes(reader->arena, open->text.data, open->text.length);
	buf_close(&open->text);
}

static void XMLCALL
add_text(void *context, const char *text, int length)
{
	struct reader *reader = context;

	if (reader->depth > 0)
		buf_add(&reader->open[reader->depth - 1].text, text, (size_t)length);
}

/* Where entities would come from, and other documents. */
static void XMLCALL
refuse_type(void *context, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(context, "it has a document type, which is not read");
}

struct xml *
xml_read(struct arena *arena, const char *bytes, size_t length, struct err *err)
{
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	enum XML_Status status;

	reader->parser = XML_ParserCreate(NULL);
	if (reader->parser == NULL) {
		err_set(err, ERR_SYSTEM, "there is no memory for an XML parser");
		return NULL;
	}
	reader->arena = arena;
	reader->err = err;
	XML_SetUserData(reader->parser, reader);
	XML_SetElementHandler(reader->parser, begin_element, end_element);
	XML_SetCharacterDataHandler(reader->parser, add_text);
	XML_SetStartDoctypeDeclHandler(reader->parser, refuse_type);
	XML_SetParamEntityParsing(reader->parser, XML_PARAM_ENTITY_PARSING_NEVER);
	status = XML_Parse(reader->parser, bytes, (int)length, XML_TRUE);
	if (status != XML_STATUS_OK && err->code == ERR_NONE)
		err_set(err, ERR_INPUT, "line %lu: it is not XML: %s",
			(unsigned long)XML_GetCurrentLineNumber(reader->parser),
			XML_ErrorString(XML_GetErrorCode(reader->parser)));
	while (reader->depth > 0)
		buf_close(&reader->open[--reader->depth].text);
	XML_ParserFree(reader->parser);
	return status == XML_STATUS_OK ? reader->root : NULL;
}

static const struct xml *
named(const struct xml *element, const char *name)
{
	while (element != NULL && !str_equal(element->name, name))
		element = element->next;
	return element;
}

const struct xml *
xml_find(const struct xml *in, const char *name)
{
	return in != NULL ? named(in->first, name) : NULL;
}

const struct xml *
xml_after(const struct xml *one)
{
	return named(one->next, one->name);
}

const char *
xml_text(const struct xml *in, const char *name)
{
	const struct xml *found = xml_find(in, name);

	return found != NULL ? found->text : "";
}

const char *
xml_attribute(const struct xml *of, const char *name)
{
	for (const char **a = of->attributes; *a != NULL; a += 2)
		if (str_equal(a[0], name))
			return a[1];
	return "";
}
