/* The frame around every page: the way to the other pages, a search, who is signed in, and out again. */
#include "visit.h"

#include "base/str.h"
#include "out/out.h"
#include "template.h"
#include "way.h"

static void
person_write(const struct visit *visit, struct buf *out)
{
	if (visit->visitor.person == 0)
		return;
	buf_text(out, "<form class=\"person\" method=\"post\" action=\"/sign-out\">\n<p>Signed in as ");
	html_text(out, visit->visitor.name);
	buf_text(out, "</p>\n<a href=\"/account\">Your account</a>\n");
	visit_token_field(visit, out);
	buf_text(out, "<button class=\"plain\" type=\"submit\">Sign out</button>\n</form>\n");
}

/* On narrow screens the page "Search" stands for it. */
static const char search_form[] =
	"<form class=\"search\" role=\"search\" action=\"/search\">\n"
	"<label class=\"hidden-text\" for=\"search-text\">Search</label>\n"
	"<input id=\"search-text\" name=\"text\" type=\"search\" autocomplete=\"off\" placeholder=\"Search\">\n"
	"<button type=\"submit\">Search</button>\n</form>\n";

/* The council's name stands beside it: nobody needs it read out as well. */
static void
mark_write(const struct visit *visit, struct buf *out)
{
	if (visit->visitor.mark == NULL)
		return;
	buf_text(out, "<img class=\"council-mark\" src=\"/mark/");
	html_attr(out, visit->visitor.mark);
	buf_printf(
		out, "\" alt=\"\" width=\"%s\" height=\"%s\">", visit->visitor.mark_width, visit->visitor.mark_height);
}

void
page_answer(struct visit *visit, const struct page *page)
{
	/* Nobody knows it while the database is away. */
	const char *council = visit->visitor.council != NULL ? visit->visitor.council : "";
	const bool searches = roles_permit(visit->visitor.roles, PERMIT_MEETINGS);
	const char *search = searches ? search_form : "";
	const char *prefix = page->problem != NULL || form_has_errors(&visit->filled) ? "Error" : NULL;
	struct buf nav, here, person, subtitle, said, mark;

	buf_init(&said);
	if (prefix == NULL)
		prefix = banner_take(visit, &said);
	form_summary(&visit->filled, &said);
	if (page->problem != NULL)
		buf_text(&said, page->problem->data);
	buf_init(&mark);
	mark_write(visit, &mark);
	buf_init(&nav);
	buf_init(&here);
	buf_init(&person);
	buf_init(&subtitle);
	if (!str_blank(page->subtitle)) {
		buf_text(&subtitle, "<p class=\"subtitle\">");
		html_text(&subtitle, page->subtitle);
		buf_text(&subtitle, "</p>\n");
	}
	way_write(visit, &nav);
	way_write_here(visit, page->title, &here);
	person_write(visit, &person);
	visit->response->type = "text/html; charset=utf-8";
	template_write(&visit->response->body, "page.html",
		TEMPLATE_SLOTS({"prefix", prefix}, {"colon", prefix != NULL ? ": " : ""}, {"said", said.data},
			{"title", page->title}, {"council", council}, {"mark", mark.data},
			{"between", *council != '\0' ? " – " : ""}, {"stylesheet", visit->site->stylesheet},
			{"script", visit->site->script}, {"icon", visit->site->icon}, {"nav", nav.data},
			{"here", here.data}, {"search", search}, {"person", person.data}, {"subtitle", subtitle.data},
			{"main", page->made != NULL ? page->made : page->main->data}));
	buf_close(&mark);
	buf_close(&nav);
	buf_close(&here);
	buf_close(&person);
	buf_close(&subtitle);
	buf_close(&said);
}
