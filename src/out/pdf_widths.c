/* Widths of columns, from what is in them and what there is. */
#include "pdf_internal.h"

void
widths_share(const double least[], const double most[], double widths[], size_t count, double room)
{
	double least_all = 0, most_all = 0;

	for (size_t i = 0; i < count; i++) {
		least_all += least[i];
		most_all += most[i];
	}
	for (size_t i = 0; i < count; i++) {
		if (most_all <= room)		/* all have what they want, and a share of the rest */
			widths[i] = most_all > 0 ? most[i] * room / most_all : room / (double)count;
		else if (least_all >= room)
			widths[i] = least[i] * room / least_all;
		else
			widths[i] = least[i] + (room - least_all) * (most[i] - least[i]) /
					       (most_all - least_all);
	}
}
