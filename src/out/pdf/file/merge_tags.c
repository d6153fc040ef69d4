/*
 * An attachment's structure into the pack's. It is built anew from what is known to be good in a
 * structure, not copied: types that PDF knows, texts, attributes, and the marked content of the
 * pages, which now lies in the forms.
 */
#include <string.h>

#include "../ink/text.h"
#include "merge.h"

enum { DEEPEST = 100, MARKS_MOST = 20000, ROLES_DEEPEST = 8 };
/* What they cost, in steps. */
enum { ELEMENT = 5, ATTRIBUTES = 3, LINKS_OF_STEP = 16 };

/* What stands at a mark of a page's content. */
struct marks {
	qpdf_oh *elements;
	size_t count, room;
};

struct structure {
	struct merge *merge;
	struct marks *marks; /* one for each page */
	unsigned last;       /* the level of the last heading */
};

/* Where structure types stand in a document; a heading without a level is one below the last. */
static const char *const types[] = {"/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index",
	"/NonStruct", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot",
	"/Span", "/Quote", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Ruby", "/RB", "/RT", "/RP",
	"/Warichu", "/WT", "/WP", "/Figure", "/Formula"};

static const char *
known_type(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i], name) == 0)
			return types[i];
	return NULL;
}

/* The attachment's first level is below the pack's heading of it, and no level is left out. */
static const char *
heading_type(struct structure *s, const char *name)
{
	static const char *const levels[] = {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"};
	unsigned base = s->merge->attached->level;
	unsigned level = name[2] >= '1' && name[2] <= '9' ? base + (unsigned)(name[2] - '0') : s->last + 1;

	if (level > s->last + 1)
		level = s->last + 1;
	if (level > 6)
		level = 6;
	s->last = level;
	return levels[level - 1];
}

static bool
is_heading(const char *name)
{
	return name[0] == '/' && name[1] == 'H' &&
		(name[2] == '\0' || (name[2] >= '1' && name[2] <= '9' && name[3] == '\0'));
}

/* A type of the file's own stands for one that is known, perhaps by way of others. */
static const char *
type_of(struct structure *s, qpdf_oh old)
{
	struct merge *merge = s->merge;
	qpdf_data file = merge->file;
	qpdf_oh type = attach_key(file, old, "/S");
	qpdf_oh roles = attach_key(file, attach_key(file, qpdf_get_root(file), "/StructTreeRoot"), "/RoleMap");

	for (unsigned i = 0; i < ROLES_DEEPEST && qpdf_oh_is_name(file, type); i++) {
		const char *name = arena_string(merge->arena, qpdf_oh_get_name(file, type));
		const char *known = known_type(name);

		if (!merge_text(merge, name))
			break;
		if (known != NULL)
			return known;
		if (is_heading(name))
			return heading_type(s, name);
		if (strcmp(name, "/Document") == 0 || strcmp(name, "/Part") == 0)
			return "/Sect";
		type = attach_key(file, roles, name);
	}
	return "/Div";
}

static void
copy_text(const struct merge *merge, qpdf_oh old, qpdf_oh made, const char *key)
{
	qpdf_oh text = attach_key(merge->file, old, key);
	const char *words = qpdf_oh_is_string(merge->file, text) ? qpdf_oh_get_utf8_value(merge->file, text) : NULL;

	if (words != NULL && merge_text(merge, words))
		qpdf_oh_replace_key(
			merge->pack, made, key, qpdf_oh_new_unicode_string(merge->pack, text_clean(merge->pdf, words)));
}

/* One set of attributes; a box is where the form now shows it. */
static void
copy_attributes(const struct merge *merge, qpdf_oh old, qpdf_oh list, int page)
{
	static const char *const keys[] = {
		"/O", "/Scope", "/RowSpan", "/ColSpan", "/Summary", "/ListNumbering", "/Placement"};
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh made;
	double box[4], placed[4];

	if (!qpdf_oh_is_dictionary(file, old) || !merge_spend(merge, ATTRIBUTES))
		return;
	made = qpdf_oh_new_dictionary(pack);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		qpdf_oh value = attach_key(file, old, keys[i]);

		const char *name = qpdf_oh_is_name(file, value) ? qpdf_oh_get_name(file, value) : NULL;

		if (name != NULL && merge_text(merge, name))
			qpdf_oh_replace_key(pack, made, keys[i], qpdf_oh_new_name(pack, name));
		else if (qpdf_oh_is_integer(file, value))
			qpdf_oh_replace_key(
				pack, made, keys[i], qpdf_oh_new_integer(pack, qpdf_oh_get_int_value(file, value)));
		else if (qpdf_oh_is_string(file, value))
			copy_text(merge, old, made, keys[i]);
	}
	if (page >= 0 && attach_numbers(file, attach_key(file, old, "/BBox"), box, 4)) {
		matrix_box(&merge->matrices[page], box, placed);
		qpdf_oh_replace_key(pack, made, "/BBox", numbers_array(pack, 4, placed));
	}
	qpdf_oh_append_item(pack, list, made);
}

