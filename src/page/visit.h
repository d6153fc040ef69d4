/* What the pages share: the site, a visit to it, and the rows that say who may go where. */
#ifndef VISIT_H
#define VISIT_H

#include "auth/csrf.h"
#include "auth/password.h"
#include "auth/permission.h"
#include "auth/session.h"
#include "form.h"
#include "page/site.h"
#include "report/report.h"

struct site {
	const struct conf *conf;
	struct db *db;     /* NULL: not reached yet */
	struct made *made; /* what was made of reports */
	struct known *known;
	struct password_cost cost;
	char *stylesheet, *script, *icon; /* their addresses */
};

enum face { FACE_HTML, FACE_JSON, FACE_CSV, FACE_CSVW, FACE_XLSX, FACE_PDF };

/* One request on its way to an answer. */
struct visit {
	struct site *site;
	const struct request *request;
	struct response *response;
	struct arena *arena;
	const char *name; /* of the address: no first slash, no suffix */
	enum face face;
	const struct route *route;
	const struct report *report; /* and what it needs, if the address is one's */
	const char *subject;
	struct report_params params;
	int connection;    /* whose end ends what the database does for it; 0: it is done all the same */
	const char *token; /* the cookie's, if it has the form of one; NULL */
	bool renewed;      /* it is another than was sent, and the answer brings it */
	struct visitor visitor;
	struct fields form;
	struct upload file;        /* of a form that has one */
	struct form_filled filled; /* what stands in the page's form */
	unsigned status;           /* of a failure whose code does not tell; 0 */
	unsigned allow;            /* the methods that would do, if this one does not */
	struct err err;
};

/* Makes the answer, or fails and sets visit->err (and ->status). */
typedef int visit_handler(struct visit *visit);

enum { ROUTE_FIELDS = 6 };
/* With the methods: whoever asks must have proved of late who they are. What administers asks for it. */
enum { ROUTE_FRESH = 1 << 8 };

struct route {
	unsigned methods;
	const char *path;
	bool database;              /* a transaction that knows who asks is opened before */
	enum permission permission; /* of reports their rows say it */
	visit_handler *handler;
	const char *query[ROUTE_FIELDS]; /* parameters known; a report has its own */
	const struct form_spec *form;    /* of a POST */
};

/*
 * The row for the visit's address and method, the address taken apart into name and face.
 * NULL: there is no such address, or (*methods then says which) not for this method.
 */
const struct route *route_find(struct visit *visit, unsigned *methods);
/* The n-th part of the address, from 0: "meetings", the meeting, ... */
const char *visit_part(const struct visit *visit, unsigned n);
/* What a visitor needs for it. */
enum permission visit_permission(const struct visit *visit);

/* A path of ours and its query, to go to after signing in: what `next` may hold. */
bool address_is_ours(const char *address);

/*
 * The query of this address again, "?a=b&c=d", without those of these names (a list that ends in NULL; NULL: without
 * all) and what says nothing, and with one more, unless its value is NULL.
 */
void visit_query(
	const struct visit *visit, struct buf *out, const char *const without[], const char *name, const char *value);

/* The session's token that came with the request, if it has the form of one; NULL. */
const char *visit_cookie(const struct request *request);

/* Sets the cookie; NULL takes it away. */
void visit_set_cookie(struct visit *visit, const char *token);

/* An attempt to sign in from where the visit comes from, and the cookies of one that was successful. */
struct sign_in sign_in_attempt(const struct visit *visit);
void sign_in_keep(struct visit *visit, const struct sign_in *done);
/* Whether readers may prove in this way who they are: "password", "proxy". */
bool sign_in_by(const struct visit *visit, const char *way);
/* The way to single sign-on, and from there to a path of ours; next: NULL, home. */
void council_link_write(const struct visit *visit, struct buf *out, const char *next);

/* The hidden field of every form. */
void visit_token_field(const struct visit *visit, struct buf *out);

/* Connects to the database with the limits of pages; NULL. */
struct db *site_connect(const struct site *site, struct err *err);

/* Begins a transaction that knows who asks. */
int visit_begin(struct visit *visit);

/* The session goes on under this token. */
void visit_renew(struct visit *visit, const char *token);

/*
 * For a route that asks for it: whether whoever asks has proved of late who they are. If not, answers with the way to do
 * so: a page leads over /account/confirm; a form is kept, and may bring the proof with it when it is sent again.
 */
int confirm_first(struct visit *visit, bool *proved);
/* The fields that a kept form may bring. */
extern const struct form_spec proof_spec;
/* One's own account. */
visit_handler code_form, code_post, account_answer, session_post, password_form, password_post, factor_form,
	factor_post, removal_form, removal_post, recovery_form, recovery_post, user_factor_form, user_factor_post;
extern const struct form_spec code_spec, session_spec, password_spec, factor_spec, removal_spec, recovery_spec,
	user_factor_spec;

/* What went wrong, as a sentence; "": it is for the log. */
const char *problem_detail(const struct visit *visit);

/*
 * Puts a refusal on record: in the open transaction, with what comes next; and in one of its own, where that of the
 * request is gone.
 */
int problem_ask(struct visit *visit, unsigned status);
void problem_note(struct visit *visit);

/* Answers with what went wrong: a page, or a problem document where data was asked for. */
void problem_answer(struct visit *visit);

