/* Files of the tree that are compiled in: SQL, templates, static files, fonts. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name;          /* NULL ends a table */
	const unsigned char *data; /* NUL-terminated for the sake of text */
	size_t size;               /* without that NUL */
};

extern const struct embedded embedded_roles[];      /* sql/roles.sql */
extern const struct embedded embedded_migrations[]; /* sql/migrations/, in order */
extern const struct embedded embedded_objects[];    /* sql/objects/, in order */
extern const struct embedded embedded_templates[];  /* templates/ */
extern const struct embedded embedded_static[];     /* static/ */
extern const struct embedded embedded_fonts[];      /* the cut-down fonts: "sans.ttf" … */
extern const struct embedded embedded_completion[]; /* src/cli/completion.bash */
extern const struct embedded embedded_passwords[];  /* src/auth/common_passwords.txt */

/* The file of that name in a table, or NULL. */
const struct embedded *embedded_find(const struct embedded table[], const char *name);

#endif
