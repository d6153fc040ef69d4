/* Where an attachment's links and bookmarks lead, once its pages are the pack's. */
#include <string.h>

#include "../ink/text.h"
#include "../layout/flow.h"
#include "merge.h"

enum { NAMES_MOST = 50000, DEEPEST = 12, BOOKMARKS_MOST = 2000, BOOKMARKS_DEEPEST = 5 };
/* What one costs, in steps. */
enum { LINK = 10, BOOKMARK = 5 };

/* --- destinations --- */

static bool
same_name(qpdf_data file, qpdf_oh a, const char *name, size_t length)
{
	const char *text;
	size_t own;

	return qpdf_oh_get_value_as_string(file, a, &text, &own) && own == length && memcmp(text, name, length) == 0;
}

/* A value of a tree of names; a tree that is too large or too deep has nothing. */
static qpdf_oh
tree_find(const struct merge *merge, qpdf_oh node, const char *name, size_t length, unsigned depth, unsigned *left)
{
	qpdf_data file = merge->file;
	qpdf_oh names = attach_key(file, node, "/Names"), kids = attach_key(file, node, "/Kids");
	qpdf_oh found = qpdf_oh_new_null(file);

	for (int i = 0; qpdf_oh_is_array(file, names) && i + 1 < qpdf_oh_get_array_n_items(file, names) && *left > 0 &&
		merge_spend(merge, 1);
		i += 2) {
		qpdf_oh key = qpdf_oh_get_array_item(file, names, i);

		(*left)--;
		if (same_name(file, key, name, length))
			return qpdf_oh_get_array_item(file, names, i + 1);
		qpdf_oh_release(file, key);
	}
	for (int i = 0; depth < DEEPEST && qpdf_oh_is_array(file, kids) && i < qpdf_oh_get_array_n_items(file, kids) &&
		*left > 0 && merge_spend(merge, 1);
		i++) {
		(*left)--;
		found = tree_find(merge, qpdf_oh_get_array_item(file, kids, i), name, length, depth + 1, left);
		if (!qpdf_oh_is_null(file, found))
			break;
	}
	return found;
}

/* A destination by name is looked up: as a key of a dictionary, or in a tree. */
static qpdf_oh
named(const struct merge *merge, qpdf_oh to)
{
	qpdf_data file = merge->file;
	qpdf_oh root = qpdf_get_root(file);
	unsigned left = NAMES_MOST;
	const char *text;
	size_t length;

	if (qpdf_oh_is_name(file, to)) {
		text = arena_string(merge->arena, qpdf_oh_get_name(file, to));
		return attach_key(file, attach_key(file, root, "/Dests"), text);
	}
	if (!qpdf_oh_get_value_as_string(file, to, &text, &length))
		return to;
	if (!merge_text(merge, text))
		return qpdf_oh_new_null(file);
	text = arena_bytes(merge->arena, text, length);
	return tree_find(merge, attach_key(file, attach_key(file, root, "/Names"), "/Dests"), text, length, 0, &left);
}

static int
page_number(qpdf_data file, qpdf_oh page)
{
	int number = -1;

	if (qpdf_oh_is_integer(file, page))
		number = qpdf_oh_get_int_value_as_int(file, page);
	else if (qpdf_oh_is_dictionary(file, page))
		number = qpdf_find_page_by_oh(file, page);
	/* That it is none of the file's pages is no fault of the file that matters here. */
	if (qpdf_has_error(file))
		qpdf_get_error(file);
	return number;
}

bool
merge_destination(const struct merge *merge, qpdf_oh to, qpdf_oh *made)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh array = named(merge, to), how, top;
	double x = 0, y, numbers[2];
	int number;

	if (qpdf_oh_is_dictionary(file, array))
		array = attach_key(file, array, "/D");
	if (!qpdf_oh_is_array(file, array) || qpdf_oh_get_array_n_items(file, array) < 1)
		return false;
	number = page_number(file, qpdf_oh_get_array_item(file, array, 0));
	if (number < 0 || (unsigned)number >= merge->attached->attachment->pages)
		return false;
	y = merge->pages[number].box[3];
	how = qpdf_oh_get_array_n_items(file, array) > 3 ? qpdf_oh_get_array_item(file, array, 1) : 0;
	top = how != 0 ? qpdf_oh_get_array_item(file, array, 3) : 0;
	if (how != 0 && qpdf_oh_is_name_and_equals(file, how, "/XYZ") && qpdf_oh_is_number(file, top))
		y = qpdf_oh_get_numeric_value(file, top);
	matrix_point(&merge->matrices[number], &x, &y);
	*made = qpdf_oh_new_array(pack);
	qpdf_oh_append_item(pack, *made, merge->sheets[number]);
	qpdf_oh_append_item(pack, *made, qpdf_oh_new_name(pack, "/XYZ"));
	numbers[0] = 0;
	numbers[1] = merge->pages[number].turn == 0
		? y
		: merge->attached->pages[number].y + merge->attached->pages[number].height;
	for (int i = 0; i < 2; i++)
		qpdf_oh_append_item(pack, *made, qpdf_oh_new_real_from_double(pack, numbers[i], 2));
	qpdf_oh_append_item(pack, *made, qpdf_oh_new_null(pack));
	return true;
}

