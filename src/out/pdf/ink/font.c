/* The fonts: loaded from memory when a character first needs one. Of each the codes that are shown are kept in mind. */
#include "../haru.h"
#include "../pdf.h"

#include <string.h>

#include "base/embedded.h"

enum { REPLACEMENT = 0xFFFD, CODES = 65536, BLOCK = 256, USED_BYTES = CODES / 8 };

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

const uint32_t *
font_codes(struct pdf *pdf, HPDF_Font font, size_t *count)
{
	const uint8_t *used = pdf->fonts.faces[face_of(pdf, font)].used;
	uint32_t *codes = arena_array(pdf->arena, CODES, sizeof(*codes));

	*count = 0;
	for (uint32_t code = 0; code < CODES; code++)
		if (is_used(used, code))
			codes[(*count)++] = code;
	return codes;
}

static bool
load(struct pdf *pdf, enum face face)
{
	const struct embedded *file = embedded_find(embedded_fonts, files[face].file);
	HPDF_Font font = NULL;
	HPDF_FontDef def = file != NULL ? haru_font_load(pdf, file, files[face].tag, &font) : NULL;

	if (def == NULL)
		return false;
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
