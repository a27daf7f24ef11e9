/* fractal.c: prints a line made by midpoint displacement as GeoJSON: a front as long and as rough as one may be, with
 * as many vertices as one may be given. The same on every machine. */
#include <stdio.h>
#include <stdlib.h>

#include "support/chance.h"

enum { HALVINGS_MOST = 22, SEED = 20240708 };

/* As of the line of 16,385 vertices that is measured too: its ends, and how far a middle is set aside, as a share of
 * the edge (root mean square). */
static const double FROM[2] = {33, 47}, TO[2] = {38, 50};
static const double COS_LAT = 0.66; /* at the middle */

/* About normal, with variance 1, and without functions that differ between libraries. Source: Irwin, Hall. */
static double normal(struct chance *chance) {
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += chance_share(chance);
    return sum;
}

/* Coarse steps first, so that a finer line has the vertices of a coarser one. */
static void displace(double (*points)[2], size_t count, double rough) {
    struct chance chance = {SEED};
    for (size_t step = count - 1; step > 1; step /= 2)
        for (size_t i = 0; i + step < count; i += step) {
            const double *a = points[i], *b = points[i + step];
            double aside = rough * normal(&chance);
            points[i + step / 2][0] = (a[0] + b[0]) / 2 - aside * (b[1] - a[1]) / COS_LAT;
            points[i + step / 2][1] = (a[1] + b[1]) / 2 + aside * (b[0] - a[0]) * COS_LAT;
        }
}

int main(int count, char **arguments) {
    int halvings = count == 3 ? atoi(arguments[1]) : 0;
    if (halvings < 1 || halvings > HALVINGS_MOST) {
        fputs("usage: fractal HALVINGS ROUGHNESS\n", stderr);
        return 2;
    }
    size_t vertices = ((size_t)1 << halvings) + 1;
    double(*points)[2] = calloc(vertices, sizeof *points);
    if (!points)
        return 1;
    for (int k = 0; k < 2; k++) {
        points[0][k] = FROM[k];
        points[vertices - 1][k] = TO[k];
    }
    displace(points, vertices, atof(arguments[2]));
    printf("{\"type\":\"LineString\",\"coordinates\":[");
    for (size_t i = 0; i < vertices; i++)
        printf("%s[%.7f,%.7f]", i ? "," : "", points[i][0], points[i][1]);
    puts("]}");
    free(points);
    return 0;
}
