/* libharu's own structures: its objects, and its fonts as they are written. */
#include "haru.h"

#include <string.h>

#include "pdf.h"

enum { STREAM_ROOM = 65536 };

/* --- the document and its objects --- */

void
haru_version(HPDF_Doc doc)
{
	doc->pdf_version = HPDF_VER_17;
}

HPDF_MMgr
haru_memory(HPDF_Doc doc)
{
	return doc->mmgr;
}

HPDF_Dict
haru_catalog(HPDF_Doc doc)
{
	return doc->catalog;
}

HPDF_Dict
haru_info(HPDF_Doc doc)
{
	return doc->info;
}

HPDF_STATUS
haru_object_add(HPDF_Doc doc, HPDF_Dict dict)
{
	return HPDF_Xref_Add(doc->xref, dict);
}

HPDF_Dict
haru_stream_new(HPDF_Doc doc)
{
	return HPDF_DictStream_New(doc->mmgr, doc->xref);
}

HPDF_STATUS
haru_stream_set(HPDF_Dict stream, const struct buf *bytes)
{
	HPDF_MemStream_FreeData(stream->stream);
	stream->stream->size = 0;
	return HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)bytes->data, (HPDF_UINT)bytes->length);
}

uint32_t
haru_objects(HPDF_Doc doc)
{
	return doc->xref->entries->count;
}

void *
haru_object(HPDF_Doc doc, uint32_t number)
{
	return HPDF_Xref_GetEntry(doc->xref, number)->obj;
}

uint32_t
haru_number(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

uint32_t
haru_contents(HPDF_Page page)
{
	return haru_number(((HPDF_PageAttr)page->attr)->contents);
}

bool
haru_is_stream(void *object)
{
	const HPDF_Obj_Header *header = object;

	return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT && ((HPDF_Dict)object)->stream != NULL;
}

void
haru_taken(HPDF_Stream stream, struct buf *text)
{
	HPDF_UINT blocks = HPDF_MemStream_GetBufCount(stream);

	buf_clear(text);
	for (HPDF_UINT i = 0; i < blocks; i++) {
		HPDF_UINT length;
		const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(stream, i, &length);

		buf_add(text, (const char *)bytes, length);
	}
	HPDF_MemStream_FreeData(stream);
	stream->size = 0;
}

/* --- fonts --- */

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
	status = haru_stream_set(attr->cmap_stream, &bytes);
	buf_clear(&bytes);
	glyph_numbers(&bytes, attr->fontdef, codes, count);
	if (status == HPDF_OK)
		status = haru_stream_set(attr->map_stream, &bytes);
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
	HPDF_FontDef def = ((HPDF_FontAttr)font->attr)->fontdef;
	size_t count;
	const uint32_t *codes = font_codes(pdf, font, &count);
	HPDF_STATUS status = cut_down(font, codes, count);

	if (status != HPDF_OK)
		return status;
	font->before_write_fn = pdf->fonts.before_write;
	status = font->before_write_fn(font);
	if (status != HPDF_OK)
		return status;
	return HPDF_Dict_AddNumber(def->descriptor, "CapHeight", def->cap_height);
}

HPDF_FontDef
haru_font_load(struct pdf *pdf, const struct embedded *file, const char *tag, HPDF_Font *font)
{
	HPDF_Stream stream = HPDF_MemStream_New(pdf->hpdf->mmgr, STREAM_ROOM);
	char own[HPDF_TTF_FONT_TAG_LEN + 1];
	HPDF_FontDef def;

	if (stream == NULL)
		return NULL;
	if (HPDF_Stream_Write(stream, file->data, (HPDF_UINT)file->size) != HPDF_OK) {
		HPDF_Stream_Free(stream);
		return NULL;
	}
	def = HPDF_TTFontDef_Load(pdf->hpdf->mmgr, stream, HPDF_TRUE);
	if (def == NULL)
		return NULL;
	memcpy(own, tag, sizeof(own));
	HPDF_TTFontDef_SetTagName(def, own);
	if (HPDF_Doc_RegisterFontDef(pdf->hpdf, def) != HPDF_OK)
		return NULL;
	*font = HPDF_GetFont(pdf->hpdf, def->base_font, "UTF-8");
	if (*font == NULL)
		return NULL;
	pdf->fonts.before_write = (*font)->before_write_fn;
	(*font)->before_write_fn = before_write;
	return def;
}

const char *
haru_image(HPDF_Doc doc, HPDF_Page page, const unsigned char *dots, unsigned width, unsigned height)
{
	HPDF_Image image = HPDF_LoadRawImageFromMem(doc, dots, width, height, HPDF_CS_DEVICE_RGB, 8);

	return image != NULL ? HPDF_Page_GetXObjectName(page, image) : NULL;
}
