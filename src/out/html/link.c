/* Where links lead: ids, addresses, and text with links in it. */
#include "html.h"

#include <string.h>

#include "base/str.h"

/* The ids of blocks must not be those of the page around them. */
static const char *const page_ids[] = {"main", "content", "top"};

struct taken {
	uint64_t *hashes;
	size_t count, room;
};

/* FNV-1a over 64 bits: comparing hashes keeps a pack of thousands of paragraphs quick. */
static uint64_t
hash(const char *text)
{
	uint64_t h = 14695981039346656037u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h;
}

static bool
take(struct arena *arena, struct taken *taken, const char *id)
{
	uint64_t h = hash(id);

	for (size_t i = 0; i < taken->count; i++)
		if (taken->hashes[i] == h)
			return false;
	taken->hashes = arena_grow(arena, taken->hashes, taken->count, &taken->room, sizeof(*taken->hashes));
	taken->hashes[taken->count++] = h;
	return true;
}

static const char *
take_unlike(struct arena *arena, struct taken *taken, const char *wanted)
{
	const char *id = wanted;

	for (unsigned n = 2; !take(arena, taken, id); n++)
		id = arena_printf(arena, "%s-%u", wanted, n);
	return id;
}

/* Letters, digits, "-" and "_" stay; a run of anything else becomes one "-". */
static const char *
id_text(struct arena *arena, const char *prefix, const char *key)
{
	char *id = arena_printf(arena, "%s%s", prefix, key), *to = id;

	for (const char *from = id; *from != '\0'; from++) {
		bool plain = (*from >= 'a' && *from <= 'z') || (*from >= 'A' && *from <= 'Z') ||
			(*from >= '0' && *from <= '9') || *from == '_';

		if (plain)
			*to++ = *from;
		else if (to == id || to[-1] != '-')
			*to++ = '-';
	}
	*to = '\0';
	return id;
}

static const char *
block_key(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
		return block->key;
	case BLOCK_TABLE:
		return block->table->key;
	case BLOCK_CHART:
		return block->chart->key;
	default:
		return NULL;
	}
}

static const char *
wanted_id(struct arena *arena, const struct block *block)
{
	const char *key = block_key(block);

	if (key != NULL && *key != '\0' && block->kind != BLOCK_PARAGRAPH)
		return id_text(arena, "", key);
	if (block->kind == BLOCK_HEADING)
		return "heading";
	if (block->kind == BLOCK_TABLE)
		return "table";
	if (block->kind == BLOCK_CHART)
		return "chart";
	if (block->kind == BLOCK_PARAGRAPH && block->number != NULL)
		return id_text(arena, "para-", block->number);
	return NULL;
}

bool
html_is_title(const struct html *html, const struct block *block)
{
	return block->kind == BLOCK_HEADING && block->level == 1 &&
		str_equal(text_plain(html->doc->arena, &block->text), html->doc->title);
}

static unsigned
last_page(const struct html *html)
{
	unsigned last = 0;

	for (size_t i = 0; html->pages != NULL && i < html->doc->count; i++)
		if (html->pages[i].last > last)
			last = html->pages[i].last;
	return last;
}

unsigned
html_page(const struct html *html, const struct block *block)
{
	return html->pages == NULL ? 0 : html->pages[block - html->doc->blocks].first;
}

void
html_ids(struct html *html)
{
	struct arena *arena = html->doc->arena;
	struct taken taken = {0};

	for (size_t i = 0; i < sizeof(page_ids) / sizeof(page_ids[0]); i++)
		take(arena, &taken, page_ids[i]);
	for (unsigned n = 1; n <= last_page(html); n++)
		take(arena, &taken, arena_printf(arena, "page-%u", n));
	for (size_t i = 0; i < html->doc->count; i++) {
		const struct table *table = html->doc->blocks[i].table;

		for (size_t r = 0; table != NULL && r < table->row_count; r++)
			if (table->rows[r].key != NULL)
				take(arena, &taken, table->rows[r].key);
	}
	html->ids = arena_array(arena, html->doc->count, sizeof(*html->ids));
	for (size_t i = 0; i < html->doc->count; i++) {
		const struct block *block = &html->doc->blocks[i];
		const char *wanted = wanted_id(arena, block);

		if (wanted == NULL || html_is_title(html, block))
			continue;
		html->ids[i] = take_unlike(arena, &taken, wanted);
		/* a caption's id is its table's and this ending: nobody else may have it */
		if (block->kind == BLOCK_TABLE)
			take(arena, &taken, arena_printf(arena, "%s-caption", html->ids[i]));
	}
}

