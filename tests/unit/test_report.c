/* test_report.c: the table, the Markdown, the CSV and the JSON of made-up figures, to the letter. */
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/plane.h"
#include "dmz/report.h"

/* Figures that were never computed: round ones, so that one sees what becomes of them. */
struct result {
    struct dmz_line line;
    struct dmz_layer layers[2];
    struct dmz_zones_request request;
    struct dmz_zone zones[4];
    struct dmz_zones all;
    struct dmz_zone_figures figures[4];
    struct dmz_stats stats;
};

static const char *const NO_WEAPONS[] = {"all military forces", "all weapons", NULL};

/* Two layers on two sides, or merged. The texts are borrowed from literals. */
static void make_result(struct result *result, bool merge) {
    static char name[] = "River line", date[] = "2024-07", left[] = "Northland", right[] = "South & Co";
    enum { LAYERS = 2 };
    *result = (struct result){
        .line = {.name = name, .date = date, .left = left, .right = right},
        .layers = {{"strip", "Fully demilitarized strip", {2000, 2000}, NO_WEAPONS},
                   {"outer", "outer", {15000.5, 15000.5}, NULL}},
        .request = {.layer_count = LAYERS, .edges = DMZ_EDGES_GEODESIC, .tolerance_m = 1, .merge = merge},
        .all = {.count = merge ? LAYERS : 2 * LAYERS,
                .decimals = 7,
                .accuracy = {1, 0.2346, 12345, {0, 0}, DMZ_ENGINE_GEOS, "", 0.35, 0.37, 678}},
    };
    for (size_t i = 0; i < result->all.count; i++) {
        size_t layer = merge ? i : i / 2;
        enum dmz_side side = merge ? DMZ_SIDE_NONE : i % 2 ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
        result->zones[i] = (struct dmz_zone){.layer = layer,
                                             .side = side,
                                             .from_m = layer ? result->layers[0].width.left_m : 0,
                                             .to_m = result->layers[layer].width.left_m};
        double size = (double)(i + 1);
        result->figures[i] = (struct dmz_zone_figures){
            1234567890.125 * size, 200000.25 * size, 100000.125 * size, i + 1, i, 100 + i, 0};
        result->stats.area_m2 += result->figures[i].area_m2;
    }
    result->request.layers = result->layers;
    result->all.zones = result->zones;
    result->stats.line = &result->line;
    result->stats.request = &result->request;
    result->stats.zones = &result->all;
    result->stats.zone = result->figures;
    result->stats.line_figures = (struct dmz_line_figures){
        .length_m = 1234567.891, .parts = 2, .vertices = 1234, .sinuosity = 1.256, .edge_reading_gap_m = 0.12345};
}

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

static void assert_writes(writer *write, const struct result *result, const char *expected) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(write(context, &result->stats, &text), DMZ_OK);
    assert_string_equal(text.bytes, expected);
    assert_int_equal(text.count, strlen(expected));
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_table(void **state) {
    (void)state;
    struct result result;
    make_result(&result, false);
    assert_writes(
        dmz_report_table, &result,
        "River line, 2024-07: 1,234.57 km in 2 parts, 1,234 vertices, sinuosity 1.26\n"
        "strip: 4 km across: 2 km on each side (Fully demilitarized strip)\n"
        "outer: 30.001 km across: 15.0005 km on each side\n"
        "\n"
        "zone         party       from          to   area km²  limit km\n"
        "strip-left   Northland    0 m        2 km   1,234.57    100.00\n"
        "strip-right  South & Co   0 m        2 km   2,469.14    200.00\n"
        "outer-left   Northland   2 km  15.0005 km   3,703.70    300.00\n"
        "outer-right  South & Co  2 km  15.0005 km   4,938.27    400.00\n"
        "\n"
        "strip                                       3,703.70\n"
        "outer                                       8,641.98\n"
        "left         Northland                      4,938.27\n"
        "right        South & Co                     7,407.41\n"
        "all                                        12,345.68\n"
        "\n"
        "Limits within 0.24 m of their true places, measured at 12,345 points; tolerance 1 m, engine geos\n");
}

