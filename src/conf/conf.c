/* One table of keys. */
#include "conf/conf.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/str.h"

static const struct conf_about keys[CONF_KEYS] = {
	[CONF_DATABASE] = {"database", "", 0, 0,
		"a connection string of libpq; blank leaves the database to libpq's environment (PGHOST, PGSERVICE and "
		"so on). One on another host needs sslmode=verify-full and sslrootcert, or GSSAPI encryption",
		NULL},
	[CONF_IDLE_MINUTES] = {"idle_minutes", "30", 1, 24 * 60,
		"minutes after which a session that is not used has ended", NULL},
	[CONF_PROCESSES] = {"processes", "4", 1, 256,
		"how many processes of moothalld run on this host, which share what password_memory_mb allows", NULL},
	[CONF_PASSWORD_MEMORY_MB] = {"password_memory_mb", "256", 19, 65536,
		"megabytes of memory for the password checks of all processes together", NULL},
	[CONF_BODY_LIMIT_KB] = {"body_limit_kb", "256", 1, 1048576, "kilobytes that a request may send", NULL},
	[CONF_ATTACHMENT_LIMIT_MB] = {"attachment_limit_mb", "20", 1, 200,
		"megabytes that a PDF which is attached to an item may have", NULL},
	[CONF_ATTACHMENT_PAGES] = {"attachment_pages", "300", 1, 5000, "and how many pages it may have", NULL},
	[CONF_VIRUS_SCANNER] = {"virus_scanner", "", 0, 0,
		"the socket of clamd (/run/clamav/clamd.ctl), which is asked about each PDF before it is attached; what it finds "
		"something in, or cannot be asked about, is refused. Blank: no scanner is asked",
		NULL},
	[CONF_STATEMENT_SECONDS] = {"statement_seconds", "20", 1, 3600,
		"seconds that the database may take for a statement of a page; what takes longer is ended, and its "
		"reader told to try again",
		NULL},
	[CONF_LOCK_SECONDS] = {"lock_seconds", "5", 1, 3600,
		"seconds of them that it may wait for what somebody else holds: an import, a migration", NULL},
	[CONF_PACK_SECONDS] = {"pack_seconds", "120", 1, 3600,
		"seconds that the database may take for a statement of a pack, or of figures as a file", NULL},
	[CONF_KEPT_MB] = {"kept_mb", "64", 0, 1024,
		"megabytes of memory in which each process keeps the pages that it made, for as long as nothing that "
		"they show has changed; 0 keeps none",
		NULL},
	[CONF_PACKS_AT_ONCE] = {"packs_at_once", "2", 1, 256,
		"how many packs that are not published are made at once, by all hosts together and one for each person: fewer "
		"than processes, so that some are left for all else",
		NULL},
	[CONF_COMMAND_SECONDS] = {"command_seconds", "3600", 1, 86400,
		"seconds that the database may take for a statement of the command line; a migration takes as long as it "
		"takes",
		NULL},
	[CONF_COMMAND_LOCK_SECONDS] = {"command_lock_seconds", "300", 1, 86400,
		"seconds that the command line waits for what somebody else holds, such as another import", NULL},
	[CONF_SIGN_IN] = {"sign_in", "password", 0, 0,
		"how readers prove who they are: by a password of this site, to the web server in front (single sign-on, "
		"which hands the name over as the FastCGI parameter REMOTE_USER at /sign-in/council), or as they choose",
		"password proxy both"},
	[CONF_SIGN_IN_DOMAIN] = {"sign_in_domain", "", 0, 0,
		"what follows the @ in the names that single sign-on hands over, and is taken off: a user name here has none; "
		"a name of another domain is nobody's",
		NULL},
	[CONF_FACTOR_KEY] = {"factor_key", "", 0, 0,
		"64 hexadecimal digits, the same on every host, which seal what the database keeps of second factors; blank: "
		"none can be added. openssl rand -hex 32 makes one. Keep it apart from the backups of the database. A new key "
		"stands before the old one, with a blank between, until moothall rekey has sealed with it what the old one had",
		NULL},
	[CONF_SPOOL] = {"spool", "", 0, 0,
		"the folder in which published packs lie for the web server in front to send, which names the same one in "
		"its configuration; it fills and mends itself, and needs no backup. Blank: packs are sent through this program",
		NULL},
	[CONF_CONTACT] = {"contact", "the council's committee team", 0, 0, "whom a reader with a difficulty turns to",
		NULL},
};

struct conf {
	char *values[CONF_KEYS];
};

/* Whether it is one of the words. */
static bool
is_among(const char *words, const char *value)
{
	const size_t length = strlen(value);

	while (*words != '\0') {
		size_t word = strcspn(words, " ");

		if (word == length && memcmp(words, value, length) == 0)
			return true;
		words += word;
		words += *words == ' ';
	}
	return false;
}

