/* What the files that read other people's PDFs share. Handles of libqpdf belong to their file. */
#ifndef ATTACH_QPDF_H
#define ATTACH_QPDF_H

#include <qpdf/qpdf-c.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "out/attach.h"

/* Opens a file in memory, which must outlive it; NULL: ERR_INPUT says what is wrong with it. */
qpdf_data attach_open(const char *bytes, size_t length, struct err *err);
/* Whether libqpdf has complained since it was last asked; `err` then says of what. */
int attach_trouble(qpdf_data pdf, struct err *err);

/* Follows every reference of the file; ERR_INPUT names what it must not hold. */
int attach_scan(qpdf_data pdf, struct arena *arena, bool *structured_forms, struct err *err);

/* The value of a key of a dictionary or stream; an uninitialised or null one for what has none. */
qpdf_oh attach_key(qpdf_data pdf, qpdf_oh of, const char *key);
bool attach_is(qpdf_data pdf, qpdf_oh of, const char *key, const char *name); /* a name */
bool attach_numbers(qpdf_data pdf, qpdf_oh array, double numbers[], int count);

/* A page as it lies on the table: what is seen of it, turned as it wants to be. */
struct attach_page {
	qpdf_oh page;
	double box[4];        /* left, bottom, right, top */
	int turn;             /* 0, 90, 180, 270 degrees clockwise */
	double unit;          /* of its user space, in points */
	double width, height; /* as seen, in points */
};

/* ERR_INPUT: it has no usable size. `number` is from 0. */
int attach_page_read(qpdf_data pdf, unsigned number, struct attach_page *page, struct err *err);

/* a b c d e f of a transformation, as PDF has them. */
struct matrix {
	double v[6];
};

/* Puts the page into a frame whose corner at the bottom left is x, y: at the top, not enlarged. */
struct matrix attach_fit(const struct attach_page *page, double x, double y, double width, double height);
void matrix_point(const struct matrix *matrix, double *x, double *y);
/* The rectangle around a rectangle that was transformed. */
void matrix_box(const struct matrix *matrix, const double from[4], double to[4]);
qpdf_oh matrix_array(qpdf_data pdf, const struct matrix *matrix);
qpdf_oh numbers_array(qpdf_data pdf, size_t count, const double numbers[]);

/* An object of the file `from`, and all that it refers to but pages, in the file `to`. */
qpdf_oh attach_copy(qpdf_data to, qpdf_data from, qpdf_oh object);

/*
 * The page as a form in the file `to`, drawn by `matrix`: its content and, on top, the
 * appearances of what was laid onto it (fields, notes, stamps); links are left out.
 */
qpdf_oh attach_form(
	qpdf_data to, qpdf_data from, const struct attach_page *page, const struct matrix *matrix, struct err *err);
/* Whether anything but links is laid onto the page. */
bool attach_has_overlay(qpdf_data pdf, qpdf_oh page);
/* The address of a link that may be followed: http, https or mailto; NULL: none such. In the arena. */
const char *attach_address(qpdf_data pdf, struct arena *arena, qpdf_oh annotation);

/* Whether it is tagged, and whether it says that it is PDF/UA-1. */
bool attach_is_tagged(qpdf_data pdf);
bool attach_claims_pdfua(qpdf_data pdf);

#endif