static void test_table_of_merged_sides(void **state) {
    (void)state;
    struct result result;
    make_result(&result, true);
    assert_writes(
        dmz_report_table, &result,
        "River line, 2024-07: 1,234.57 km in 2 parts, 1,234 vertices, sinuosity 1.26\n"
        "strip: 4 km across: 2 km on each side (Fully demilitarized strip)\n"
        "outer: 30.001 km across: 15.0005 km on each side\n"
        "\n"
        "zone   party  from          to  area km²  limit km\n"
        "strip  both    0 m        2 km  1,234.57    100.00\n"
        "outer  both   2 km  15.0005 km  2,469.14    200.00\n"
        "\n"
        "strip                           1,234.57\n"
        "outer                           2,469.14\n"
        "all                             3,703.70\n"
        "\n"
        "Limits within 0.24 m of their true places, measured at 12,345 points; tolerance 1 m, engine geos\n");
}

/* The lines between the title and the layers. */
static void assert_joins(struct dmz_joins *joins, const char *expected) {
    struct result result;
    char all[4096];
    make_result(&result, false);
    result.stats.joins = joins;
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_table(context, &result.stats, &text), DMZ_OK);
    const char *start = strchr(text.bytes, '\n') + 1, *end = strstr(text.bytes, "strip: ");
    snprintf(all, sizeof all, "%.*s", (int)(end - start), start);
    assert_string_equal(all, expected);
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_joins_in_the_table(void **state) {
    (void)state;
    struct dmz_bridge bridges[9];
    size_t turned[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
    for (size_t i = 0; i < 9; i++)
        bridges[i] = (struct dmz_bridge){i + 1, i + 2, {30, 48}, {30.5, -48.25}, 12.3456 * (double)(i + 1)};
    struct dmz_joins joins = {.bridges = bridges, .turned = turned};
    assert_joins(&joins, "");
    joins.request.bridge_m = 1500;
    assert_joins(&joins, "bridged: 0 gaps up to 1.5 km wide\n");
    joins.bridge_count = 1;
    joins.bridged_m = 1234.56;
    joins.request.orient = true;
    assert_joins(&joins, "bridged: 1 gap up to 1.5 km wide, 1.235 km of the length\n"
                         "bridge: 12.35 m from the end of part 1 at 30.00000,48.00000 to the start of part 2 at "
                         "30.50000,-48.25000\n"
                         "turned: no part\n");
    joins.request.bridge_m = 0;
    joins.turned_count = 1;
    assert_joins(&joins, "turned: part 2\n");
    joins.turned_count = 8;
    assert_joins(&joins, "turned: parts 2, 3, 5, 7, 11, 13, 17, 19\n");
    joins.turned_count = 10;
    assert_joins(&joins, "turned: parts 2, 3, 5, 7, 11, 13, 17, 19 and 2 more\n");
}

/* What a table begins with, up to the layers. */
static void assert_title(const struct result *result, const char *expected) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_table(context, &result->stats, &text), DMZ_OK);
    text.bytes[strcspn(text.bytes, "\n")] = 0;
    assert_string_equal(text.bytes, expected);
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_titles(void **state) {
    (void)state;
    struct result result;
    char escape[] = "a\x1b[31m\nb";
    make_result(&result, false);
    result.line.date = NULL;
    result.stats.line_figures = (struct dmz_line_figures){.length_m = 12.5, .parts = 1, .vertices = 2};
    assert_title(&result, "River line: 0.01 km in 1 part, 2 vertices");
    result.line.name = NULL;
    assert_title(&result, "contact line: 0.01 km in 1 part, 2 vertices");
    result.line.name = escape;
    assert_title(&result, "a\\u001b[31m\\u000ab: 0.01 km in 1 part, 2 vertices");
}

/* Columns are counted in characters, not in bytes; a name too long is cut between characters. */
static void test_table_of_other_scripts(void **state) {
    (void)state;
    struct result result;
    char left[] = "Україна", right[201];
    for (size_t i = 0; i < 100; i++)
        memcpy(right + 2 * i, "ß", 2);
    right[200] = 0;
    make_result(&result, false);
    result.line.left = left;
    result.line.right = right;
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_table(context, &result.stats, &text), DMZ_OK);
    char shown[2 * 63 + 1];
    memcpy(shown, right, sizeof shown - 1);
    shown[sizeof shown - 1] = 0;
    char row[512];
    snprintf(row, sizeof row, "\nstrip-left   Україна%*s   0 m        2 km   1,234.57    100.00\n", 63 - 7, "");
    assert_non_null(strstr(text.bytes, row));
    snprintf(row, sizeof row, "\nstrip-right  %s   0 m        2 km   2,469.14    200.00\n", shown);
    assert_non_null(strstr(text.bytes, row));
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

