/* Widths of columns, from what is in them and what there is. */
#include "../pdf.h"
#include "block.h"

static double
sum(const double widths[], size_t count)
{
	double all = 0;

	for (size_t i = 0; i < count; i++)
		all += widths[i];
	return all;
}

/*
 * Hands out what is left in equal shares; a column that wants less than its share leaves the
 * rest to the others, so that one long text does not starve the short ones.
 */
static void
share_out(const double most[], double widths[], size_t count, double left)
{
	size_t wanting = 1;

	while (wanting > 0 && left > 0.01) {
		double share, given = 0;

		wanting = 0;
		for (size_t i = 0; i < count; i++)
			wanting += widths[i] < most[i];
		share = wanting > 0 ? left / (double)wanting : 0;
		for (size_t i = 0; i < count; i++) {
			double more = most[i] - widths[i] < share ? most[i] - widths[i] : share;

			if (more <= 0)
				continue;
			widths[i] += more;
			given += more;
		}
		left -= given;
	}
}

void
widths_share(const double least[], const double most[], double widths[], size_t count, double room)
{
	const double least_all = sum(least, count), most_all = sum(most, count);

	for (size_t i = 0; i < count; i++) {
		if (most_all <= room) /* all have what they want, and a share of the rest */
			widths[i] = most_all > 0 ? most[i] * room / most_all : room / (double)count;
		else if (least_all >= room)
			widths[i] = least[i] * room / least_all;
		else
			widths[i] = least[i];
	}
	if (most_all > room && least_all < room)
		share_out(most, widths, count, room - least_all);
}
