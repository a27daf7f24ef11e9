/* estimate.c: what the ratios of precedents come to on a line and an area: all of them, and their spread. */
#include <math.h>
#include <stdlib.h>

#include "dmz/forces.h"

static int compare(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* Numbers that there are, sorted; `sorted` has room for all. */
static struct dmz_force_spread spread_of(const double *numbers, size_t count, double *sorted) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(numbers[i]))
            sorted[n++] = numbers[i];
    if (!n)
        return (struct dmz_force_spread){0, NAN, NAN, NAN};
    qsort(sorted, n, sizeof *sorted, compare);
    return (struct dmz_force_spread){n, sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]};
}

enum dmz_status dmz_estimate_build(struct dmz_context *context, const struct dmz_forces *forces, double line_km,
                                   double area_km2, struct dmz_estimate *estimate) {
    double *numbers = malloc((3 * forces->count + 1) * sizeof *numbers);
    if (!numbers)
        return dmz_fail_memory(context);
    double *sorted = numbers + 2 * forces->count;
    *estimate = (struct dmz_estimate){.forces = forces, .line_km = line_km, .area_km2 = area_km2};
    estimate->by_line = numbers;
    estimate->by_area = numbers + forces->count;
    for (size_t i = 0; i < forces->count; i++) {
        const struct dmz_force *force = &forces->items[i];
        estimate->by_line[i] = force->personnel / force->line_km * line_km;
        estimate->by_area[i] = force->personnel / force->area_km2 * area_km2;
    }
    estimate->line_spread = spread_of(estimate->by_line, forces->count, sorted);
    estimate->area_spread = spread_of(estimate->by_area, forces->count, sorted);
    return DMZ_OK;
}

void dmz_estimate_free(struct dmz_estimate *estimate) {
    free(estimate->by_line); /* and by_area, behind it */
    *estimate = (struct dmz_estimate){0};
}