/* Below a tenth of a metre, four decimals. */
static void test_fine_accuracy(void **state) {
    (void)state;
    struct result result;
    make_result(&result, false);
    result.all.accuracy = (struct dmz_accuracy){0.01, 0.00321, 12, {0, 0}, DMZ_ENGINE_GEOS, "", 0, 0, 0};
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_table(context, &result.stats, &text), DMZ_OK);
    assert_string_equal(
        strrchr(text.bytes, 'L'),
        "Limits within 0.0033 m of their true places, measured at 12 points; tolerance 0.01 m, engine geos\n");
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_markdown(void **state) {
    (void)state;
    struct result result;
    make_result(&result, false);
    assert_writes(
        dmz_report_markdown, &result,
        "# River line, 2024-07\n"
        "\n"
        "1,234.57 km in 2 parts, 1,234 vertices, sinuosity 1.26\n"
        "\n"
        "- strip: 4 km across: 2 km on each side (Fully demilitarized strip)\n"
        "- outer: 30.001 km across: 15.0005 km on each side\n"
        "\n"
        "| zone | party | from | to | area km² | limit km |\n"
        "| --- | --- | ---: | ---: | ---: | ---: |\n"
        "| strip-left | Northland | 0 m | 2 km | 1,234.57 | 100.00 |\n"
        "| strip-right | South & Co | 0 m | 2 km | 2,469.14 | 200.00 |\n"
        "| outer-left | Northland | 2 km | 15.0005 km | 3,703.70 | 300.00 |\n"
        "| outer-right | South & Co | 2 km | 15.0005 km | 4,938.27 | 400.00 |\n"
        "| **strip** |  |  |  | **3,703.70** |  |\n"
        "| **outer** |  |  |  | **8,641.98** |  |\n"
        "| **left** | **Northland** |  |  | **4,938.27** |  |\n"
        "| **right** | **South & Co** |  |  | **7,407.41** |  |\n"
        "| **all** |  |  |  | **12,345.68** |  |\n"
        "\n"
        "Limits within 0.24 m of their true places, measured at 12,345 points; tolerance 1 m, engine geos\n");
}

static void test_markdown_escapes_its_marks(void **state) {
    (void)state;
    struct result result;
    char name[] = "#1 [a](b) *c* _d_ `e` <f> g\\h", left[] = "|";
    make_result(&result, true);
    result.line.name = name;
    result.line.left = left;
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_markdown(context, &result.stats, &text), DMZ_OK);
    text.bytes[strcspn(text.bytes, "\n")] = 0;
    assert_string_equal(text.bytes, "# \\#1 \\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` \\<f\\> g\\\\h, 2024-07");
    dmz_buffer_free(&text);
    make_result(&result, false);
    result.line.left = left;
    assert_int_equal(dmz_report_markdown(context, &result.stats, &text), DMZ_OK);
    assert_non_null(strstr(text.bytes, "\n| strip-left | \\| | 0 m |"));
    assert_non_null(strstr(text.bytes, "\n| **left** | **\\|** |"));
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

#define CSV_HEAD "zone,layer,title,side,party,from_m,to_m,area_km2,perimeter_km,limit_km,parts,holes\n"

/* Cells of merged layers for an uncertainty of 500 m, and the ranges that they make. */
struct doubted {
    struct result result;
    struct dmz_zone cells[4];
    struct dmz_doubt doubt;
};

