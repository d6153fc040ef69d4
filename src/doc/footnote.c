/* Footnotes: a number where they are referred to, their texts at the end of the paper. */
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "reader.h"

const char *
footnote_key(struct arena *arena, const char *number)
{
	return arena_printf(arena, "footnote-%s", number);
}

static int
add_footnote(struct reader *r, cmark_node *node, unsigned number)
{
	cmark_node *child = cmark_node_first_child(node);
	struct block *block;
	struct text text;

	r->line = (unsigned)cmark_node_get_start_line(node);
	if (child == NULL || cmark_node_next(child) != NULL || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
		return reader_refuse(r, "a footnote is one paragraph");
	if (reader_text(r, child, &text) != 0)
		return -1;
	block = doc_block(r->doc, BLOCK_PARAGRAPH);
	block->number = arena_printf(r->doc->arena, "[%u]", number);
	block->key = footnote_key(r->doc->arena, arena_printf(r->doc->arena, "%u", number));
	block->text = text;
	return 0;
}

int
reader_footnotes(struct reader *r, cmark_node *node)
{
	struct block *heading = doc_heading(r->doc, r->deeper + 2 > 6 ? 6 : r->deeper + 2, NULL, "Footnotes");

	heading->key = reader_key(r, "footnotes");
	heading->unlisted = true;
	for (unsigned number = 1; node != NULL; node = cmark_node_next(node), number++)
		if (add_footnote(r, node, number) != 0)
			return -1;
	return 0;
}

int
reader_check_footnotes(struct reader *r, const char *text)
{
	const char *line = text;

	for (r->line = 1; line != NULL; line = strchr(line, '\n'), r->line++) {
		size_t length;
		const char *found = text, *label;

		line += *line == '\n';
		label = line + strspn(line, " ");
		length = strcspn(label, "]\n");
		if (!str_starts(label, "[^") || !str_starts(label + length, "]:"))
			continue;
		while (found != NULL && (found == label || strncasecmp(found, label, length + 1) != 0))
			found = strstr(found + 1, "[^");
		if (found == NULL)
			return err_set(r->err, ERR_INPUT, "line %u: nothing refers to the footnote %.*s", r->line,
				length < 40 ? (int)length + 1 : 40, label);
	}
	return 0;
}