static int
set(struct conf *conf, const char *where, const char *name, const char *value, struct err *err)
{
	for (size_t i = 0; i < CONF_KEYS; i++) {
		const struct conf_about *key = &keys[i];
		uint64_t number;

		if (strcmp(key->name, name) != 0)
			continue;
		if (key->most != 0 && (!str_number(value, key->most, &number) || number < key->least))
			return err_set(err, ERR_INPUT, "%s: %s must be a number from %u to %u, not \"%s\"", where, name,
				key->least, key->most, value);
		if (key->choices != NULL && !is_among(key->choices, value))
			return err_set(err, ERR_INPUT, "%s: %s must be one of %s, not \"%s\"", where, name,
				key->choices, value);
		free(conf->values[i]);
		conf->values[i] = mem_string(value);
		return 0;
	}
	return err_set(err, ERR_INPUT, "%s: there is no setting \"%s\"", where, name);
}

static char *
trim(char *text)
{
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		text[--length] = '\0';
	return text;
}

/* A key, or the password of the database, also in an address: postgresql://user:password@host. */
static bool
holds_secret(const struct conf *conf)
{
	const char *database = conf->values[CONF_DATABASE], *authority = strstr(database, "://");

	if (*conf->values[CONF_FACTOR_KEY] != '\0' || strstr(database, "password") != NULL)
		return true;
	return authority != NULL && strchr(authority, '@') != NULL &&
		strcspn(authority + strlen("://"), ":") < strcspn(authority + strlen("://"), "@");
}

static int
check_mode(const struct conf *conf, FILE *file, const char *path, struct err *err)
{
	struct stat st;

	if (!holds_secret(conf) || fstat(fileno(file), &st) != 0 || (st.st_mode & S_IRWXO) == 0)
		return 0;
	return err_set(err, ERR_INPUT,
		"the settings file %s holds a secret, and everybody on this host may read or change it: chmod o= %s",
		path, path);
}

static int
read_file(struct conf *conf, const char *path, struct err *err)
{
	char line[1024], where[300];
	FILE *file = fopen(path, "r");
	int rc = 0;

	if (file == NULL)
		return err_set(err, ERR_INPUT, "could not open the settings file %s: %s", path, strerror(errno));
	for (unsigned n = 1; rc == 0 && fgets(line, sizeof(line), file) != NULL; n++) {
		char *name = trim(line), *value = strchr(name, '=');

		if (*name == '\0' || *name == '#')
			continue;
		snprintf(where, sizeof(where), "%.250s, line %u", path, n);
		if (value == NULL) {
			rc = err_set(err, ERR_INPUT, "%s: expected key = value", where);
			break;
		}
		*value++ = '\0';
		rc = set(conf, where, trim(name), trim(value), err);
	}
	if (rc == 0 && ferror(file))
		rc = err_set(err, ERR_SYSTEM, "could not read %s", path);
	if (rc == 0)
		rc = check_mode(conf, file, path, err);
	fclose(file);
	return rc;
}

static int
read_environment(struct conf *conf, struct err *err)
{
	for (size_t i = 0; i < CONF_KEYS; i++) {
		char name[64] = "MOOTHALL_";
		size_t at = strlen(name);
		const char *value;

		for (const char *c = keys[i].name; *c != '\0' && at + 1 < sizeof(name); c++)
			name[at++] = *c == '_' ? '_' : (char)(*c - 'a' + 'A');
		name[at] = '\0';
		value = getenv(name);
		if (value != NULL && set(conf, name, keys[i].name, value, err) != 0)
			return -1;
	}
	return 0;
}

struct conf *
conf_load(struct err *err)
{
	struct conf *conf = mem_array(1, sizeof(*conf));
	const char *path = getenv("MOOTHALL_CONF");

	for (size_t i = 0; i < CONF_KEYS; i++)
		conf->values[i] = mem_string(keys[i].usual);
	if ((path != NULL && *path != '\0' && read_file(conf, path, err) != 0) || read_environment(conf, err) != 0) {
		conf_free(conf);
		return NULL;
	}
	return conf;
}

void
conf_free(struct conf *conf)
{
	if (conf == NULL)
		return;
	for (size_t i = 0; i < CONF_KEYS; i++)
		free(conf->values[i]);
	free(conf);
}

const char *
conf_text(const struct conf *conf, enum conf_key key)
{
	return conf->values[key];
}

unsigned
conf_number(const struct conf *conf, enum conf_key key)
{
	uint64_t number = 0;

	str_number(conf->values[key], UINT32_MAX, &number);
	return (unsigned)number;
}

const struct conf_about *
conf_about(enum conf_key key)
{
	return &keys[key];
}