static void make_doubted(struct doubted *doubted) {
    static const double ends_m[] = {0, 1500, 2500, 14500.5, 15500.5}, areas_m2[] = {1e9, 2e8, 3e9, 4e8};
    make_result(&doubted->result, true);
    doubted->result.request.uncertainty_m = 500;
    for (size_t i = 0; i < COUNT(areas_m2); i++)
        doubted->cells[i] =
            (struct dmz_zone){.from_m = ends_m[i], .to_m = ends_m[i + 1], .figures.area_m2 = areas_m2[i]};
    doubted->doubt = (struct dmz_doubt){.request = &doubted->result.request,
                                        .cells = {.zones = doubted->cells, .count = COUNT(areas_m2)}};
    doubted->result.stats.doubt = &doubted->doubt;
}

static void test_ranges_in_the_table(void **state) {
    (void)state;
    struct doubted doubted;
    make_doubted(&doubted);
    assert_writes(
        dmz_report_table, &doubted.result,
        "River line, 2024-07: 1,234.57 km in 2 parts, 1,234 vertices, sinuosity 1.26\n"
        "strip: 4 km across: 2 km on each side (Fully demilitarized strip)\n"
        "outer: 30.001 km across: 15.0005 km on each side\n"
        "line known to ± 500 m: the range is of what is certainly and what is possibly in it\n"
        "\n"
        "zone   party  from          to  area km²  limit km          range km²\n"
        "strip  both    0 m        2 km  1,234.57    100.00  1,000.00–1,200.00\n"
        "outer  both   2 km  15.0005 km  2,469.14    200.00  3,000.00–3,600.00\n"
        "\n"
        "strip                           1,234.57            1,000.00–1,200.00\n"
        "outer                           2,469.14            3,000.00–3,600.00\n"
        "all                             3,703.70            4,200.00–4,600.00\n"
        "\n"
        "Limits within 0.24 m of their true places, measured at 12,345 points; tolerance 1 m, engine geos\n");
}

static void test_ranges_in_markdown_and_csv(void **state) {
    (void)state;
    struct doubted doubted;
    make_doubted(&doubted);
    assert_writes(
        dmz_report_markdown, &doubted.result,
        "# River line, 2024-07\n"
        "\n"
        "1,234.57 km in 2 parts, 1,234 vertices, sinuosity 1.26\n"
        "\n"
        "- strip: 4 km across: 2 km on each side (Fully demilitarized strip)\n"
        "- outer: 30.001 km across: 15.0005 km on each side\n"
        "- line known to ± 500 m: the range is of what is certainly and what is possibly in it\n"
        "\n"
        "| zone | party | from | to | area km² | limit km | range km² |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| strip | both | 0 m | 2 km | 1,234.57 | 100.00 | 1,000.00–1,200.00 |\n"
        "| outer | both | 2 km | 15.0005 km | 2,469.14 | 200.00 | 3,000.00–3,600.00 |\n"
        "| **strip** |  |  |  | **1,234.57** |  | **1,000.00–1,200.00** |\n"
        "| **outer** |  |  |  | **2,469.14** |  | **3,000.00–3,600.00** |\n"
        "| **all** |  |  |  | **3,703.70** |  | **4,200.00–4,600.00** |\n"
        "\n"
        "Limits within 0.24 m of their true places, measured at 12,345 points; tolerance 1 m, engine geos\n");
    assert_writes(dmz_report_csv, &doubted.result,
                  "zone,layer,title,side,party,from_m,to_m,area_km2,perimeter_km,limit_km,parts,holes,area_low_km2,"
                  "area_high_km2\n"
                  "\"strip\",\"strip\",\"Fully demilitarized strip\",\"both\",\"\","
                  "0.000,2000.000,1234.567890,200.000250,100.000125,1,0,1000.000000,1200.000000\n"
                  "\"outer\",\"outer\",\"outer\",\"both\",\"\","
                  "2000.000,15000.500,2469.135780,400.000500,200.000250,2,1,3000.000000,3600.000000\n");
}

