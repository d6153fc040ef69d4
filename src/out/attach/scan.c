/*
 * Looking through all of a PDF for what acts by itself. Everything that can be reached from the
 * trailer is visited; what cannot be reached is not kept.
 */
#include <stdlib.h>
#include <string.h>

#include "qpdf.h"
#include "base/str.h"

enum { OBJECTS_MOST = 4000000, NUMBER_MOST = 8388607 };

struct scan {
	qpdf_data pdf;
	struct arena *arena;
	struct err *err;
	qpdf_oh *stack;
	size_t count, room, visited;
	unsigned char *seen; /* a bit for each object number */
	bool structured_forms;
};

/* Keys that only such things have. */
static const struct {
	const char *key, *what;
} keys[] = {
	{"/JS", "JavaScript"},
	{"/JavaScript", "JavaScript"},
	{"/AA", "actions that run by themselves"},
	{"/XFA", "an XFA form"},
	{"/EmbeddedFiles", "an embedded file"},
	{"/EF", "an embedded file"},
	{"/RichMediaContent", "rich media"},
	{"/RichMediaSettings", "rich media"},
	{"/Collection", "a portfolio of other files"},
};

static const struct {
	const char *key, *name, *what;
} names[] = {
	{"/Subtype", "/FileAttachment", "an embedded file"},
	{"/Subtype", "/RichMedia", "rich media"},
	{"/Subtype", "/Movie", "a film"},
	{"/Subtype", "/Sound", "sound"},
	{"/Subtype", "/Screen", "a media player"},
	{"/Subtype", "/3D", "a 3D model"},
	{"/Type", "/EmbeddedFile", "an embedded file"},
	{"/Type", "/Rendition", "a media player"},
};

static int
refuse(struct scan *scan, const char *what)
{
	return err_set(scan->err, ERR_INPUT,
		"it holds %s: a paper must not do anything by itself; print it to a new PDF and "
		"attach that",
		what);
}

static int
check_address(struct scan *scan, qpdf_oh action)
{
	static const char *const good[] = {"http:", "https:", "mailto:", "tel:"};
	qpdf_oh uri = attach_key(scan->pdf, action, "/URI");
	const char *text = qpdf_oh_is_string(scan->pdf, uri) ? qpdf_oh_get_string_value(scan->pdf, uri) : "";
	size_t scheme = strcspn(text, ":/?#");
	int rc = 0;

	if (text[scheme] == ':') {
		rc = -1;
		for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
			if (strlen(good[i]) == scheme + 1 && strncmp(text, good[i], scheme + 1) == 0)
				rc = 0;
	}
	if (rc != 0)
		err_set(scan->err, ERR_INPUT, "it holds a link to \"%.60s\": links may lead to http, https and mailto",
			text);
	qpdf_oh_release(scan->pdf, uri);
	return rc;
}

/* What a link, a bookmark or the opening of the file may do: go somewhere. */
static int
check_action(struct scan *scan, qpdf_oh action)
{
	qpdf_oh kind = attach_key(scan->pdf, action, "/S");
	const char *name;
	int rc = 0;

	if (qpdf_oh_is_name(scan->pdf, kind)) {
		name = qpdf_oh_get_name(scan->pdf, kind);
		if (strcmp(name, "/URI") == 0)
			rc = check_address(scan, action);
		else if (strcmp(name, "/JavaScript") == 0)
			rc = refuse(scan, "JavaScript");
		else if (strcmp(name, "/GoTo") != 0 && strcmp(name, "/Named") != 0)
			rc = refuse(scan, arena_printf(scan->arena, "an action (%.40s)", name + 1));
	}
	qpdf_oh_release(scan->pdf, kind);
	return rc;
}

static bool
holds_action(const char *key)
{
	return str_equal(key, "/A") || str_equal(key, "/PA") || str_equal(key, "/Next") ||
		str_equal(key, "/OpenAction");
}

static int
check_value(struct scan *scan, const char *key, qpdf_oh value, bool stream)
{
	qpdf_data pdf = scan->pdf;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(key, keys[i].key) == 0 && !qpdf_oh_is_null(pdf, value))
			return refuse(scan, keys[i].what);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(key, names[i].key) == 0 && qpdf_oh_is_name_and_equals(pdf, value, names[i].name))
			return refuse(scan, names[i].what);
	if (stream && (str_equal(key, "/F") || str_equal(key, "/Ref")) && !qpdf_oh_is_null(pdf, value))
		return refuse(scan, "a part that lies in another file");
	if (stream && str_equal(key, "/StructParents"))
		scan->structured_forms = true;
	if (holds_action(key) && qpdf_oh_is_dictionary(pdf, value))
		return check_action(scan, value);
	if (str_equal(key, "/Next") && qpdf_oh_is_array(pdf, value))
		for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, value); i++)
			if (check_action(scan, qpdf_oh_get_array_item(pdf, value, i)) != 0)
				return -1;
	return 0;
}

