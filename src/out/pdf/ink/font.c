/*
 * The fonts: loaded from memory when a character first needs one, and repaired when they are
 * written, since libharu 2.3.0 writes a ToUnicode map that is no valid one, and widths and
 * glyph numbers for all 65,535 codes.
 */
#include "../pdf.h"

#include <string.h>

#include "base/embedded.h"

enum { REPLACEMENT = 0xFFFD, CODES = 65536, BLOCK = 256, USED_BYTES = CODES / 8, STREAM_ROOM = 65536 };

static const struct {
	const char *file;
	char tag[HPDF_TTF_FONT_TAG_LEN + 1]; /* what the name of a subset begins with */
} files[FACES] = {
	[FACE_SANS] = {"sans.ttf", "MHSANS"},
	[FACE_BOLD] = {"sans-bold.ttf", "MHBOLD"},
	[FACE_MORE] = {"more.ttf", "MHMORE"},
	[FACE_MORE_BOLD] = {"more-bold.ttf", "MHMOBO"},
};

static bool
is_used(const uint8_t *used, uint32_t code)
{
	return (used[code / 8] & 1u << code % 8) != 0;
}

static enum face
face_of(const struct pdf *pdf, HPDF_Dict font)
{
	for (enum face face = 0; face < FACES; face++)
		if (pdf->fonts.faces[face].font == font)
			return face;
	return FACE_SANS;
}

/* Up to 100 codes a block, as the CMap format demands. */
static void
to_unicode(struct buf *out, const uint32_t *codes, size_t count)
{
	buf_text(out,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t first = 0; first < count; first += 100) {
		size_t many = count - first < 100 ? count - first : 100;

		buf_printf(out, "%zu beginbfchar\n", many);
		for (size_t i = first; i < first + many; i++)
			buf_printf(out, "<%04X> <%04X>\n", (unsigned)codes[i], (unsigned)codes[i]);
		buf_text(out, "endbfchar\n");
	}
	buf_text(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static HPDF_STATUS
replace(HPDF_Dict stream, const struct buf *bytes)
{
	HPDF_MemStream_FreeData(stream->stream);
	stream->stream->size = 0;
	return HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)bytes->data, (HPDF_UINT)bytes->length);
}

static HPDF_Array
widths_array(HPDF_Dict font, HPDF_FontDef def, const uint32_t *codes, size_t count)
{
	HPDF_Array all = HPDF_Array_New(font->mmgr), run = NULL;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || codes[i] != codes[i - 1] + 1) {
			HPDF_Array_AddNumber(all, (HPDF_INT32)codes[i]);
			run = HPDF_Array_New(font->mmgr);
			HPDF_Array_Add(all, run);
		}
		HPDF_Array_AddNumber(run, HPDF_TTFontDef_GetCharWidth(def, (HPDF_UINT16)codes[i]));
	}
	return all;
}

static void
glyph_numbers(struct buf *out, HPDF_FontDef def, const uint32_t *codes, size_t count)
{
	uint32_t code = 0;

	for (size_t i = 0; i < count; i++) {
		HPDF_UINT16 glyph = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)codes[i]);

		for (; code < codes[i]; code++)
			buf_add(out, "\0", 2);
		buf_char(out, (char)(glyph >> 8));
		buf_char(out, (char)(glyph & 0xFF));
		code++;
	}
}

/* What libharu wrote for all codes, for those that are used. */
static HPDF_STATUS
cut_down(HPDF_Dict font, const uint32_t *codes, size_t count)
{
	HPDF_FontAttr attr = font->attr;
	HPDF_STATUS status;
	struct buf bytes;

	buf_init(&bytes);
	to_unicode(&bytes, codes, count);
	status = replace(attr->cmap_stream, &bytes);
	buf_clear(&bytes);
	glyph_numbers(&bytes, attr->fontdef, codes, count);
	if (status == HPDF_OK)
		status = replace(attr->map_stream, &bytes);
	buf_close(&bytes);
	if (status == HPDF_OK)
		status = HPDF_Dict_Add(attr->descendant_font, "W", widths_array(font, attr->fontdef, codes, count));
	return status;
}

/*
 * Stands before libharu's own function, which is the same for every font of this kind. That makes
 * the font's program and then its descriptor: where the first fails there is no second.
 */
