/*
 * What was done is said once, on the page after it. It travels in a cookie of a minute, not in the address: an address
 * can be sent to somebody for whom nothing was done.
 */
#include "visit.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"
#include "out/out.h"

/* Whole sentences; %s is what it was done to. */
static const struct {
	const char *code, *title, *said;
} banners[] = {
	{"saved", "Saved", "The commentary is saved as a new version. Members see it after its release."},
	{"taken-back", "Taken back", "Your text is taken back. It stays among the versions."},
	{"entered", "Saved", "What you entered is saved."},
	{"calendar-ended", "Ended", "Your calendar program's address has ended."},
	{"paper-saved", "Saved", "The paper is saved as version %s."},
	{"paper-cleaned", "Saved",
		"The paper is saved as version %s. What Word had hidden in it, and how it looked there, was taken out."},
	{"paper-handed-on", "Handed on", "The paper is handed on."},
	{"paper-signed", "Signed off", "You have signed the paper off. A committee officer makes it final."},
	{"paper-final", "Final", "The paper is final: the pack prints this version."},
	{"paper-commented", "Saved", "Your comment stands below the paper."},
	{"comment-resolved", "Resolved", "The comment is resolved."},
	{"comment-reopened", "Open again", "The comment is open again."},
	{"attached", "Attached", "The PDF is attached to item %s."},
	{"withdrawn", "Withdrawn", "The PDF is withdrawn from item %s. You can put it back below."},
	{"put-back", "Put back", "The PDF is attached to item %s again."},
	{"note-saved", "Saved", "Your note is saved. Nobody else can read it."},
	{"note-removed", "Removed", "Your note is removed."},
	{"moved", "Moved", "The items are in their new order."},
	{"item-saved", "Saved", "Item %s is saved."},
	{"item-removed", "Removed", "The item is off the agenda."},
	{"meeting-made", "Made",
		"The meeting is there. This is its agenda: nobody but those who prepare it sees it yet."},
	{"question", "Saved", "%s is saved."},
	{"question-answered", "Saved", "The answer to %s is saved. It is open from the day of the meeting on."},
	{"question-removed", "Taken away", "%s is taken away."},
	{"action", "Saved", "The action is saved. It stands on every later agenda until it is closed."},
	{"action-nobody", "Saved",
		"The action is saved. No user is called “%s”, so it stands on nobody's home page: on every later agenda it does."},
	{"action-closed", "Closed", "The action is closed."},
	{"action-reopened", "Open again", "The action is open again."},
	{"action-progress", "Saved", "What you wrote is saved, and stands with the action."},
	{"pack-published", "Published",
		"The pack is published. From now on its addresses answer with what was published."},
	{"pack-withdrawn", "Withdrawn", "The pack is withdrawn. Its address says so, and why."},
	{"weak-password", "Choose another password",
		"Your password would not be taken as a new one today: it is short, or among those that are tried first. "
		"Choose another in your account."},
	{"role", "Saved", "%s."},
	{"minuted", "Saved", "%s."},
	{"names", "Saved", "The names by which lists know %s are changed."},
	{"details", "Saved", "What %s is called and where they are written to is saved."},
	{"sessions", "Signed out", "%s is signed out there."},
	{"disabled", "Disabled", "%s is disabled, and signed out everywhere."},
	{"enabled", "Enabled", "%s may sign in again."},
	{"password-set", "Your password is set", "Sign in with your user name, %s, and the password."},
	{"erasure-asked", "Asked for",
		"Erasure %s waits. Nothing is erased before somebody else has confirmed it, a chief officer or a committee "
		"officer."},
	{"erasure-confirmed", "Destroyed", "What erasure %s names is destroyed."},
	{"erasure-refused", "Nothing is erased", "Erasure %s is refused or withdrawn: nothing is erased."},
	{"password-changed", "Password changed", "Your password is changed. Other browsers were signed out."},
	{"session-ended", "Signed out", "%s."},
	{"recovery-used", "Recovery code used",
		"That recovery code is used up. %s: you can make new ones in “Your account”."},
	{"factor-reset", "Second factor taken away",
		"%s is signed out everywhere, and signs in with the password alone."},
	{"factor-removed", "Second factor removed",
		"From now on your password alone signs you in. Other browsers were signed out."},
	{"signed-out", "Signed out", "You have signed out."},
	{"signed-out-here", "Signed out",
		"You have signed out of this site. Your council account is still signed in: whoever uses this browser can "
		"come back with it. To end that too, close the browser, or sign out of the computer or lock it."},
};

enum { BANNERS = sizeof(banners) / sizeof(banners[0]), OF_MOST = 100, SENT_MOST = 256 };

static const char *
cookie_name(const struct visit *visit)
{
	return visit->request->tls ? "__Host-moothall-done" : "moothall-done";
}

static void
cookie_set(struct visit *visit, const char *value, unsigned seconds)
{
	response_header(visit->response, "Set-Cookie", "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%u%s",
		cookie_name(visit), value, seconds, visit->request->tls ? "; Secure" : "");
}

void
banner_leave(struct visit *visit, const char *code, const char *of)
{
	const char *text = arena_printf(visit->arena, "%s\n%s", code, of != NULL ? of : "");
	char sent[SENT_MOST];

	if (strlen(text) > OF_MOST)
		return;
	sodium_bin2base64(sent, sizeof(sent), (const unsigned char *)text, strlen(text),
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	cookie_set(visit, sent, 60);
}

int
banner_go(struct visit *visit, const char *code, const char *of, const char *address)
{
	banner_leave(visit, code, of);
	response_redirect(visit->response, address);
	return 0;
}

static bool
sound(const char *text)
{
	if (!utf8_valid(text, strlen(text)))
		return false;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7F)
			return false;
	return true;
}

/* The banner that the cookie names, and what was done to what; BANNERS: none. */
static size_t
banner_find(const struct visit *visit, const char *sent, const char **of)
{
	char *text = arena_alloc(visit->arena, OF_MOST + 1);
	size_t length;

	if (sent == NULL ||
		sodium_base642bin((unsigned char *)text, OF_MOST, sent, strlen(sent), NULL, &length, NULL,
			sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return BANNERS;
	for (size_t i = 0; i < BANNERS; i++) {
		size_t code = strlen(banners[i].code);

		*of = text + code + 1;
		if (str_starts(text, banners[i].code) && text[code] == '\n' && sound(*of))
			return i;
	}
	return BANNERS;
}

const char *
banner_take(struct visit *visit, struct buf *out)
{
	const char *sent = cookie_find(visit->arena, visit->request->cookies, cookie_name(visit));
	const char *of = "", *place;
	size_t i = banner_find(visit, sent, &of);

	if (sent != NULL)
		cookie_set(visit, "", 0);
	if (i == BANNERS)
		return NULL;
	place = strstr(banners[i].said, "%s");
	buf_printf(out,
		"<div class=\"banner\" role=\"status\" tabindex=\"-1\" autofocus aria-labelledby=\"banner\">\n"
		"<h2 id=\"banner\">%s</h2>\n<p>",
		banners[i].title);
	buf_add(out, banners[i].said, place != NULL ? (size_t)(place - banners[i].said) : strlen(banners[i].said));
	if (place != NULL) {
		html_text(out, of);
		buf_text(out, place + 2);
	}
	buf_text(out, "</p>\n</div>\n");
	return banners[i].title;
}