static void test_csv(void **state) {
    (void)state;
    struct result result;
    make_result(&result, false);
    assert_writes(dmz_report_csv, &result,
                  CSV_HEAD "\"strip-left\",\"strip\",\"Fully demilitarized strip\",\"left\",\"Northland\","
                           "0.000,2000.000,1234.567890,200.000250,100.000125,1,0\n"
                           "\"strip-right\",\"strip\",\"Fully demilitarized strip\",\"right\",\"South & Co\","
                           "0.000,2000.000,2469.135780,400.000500,200.000250,2,1\n"
                           "\"outer-left\",\"outer\",\"outer\",\"left\",\"Northland\","
                           "2000.000,15000.500,3703.703670,600.000750,300.000375,3,2\n"
                           "\"outer-right\",\"outer\",\"outer\",\"right\",\"South & Co\","
                           "2000.000,15000.500,4938.271561,800.001000,400.000500,4,3\n");
    make_result(&result, true);
    assert_writes(dmz_report_csv, &result,
                  CSV_HEAD "\"strip\",\"strip\",\"Fully demilitarized strip\",\"both\",\"\","
                           "0.000,2000.000,1234.567890,200.000250,100.000125,1,0\n"
                           "\"outer\",\"outer\",\"outer\",\"both\",\"\","
                           "2000.000,15000.500,2469.135780,400.000500,200.000250,2,1\n");
}

/* A party's name as the CSV has it. */
static void assert_field(const char *party, const char *expected) {
    struct result result;
    char name[32], row[128];
    make_result(&result, false);
    result.line.left = strcpy(name, party);
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_csv(context, &result.stats, &text), DMZ_OK);
    snprintf(row, sizeof row, "\"strip-left\",\"strip\",\"Fully demilitarized strip\",\"left\",%s,0.000,", expected);
    assert_non_null(strstr(text.bytes, row));
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_csv_quotes_and_disarms(void **state) {
    (void)state;
    assert_field("a,b", "\"a,b\"");
    assert_field("a \"b\"", "\"a \"\"b\"\"\"");
    assert_field("a\nb", "\"a\nb\"");
    assert_field("=cmd()", "\"'=cmd()\"");
    assert_field("+1", "\"'+1\"");
    assert_field("-1", "\"'-1\"");
    assert_field("@x", "\"'@x\"");
    assert_field("\t=1", "\"'\t=1\"");
    assert_field("a=b", "\"a=b\"");
}

/* What comes before the zones; `%s` stand for the side names and the merging, then the versions of GEOS and PROJ. */
#define JSON_HEAD                                                                                                    \
    "{\n"                                                                                                            \
    "\t\"version\":\t\"" DMZ_VERSION "\",\n"                                                                         \
    "\t\"parameters\":\t{\n"                                                                                         \
    "\t\t\"layers\":\t[{\n"                                                                                          \
    "\t\t\t\t\"layer\":\t\"strip\",\n"                                                                               \
    "\t\t\t\t\"across_m\":\t4000,\n"                                                                                 \
    "\t\t\t\t\"left_m\":\t2000,\n"                                                                                   \
    "\t\t\t\t\"right_m\":\t2000\n"                                                                                   \
    "\t\t\t}, {\n"                                                                                                   \
    "\t\t\t\t\"layer\":\t\"outer\",\n"                                                                               \
    "\t\t\t\t\"across_m\":\t30001,\n"                                                                                \
    "\t\t\t\t\"left_m\":\t15000.5,\n"                                                                                \
    "\t\t\t\t\"right_m\":\t15000.5\n"                                                                                \
    "\t\t\t}],\n"                                                                                                    \
    "\t\t\"edges\":\t\"geodesic\",\n"                                                                                \
    "\t\t\"bridge_m\":\t0,\n"                                                                                        \
    "\t\t\"orient\":\tfalse,\n"                                                                                      \
    "\t\t\"cap\":\t\"round\",\n"                                                                                     \
    "\t\t\"tolerance_m\":\t1,\n"                                                                                     \
    "\t\t\"merge\":\ttrue\n"                                                                                         \
    "\t},\n"                                                                                                         \
    "\t\"line\":\t{\n"                                                                                               \
    "\t\t\"name\":\t\"River \\\"line\\\"\",\n"                                                                       \
    "\t\t\"date\":\tnull,\n"                                                                                         \
    "\t\t\"left\":\t\"left\",\n"                                                                                     \
    "\t\t\"right\":\t\"South & Co\",\n"                                                                              \
    "\t\t\"length_km\":\t1234.567891,\n"                                                                             \
    "\t\t\"parts\":\t2,\n"                                                                                           \
    "\t\t\"vertices\":\t1234,\n"                                                                                     \
    "\t\t\"sinuosity\":\t1.256,\n"                                                                                   \
    "\t\t\"edge_reading_gap_m\":\t0.123,\n"                                                                          \
    "\t\t\"bridged_km\":\t0,\n"                                                                                      \
    "\t\t\"bridges\":\t[],\n"                                                                                        \
    "\t\t\"turned\":\t[],\n"                                                                                         \
    "\t\t\"contradictions\":\t[]\n"                                                                                  \
    "\t},\n"                                                                                                         \
    "\t\"accuracy\":\t{\n"                                                                                           \
    "\t\t\"tolerance_m\":\t1,\n"                                                                                     \
    "\t\t\"max_deviation_m\":\t0.235,\n"                                                                             \
    "\t\t\"checked_points\":\t12345,\n"                                                                              \
    "\t\t\"checked_sides\":\t678,\n"                                                                                 \
    "\t\t\"engine\":\t\"geos\",\n"                                                                                   \
    "\t\t\"fallback\":\tnull,\n"                                                                                     \
    "\t\t\"bracket\":\t[0.65, 1.37]\n"                                                                               \
    "\t},\n"                                                                                                         \
    "\t\"libraries\":\t{\n"                                                                                          \
    "\t\t\"geos\":\t\"%s\",\n"                                                                                       \
    "\t\t\"proj\":\t\"%s\"\n"                                                                                        \
    "\t},\n"