/* --- links --- */

/* What a reader is told of a link; its address, where its author did not say. */
static const char *
link_words(const struct merge *merge, qpdf_oh annotation, const char *address)
{
	qpdf_oh contents = attach_key(merge->file, annotation, "/Contents");

	if (qpdf_oh_is_string(merge->file, contents)) {
		const char *text = qpdf_oh_get_utf8_value(merge->file, contents);

		text = merge_text(merge, text) ? text_clean(merge->pdf, text) : "";
		if (!str_blank(text))
			return text;
	}
	return address != NULL ? address : "Within the attachment";
}

static qpdf_oh
link_new(struct merge *merge, qpdf_oh annotation, unsigned page, const char *address)
{
	qpdf_data pack = merge->pack;
	qpdf_oh link = qpdf_oh_new_dictionary(pack), border = qpdf_oh_new_array(pack);
	double rect[4], placed[4];

	if (!attach_numbers(merge->file, attach_key(merge->file, annotation, "/Rect"), rect, 4))
		memset(rect, 0, sizeof(rect));
	matrix_box(&merge->matrices[page], rect, placed);
	for (int i = 0; i < 3; i++)
		qpdf_oh_append_item(pack, border, qpdf_oh_new_integer(pack, 0));
	qpdf_oh_replace_key(pack, link, "/Type", qpdf_oh_new_name(pack, "/Annot"));
	qpdf_oh_replace_key(pack, link, "/Subtype", qpdf_oh_new_name(pack, "/Link"));
	qpdf_oh_replace_key(pack, link, "/Rect", numbers_array(pack, 4, placed));
	qpdf_oh_replace_key(pack, link, "/Border", border);
	qpdf_oh_replace_key(pack, link, "/F", qpdf_oh_new_integer(pack, 4));
	qpdf_oh_replace_key(pack, link, "/P", merge->sheets[page]);
	qpdf_oh_replace_key(
		pack, link, "/Contents", qpdf_oh_new_unicode_string(pack, link_words(merge, annotation, address)));
	return qpdf_make_indirect_object(pack, link);
}

/* The link's aim: an address, or a place in the attachment. False: one that is not followed. */
static bool
link_aim(struct merge *merge, qpdf_oh annotation, const char *address, qpdf_oh *key, bool *inside)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh action = attach_key(file, annotation, "/A"), to = attach_key(file, annotation, "/Dest");

	*inside = false;
	if (address != NULL) {
		*key = qpdf_oh_new_dictionary(pack);
		qpdf_oh_replace_key(pack, *key, "/S", qpdf_oh_new_name(pack, "/URI"));
		qpdf_oh_replace_key(pack, *key, "/URI", qpdf_oh_new_string(pack, address));
		return true;
	}
	if (!attach_is(file, annotation, "/Subtype", "/Link"))
		return false;
	if (attach_is(file, action, "/S", "/GoTo"))
		to = attach_key(file, action, "/D");
	*inside = true;
	return merge_destination(merge, to, key);
}

