/* A document with every kind of block and texts that try to get out, for the tests of the faces. */
#ifndef TESTS_OUT_SAMPLE_H
#define TESTS_OUT_SAMPLE_H

#include "doc/doc.h"

#define HOSTILE "<script>alert(\"1\")</script> & ]]> 'q'"

struct doc *sample_doc(struct arena *arena);
/* A line chart over 13 months with a gap, a target and a comparator. */
struct chart *sample_chart(struct doc *doc, enum chart_kind kind);

#endif