static void
attributes(const struct merge *merge, qpdf_oh old, qpdf_oh made, int page)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh from = attach_key(file, old, "/A"), list = qpdf_oh_new_array(pack);

	copy_attributes(merge, from, list, page);
	for (int i = 0;
		qpdf_oh_is_array(file, from) && i < qpdf_oh_get_array_n_items(file, from) && merge_spend(merge, 1); i++)
		copy_attributes(merge, qpdf_oh_get_array_item(file, from, i), list, page);
	if (qpdf_oh_get_array_n_items(pack, list) > 0)
		qpdf_oh_replace_key(pack, made, "/A", list);
}

static int
page_of(const struct merge *merge, qpdf_oh element, int inherited)
{
	qpdf_oh page = attach_key(merge->file, element, "/Pg");
	int number = -1;

	if (!qpdf_oh_is_dictionary(merge->file, page))
		return inherited;
	number = qpdf_find_page_by_oh(merge->file, page);
	if (qpdf_has_error(merge->file))
		qpdf_get_error(merge->file);
	return number >= 0 ? number : inherited;
}

/* Marked content of a page, which is that of the page's form. */
static void
add_mark(struct structure *s, qpdf_oh element, qpdf_oh kids, int page, long long mark)
{
	struct merge *merge = s->merge;
	qpdf_data pack = merge->pack;
	struct marks *marks;
	qpdf_oh made;

	if (page < 0 || mark < 0 || mark >= MARKS_MOST)
		return;
	marks = &s->marks[page];
	if (marks->count <= (size_t)mark && !merge_spend(merge, (size_t)mark + 1 - marks->count))
		return;
	while (marks->count <= (size_t)mark) {
		marks->elements =
			arena_grow(merge->arena, marks->elements, marks->count, &marks->room, sizeof(*marks->elements));
		marks->elements[marks->count++] = 0;
	}
	if (marks->elements[mark] != 0) /* it belongs to somebody already */
		return;
	marks->elements[mark] = element;
	made = qpdf_oh_new_dictionary(pack);
	qpdf_oh_replace_key(pack, made, "/Type", qpdf_oh_new_name(pack, "/MCR"));
	qpdf_oh_replace_key(pack, made, "/Pg", merge->sheets[page]);
	qpdf_oh_replace_key(pack, made, "/Stm", merge->forms[page]);
	qpdf_oh_replace_key(pack, made, "/MCID", qpdf_oh_new_integer(pack, mark));
	qpdf_oh_append_item(pack, kids, made);
}

/* The tree that leads from marks and links to elements: one more entry. Returns its key. */
static long long
parent_add(const struct merge *merge, qpdf_oh value)
{
	qpdf_data pack = merge->pack;
	qpdf_oh root = attach_key(pack, qpdf_get_root(pack), "/StructTreeRoot");
	qpdf_oh nums = attach_key(pack, attach_key(pack, root, "/ParentTree"), "/Nums");
	long long key = 0;

	qpdf_oh_get_value_as_longlong(pack, attach_key(pack, root, "/ParentTreeNextKey"), &key);
	qpdf_oh_append_item(pack, nums, qpdf_oh_new_integer(pack, key));
	qpdf_oh_append_item(pack, nums, value);
	qpdf_oh_replace_key(pack, root, "/ParentTreeNextKey", qpdf_oh_new_integer(pack, key + 1));
	return key;
}

static void
add_link(struct merge *merge, qpdf_oh element, qpdf_oh kids, struct merge_link *link)
{
	qpdf_data pack = merge->pack;
	qpdf_oh made = qpdf_oh_new_dictionary(pack);

	link->tagged = true;
	qpdf_oh_replace_key(pack, made, "/Type", qpdf_oh_new_name(pack, "/OBJR"));
	qpdf_oh_replace_key(pack, made, "/Obj", link->made);
	qpdf_oh_replace_key(pack, made, "/Pg", merge->sheets[link->page]);
	qpdf_oh_append_item(pack, kids, made);
	qpdf_oh_replace_key(pack, link->made, "/StructParent", qpdf_oh_new_integer(pack, parent_add(merge, element)));
}

static struct merge_link *
link_find(struct merge *merge, qpdf_oh reference)
{
	qpdf_oh annotation = attach_key(merge->file, reference, "/Obj");
	int number = qpdf_oh_get_object_id(merge->file, annotation);

	if (!merge_spend(merge, merge->link_count / LINKS_OF_STEP))
		return NULL;
	for (size_t i = 0; i < merge->link_count; i++)
		if (number != 0 && merge->links[i].old_number == number && !merge->links[i].tagged)
			return &merge->links[i];
	return NULL;
}

static void add_kids(struct structure *s, qpdf_oh old, qpdf_oh made, int page, unsigned depth);