const struct block *
html_target(const struct html *html, const char *href, const char **id)
{
	if (href == NULL || *href != '#')
		return NULL;
	for (size_t i = 0; i < html->doc->count; i++) {
		const char *key = block_key(&html->doc->blocks[i]);

		if (html->ids[i] != NULL && key != NULL && strcmp(key, href + 1) == 0) {
			*id = html->ids[i];
			return &html->doc->blocks[i];
		}
	}
	return NULL;
}

/* Browsers drop control characters and read "\" as "/": "/\t/host" would leave the site. */
static bool
address_allowed(const char *href)
{
	for (const char *c = href; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7F || *c == '\\')
			return false;
	if (*href == '/')
		return href[1] != '/';
	return *href == '?' || str_starts(href, "https://") || str_starts(href, "http://") ||
		str_starts(href, "mailto:");
}

bool
html_link_open(struct html *html, const char *href)
{
	const char *id;

	if (href == NULL)
		return false;
	if (html_target(html, href, &id) != NULL) {
		buf_printf(html->out, "<a href=\"#%s\">", id);
		return true;
	}
	if (!address_allowed(href))
		return false;
	buf_text(html->out, "<a href=\"");
	html_attr(html->out, href);
	buf_text(html->out, "\">");
	return true;
}

void
html_link_close(struct html *html)
{
	buf_text(html->out, "</a>");
}

static void
page_number(struct html *html, const char *word, unsigned page)
{
	buf_printf(html->out, "<a href=\"#page-%u\">%s %s</a>", page, word, html->pages->labels[page]);
}

/* Where paper says "Page 12", the twin of a PDF does too; any other page says what is there. */
static void
page_link(struct html *html, const char *href)
{
	const char *id;
	const struct block *block = html_target(html, href, &id);
	const char *name = NULL;

	if (block == NULL)
		return;
	if (html_page(html, block) > 0) {
		page_number(html, "Page", html_page(html, block));
		return;
	}
	if (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH)
		name = text_plain(html->doc->arena, &block->text);
	else
		name = block->kind == BLOCK_TABLE ? block->table->title : block->chart->title;
	buf_printf(html->out, "<a href=\"#%s\">Read<span class=\"hidden-text\"> ", id);
	html_text(html->out, name);
	buf_text(html->out, "</span></a>");
}

static void
span_write(struct html *html, const struct span *span)
{
	bool link = html_link_open(html, span->href);

	if (span->strong)
		buf_text(html->out, "<strong>");
	if (span->emphasis)
		buf_text(html->out, "<em>");
	html_text(html->out, span->text);
	if (span->emphasis)
		buf_text(html->out, "</em>");
	if (span->strong)
		buf_text(html->out, "</strong>");
	if (link)
		html_link_close(html);
}

/* Behind the words of a link: ", page 12". */
static void
page_behind(struct html *html, const char *href)
{
	const char *id;
	const struct block *block = html_target(html, href, &id);

	if (block == NULL || html_page(html, block) == 0)
		return;
	buf_text(html->out, ", ");
	page_number(html, "page", html_page(html, block));
}

void
html_spans(struct html *html, const struct text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		const struct span *span = &text->spans[i];

		if (!span_is_page(span))
			span_write(html, span);
		else if (str_equal(span->text, "@page"))
			page_link(html, span->href);
		else
			page_behind(html, span->href);
	}
}