#define JSON_ZONES                                                                                                   \
    "\t\"zones\":\t[{\n"                                                                                             \
    "\t\t\t\"zone\":\t\"strip\",\n"                                                                                  \
    "\t\t\t\"layer\":\t\"strip\",\n"                                                                                 \
    "\t\t\t\"title\":\t\"Fully demilitarized strip\",\n"                                                             \
    "\t\t\t\"side\":\t\"both\",\n"                                                                                   \
    "\t\t\t\"party\":\tnull,\n"                                                                                      \
    "\t\t\t\"from_m\":\t0,\n"                                                                                        \
    "\t\t\t\"to_m\":\t2000,\n"                                                                                       \
    "\t\t\t\"area_km2\":\t1234.56789,\n"                                                                             \
    "\t\t\t\"perimeter_km\":\t200.00025,\n"                                                                          \
    "\t\t\t\"limit_km\":\t100.000125,\n"                                                                             \
    "\t\t\t\"parts\":\t1,\n"                                                                                         \
    "\t\t\t\"holes\":\t0,\n"                                                                                         \
    "\t\t\t\"vertices\":\t100,\n"                                                                                    \
    "\t\t\t\"forbids\":\t[\"all military forces\", \"all weapons\"]\n"                                               \
    "\t\t}, {\n"                                                                                                     \
    "\t\t\t\"zone\":\t\"outer\",\n"                                                                                  \
    "\t\t\t\"layer\":\t\"outer\",\n"                                                                                 \
    "\t\t\t\"title\":\t\"outer\",\n"                                                                                 \
    "\t\t\t\"side\":\t\"both\",\n"                                                                                   \
    "\t\t\t\"party\":\tnull,\n"                                                                                      \
    "\t\t\t\"from_m\":\t2000,\n"                                                                                     \
    "\t\t\t\"to_m\":\t15000.5,\n"                                                                                    \
    "\t\t\t\"area_km2\":\t2469.13578,\n"                                                                             \
    "\t\t\t\"perimeter_km\":\t400.0005,\n"                                                                           \
    "\t\t\t\"limit_km\":\t200.00025,\n"                                                                              \
    "\t\t\t\"parts\":\t2,\n"                                                                                         \
    "\t\t\t\"holes\":\t1,\n"                                                                                         \
    "\t\t\t\"vertices\":\t101,\n"                                                                                    \
    "\t\t\t\"forbids\":\t[]\n"                                                                                       \
    "\t\t}],\n"                                                                                                      \
    "\t\"totals\":\t{\n"                                                                                             \
    "\t\t\"layers\":\t[{\n"                                                                                          \
    "\t\t\t\t\"layer\":\t\"strip\",\n"                                                                               \
    "\t\t\t\t\"area_km2\":\t1234.56789\n"                                                                            \
    "\t\t\t}, {\n"                                                                                                   \
    "\t\t\t\t\"layer\":\t\"outer\",\n"                                                                               \
    "\t\t\t\t\"area_km2\":\t2469.13578\n"                                                                            \
    "\t\t\t}],\n"                                                                                                    \
    "\t\t\"sides\":\t[],\n"                                                                                          \
    "\t\t\"area_km2\":\t3703.70367\n"                                                                                \
    "\t}\n"                                                                                                          \
    "}\n"

