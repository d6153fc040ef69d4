/* A page of another PDF: its size, how it is put into a frame, and as a form that can be drawn. */
#include <libdeflate.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "qpdf.h"
#include "base/str.h"

qpdf_oh
attach_key(qpdf_data pdf, qpdf_oh of, const char *key)
{
	if (qpdf_oh_is_stream(pdf, of))
		of = qpdf_oh_get_dict(pdf, of);
	if (!qpdf_oh_is_dictionary(pdf, of))
		return qpdf_oh_new_null(pdf);
	return qpdf_oh_get_key(pdf, of, key);
}

bool
attach_is(qpdf_data pdf, qpdf_oh of, const char *key, const char *name)
{
	qpdf_oh value = attach_key(pdf, of, key);
	bool is = qpdf_oh_is_name_and_equals(pdf, value, name);

	qpdf_oh_release(pdf, value);
	return is;
}

bool
attach_numbers(qpdf_data pdf, qpdf_oh array, double numbers[], int count)
{
	if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) < count)
		return false;
	for (int i = 0; i < count; i++)
		if (!qpdf_oh_get_value_as_number(pdf, qpdf_oh_get_array_item(pdf, array, i), &numbers[i]) ||
			!isfinite(numbers[i]))
			return false;
	return true;
}

static bool
read_box(qpdf_data pdf, qpdf_oh page, const char *key, double box[4])
{
	double n[4];

	if (!attach_numbers(pdf, attach_key(pdf, page, key), n, 4))
		return false;
	box[0] = fmin(n[0], n[2]);
	box[1] = fmin(n[1], n[3]);
	box[2] = fmax(n[0], n[2]);
	box[3] = fmax(n[1], n[3]);
	return true;
}

int
attach_page_read(qpdf_data pdf, unsigned number, struct attach_page *page, struct err *err)
{
	enum { LEAST = 9, MOST = 20000 };
	double crop[4], unit = 1;
	int turn = 0;

	*page = (struct attach_page){.page = qpdf_get_page_n(pdf, number)};
	if (!read_box(pdf, page->page, "/MediaBox", page->box))
		return err_set(err, ERR_INPUT, "page %u has no size", number + 1);
	if (read_box(pdf, page->page, "/CropBox", crop)) {
		page->box[0] = fmax(page->box[0], crop[0]);
		page->box[1] = fmax(page->box[1], crop[1]);
		page->box[2] = fmin(page->box[2], crop[2]);
		page->box[3] = fmin(page->box[3], crop[3]);
	}
	qpdf_oh_get_value_as_int(pdf, attach_key(pdf, page->page, "/Rotate"), &turn);
	qpdf_oh_get_value_as_number(pdf, attach_key(pdf, page->page, "/UserUnit"), &unit);
	page->turn = turn % 90 == 0 ? (turn % 360 + 360) % 360 : 0;
	page->unit = unit >= 1 && unit <= 1000 ? unit : 1;
	page->width = page->box[2] - page->box[0];
	page->height = page->box[3] - page->box[1];
	if (page->width < LEAST || page->height < LEAST || page->width > MOST || page->height > MOST)
		return err_set(err, ERR_INPUT, "page %u has no usable size", number + 1);
	page->width *= page->unit;
	page->height *= page->unit;
	if (page->turn % 180 != 0) {
		double width = page->width;

		page->width = page->height;
		page->height = width;
	}
	return 0;
}

struct matrix
attach_fit(const struct attach_page *page, double x, double y, double width, double height)
{
	const double *box = page->box;
	double scale = fmin(fmin(width / page->width, height / page->height), 1);
	/* turned, with the corner of what is seen at 0, 0 */
	struct matrix m = page->turn == 90 ? (struct matrix){{0, -1, 1, 0, -box[1], box[2]}}
		: page->turn == 180        ? (struct matrix){{-1, 0, 0, -1, box[2], box[3]}}
		: page->turn == 270        ? (struct matrix){{0, 1, -1, 0, box[3], -box[0]}}
					   : (struct matrix){{1, 0, 0, 1, -box[0], -box[1]}};

	for (int i = 0; i < 6; i++)
		m.v[i] *= scale * page->unit;
	m.v[4] += x + (width - page->width * scale) / 2;
	m.v[5] += y + height - page->height * scale;
	return m;
}

void
matrix_point(const struct matrix *matrix, double *x, double *y)
{
	const double *v = matrix->v;
	double from_x = *x, from_y = *y;

	*x = v[0] * from_x + v[2] * from_y + v[4];
	*y = v[1] * from_x + v[3] * from_y + v[5];
}

