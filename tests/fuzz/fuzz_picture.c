/* short: 60000 runs */
/* The council's mark: a PNG is written anew, and then read as the very same. */
#include "fuzz.h"
#include "out/picture.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned width = 0, height = 0, again_width = 0, again_height = 0;
	unsigned char *dots;
	struct err err = {0};
	struct buf clean;

	buf_init(&clean);
	if (picture_check((const char *)data, size, &clean, &width, &height, &err) == 0) {
		dots = picture_dots(clean.data, clean.length, &again_width, &again_height, &err);
		MUST(dots != NULL && again_width == width && again_height == height);
		free(dots);
	} else {
		MUST(err.code == ERR_INPUT && err.text[0] != '\0');
	}
	buf_close(&clean);
	return 0;
}