/* Takes the handle: it waits on the stack, or is released at once. */
static int
push(struct scan *scan, qpdf_oh object)
{
	qpdf_data pdf = scan->pdf;

	if (++scan->visited > OBJECTS_MOST)
		return err_set(scan->err, ERR_INPUT, "it has too many parts to be looked through");
	if (qpdf_oh_is_indirect(pdf, object)) {
		int number = qpdf_oh_get_object_id(pdf, object);
		unsigned char bit = (unsigned char)(1U << (number & 7));

		if (number < 0 || number > NUMBER_MOST)
			return err_set(scan->err, ERR_INPUT, "it is damaged: object %d", number);
		if ((scan->seen[number >> 3] & bit) != 0) {
			qpdf_oh_release(pdf, object);
			return 0;
		}
		scan->seen[number >> 3] |= bit;
	}
	if (qpdf_oh_is_scalar(pdf, object)) {
		qpdf_oh_release(pdf, object);
		return 0;
	}
	scan->stack = arena_grow(scan->arena, scan->stack, scan->count, &scan->room, sizeof(*scan->stack));
	scan->stack[scan->count++] = object;
	return 0;
}

static int
visit_dictionary(struct scan *scan, qpdf_oh object, bool stream)
{
	qpdf_data pdf = scan->pdf;
	qpdf_oh dict = stream ? qpdf_oh_get_dict(pdf, object) : object;
	int rc = 0;

	if (attach_is(pdf, dict, "/Type", "/Action") && check_action(scan, dict) != 0)
		return -1;
	qpdf_oh_begin_dict_key_iter(pdf, dict);
	while (rc == 0 && qpdf_oh_dict_more_keys(pdf)) {
		const char *key = arena_string(scan->arena, qpdf_oh_dict_next_key(pdf));
		qpdf_oh value = qpdf_oh_get_key(pdf, dict, key);

		rc = check_value(scan, key, value, stream);
		if (rc == 0)
			rc = push(scan, value);
	}
	if (stream)
		qpdf_oh_release(pdf, dict);
	return rc;
}

/* What cannot be unpacked is damaged; pictures are left to whoever shows them. */
static int
check_stream(struct scan *scan, qpdf_oh stream)
{
	unsigned char *bytes = NULL;
	size_t length = 0;

	qpdf_oh_get_stream_data(scan->pdf, stream, qpdf_dl_generalized, NULL, &bytes, &length);
	free(bytes);
	return attach_trouble(scan->pdf, scan->err);
}

static int
visit(struct scan *scan, qpdf_oh object)
{
	qpdf_data pdf = scan->pdf;
	int rc = 0;

	if (qpdf_oh_is_array(pdf, object)) {
		int count = qpdf_oh_get_array_n_items(pdf, object);

		for (int i = 0; rc == 0 && i < count; i++)
			rc = push(scan, qpdf_oh_get_array_item(pdf, object, i));
	} else if (qpdf_oh_is_stream(pdf, object)) {
		rc = visit_dictionary(scan, object, true);
		if (rc == 0)
			rc = check_stream(scan, object);
	} else if (qpdf_oh_is_dictionary(pdf, object)) {
		rc = visit_dictionary(scan, object, false);
	}
	qpdf_oh_release(pdf, object);
	return rc;
}

/* What is hidden while one reads it could be shown by somebody else's program. */
static int
check_layers(struct scan *scan)
{
	qpdf_data pdf = scan->pdf;
	qpdf_oh usual = attach_key(pdf, attach_key(pdf, qpdf_get_root(pdf), "/OCProperties"), "/D");
	qpdf_oh off = attach_key(pdf, usual, "/OFF");

	if ((qpdf_oh_is_array(pdf, off) && qpdf_oh_get_array_n_items(pdf, off) > 0) ||
		attach_is(pdf, usual, "/BaseState", "/OFF"))
		return refuse(scan, "layers that are hidden");
	return 0;
}

int
attach_scan(qpdf_data pdf, struct arena *arena, bool *structured_forms, struct err *err)
{
	struct scan scan = {.pdf = pdf, .arena = arena, .err = err};
	int rc;

	scan.seen = arena_alloc(arena, NUMBER_MOST / 8 + 1);
	rc = push(&scan, qpdf_get_trailer(pdf));
	while (rc == 0 && scan.count > 0)
		rc = visit(&scan, scan.stack[--scan.count]);
	if (rc == 0)
		rc = check_layers(&scan);
	*structured_forms = scan.structured_forms;
	return rc;
}