void
matrix_box(const struct matrix *matrix, const double from[4], double to[4])
{
	for (int i = 0; i < 4; i++) {
		double x = from[i & 1 ? 2 : 0], y = from[i & 2 ? 3 : 1];

		matrix_point(matrix, &x, &y);
		to[0] = i == 0 ? x : fmin(to[0], x);
		to[1] = i == 0 ? y : fmin(to[1], y);
		to[2] = i == 0 ? x : fmax(to[2], x);
		to[3] = i == 0 ? y : fmax(to[3], y);
	}
}

qpdf_oh
numbers_array(qpdf_data pdf, size_t count, const double numbers[])
{
	qpdf_oh array = qpdf_oh_new_array(pdf);

	for (size_t i = 0; i < count; i++)
		qpdf_oh_append_item(pdf, array, qpdf_oh_new_real_from_double(pdf, numbers[i], 5));
	return array;
}

qpdf_oh
matrix_array(qpdf_data pdf, const struct matrix *matrix)
{
	return numbers_array(pdf, 6, matrix->v);
}

qpdf_oh
attach_copy(qpdf_data to, qpdf_data from, qpdf_oh object)
{
	if (!qpdf_oh_is_indirect(from, object))
		object = qpdf_make_indirect_object(from, object);
	return qpdf_oh_copy_foreign_object(to, from, object);
}

/* --- what was laid onto the page --- */

/* The appearance that is shown: a stream, or one of several by state; null: none is. */
static qpdf_oh
appearance(qpdf_data pdf, qpdf_oh annotation)
{
	enum { INVISIBLE = 1, HIDDEN = 2, NO_VIEW = 32 };
	qpdf_oh normal = attach_key(pdf, attach_key(pdf, annotation, "/AP"), "/N");
	qpdf_oh state = attach_key(pdf, annotation, "/AS");
	int flags = 0;

	qpdf_oh_get_value_as_int(pdf, attach_key(pdf, annotation, "/F"), &flags);
	if ((flags & (INVISIBLE | HIDDEN | NO_VIEW)) != 0 || attach_is(pdf, annotation, "/Subtype", "/Link") ||
		attach_is(pdf, annotation, "/Subtype", "/Popup"))
		return qpdf_oh_new_null(pdf);
	if (!qpdf_oh_is_stream(pdf, normal) && qpdf_oh_is_name(pdf, state))
		normal = attach_key(pdf, normal, qpdf_oh_get_name(pdf, state));
	return qpdf_oh_is_stream(pdf, normal) ? normal : qpdf_oh_new_null(pdf);
}

bool
attach_has_overlay(qpdf_data pdf, qpdf_oh page)
{
	qpdf_oh list = attach_key(pdf, page, "/Annots");

	for (int i = 0; qpdf_oh_is_array(pdf, list) && i < qpdf_oh_get_array_n_items(pdf, list); i++)
		if (!qpdf_oh_is_null(pdf, appearance(pdf, qpdf_oh_get_array_item(pdf, list, i))))
			return true;
	return false;
}

/* From the appearance's box to the annotation's (ISO 32000-1, 12.5.5). */
static bool
appearance_place(qpdf_data pdf, qpdf_oh annotation, qpdf_oh stream, struct matrix *place)
{
	struct matrix own = {{1, 0, 0, 1, 0, 0}};
	double rect[4], box[4], seen[4], x, y;

	if (!read_box(pdf, annotation, "/Rect", rect) || !read_box(pdf, stream, "/BBox", box))
		return false;
	attach_numbers(pdf, attach_key(pdf, stream, "/Matrix"), own.v, 6);
	matrix_box(&own, box, seen);
	if (seen[2] - seen[0] <= 0 || seen[3] - seen[1] <= 0)
		return false;
	x = (rect[2] - rect[0]) / (seen[2] - seen[0]);
	y = (rect[3] - rect[1]) / (seen[3] - seen[1]);
	*place = (struct matrix){{x, 0, 0, y, rect[0] - seen[0] * x, rect[1] - seen[1] * y}};
	return true;
}