/*
 * The page around `main`. What was just done, and what is wrong in visit->filled, is said above the h1 and in the title
 * of the window.
 */
struct page {
	const char *title;         /* the h1 */
	const char *subtitle;      /* under the h1; NULL */
	const struct buf *problem; /* what is wrong, above the h1; NULL */
	const struct buf *main;
	const char *made; /* in its place, what was made before; NULL */
};
void page_answer(struct visit *visit, const struct page *page);
/* Answers with the report's page of that name in place of the visit's own address. */
int page_instead(struct visit *visit, const char *name);

/* Says on the next page what was done ("attached"), and to what ("7"; NULL); banner.c has the sentences. */
void banner_leave(struct visit *visit, const char *code, const char *of);
/* The same, and goes on with that address. 0. */
int banner_go(struct visit *visit, const char *code, const char *of, const char *address);
/* Writes the banner that was left, once. Returns its title; NULL: there is none. */
const char *banner_take(struct visit *visit, struct buf *out);

visit_handler notes_answer, notes_post, note_removal_post;
visit_handler trail_answer, commentary_form, commentary_post, versions_answer, versions_post, published_answer,
	report_answer, sign_in_form, sign_in_post, sign_out_form, sign_out_post, health_answer, static_answer,
	mark_answer, attachment_answer, attachment_post, withdrawal_form, withdrawal_post, putting_back_post,
	help_answer, confirm_form, confirm_post, council_answer, invite_form, invite_post, user_roles_form,
	user_roles_post, user_details_form, user_details_post, user_names_form, user_names_post, user_link_form,
	user_link_post, user_sessions_form, user_sessions_post, user_disable_form, user_disable_post, user_enable_form,
	user_enable_post, invitation_form, invitation_post, erasure_ask, erasure_confirm, erasure_refuse,
	calendar_answer, feed_answer, calendar_post, seat_form, seat_post, seat_end_form, seat_end_post,
	substitute_form, substitute_post, substitute_end_form, substitute_end_post, terms_form, terms_post,
	programme_form, programme_post, programme_move_form, programme_move_post, training_form, training_post,
	cover_form, cover_post, details_form, details_post, agenda_form, agenda_post, agenda_item_form,
	agenda_item_post, agenda_new_form, agenda_new_post, agenda_removal_form, agenda_removal_post, meeting_new_form,
	meeting_new_post, minutes_record, minutes_form, minutes_post;
visit_handler question_form, question_post, question_answer_form, question_answer_post, action_answer, action_form,
	action_post, action_closing_form, action_closing_post, action_progress_post;
visit_handler publish_form, publish_post, pack_withdraw_form, pack_withdraw_post;
int attachment_page(struct visit *visit); /* of the meeting, with what is wrong */
int erasures_page(struct visit *visit);   /* the list, and one, likewise */
int erasure_page(struct visit *visit);

extern const struct form_spec notes_spec, note_removal_spec;
extern const struct form_spec commentary_spec, versions_spec, sign_in_spec, sign_out_spec, attachment_spec,
	withdrawal_spec, putting_back_spec, confirm_spec, invite_spec, user_roles_spec, user_details_spec,
	user_names_spec, user_link_spec, user_sessions_spec, user_disable_spec, user_enable_spec, invitation_spec,
	erasure_spec, erasure_confirm_spec, erasure_refuse_spec, calendar_spec, seat_spec, seat_end_spec,
	substitute_spec, substitute_end_spec, terms_spec, programme_spec, programme_move_spec, training_spec,
	cover_spec, details_spec, agenda_spec, agenda_item_spec, agenda_new_spec, agenda_removal_spec, meeting_new_spec,
	minutes_attending_spec, minutes_declaration_spec, minutes_paragraph_spec, minutes_motion_spec,
	minutes_resolution_spec, minutes_state_spec, minutes_attendance_spec, minutes_votes_spec;

/* A paper while it is written. */
visit_handler paper_answer, paper_state_post, paper_comment_post, paper_settle_post, paper_edit_form, paper_edit_post,
	paper_versions_answer;
visit_handler paper_exempt_form, paper_exempt_post;
extern const struct form_spec paper_exempt_spec, paper_state_spec, paper_comment_spec, paper_settle_spec,
	paper_edit_spec;

/* Questions and actions, for those who keep them. */
extern const struct form_spec question_spec, question_answer_spec, action_spec, action_closing_spec,
	action_progress_spec;

/* Publishing a pack, and withdrawing it. */
extern const struct form_spec publish_spec, pack_withdraw_spec;

/* On the page of a pack: the way to one's own notes on it. */
void notes_way(const struct visit *visit, struct buf *out);
/* On the page of a meeting, for those who put its pack together: what is attached, and forms. */
int attachment_forms(struct visit *visit, struct buf *out);
/* ... and the way to what its day is about: when, where, by which links. On that of a committee, to all that is kept. */
int details_way(struct visit *visit, struct buf *out);
int committee_ways(struct visit *visit, struct buf *out);
/* On the page of one's account: the address for a calendar program. */
int calendar_write(struct visit *visit, struct buf *out);
/* On the pages of erasures: asking for one; confirming or refusing one. */
int erasure_forms(struct visit *visit, struct buf *out);

/* The address of a static file, with its hash, to be freed. */
char *static_address(const char *name);

#endif