static void
add_element(struct structure *s, qpdf_oh old, qpdf_oh parent, qpdf_oh kids, int page, unsigned depth)
{
	static const char *const texts[] = {"/Alt", "/ActualText", "/E", "/Lang"};
	struct merge *merge = s->merge;
	qpdf_data pack = merge->pack;
	qpdf_oh made;

	if (depth >= DEEPEST || !merge_spend(merge, ELEMENT) || !merge_once(merge, old))
		return;
	made = qpdf_make_indirect_object(pack, qpdf_oh_new_dictionary(pack));
	page = page_of(merge, old, page);
	qpdf_oh_append_item(pack, kids, made);
	qpdf_oh_replace_key(pack, made, "/S", qpdf_oh_new_name(pack, type_of(s, old)));
	qpdf_oh_replace_key(pack, made, "/P", parent);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		copy_text(merge, old, made, texts[i]);
	attributes(merge, old, made, page);
	add_kids(s, old, made, page, depth);
}

static void
add_kid(struct structure *s, qpdf_oh kid, qpdf_oh made, qpdf_oh kids, int page, unsigned depth)
{
	struct merge *merge = s->merge;
	qpdf_data file = merge->file;
	struct merge_link *link;
	long long mark;

	if (qpdf_oh_get_value_as_longlong(file, kid, &mark)) {
		add_mark(s, made, kids, page, mark);
	} else if (attach_is(file, kid, "/Type", "/MCR")) {
		if (qpdf_oh_get_value_as_longlong(file, attach_key(file, kid, "/MCID"), &mark))
			add_mark(s, made, kids, page_of(merge, kid, page), mark);
	} else if (attach_is(file, kid, "/Type", "/OBJR")) {
		link = link_find(merge, kid);
		if (link != NULL)
			add_link(merge, made, kids, link);
	} else if (qpdf_oh_is_dictionary(file, kid)) {
		add_element(s, kid, made, kids, page, depth + 1);
	}
}

static void
add_kids(struct structure *s, qpdf_oh old, qpdf_oh made, int page, unsigned depth)
{
	qpdf_data file = s->merge->file, pack = s->merge->pack;
	qpdf_oh from = attach_key(file, old, "/K"), kids = attach_key(pack, made, "/K");

	if (!qpdf_oh_is_array(pack, kids)) {
		kids = qpdf_oh_new_array(pack);
		qpdf_oh_replace_key(pack, made, "/K", kids);
	}
	if (!qpdf_oh_is_array(file, from)) {
		add_kid(s, from, made, kids, page, depth);
		return;
	}
	if (!merge_once(s->merge, from))
		return;
	for (int i = 0; i < qpdf_oh_get_array_n_items(file, from) && merge_spend(s->merge, 1); i++)
		add_kid(s, qpdf_oh_get_array_item(file, from, i), made, kids, page, depth);
}

/* Each form's marks, in the order of their numbers; what nobody claims is null. */
static void
number_marks(const struct structure *s)
{
	const struct merge *merge = s->merge;
	qpdf_data pack = merge->pack;

	for (unsigned i = 0; i < merge->attached->attachment->pages; i++) {
		qpdf_oh row = qpdf_oh_new_array(pack);

		for (size_t k = 0; k < s->marks[i].count; k++)
			qpdf_oh_append_item(pack, row,
				s->marks[i].elements[k] != 0 ? s->marks[i].elements[k] : qpdf_oh_new_null(pack));
		qpdf_oh_replace_key(pack, qpdf_oh_get_dict(pack, merge->forms[i]), "/StructParents",
			qpdf_oh_new_integer(pack, parent_add(merge, row)));
	}
}

static qpdf_oh
part_of(const struct merge *merge)
{
	return qpdf_get_object_by_id(merge->pack, (int)merge->attached->part->number, 0);
}

void
merge_tags(struct merge *merge)
{
	unsigned pages = merge->attached->attachment->pages;
	struct structure s = {.merge = merge,
		.last = merge->attached->level,
		.marks = arena_array(merge->arena, pages, sizeof(*s.marks))};

	add_kids(&s, attach_key(merge->file, qpdf_get_root(merge->file), "/StructTreeRoot"), part_of(merge), -1, 0);
	number_marks(&s);
	merge_link_tags(merge);
}

void
merge_link_tags(struct merge *merge)
{
	qpdf_data pack = merge->pack;
	qpdf_oh part = part_of(merge), kids = attach_key(pack, part, "/K");

	for (size_t i = 0; i < merge->link_count; i++) {
		qpdf_oh made, own;

		if (merge->links[i].tagged)
			continue;
		made = qpdf_make_indirect_object(pack, qpdf_oh_new_dictionary(pack));
		own = qpdf_oh_new_array(pack);
		qpdf_oh_replace_key(pack, made, "/S", qpdf_oh_new_name(pack, "/Link"));
		qpdf_oh_replace_key(pack, made, "/P", part);
		qpdf_oh_replace_key(pack, made, "/K", own);
		add_link(merge, made, own, &merge->links[i]);
		qpdf_oh_append_item(pack, kids, made);
	}
}