void
merge_links(struct merge *merge, unsigned page)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh list = attach_key(file, merge->pages[page].page, "/Annots"), made;

	if (!qpdf_oh_is_array(file, list))
		return;
	made = attach_key(pack, merge->sheets[page], "/Annots");
	if (!qpdf_oh_is_array(pack, made)) {
		made = qpdf_oh_new_array(pack);
		qpdf_oh_replace_key(pack, merge->sheets[page], "/Annots", made);
	}
	for (int i = 0; i < qpdf_oh_get_array_n_items(file, list) && merge_spend(merge, LINK); i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(file, list, i), aim, link;
		const char *address = attach_address(file, merge->arena, annotation);
		bool inside;

		if (!link_aim(merge, annotation, address, &aim, &inside))
			continue;
		link = link_new(merge, annotation, page, address);
		qpdf_oh_replace_key(pack, link, inside ? "/Dest" : "/A", aim);
		qpdf_oh_append_item(pack, made, link);
		merge->links = arena_grow(
			merge->arena, merge->links, merge->link_count, &merge->link_room, sizeof(*merge->links));
		merge->links[merge->link_count++] =
			(struct merge_link){qpdf_oh_get_object_id(file, annotation), page, link, false};
	}
}

/* --- bookmarks --- */

/* The pack's bookmark that leads to a page. */
static qpdf_oh
bookmark_find(qpdf_data pack, qpdf_oh first, int page, unsigned depth)
{
	for (unsigned n = 0; n < NAMES_MOST && qpdf_oh_is_dictionary(pack, first); n++) {
		qpdf_oh to = attach_key(pack, first, "/Dest"), below;

		if (qpdf_oh_is_array(pack, to) && qpdf_oh_get_array_n_items(pack, to) > 0 &&
			qpdf_oh_get_object_id(pack, qpdf_oh_get_array_item(pack, to, 0)) == page)
			return first;
		below = depth < DEEPEST ? bookmark_find(pack, attach_key(pack, first, "/First"), page, depth + 1) : 0;
		if (below != 0)
			return below;
		first = attach_key(pack, first, "/Next");
	}
	return 0;
}

static qpdf_oh
bookmark_new(const struct merge *merge, qpdf_oh old, qpdf_oh parent)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh made = qpdf_oh_new_dictionary(pack), to = attach_key(file, old, "/Dest"), aim;
	qpdf_oh title = attach_key(file, old, "/Title"), action = attach_key(file, old, "/A");
	const char *words = qpdf_oh_is_string(file, title) ? qpdf_oh_get_utf8_value(file, title) : "";

	words = merge_text(merge, words) ? text_clean(merge->pdf, words) : "";
	if (attach_is(file, action, "/S", "/GoTo"))
		to = attach_key(file, action, "/D");
	qpdf_oh_replace_key(
		pack, made, "/Title", qpdf_oh_new_unicode_string(pack, str_blank(words) ? "Without a title" : words));
	qpdf_oh_replace_key(pack, made, "/Parent", parent);
	if (merge_destination(merge, to, &aim))
		qpdf_oh_replace_key(pack, made, "/Dest", aim);
	return qpdf_make_indirect_object(pack, made);
}

/* The bookmarks from `old` on, below `parent`; no more than `left`. */
static void
bookmarks(const struct merge *merge, qpdf_oh old, qpdf_oh parent, unsigned depth, unsigned *left)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh before = 0;
	int count = 0;

	for (; qpdf_oh_is_dictionary(file, old) && *left > 0 && merge_spend(merge, BOOKMARK) && merge_once(merge, old);
		old = attach_key(file, old, "/Next")) {
		qpdf_oh made = bookmark_new(merge, old, parent);

		(*left)--;
		count++;
		if (before == 0) {
			qpdf_oh_replace_key(pack, parent, "/First", made);
		} else {
			qpdf_oh_replace_key(pack, made, "/Prev", before);
			qpdf_oh_replace_key(pack, before, "/Next", made);
		}
		if (depth < BOOKMARKS_DEEPEST)
			bookmarks(merge, attach_key(file, old, "/First"), made, depth + 1, left);
		before = made;
	}
	if (before == 0)
		return;
	qpdf_oh_replace_key(pack, parent, "/Last", before);
	qpdf_oh_replace_key(pack, parent, "/Count", qpdf_oh_new_integer(pack, -count));
}

void
merge_outline(const struct merge *merge)
{
	qpdf_data file = merge->file, pack = merge->pack;
	qpdf_oh first = attach_key(file, attach_key(file, qpdf_get_root(file), "/Outlines"), "/First");
	qpdf_oh parent =
		bookmark_find(pack, attach_key(pack, attach_key(pack, qpdf_get_root(pack), "/Outlines"), "/First"),
			qpdf_oh_get_object_id(pack, merge->sheets[0]), 0);
	unsigned left = BOOKMARKS_MOST;

	if (parent != 0 && !qpdf_oh_has_key(pack, parent, "/First"))
		bookmarks(merge, first, parent, 0, &left);
}