/* Merged, since that is the shortest; with a name to escape and a party that has none. */
static void test_json(void **state) {
    (void)state;
    struct result result;
    char name[] = "River \"line\"", proj[16], expected[4096];
    make_result(&result, true);
    result.line.name = name;
    result.line.date = result.line.left = NULL;
    snprintf(expected, sizeof expected, JSON_HEAD JSON_ZONES, dmz_context_geos_version(),
             dmz_plane_library_version(proj, sizeof proj));
    assert_writes(dmz_report_json, &result, expected);
}

#define JSON_SIDES                                                                                                   \
    "\t\t\"sides\":\t[{\n"                                                                                           \
    "\t\t\t\t\"side\":\t\"left\",\n"                                                                                 \
    "\t\t\t\t\"party\":\t\"Northland\",\n"                                                                           \
    "\t\t\t\t\"area_km2\":\t4938.271561\n"                                                                           \
    "\t\t\t}, {\n"                                                                                                   \
    "\t\t\t\t\"side\":\t\"right\",\n"                                                                                \
    "\t\t\t\t\"party\":\t\"South & Co\",\n"                                                                          \
    "\t\t\t\t\"area_km2\":\t7407.407341\n"                                                                           \
    "\t\t\t}],\n"                                                                                                    \
    "\t\t\"area_km2\":\t12345.678901\n"                                                                              \
    "\t}\n"                                                                                                          \
    "}\n"

static void test_json_of_sides(void **state) {
    (void)state;
    struct result result;
    make_result(&result, false);
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(dmz_report_json(context, &result.stats, &text), DMZ_OK);
    const char *sides = strstr(text.bytes, "\t\t\"sides\"");
    assert_non_null(sides);
    assert_string_equal(sides, JSON_SIDES);
    assert_non_null(strstr(text.bytes, "\t\t\t\"zone\":\t\"outer-right\",\n"
                                       "\t\t\t\"layer\":\t\"outer\",\n"
                                       "\t\t\t\"title\":\t\"outer\",\n"
                                       "\t\t\t\"side\":\t\"right\",\n"
                                       "\t\t\t\"party\":\t\"South & Co\",\n"));
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

/* All append: what was there stays. */
static void test_reports_append(void **state) {
    (void)state;
    static writer *const writers[] = {dmz_report_table, dmz_report_markdown, dmz_report_csv, dmz_report_json};
    struct result result;
    make_result(&result, false);
    for (size_t i = 0; i < COUNT(writers); i++) {
        struct dmz_context *context = dmz_context_create();
        struct dmz_buffer once = {0}, twice = {0};
        assert_non_null(context);
        assert_int_equal(writers[i](context, &result.stats, &once), DMZ_OK);
        assert_int_equal(writers[i](context, &result.stats, &twice), DMZ_OK);
        assert_int_equal(writers[i](context, &result.stats, &twice), DMZ_OK);
        assert_int_equal(twice.count, 2 * once.count);
        assert_memory_equal(twice.bytes, once.bytes, once.count);
        assert_string_equal(twice.bytes + once.count, once.bytes);
        dmz_buffer_free(&once);
        dmz_buffer_free(&twice);
        dmz_context_free(context);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_of_merged_sides),
        cmocka_unit_test(test_joins_in_the_table),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_table_of_other_scripts),
        cmocka_unit_test(test_fine_accuracy),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_markdown_escapes_its_marks),
        cmocka_unit_test(test_ranges_in_the_table),
        cmocka_unit_test(test_ranges_in_markdown_and_csv),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_csv_quotes_and_disarms),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_of_sides),
        cmocka_unit_test(test_reports_append),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
