/* The frame around every page: the way to the other pages, who is signed in, and out again. */
#include "visit.h"

#include <string.h>

#include "base/str.h"
#include "out/out.h"
#include "template.h"

/* The page itself, or (aria-current="true") the part of the site that it belongs to. */
static const char *
current(const struct visit *visit, const char *path)
{
	const char *here = visit->request->path;
	size_t length = strlen(path);

	if (strcmp(here, path) == 0)
		return " aria-current=\"page\"";
	if (length > 1 && str_starts(here, path) && here[length] == '/')
		return " aria-current=\"true\"";
	return "";
}

static void
place_write(const struct visit *visit, struct buf *out, const struct report *report)
{
	const char *path =
		strcmp(report->address, "home") == 0 ? "/" : arena_printf(visit->arena, "/%s", report->address);

	buf_printf(out, "<li><a href=\"%s\"%s>%s</a></li>\n", path, current(visit, path), report->menu);
}

/* The reports that have a place in the navigation, those that the visitor may read. */
static void
nav_write(const struct visit *visit, struct buf *out)
{
	if (visit->visitor.person == 0)
		return;
	buf_text(out, "<nav class=\"places\" aria-label=\"Moothall\">\n<ul>\n");
	for (const struct report *const *report = report_table; *report != NULL; report++)
		if ((*report)->menu != NULL && roles_permit(visit->visitor.roles, (*report)->permission))
			place_write(visit, out, *report);
	buf_text(out, "</ul>\n</nav>\n");
}

static void
person_write(const struct visit *visit, struct buf *out)
{
	if (visit->visitor.person == 0)
		return;
	buf_text(out, "<form class=\"person\" method=\"post\" action=\"/sign-out\">\n<p>Signed in as ");
	html_text(out, visit->visitor.name);
	buf_text(out, "</p>\n");
	visit_token_field(visit, out);
	buf_text(out, "<button class=\"plain\" type=\"submit\">Sign out</button>\n</form>\n");
}

void
page_answer(struct visit *visit, const struct page *page)
{
	/* Nobody knows it while the database is away. */
	const char *council = visit->visitor.council != NULL ? visit->visitor.council : "";
	struct buf nav, person, subtitle;

	buf_init(&nav);
	buf_init(&person);
	buf_init(&subtitle);
	if (!str_blank(page->subtitle)) {
		buf_text(&subtitle, "<p class=\"subtitle\">");
		html_text(&subtitle, page->subtitle);
		buf_text(&subtitle, "</p>\n");
	}
	nav_write(visit, &nav);
	person_write(visit, &person);
	visit->response->type = "text/html; charset=utf-8";
	template_write(&visit->response->body, "page.html",
		TEMPLATE_SLOTS({"problem", page->problem}, {"title", page->title}, {"council", council},
			{"between", *council != '\0' ? " – " : ""}, {"stylesheet", visit->site->stylesheet},
			{"icon", visit->site->icon}, {"nav", nav.data}, {"person", person.data},
			{"subtitle", subtitle.data}, {"main", page->main->data}));
	buf_close(&nav);
	buf_close(&person);
	buf_close(&subtitle);
}
