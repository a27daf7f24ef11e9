/* test_population.c: people by zone, against closed forms, areas by geodesics and points counted one by one. Rasters
 * are made here, as ASCII grids or as raw numbers with a VRT that says what they are. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dmz/population.h"
#include "support/chance.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct dmz_context *context;
static char place[64]; /* the directory for rasters */

static const char *at(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", place, name);
    return path;
}

static void write_file(const char *name, const void *bytes, size_t count) {
    FILE *file = fopen(at(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

/* A raster of doubles: its columns, rows, reference system, geotransform, and more of a VRT's band. */
struct made {
    int columns, rows;
    const char *system, *transform, *more;
    const double *cells; /* NULL: ones */
};

/* Writes it as made.vrt. */
static void make_raster(struct made made) {
    size_t count = (size_t)made.columns * (size_t)made.rows;
    double *ones = malloc(count * sizeof *ones);
    char text[2048];
    assert_non_null(ones);
    for (size_t i = 0; i < count; i++)
        ones[i] = made.cells ? made.cells[i] : 1;
    write_file("made.raw", ones, count * sizeof *ones);
    free(ones);
    int length = snprintf(text, sizeof text,
                          "<VRTDataset rasterXSize=\"%d\" rasterYSize=\"%d\"><SRS>%s</SRS>"
                          "<GeoTransform>%s</GeoTransform>"
                          "<VRTRasterBand dataType=\"Float64\" band=\"1\" subClass=\"VRTRawRasterBand\">%s"
                          "<SourceFilename relativeToVRT=\"1\">made.raw</SourceFilename><ByteOrder>LSB</ByteOrder>"
                          "</VRTRasterBand></VRTDataset>",
                          made.columns, made.rows, made.system, made.transform, made.more ? made.more : "");
    write_file("made.vrt", text, (size_t)length);
}

/* Makes a zone of one ring, without its last position. */
static struct dmz_zone zone_of(const struct dmz_position *positions, size_t count) {
    struct dmz_zone zone = {.side = DMZ_SIDE_LEFT};
    struct dmz_polygon *polygon = dmz_multipolygon_append(&zone.area);
    struct dmz_ring *ring = polygon ? dmz_polygon_append(polygon, count + 1) : NULL;
    assert_non_null(ring);
    memcpy(ring->positions, positions, count * sizeof *positions);
    ring->positions[count] = positions[0];
    ring->count = count + 1;
    zone.figures = dmz_multipolygon_measure(&zone.area);
    return zone;
}

/* What one ring has of a raster. */
struct found {
    double people, nodata_km2, outside_km2, area_km2;
};

static struct found count_zone(const char *name, bool is_density, struct dmz_zone *zone) {
    struct dmz_zones zones = {.zones = zone, .count = 1};
    struct dmz_population_request request = {{at(name), 1, true}, is_density};
    struct dmz_population population = {0};
    enum dmz_status status = dmz_population_build(context, &request, &zones, &population);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    struct found found = {population.people[0], population.nodata_km2[0], population.outside_km2[0],
                          zone->figures.area_m2 / 1e6};
    dmz_population_free(&population);
    dmz_multipolygon_free(&zone->area);
    return found;
}

static struct found count_ring(const char *name, bool is_density, const struct dmz_position *ring, size_t count) {
    struct dmz_zone zone = zone_of(ring, count);
    return count_zone(name, is_density, &zone);
}

/* The same, of a rectangle in longitude and latitude, whose edges along parallels are divided, so that it makes no
 * difference how they are read. */
static struct found count_box(const char *name, bool is_density, struct dmz_position low, struct dmz_position high) {
    enum { STEPS = 4000 };
    static struct dmz_position ring[2 * STEPS + 2];
    for (int i = 0; i <= STEPS; i++) {
        double t = (double)i / STEPS, lon = low.lon_deg + (high.lon_deg - low.lon_deg) * t;
        ring[i] = P(lon, low.lat_deg);
        ring[2 * STEPS + 1 - i] = P(lon, high.lat_deg);
    }
    return count_ring(name, is_density, ring, COUNT(ring));
}

static void an_ascii_grid_is_summed_by_parts_of_cells(void **state) {
    static const char grid[] = "ncols 4\nnrows 3\nxllcorner 30\nyllcorner 48\ncellsize 0.5\nNODATA_value -9999\n"
                               "1 2 3 4\n5 6 7 8\n9 10 11 12\n";
    static const char prj[] = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
                              "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    static const struct dmz_position whole[] = {{30, 48}, {32, 48}, {32, 49.5}, {30, 49.5}};
    static const struct dmz_position cell[] = {{30.5, 48.5}, {31, 48.5}, {31, 49}, {30.5, 49}};
    static const struct dmz_position half[] = {{30.5, 48.5}, {31, 48.5}, {31, 49}};
    static const struct dmz_position four[] = {{30.25, 48.75}, {30.75, 48.75}, {30.75, 49.25}, {30.25, 49.25}};
    (void)state;
    write_file("grid.asc", grid, sizeof grid - 1);
    write_file("grid.prj", prj, sizeof prj - 1);
    assert_near(count_ring("grid.asc", false, whole, COUNT(whole)).people, 78, 0);
    assert_near(count_ring("grid.asc", false, cell, COUNT(cell)).people, 6, 0);
    assert_near(count_ring("grid.asc", false, half, COUNT(half)).people, 3, 0);
    assert_near(count_ring("grid.asc", false, four, COUNT(four)).people, (1 + 2 + 5 + 6) / 4.0, 0);
}

static void cells_without_data_are_measured_and_not_counted(void **state) {
    static const double cells[] = {1, -5, NAN, 4, 5, 6};
    static const struct dmz_position ring[] = {{0, 0}, {3, 0}, {3, 2}, {0, 2}};
    static const struct dmz_position none[] = {{1.25, 1.25}, {1.75, 1.25}, {1.75, 1.75}, {1.25, 1.75}};
    (void)state;
    make_raster((struct made){3, 2, "EPSG:4326", "0, 1, 0, 2, 0, -1", "<NoDataValue>-5</NoDataValue>", cells});
    struct found found = count_ring("made.vrt", false, ring, COUNT(ring));
    assert_near(found.people, 16, 0);
    static const struct dmz_position two[] = {{1, 1}, {3, 1}, {3, 2}, {1, 2}};
    struct dmz_zone zone = zone_of(two, COUNT(two));
    assert_near(found.nodata_km2, zone.figures.area_m2 / 1e6, 3e-4 * found.nodata_km2); /* edges read otherwise */
    dmz_multipolygon_free(&zone.area);
    assert_near(found.outside_km2, 0, 0);
    found = count_ring("made.vrt", false, none, COUNT(none));
    assert_true(isnan(found.people));
    assert_near(found.nodata_km2, found.area_km2, 0);
}

static void scale_and_offset_are_applied(void **state) {
    static const double cells[] = {1, 2, 255, 4};
    static const struct dmz_position ring[] = {{0, 0}, {4, 0}, {4, 1}, {0, 1}};
    (void)state;
    make_raster((struct made){4, 1, "EPSG:4326", "0, 1, 0, 1, 0, -1",
                              "<NoDataValue>255</NoDataValue><Offset>10</Offset><Scale>0.5</Scale>", cells});
    assert_near(count_ring("made.vrt", false, ring, COUNT(ring)).people, 30 + 3.5, 1e-12);
}

static void what_is_outside_is_measured(void **state) {
    (void)state;
    make_raster((struct made){10, 10, "EPSG:4326", "30, 0.1, 0, 49, 0, -0.1", NULL, NULL});
    struct found found = count_box("made.vrt", false, P(30.5, 48.2), P(31.5, 48.4));
    assert_near(found.people, 10, 1e-6);
    assert_near(found.outside_km2, found.area_km2 / 2, 1e-5 * found.area_km2);
    found = count_box("made.vrt", false, P(32, 48.2), P(33, 48.4));
    assert_true(isnan(found.people));
    assert_near(found.outside_km2, found.area_km2, 0);
}

/* One person per km2 everywhere: as many people as km2, whatever the plane. */
static void assert_people_are_area(struct found found, double part) {
    assert_near(found.people, found.area_km2, part * found.area_km2);
    assert_near(found.outside_km2, 0, 0);
    assert_near(found.nodata_km2, 0, 0);
}

static void density_of_one_counts_the_area_in_any_plane(void **state) {
    static const struct {
        const char *what;
        struct made made;
        struct dmz_position low, high;
        double part;
    } cases[] = {
        {"degrees",
         {400, 300, "EPSG:4326", "28, 0.01, 0, 50, 0, -0.01", NULL, NULL},
         {29.123, 48.077},
         {30.4, 49},
         1e-6},
        {"coarse", {36, 18, "EPSG:4326", "-180, 10, 0, 90, 0, -10", NULL, NULL}, {30, 40}, {90, 60}, 1e-6},
        {"south up",
         {400, 300, "EPSG:4326", "28, 0.01, 0, 47, 0, 0.01", NULL, NULL},
         {29.123, 48.077},
         {30.4, 49},
         1e-6},
        {"turned",
         {600, 600, "EPSG:4326", "29, 0.008, 0.006, 47, -0.006, 0.008", NULL, NULL},
         {32, 48},
         {33, 48.5},
         1e-6},
        {"UTM",
         {3000, 3000, "EPSG:32636", "200000, 100, 0, 5500000, 0, -100", NULL, NULL},
         {30, 47.6},
         {31.5, 48.8},
         1e-6},
        {"UTM turned",
         {3000, 3000, "EPSG:32636", "100000, 80, 60, 5300000, 60, -80", NULL, NULL},
         {30, 47.6},
         {31.5, 48.8},
         1e-6},
        {"UTM, feet",
         {3000, 3000, "+proj=utm +zone=36 +datum=WGS84 +units=ft", "656000, 330, 0, 18045000, 0, -330", NULL, NULL},
         {30, 47.6},
         {31.5, 48.8},
         1e-6},
        {"Mollweide",
         {1500, 1500, "ESRI:54009", "1900000, 1000, 0, 6400000, 0, -1000", NULL, NULL},
         {29, 46},
         {38, 52},
         1e-6},
        {"Mercator",
         {2000, 2000, "EPSG:3857", "3200000, 500, 0, 6700000, 0, -500", NULL, NULL},
         {29.5, 47.5},
         {36, 51},
         1e-6},
        {"Lambert",
         {2000, 2000, "EPSG:3035", "5000000, 500, 0, 3000000, 0, -500", NULL, NULL},
         {27, 44},
         {31, 47.5},
         1e-6},
        {"ED50",
         {400, 300, "EPSG:4230", "28, 0.01, 0, 50, 0, -0.01", NULL, NULL},
         {29.123, 48.077},
         {30.4, 49},
         1e-6},
        {"half the Earth",
         {720, 360, "EPSG:4326", "-180, 0.5, 0, 90, 0, -0.5", NULL, NULL},
         {-180, -90},
         {0, 90},
         1e-6},
        {"pole",
         {1200, 1200, "EPSG:3413", "-3000000, 5000, 0, 3000000, 0, -5000", NULL, NULL},
         {-180, 70},
         {180, 90},
         1e-6},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        make_raster(cases[i].made);
        struct found found = count_box("made.vrt", true, cases[i].low, cases[i].high);
        if (!(fabs(found.people - found.area_km2) <= cases[i].part * found.area_km2))
            print_error("%s: %.9g people in %.9g km2, outside %.3g\n", cases[i].what, found.people, found.area_km2,
                        found.outside_km2);
        assert_people_are_area(found, cases[i].part);
    }
}

static void people_by_cell_and_by_km2_agree(void **state) {
    enum { N = 300 };
    static double by_cell[N * N], by_km2[N * N];
    static const struct dmz_position ring[] = {{30.1, 48.3}, {31.7, 48.1}, {31.5, 49.2}, {30.6, 49.4}};
    struct chance chance = chance_start();
    (void)state;
    /* LAEA Europe is true to area: cells are of 4 km2. */
    for (size_t i = 0; i < COUNT(by_cell); i++) {
        by_cell[i] = chance_between(&chance, 0, 1000);
        by_km2[i] = by_cell[i] / 4;
    }
    struct made made = {N, N, "EPSG:3035", "5500000, 2000, 0, 3400000, 0, -2000", NULL, by_cell};
    make_raster(made);
    double people = count_ring("made.vrt", false, ring, COUNT(ring)).people;
    made.cells = by_km2;
    make_raster(made);
    assert_true(people > 500 * 2000);
    assert_near(count_ring("made.vrt", true, ring, COUNT(ring)).people, people, 1e-6 * people);
}

static void longitudes_from_0_to_360_and_across_the_antimeridian(void **state) {
    enum { N = 36 };
    static double cells[N * 18], turned[N * 18];
    static const struct dmz_position east[] = {{175, -10}, {180, -10}, {180, 10}, {175, 10}};
    static const struct dmz_position west[] = {{-180, -10}, {-172, -10}, {-172, 10}, {-180, 10}};
    static const struct dmz_position zero[] = {{-7, 40}, {8, 40}, {3, 60}};
    const struct {
        const struct dmz_position *ring;
        size_t count;
    } rings[] = {{east, COUNT(east)}, {west, COUNT(west)}, {zero, COUNT(zero)}};
    struct chance chance = chance_start();
    double people[COUNT(rings)];
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++)
        cells[i] = chance_between(&chance, 0, 1000);
    for (size_t i = 0; i < COUNT(cells); i++)
        turned[i] = cells[i / N * N + (i % N + N / 2) % N];
    make_raster((struct made){N, 18, "EPSG:4326", "-180, 10, 0, 90, 0, -10", NULL, cells});
    for (size_t i = 0; i < COUNT(rings); i++)
        people[i] = count_ring("made.vrt", false, rings[i].ring, rings[i].count).people;
    assert_near(people[0], (cells[8 * N + 35] + cells[9 * N + 35]) / 2, 1e-9);
    make_raster((struct made){N, 18, "EPSG:4326", "0, 10, 0, 90, 0, -10", NULL, turned});
    for (size_t i = 0; i < COUNT(rings); i++) {
        struct found found = count_ring("made.vrt", false, rings[i].ring, rings[i].count);
        assert_near(found.people, people[i], 1e-6 * people[i]);
        assert_near(found.outside_km2, 0, 0);
    }
}

static void a_raster_more_than_once_round_the_earth_counts_once(void **state) {
    static const struct dmz_position ring[] = {{-180, 0}, {180, 0}, {180, 10}, {-180, 10}};
    (void)state;
    make_raster((struct made){80, 36, "EPSG:4326", "-200, 5, 0, 90, 0, -5", NULL, NULL});
    struct found found = count_ring("made.vrt", false, ring, COUNT(ring));
    assert_near(found.people, 72 * 2, 1e-9);
    assert_near(found.outside_km2, 0, 0);
}

/* What --places would count: points, each of them one person, in zones whose edges run between cells. */
static void points_put_into_cells_are_counted_one_by_one(void **state) {
    enum { N = 100 };
    static double cells[N * N];
    static const struct dmz_position ring[] = {{2, 1}, {7, 1}, {7, 4}, {5, 4}, {5, 8}, {2, 8}};
    struct chance chance = chance_start();
    double counted = 0;
    (void)state;
    memset(cells, 0, sizeof cells);
    for (int i = 0; i < 100000; i++) {
        double lon = chance_between(&chance, 0, 10), lat = chance_between(&chance, 0, 10);
        size_t row = (size_t)((10 - lat) * 10), column = (size_t)(lon * 10);
        cells[row * N + column]++;
        counted += lon >= 2 && lat >= 1 && lat < 8 && (lon < 5 || (lon < 7 && lat < 4));
    }
    make_raster((struct made){N, N, "EPSG:4326", "0, 0.1, 0, 10, 0, -0.1", NULL, cells});
    assert_near(count_ring("made.vrt", false, ring, COUNT(ring)).people, counted, 1e-3 * counted / 100);
}

/* Zones with a border in common, in a plane that bends it: nobody is lost or counted twice. */
static void neighbours_sum_to_the_whole(void **state) {
    static const struct dmz_position left[] = {{30, 47.7}, {30.7, 47.9}, {30.6, 48.7}, {30, 48.8}};
    static const struct dmz_position right[] = {{30.7, 47.9}, {31.4, 47.8}, {31.5, 48.8}, {30.6, 48.7}};
    static const struct dmz_position whole[] = {{30, 47.7},   {30.7, 47.9}, {31.4, 47.8},
                                                {31.5, 48.8}, {30.6, 48.7}, {30, 48.8}};
    (void)state;
    make_raster((struct made){3000, 3000, "EPSG:32636", "200000, 100, 0, 5500000, 0, -100", NULL, NULL});
    double sum = count_ring("made.vrt", false, left, COUNT(left)).people +
                 count_ring("made.vrt", false, right, COUNT(right)).people;
    assert_near(sum, count_ring("made.vrt", false, whole, COUNT(whole)).people, 1e-13 * sum);
}

/* That building fails with this status and message. */
static void assert_fails(const char *path, int band, enum dmz_status status, const char *message) {
    static const struct dmz_position ring[] = {{0, 0}, {2, 0}, {2, 2}, {0, 2}};
    struct dmz_zone zone = zone_of(ring, COUNT(ring));
    struct dmz_zones zones = {.zones = &zone, .count = 1};
    struct dmz_population_request request = {{path, band, true}, false};
    struct dmz_population population = {0};
    dmz_forget(context);
    assert_int_equal(dmz_population_build(context, &request, &zones, &population), status);
    if (!strstr(dmz_context_message(context), message))
        print_error("not \"%s\": %s\n", message, dmz_context_message(context));
    assert_non_null(strstr(dmz_context_message(context), message));
    assert_null(population.people);
    dmz_multipolygon_free(&zone.area);
    dmz_forget(context);
}

static void what_is_no_raster_of_people_is_refused(void **state) {
    static const double negative[] = {1, 2, -3, 4};
    static const char grid[] = "ncols 1\nnrows 1\nxllcorner 30\nyllcorner 48\ncellsize 0.5\n1\n";
    (void)state;
    make_raster((struct made){2, 2, "EPSG:4326", "0, 1, 0, 2, 0, -1", NULL, negative});
    assert_fails(at("made.vrt"), 1, DMZ_INPUT, "band 1: row 2, column 1: expected people, found -3");
    assert_fails(at("made.vrt"), 2, DMZ_USAGE, "has no band 2: it has 1");
    assert_fails(at("nothing.tif"), 1, DMZ_INPUT, "No such file");
    assert_fails(at("made.raw"), 1, DMZ_INPUT, "no raster is known by this name");
    write_file("none.asc", grid, sizeof grid - 1);
    assert_fails(at("none.asc"), 1, DMZ_INPUT, "none.asc: band 1: has no reference system");
    write_file("none.tif", grid, sizeof grid - 1);
    assert_fails(at("none.tif"), 1, DMZ_INPUT, "none.tif");
    make_raster((struct made){2, 2, "EPSG:4326", "0, 0, 0, 2, 0, 0", NULL, NULL});
    assert_fails(at("made.vrt"), 1, DMZ_INPUT, "gives its cells no area");
}

/* The world in an outline that the zone leaves: torn apart where the plane begins and ends. */
static void a_zone_that_its_plane_tears_is_refused(void **state) {
    static const struct dmz_position ring[] = {{-40, 40}, {-20, 40}, {-20, 60}, {-40, 60}};
    struct dmz_zone zone = zone_of(ring, COUNT(ring));
    struct dmz_zones zones = {.zones = &zone, .count = 1};
    struct dmz_population population = {0};
    (void)state;
    make_raster((struct made){10, 10, "EPSG:3832", "0, 100000, 0, 6000000, 0, -100000", NULL, NULL});
    struct dmz_population_request request = {{at("made.vrt"), 1, true}, false};
    assert_int_equal(dmz_population_build(context, &request, &zones, &population), DMZ_INPUT);
    assert_non_null(strstr(dmz_context_message(context), "torn apart at"));
    dmz_multipolygon_free(&zone.area);
    dmz_forget(context);
}

static int make(void **state) {
    (void)state;
    context = dmz_context_create();
    snprintf(place, sizeof place, "/tmp/test_population.%ld.XXXXXX", (long)getpid());
    return context && mkdtemp(place) ? 0 : -1;
}

static int unmake(void **state) {
    static const char *const names[] = {"made.raw", "made.vrt", "grid.asc", "grid.prj", "none.asc", "none.tif"};
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(at(names[i]));
    rmdir(place);
    dmz_context_free(context);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ascii_grid_is_summed_by_parts_of_cells),
        cmocka_unit_test(cells_without_data_are_measured_and_not_counted),
        cmocka_unit_test(scale_and_offset_are_applied),
        cmocka_unit_test(what_is_outside_is_measured),
        cmocka_unit_test(density_of_one_counts_the_area_in_any_plane),
        cmocka_unit_test(people_by_cell_and_by_km2_agree),
        cmocka_unit_test(longitudes_from_0_to_360_and_across_the_antimeridian),
        cmocka_unit_test(a_raster_more_than_once_round_the_earth_counts_once),
        cmocka_unit_test(points_put_into_cells_are_counted_one_by_one),
        cmocka_unit_test(neighbours_sum_to_the_whole),
        cmocka_unit_test(what_is_no_raster_of_people_is_refused),
        cmocka_unit_test(a_zone_that_its_plane_tears_is_refused),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
