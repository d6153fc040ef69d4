/* CommonMark to blocks. */
#include "doc/markdown.h"