/* A form: what is drawn, in its box, with its resources. */
static qpdf_oh
form_new(qpdf_data to, const char *bytes, size_t length, const double box[4], qpdf_oh resources)
{
	qpdf_oh form = qpdf_oh_new_stream(to), dict = qpdf_oh_get_dict(to, form);
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
	size_t bound = libdeflate_zlib_compress_bound(compressor, length), size = 0;
	unsigned char *packed = mem_alloc(bound);

	/* The library leaves all streams as they are: those of the pack are packed already. */
	if (compressor != NULL)
		size = libdeflate_zlib_compress(compressor, bytes, length, packed, bound);
	qpdf_oh_replace_stream_data(to, form, size > 0 ? packed : (const unsigned char *)bytes,
		size > 0 ? size : length, size > 0 ? qpdf_oh_new_name(to, "/FlateDecode") : qpdf_oh_new_null(to),
		qpdf_oh_new_null(to));
	free(packed);
	if (compressor != NULL)
		libdeflate_free_compressor(compressor);
	qpdf_oh_replace_key(to, dict, "/Type", qpdf_oh_new_name(to, "/XObject"));
	qpdf_oh_replace_key(to, dict, "/Subtype", qpdf_oh_new_name(to, "/Form"));
	qpdf_oh_replace_key(to, dict, "/BBox", numbers_array(to, 4, box));
	qpdf_oh_replace_key(to, dict, "/Resources", resources);
	return form;
}

static void
draw(struct buf *content, const char *name, const struct matrix *place)
{
	buf_text(content, "q ");
	for (int i = 0; place != NULL && i < 6; i++)
		buf_printf(content, "%.5f ", place->v[i]);
	buf_printf(content, "%s%s Do Q\n", place != NULL ? "cm " : "", name);
}

/*
 * The page, and on top of it what was laid onto it. The page is a form of its own inside: whatever
 * state its content leaves behind does not reach the rest.
 */
static qpdf_oh
overlaid(qpdf_data to, qpdf_data from, const struct attach_page *page, qpdf_oh form)
{
	qpdf_oh list = attach_key(from, page->page, "/Annots");
	qpdf_oh resources = qpdf_oh_new_dictionary(to), forms = qpdf_oh_new_dictionary(to), made;
	struct buf content;

	buf_init(&content);
	qpdf_oh_replace_key(to, resources, "/XObject", forms);
	qpdf_oh_replace_key(to, forms, "/Page", form);
	draw(&content, "/Page", NULL);
	for (int i = 0; i < qpdf_oh_get_array_n_items(from, list); i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(from, list, i);
		qpdf_oh stream = appearance(from, annotation);
		struct matrix place;
		char name[32];

		if (qpdf_oh_is_null(from, stream) || !appearance_place(from, annotation, stream, &place))
			continue;
		snprintf(name, sizeof(name), "/Overlay%d", i);
		qpdf_oh_replace_key(to, forms, name, attach_copy(to, from, stream));
		draw(&content, name, &place);
	}
	made = form_new(to, content.data, content.length, page->box, resources);
	buf_close(&content);
	return made;
}

qpdf_oh
attach_form(qpdf_data to, qpdf_data from, const struct attach_page *page, const struct matrix *matrix, struct err *err)
{
	qpdf_oh resources = attach_key(from, page->page, "/Resources");
	qpdf_oh group = attach_key(from, page->page, "/Group"), form;
	unsigned char *bytes = NULL;
	size_t length = 0;

	if ((qpdf_oh_get_page_content_data(from, page->page, &bytes, &length) & QPDF_ERRORS) != 0)
		attach_trouble(from, err);
	resources =
		qpdf_oh_is_dictionary(from, resources) ? attach_copy(to, from, resources) : qpdf_oh_new_dictionary(to);
	form = form_new(to, bytes != NULL ? (const char *)bytes : "", bytes != NULL ? length : 0, page->box, resources);
	free(bytes);
	if (qpdf_oh_is_dictionary(from, group))
		qpdf_oh_replace_key(to, qpdf_oh_get_dict(to, form), "/Group", attach_copy(to, from, group));
	if (attach_has_overlay(from, page->page))
		form = overlaid(to, from, page, form);
	qpdf_oh_replace_key(to, qpdf_oh_get_dict(to, form), "/Matrix", matrix_array(to, matrix));
	return form;
}

const char *
attach_address(qpdf_data pdf, struct arena *arena, qpdf_oh annotation)
{
	enum { LONGEST = 2000 };
	qpdf_oh action = attach_key(pdf, annotation, "/A"), uri;
	const char *text;

	if (!attach_is(pdf, annotation, "/Subtype", "/Link") || !attach_is(pdf, action, "/S", "/URI"))
		return NULL;
	uri = attach_key(pdf, action, "/URI");
	if (!qpdf_oh_is_string(pdf, uri))
		return NULL;
	text = qpdf_oh_get_string_value(pdf, uri);
	if (strlen(text) > LONGEST)
		return NULL;
	text = arena_string(arena, text);
	if (!str_starts(text, "https://") && !str_starts(text, "http://") && !str_starts(text, "mailto:"))
		return NULL;
	for (const char *c = text; *c != '\0'; c++)
		if (*c <= ' ' || *c >= 0x7F)
			return NULL;
	return text;
}
