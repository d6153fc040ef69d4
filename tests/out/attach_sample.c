/*
 * attach-sample KIND FILE: a PDF written by hand, of one of the kinds that people attach, or that
 * nobody should be able to.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { OBJECTS_MOST = 96 };

static struct buf file;
static size_t offsets[OBJECTS_MOST], count;

static void
object(const char *text)
{
	offsets[++count] = file.length;
	buf_printf(&file, "%zu 0 obj\n%s\nendobj\n", count, text);
}

static void
stream(const char *keys, const char *bytes)
{
	struct buf text;

	buf_init(&text);
	buf_printf(&text, "<<%s/Length %zu>>\nstream\n%s\nendstream", keys, strlen(bytes), bytes);
	object(text.data);
	buf_close(&text);
}

static void
finish(const char *trailer)
{
	size_t start = file.length;

	buf_printf(&file, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
	for (size_t i = 1; i <= count; i++)
		buf_printf(&file, "%010zu 00000 n \n", offsets[i]);
	buf_printf(&file, "trailer\n<</Size %zu/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n", count + 1, trailer, start);
}

/*
 * Four pages: A4 upright; A4 turned by 90 degrees; a wide sheet whose box does not begin at 0; a
 * small one. The first paints far beyond itself, leaves its state in disorder and has a
 * link out, a link in, one to nowhere and a field; bookmarks, one of them by name.
 */
static void
plain(const char *catalog, const char *first_page)
{
	static const struct {
		const char *box, *more, *text;
	} pages[] = {
		{"0 0 595 842",
			"/Annots[<</Type/Annot/Subtype/Link/Rect[72 700 200 720]/A<</S/URI/URI(https://example.org/a?b=1)>>>>"
			"<</Type/Annot/Subtype/Link/Rect[72 600 200 620]/Dest[4 0 R/XYZ 0 500 0]>>"
			"<</Type/Annot/Subtype/Link/Rect[72 500 200 520]/Dest(nowhere)>>"
			"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/Rect[72 300 272 320]/AP<</N 12 0 R>>>>]",
			"q q 1 0 0 rg -2000 700 9000 4 re f BT /F 24 Tf 72 740 Td (First attached page) Tj ET "
			"0 0 1 RG 2 w 1 1 593 840 re S Q Q Q Q 0 1 0 rg 100 0 0 100 0 0 cm"},
		{"0 0 595 842", "/Rotate 90", "BT /F 24 Tf 72 740 Td (Second, turned) Tj ET 1 1 593 840 re S"},
		{"100 50 1100 450", "", "BT /F 24 Tf 120 400 Td (Third, wide) Tj ET 101 51 998 398 re S"},
		{"0 0 200 200", "/Rotate -180", "BT /F 24 Tf 20 150 Td (Fourth, small) Tj ET 1 1 198 198 re S"},
	};
	struct buf text;

	buf_init(&text);
	buf_printf(&text,
		"<</Type/Catalog/Pages 2 0 R/Outlines 13 0 R"
		"/Dests<</third[5 0 R/Fit]>>%s>>",
		catalog);
	object(text.data);
	object("<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R 6 0 R]/Count 4/Resources<</Font<</F 11 0 R>>>>>>");
	for (size_t i = 0; i < 4; i++) {
		buf_clear(&text);
		buf_printf(&text, "<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %zu 0 R%s%s>>", pages[i].box, 7 + i,
			pages[i].more, i == 0 ? first_page : "");
		object(text.data);
	}
	for (size_t i = 0; i < 4; i++)
		stream("", pages[i].text);
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
	stream("/Type/XObject/Subtype/Form/BBox[0 0 100 10]/Resources<</Font<</F 11 0 R>>>>",
		"BT /F 8 Tf 2 2 Td (What the field says) Tj ET");
	object("<</Type/Outlines/First 14 0 R/Last 15 0 R/Count 2>>");
	object("<</Title(Own bookmark)/Parent 13 0 R/Next 15 0 R/Dest[4 0 R/XYZ 0 800 0]>>");
	object("<</Title(By name)/Parent 13 0 R/Prev 14 0 R/A<</S/GoTo/D/third>>>>");
	buf_close(&text);
}

