/* The glossary: its page, and its section in a pack. */
#include "../table.h"
#include "performance.h"

static int
build_glossary(struct build *build, struct err *err)
{
	static const struct field fields[] = {
		{.key = "term", .label = "Term", .head = true}, {.key = "meaning", .label = "Meaning"}};
	static const struct table_spec spec = {"glossary", "Glossary", FIELDS(fields),
		"No terms are held: an import of glossary fills this page.", NULL};
	struct table *table = add_table(build->doc, &spec, build_part(build, "terms"));

	(void)err;
	/* Only the page's own rows can be linked to: a pack may hold the glossary twice. */
	for (size_t i = 0; !build_alone(build) && i < table->row_count; i++)
		table->rows[i].key = NULL;
	return 0;
}

const struct report glossary_report = {
	.address = "glossary",
	.title = "Glossary",
	.permission = PERMIT_MEETINGS,
	.door = DOOR_HELP,
	.menu = "Glossary",
	.pdf = true,
	.data = true,
	.sources = (const char *const[]){"glossary", NULL},
	.parts = GROUP_GLOSSARY,
	.build = build_glossary,
};
