/* Under which keys answers are kept, and whose they are: made.c holds them. */
#include "kept.h"

#include "base/str.h"
#include "made.h"
#include "report/publication.h"

/*
 * Those who may read the same, of what is asked for: the class of rights for figures, one session for what is of meetings
 * and of oneself. What shows the audit trail, people or papers that are being written changes by more than content.
 */
static const char *
readers(const struct visit *visit)
{
	const struct visitor *visitor = &visit->visitor;

	if (visitor->rights == NULL)
		return NULL;
	switch (visit_permission(visit)) {
	case PERMIT_FIGURES:
		return visit->report != NULL ? visitor->rights : NULL;
	case PERMIT_MEETINGS:
		return token_hash(visit->arena, visit->token);
	case PERMIT_SIGNED_IN:
		return visit->report == NULL || roles_permit(visitor->roles, PERMIT_AUDIT) ||
				roles_permit(visitor->roles, PERMIT_PEOPLE)
			? NULL
			: token_hash(visit->arena, visit->token);
	default:
		return NULL;
	}
}

/* NULL: what is here is not kept. `as`: what of it; "" for the answer. */
static const char *
key_of(const struct visit *visit, const char *as)
{
	const char *whose = readers(visit);

	if (whose == NULL || visit->request->method == METHOD_POST)
		return NULL;
	return arena_printf(visit->arena, "%s %u %s %s", whose, (unsigned)visit->face, visit->request->uri, as);
}

static const struct made_body *
find(const struct visit *visit, const char *as)
{
	const char *key = key_of(visit, as);

	return key != NULL ? made_find(visit->site->made, visit->visitor.content, key) : NULL;
}

static void
put(const struct visit *visit, const char *content, const char *as, const struct made_body *body)
{
	const char *key = key_of(visit, as);

	if (key != NULL)
		made_put(visit->site->made, content, key, body);
}

bool
kept_answer(struct visit *visit, size_t *rows)
{
	const struct made_body *body = find(visit, "");

	if (body == NULL)
		return false;
	*rows = body->number;
	if (body->type == NULL) {
		page_answer(
			visit, &(struct page){.title = body->title, .subtitle = body->subtitle, .made = body->bytes});
		return true;
	}
	visit->response->type = body->type;
	for (size_t i = 0; i < body->field_count; i++)
		response_header(visit->response, body->fields[i].name, "%s", body->fields[i].value);
	buf_add(&visit->response->body, body->bytes, body->length);
	return true;
}

void
kept_page(const struct visit *visit, const char *title, const char *subtitle, const struct buf *main)
{
	put(visit, visit->visitor.content, "",
		&(struct made_body){
			.title = title, .subtitle = subtitle, .bytes = main->data, .length = main->length + 1});
}

void
kept_file(const struct visit *visit, size_t rows)
{
	const struct response *response = visit->response;
	struct made_body body = {
		.type = response->type, .bytes = response->body.data, .length = response->body.length, .number = rows};

	if (response->header_count > MADE_FIELDS)
		return;
	for (size_t i = 0; i < response->header_count; i++)
		body.fields[body.field_count++] = response->headers[i];
	put(visit, visit->visitor.content, "", &body);
}

bool
kept_refusal(struct visit *visit)
{
	const struct made_body *body = find(visit, "refused");

	if (body != NULL)
		err_set(&visit->err, (enum err_code)body->number, "%s", body->title);
	return body != NULL;
}

void
kept_refused(const struct visit *visit, const char *content)
{
	const struct err *err = &visit->err;

	if ((err->code == ERR_ABSENT || err->code == ERR_DENIED) && visit->status == 0)
		put(visit, content, "refused", &(struct made_body){.title = err->text, .number = err->code});
}

bool
kept_publication(const struct visit *visit, struct publication_served *served)
{
	const struct made_body *body = find(visit, "published");
	struct arena *arena = visit->arena;

	if (body == NULL)
		return false;
	*served = (struct publication_served){.sha256 = arena_string(arena, body->title),
		.number = arena_string(arena, body->fields[0].value),
		.edition = arena_string(arena, body->fields[1].value),
		.size = body->number};
	return true;
}

void
kept_published(const struct visit *visit, const struct publication_served *served)
{
	if (served->exempt != NULL)
		return;
	put(visit, visit->visitor.content, "published",
		&(struct made_body){.title = served->sha256,
			.fields = {{"number", served->number}, {"edition", served->edition}},
			.field_count = 2,
			.number = served->size});
}