static const struct {
	const char *kind, *catalog, *page, *trailer;
} kinds[] = {
	{"plain", "/OpenAction[3 0 R/Fit]", "", ""},
	{"javascript", "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "", ""},
	{"names", "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>", "", ""},
	{"launch", "", "/A1<</Type/Action/S/Launch/F(cmd.exe)>>", ""},
	{"aa", "", "/AA<</O<</S/URI/URI(https://example.org/)>>>>", ""},
	{"submit", "/OpenAction<</S/SubmitForm/F(https://example.org/)>>", "", ""},
	{"next", "/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Launch/F(x)>>]>>", "", ""},
	{"embedded", "/Names<</EmbeddedFiles<</Names[]>>>>", "", ""},
	{"filespec", "", "/X<</Type/Filespec/F(a)/EF<</F 12 0 R>>>>", ""},
	{"xfa", "/AcroForm<</Fields[]/XFA[]>>", "", ""},
	{"richmedia", "", "/X<</Type/Annot/Subtype/RichMedia>>", ""},
	{"scheme", "", "/X<</Type/Action/S/URI/URI(javascript:alert\\(1\\))>>", ""},
	{"file", "", "/X<</Type/Action/S/URI/URI(file:///etc/passwd)>>", ""},
	{"layers", "/OCProperties<</OCGs[12 0 R]/D<</OFF[12 0 R]>>>>", "", ""},
	{"collection", "/Collection<<>>", "", ""},
	{"encrypted", "", "", "/ID[<00><00>]/Encrypt<</Filter/Unknown/V 9>>"},
};

/*
 * A tagged page whose structure is the objects from 5 on, as given; small files whose unfolding would not end, or
 * would be enormous. In the text of an object # refers to the next one, and the object is there `times` times.
 */
static void
tagged(const char *catalog, const char *page, const char *const objects[], unsigned times)
{
	struct buf text;

	buf_init(&text);
	buf_printf(&text, "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R%s>>", catalog);
	object(text.data);
	object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
	buf_clear(&text);
	buf_printf(&text, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>", page);
	object(text.data);
	stream("", "/P <</MCID 0>> BDC EMC");
	for (size_t i = 0; objects[i] != NULL; i++) {
		bool repeated = strchr(objects[i], '#') != NULL;

		for (unsigned n = 0; n < (repeated ? times : 1); n++) {
			buf_clear(&text);
			for (const char *c = objects[i]; *c != '\0'; c++)
				if (*c == '#')
					buf_printf(&text, "%zu 0 R", count + 2);
				else
					buf_char(&text, *c);
			object(text.data);
		}
	}
	buf_close(&text);
}

static const struct {
	const char *kind, *catalog, *page, *objects[4];
} structures[] = {
	{"tree-self", "", "", {"<</Type/StructTreeRoot/K 6 0 R>>", "<</S/P/K[6 0 R 6 0 R]>>"}},
	{"tree-ring", "", "",
		{"<</Type/StructTreeRoot/K 6 0 R>>", "<</S/P/K[7 0 R 7 0 R]>>", "<</S/P/K[6 0 R 6 0 R]>>"}},
	{"tree-array", "", "", {"<</Type/StructTreeRoot/K 6 0 R>>", "[<</S/P/K 6 0 R>><</S/P/K 6 0 R>>]"}},
	{"tree-shared", "", "", {"<</Type/StructTreeRoot/K 6 0 R>>", "<</S/P/K[# #]>>", "<</S/P/K 0>>"}},
	{"tree-arrays", "", "", {"<</Type/StructTreeRoot/K 6 0 R>>", "[<</S/P/K #>><</S/P/K #>>]", "<</S/P/K 0>>"}},
	{"roles", "", "", {"<</Type/StructTreeRoot/K<</S/A/K 0>>/RoleMap<</A/B/B/A>>>>"}},
	{"bookmark-ring", "/Outlines 6 0 R", "",
		{"<</Type/StructTreeRoot/K<</S/P/K 0>>>>", "<</First 7 0 R/Last 7 0 R>>",
			"<</Title(a)/Next 7 0 R/First 7 0 R/Dest(x)>>"}},
	{"name-ring", "/Names<</Dests 6 0 R>>", "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest(x)>>]",
		{"<</Type/StructTreeRoot/K<</S/P/K 0>>>>", "<</Kids[6 0 R 6 0 R 6 0 R]>>"}},
};

/* Many of one thing, each of which leads to another that is large: `each` is repeated in `before` and `after`. */
static void
many(struct buf *to, const char *before, const char *each, unsigned times, const char *after)
{
	buf_text(to, before);
	for (unsigned i = 0; i < times; i++)
		buf_text(to, each);
	buf_text(to, after);
}

static bool
write_large(const char *kind)
{
	const char *objects[4] = {NULL}, *catalog = "", *page = "";
	struct buf a, b;

	buf_init(&a);
	buf_init(&b);
	objects[0] = "<</Type/StructTreeRoot/K 6 0 R>>";
	if (str_equal(kind, "large-text")) {
		many(&a, "[", "<</S/P/Alt 7 0 R>>", 5000, "]");
		many(&b, "(", "0123456789", 50000, ")");
	} else if (str_equal(kind, "large-attributes")) {
		many(&a, "[", "<</S/P/A 7 0 R>>", 5000, "]");
		many(&b, "[", "<</O/Table>>", 5000, "]");
	} else if (str_equal(kind, "large-names")) {
		catalog = "/Names<</Dests 7 0 R>>";
		page = "/Annots 6 0 R";
		objects[0] = "<</Type/StructTreeRoot/K<</S/P/K 0>>>>";
		many(&a, "[", "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest(x)>>", 5000, "]");
		many(&b, "<</Names[", "(a)[3 0 R/Fit]", 20000, "]>>");
	} else {
		buf_close(&a);
		buf_close(&b);
		return false;
	}
	objects[1] = a.data;
	objects[2] = b.data;
	tagged(catalog, page, objects, 1);
	buf_close(&a);
	buf_close(&b);
	return true;
}

static bool
write_structure(const char *kind)
{
	for (size_t i = 0; i < sizeof(structures) / sizeof(structures[0]); i++)
		if (str_equal(kind, structures[i].kind)) {
			tagged(structures[i].catalog, structures[i].page, structures[i].objects, 40);
			return true;
		}
	return write_large(kind);
}

static bool
write_kind(const char *kind)
{
	if (write_structure(kind)) {
		finish("");
		return true;
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_equal(kind, kinds[i].kind)) {
			plain(kinds[i].catalog, kinds[i].page);
			finish(kinds[i].trailer);
			return true;
		}
	if (str_equal(kind, "no-pages")) {
		object("<</Type/Catalog/Pages 2 0 R>>");
		object("<</Type/Pages/Kids[]/Count 0>>");
	} else if (str_equal(kind, "no-size")) {
		object("<</Type/Catalog/Pages 2 0 R>>");
		object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>");
	} else if (str_equal(kind, "ring")) {
		object("<</Type/Catalog/Pages 2 0 R>>");
		object("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>");
	} else if (str_equal(kind, "pages-shared")) {
		object("<</Type/Catalog/Pages 2 0 R>>");
		for (unsigned i = 3; i < 43; i++) {
			char text[80];

			snprintf(text, sizeof(text), "<</Type/Pages/Kids[%u 0 R %u 0 R]/Count 2>>", i, i);
			object(text);
		}
		object("<</Type/Page/MediaBox[0 0 595 842]>>");
	} else {
		return false;
	}
	finish("");
	return true;
}

int
main(int argc, char **argv)
{
	FILE *out;
	bool good;

	buf_init(&file);
	buf_text(&file, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	if (argc != 3 || !write_kind(argv[1])) {
		fputs("usage: attach_sample KIND FILE\n", stderr);
		return 2;
	}
	out = fopen(argv[2], "wb");
	good = out != NULL && fwrite(file.data, 1, file.length, out) == file.length;
	if (out == NULL || fclose(out) != 0 || !good)
		return 1;
	buf_close(&file);
	return 0;
}