static HPDF_STATUS
before_write(HPDF_Dict font)
{
	struct pdf *pdf = font->error->user_data;
	HPDF_FontAttr attr = font->attr;
	HPDF_FontDef def = attr->fontdef;
	const uint8_t *used = pdf->fonts.faces[face_of(pdf, font)].used;
	uint32_t *codes = arena_array(pdf->arena, CODES, sizeof(*codes));
	size_t count = 0;
	HPDF_STATUS status;

	for (uint32_t code = 0; code < CODES; code++)
		if (is_used(used, code))
			codes[count++] = code;
	status = cut_down(font, codes, count);
	if (status != HPDF_OK)
		return status;
	font->before_write_fn = pdf->fonts.before_write;
	status = font->before_write_fn(font);
	if (status != HPDF_OK)
		return status;
	return HPDF_Dict_AddNumber(def->descriptor, "CapHeight", def->cap_height);
}

static bool
load(struct pdf *pdf, enum face face)
{
	const struct embedded *file = embedded_find(embedded_fonts, files[face].file);
	char tag[HPDF_TTF_FONT_TAG_LEN + 1];
	HPDF_Stream stream;
	HPDF_FontDef def;
	HPDF_Font font;

	memcpy(tag, files[face].tag, sizeof(tag));
	if (file == NULL)
		return false;
	stream = HPDF_MemStream_New(pdf->hpdf->mmgr, STREAM_ROOM);
	if (stream == NULL)
		return false;
	if (HPDF_Stream_Write(stream, file->data, (HPDF_UINT)file->size) != HPDF_OK) {
		HPDF_Stream_Free(stream);
		return false;
	}
	def = HPDF_TTFontDef_Load(pdf->hpdf->mmgr, stream, HPDF_TRUE);
	if (def == NULL)
		return false;
	HPDF_TTFontDef_SetTagName(def, tag);
	if (HPDF_Doc_RegisterFontDef(pdf->hpdf, def) != HPDF_OK)
		return false;
	font = HPDF_GetFont(pdf->hpdf, def->base_font, "UTF-8");
	if (font == NULL)
		return false;
	pdf->fonts.before_write = font->before_write_fn;
	font->before_write_fn = before_write;
	pdf->fonts.faces[face].def = def;
	pdf->fonts.faces[face].font = font;
	pdf->fonts.faces[face].used = arena_alloc(pdf->arena, USED_BYTES);
	return true;
}

int
fonts_init(struct pdf *pdf)
{
	if (!load(pdf, FACE_SANS) || !load(pdf, FACE_BOLD))
		return err_set(pdf->err, ERR_SYSTEM, "the fonts could not be loaded");
	return 0;
}

static bool
glyph_in(struct pdf *pdf, enum face face, uint32_t code, struct glyph *glyph)
{
	HPDF_FontDef def;
	HPDF_UINT16 number;

	if (pdf->fonts.faces[face].def == NULL && !load(pdf, face))
		return false;
	def = pdf->fonts.faces[face].def;
	number = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)code);
	if (number == 0)
		return false;
	*glyph = (struct glyph){HPDF_TTFontDef_GetGidWidth(def, number), (uint16_t)code, (uint8_t)face, true};
	return true;
}

static struct glyph
glyph_find(struct pdf *pdf, bool bold, uint32_t code)
{
	const enum face first = bold ? FACE_BOLD : FACE_SANS, second = first + FACE_MORE;
	struct glyph glyph = {0};

	if (code < CODES && (glyph_in(pdf, first, code, &glyph) || glyph_in(pdf, second, code, &glyph)))
		return glyph;
	missing_add(pdf, code);
	if (!glyph_in(pdf, second, REPLACEMENT, &glyph))
		pdf_fail(pdf, "no font has the character U+%04X", (unsigned)code);
	return glyph;
}

struct glyph
font_glyph(struct pdf *pdf, bool bold, uint32_t code)
{
	struct glyph **block;

	if (code >= CODES)
		return glyph_find(pdf, bold, code);
	block = &pdf->fonts.blocks[bold][code / BLOCK];
	if (*block == NULL)
		*block = arena_array(pdf->arena, BLOCK, sizeof(**block));
	if (!(*block)[code % BLOCK].known)
		(*block)[code % BLOCK] = glyph_find(pdf, bold, code);
	return (*block)[code % BLOCK];
}

void
font_use(struct pdf *pdf, enum face face, uint32_t code)
{
	pdf->fonts.faces[face].used[code / 8] |= (uint8_t)(1u << code % 8);
}

void
fonts_finish(struct pdf *pdf)
{
	for (enum face face = 0; face < FACES; face++) {
		const uint8_t *used = pdf->fonts.faces[face].used;

		/* Asking for the width is what marks a glyph, and its parts, as used. */
		for (uint32_t code = 0; used != NULL && code < CODES; code++)
			if (is_used(used, code))
				HPDF_TTFontDef_GetCharWidth(pdf->fonts.faces[face].def, (HPDF_UINT16)code);
	}
}
