/*
 * Single sign-on: the web server in front proves who the reader is (Kerberos, OpenID Connect: whatever the council has)
 * and hands the name over as the FastCGI parameter REMOTE_USER, at this one address. The session is ours from there on.
 */
#include "visit.h"

#include <sodium.h>
#include <string.h>

#include "auth/csrf.h"
#include "base/address.h"
#include "base/log.h"
#include "base/str.h"
#include "out/out.h"

bool
sign_in_by(const struct visit *visit, const char *way)
{
	const char *ways = conf_text(visit->site->conf, CONF_SIGN_IN);

	return str_equal(ways, "both") || str_equal(ways, way);
}

/*
 * A link and no form: the way may lead over another site, to which a page of ours may not send a form. It has the token of
 * a form all the same, so that no link of others signs a browser in: `go` is the token and, right behind it, where to. That
 * is in base64, since it goes through a parameter of the other site's, which may take percent signs off.
 */
void
council_link_write(const struct visit *visit, struct buf *out, const char *next)
{
	const size_t length = next != NULL ? strlen(next) : 0;
	const size_t room = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char token[CSRF_TEXT], *where = arena_alloc(visit->arena, room);

	csrf_token(token, visit->token);
	sodium_bin2base64(where, room, (const unsigned char *)next, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	buf_text(out, "<p><a class=\"button\" href=\"/sign-in/council?go=");
	buf_text(out, token);
	buf_text(out, where);
	buf_text(out, "\">Sign in with your council account</a></p>\n");
}

/* Where a link of ours leads to; NULL: it is none. */
static const char *
way_find(const struct visit *visit)
{
	const char *go = field_value(&visit->request->query, "go");
	char *where;
	size_t length = 0;

	if (go == NULL || strlen(go) < CSRF_TEXT - 1 ||
		!csrf_valid(arena_bytes(visit->arena, go, CSRF_TEXT - 1), visit->token))
		return NULL;
	go += CSRF_TEXT - 1;
	where = arena_alloc(visit->arena, strlen(go) + 1);
	if (sodium_base642bin((unsigned char *)where, strlen(go), go, strlen(go), NULL, &length, NULL,
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return "/";
	where[length] = '\0';
	return address_is_ours(where) ? where : "/";
}

/* Whoever comes from elsewhere presses the button first. */
static int
lead_to_button(struct visit *visit)
{
	const char *next = field_value(&visit->request->query, "next");

	response_redirect(visit->response,
		address_is_ours(next) ? address_with(visit->arena, "/sign-in", "next", next) : "/sign-in");
	return 0;
}

static bool
is_clean(const char *name)
{
	if (!utf8_valid(name, strlen(name)))
		return false;
	for (; *name != '\0'; name++)
		if ((unsigned char)*name < ' ' || *name == 0x7F)
			return false;
	return true;
}

/* The user name in what the server in front calls the reader; NULL: it is none of ours, as one of another domain. */
static const char *
name_find(const struct visit *visit)
{
	const char *user = visit->request->user, *at = strrchr(user, '@');
	const char *domain = conf_text(visit->site->conf, CONF_SIGN_IN_DOMAIN);

	if (!is_clean(user) || str_blank(user))
		return NULL;
	if (at == NULL)
		return user;
	return *domain != '\0' && str_same(at + 1, domain) ? arena_bytes(visit->arena, user, (size_t)(at - user))
							   : NULL;
}

static int
unknown_page(struct visit *visit)
{
	struct buf main;

	buf_init(&main);
	buf_text(&main, "<p>Your council account");
	if (is_clean(visit->request->user)) {
		buf_text(&main, " <strong>");
		html_text(&main, visit->request->user);
		buf_text(&main, "</strong>");
	}
	buf_text(&main,
		" was accepted. But there is no user of that name here, or your access has ended.</p>\n"
		"<p>If you need access, <a href=\"/contact\">ask whoever looks after it</a>, and name the account.</p>\n");
	visit->response->status = 403;
	page_answer(visit, &(struct page){.title = "You do not have access to this site", .main = &main});
	buf_close(&main);
	return 0;
}

int
council_answer(struct visit *visit)
{
	const char *to = way_find(visit);
	struct sign_in attempt = sign_in_attempt(visit);

	if (!sign_in_by(visit, "proxy"))
		return err_set(&visit->err, ERR_ABSENT, "there is nothing at this address");
	if (visit->request->method != METHOD_GET) {
		visit->status = 405;
		visit->allow = METHOD_GET;
		return err_set(&visit->err, ERR_INPUT, "this address cannot be used in that way");
	}
	if (str_blank(visit->request->user)) {
		log_line("single sign-on: the web server hands over no REMOTE_USER at /sign-in/council");
		return err_set(&visit->err, ERR_DENIED, "signing in with a council account is not set up here");
	}
	if (to == NULL)
		return lead_to_button(visit);
	attempt.username = name_find(visit);
	if (attempt.username == NULL)
		return unknown_page(visit);
	if (visit->visitor.person != 0 && str_same(visit->visitor.username, attempt.username)) {
		response_redirect(visit->response, to);
		return 0;
	}
	if (sign_in_by_proxy(visit->site->db, visit->arena, visit->site->conf, &attempt, &visit->err) != 0)
		return -1;
	if (attempt.result != SIGN_IN_DONE)
		return unknown_page(visit);
	sign_in_keep(visit, &attempt);
	response_redirect(visit->response, to);
	return 0;
}
