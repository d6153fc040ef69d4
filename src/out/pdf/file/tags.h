/* The structure tree: what is what on the paper. */
#ifndef OUT_PDF_FILE_TAGS_H
#define OUT_PDF_FILE_TAGS_H

#include <hpdf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf;

/* One kid of a structure element: a marked piece of content, an element or an annotation. */
struct kid {
	struct kid *next;
	struct node *node;
	HPDF_Dict annotation;
	uint32_t page, mcid;
};

struct node {
	const char *type; /* "P", "TD" … */
	struct node *parent;
	const char *attributes; /* inside of the dictionary, ready to be written; NULL */
	const char *alternative;
	const char *title;
	struct kid *first, *last;
	uint32_t number; /* of its object */
	uint16_t order;  /* place among its parent's kids, whatever comes to paper first; 0: none */
	bool attached;
};

struct node *node_new(struct pdf *pdf, struct node *parent, const char *type);
/* Gives a node its place among its parent's kids: at its first ink, or where it has none, now. */
void node_attach(struct pdf *pdf, struct node *node);
void node_content(struct pdf *pdf, struct node *node, uint32_t page, uint32_t mcid);
void node_annotation(struct pdf *pdf, struct node *node, uint32_t page, HPDF_Dict annotation);

struct tags {
	struct node *root;
	HPDF_Dict tree;            /* StructTreeRoot, written last */
	struct node **annotations; /* by StructParent, after those of the pages */
	size_t annotation_count, annotation_room;
	struct node **all;
	size_t count, room;
};

struct saver;
int tags_prepare(struct pdf *pdf);
void tags_save(struct pdf *pdf, struct saver *saver);

#endif
