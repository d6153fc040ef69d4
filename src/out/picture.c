/* PNGs by libpng: checked, written anew, unpacked. Its simplified interface meets no callback and no jump. */
#include "out/picture.h"

#include <png.h>
#include <stdlib.h>

#include "base/mem.h"

enum { LEAST = 16, MOST = 4000, DOTS = 4000000 };

unsigned char *
picture_dots(const char *bytes, size_t length, unsigned *width, unsigned *height, struct err *err)
{
	const png_color white = {255, 255, 255};
	png_image image = {.version = PNG_IMAGE_VERSION};
	unsigned char *dots;

	if (!png_image_begin_read_from_memory(&image, bytes, length)) {
		err_set(err, ERR_INPUT, "it is not a PNG that can be read: %s", image.message);
		return NULL;
	}
	*width = image.width;
	*height = image.height;
	if (image.width < LEAST || image.width > MOST || image.height < LEAST || image.height > MOST ||
		image.width * image.height > DOTS) {
		png_image_free(&image);
		err_set(err, ERR_INPUT,
			"it is %u dots wide and %u high; a mark has %u to %u either way, and 4 million in all at most",
			*width, *height, (unsigned)LEAST, (unsigned)MOST);
		return NULL;
	}
	image.format = PNG_FORMAT_RGB;
	dots = mem_alloc(PNG_IMAGE_SIZE(image));
	if (!png_image_finish_read(&image, &white, dots, 0, NULL)) {
		err_set(err, ERR_INPUT, "it is not a PNG that can be read: %s", image.message);
		free(dots);
		return NULL;
	}
	return dots;
}

int
picture_check(const char *bytes, size_t length, struct buf *clean, unsigned *width, unsigned *height, struct err *err)
{
	png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_RGB};
	unsigned char *dots = picture_dots(bytes, length, width, height, err);
	png_alloc_size_t size;
	char *made;
	int rc = -1;

	if (dots == NULL)
		return -1;
	image.width = *width;
	image.height = *height;
	size = PNG_IMAGE_PNG_SIZE_MAX(image);
	made = mem_alloc(size);
	if (png_image_write_to_memory(&image, made, &size, 0, dots, 0, NULL)) {
		buf_add(clean, made, size);
		rc = 0;
	} else
		err_set(err, ERR_SYSTEM, "could not write the picture anew: %s", image.message);
	free(made);
	free(dots);
	return rc;
}
