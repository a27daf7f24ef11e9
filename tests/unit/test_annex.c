/* test_annex.c: turning points against a brute-force truth: on the favoured side, within what is stated, round what
 * they should go round; few; and the same when they are read back. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annex/curves.h"
#include "dmz/annex.h"
#include "support/chance.h"
#include "support/material.h"
#include "support/truth.h"

static struct chance chance;

static struct dmz_layer STRIP_AND_BAND[] = {{"strip", "Strip", {2000, 2000}, NULL},
                                            {"band", "Band", {15000, 15000}, NULL}};
static struct dmz_layer UNEVEN[] = {{"strip", "Strip", {3000, 0}, NULL}, {"band", "Band", {8000, 5000}, NULL}};

static struct dmz_zones_request zones_request(struct dmz_layer *layers, bool merge) {
    return (struct dmz_zones_request){.layers = layers, .layer_count = 2, .tolerance_m = 1, .merge = merge};
}

/* A line, and what is made of it. It stays where it was made. */
struct bench {
    struct dmz_context *context;
    struct dmz_line line;
    struct truth *truth;
    struct dmz_zones_request zones;
    struct dmz_annex_request request;
    struct dmz_annex annex;
};

static void bench_make(struct bench *bench, const char *parts, struct dmz_layer *layers, bool merge) {
    *bench = (struct bench){.context = dmz_context_create(), .line = material_line(parts)};
    bench->truth = truth_create(&bench->line, DMZ_EDGES_STRAIGHT);
    bench->zones = zones_request(layers, merge);
    bench->request =
        (struct dmz_annex_request){.zones = &bench->zones, .coordinates = {DMZ_NOTATION_DMS, 2}, .departure_m = 200};
}

static void bench_run(struct bench *bench) {
    dmz_annex_free(&bench->annex);
    if (dmz_annex_build(bench->context, &bench->line, &bench->request, &bench->annex))
        fail_msg("%s", dmz_context_message(bench->context));
}

static void bench_free(struct bench *bench) {
    dmz_annex_free(&bench->annex);
    truth_free(bench->truth);
    dmz_line_free(&bench->line);
    dmz_context_free(bench->context);
}

/* What is off by so much is off: the proof's measure, the truth's, and the line's own. */
static const double OFF_M = 0.02;

/* Every place of every geodesic, of which many are looked at, is on its side and near enough. */
static void assert_between(const struct bench *bench, const struct dmz_annex_limit *limit) {
    double sign = bench->request.favour == DMZ_FAVOUR_ZONE ? 1 : -1, most_m = 0;
    size_t samples = material_many(60, 12);
    for (size_t i = 0; i < limit->piece_count; i++) {
        const struct dmz_annex_piece *piece = &limit->pieces[i];
        size_t edges = piece->kind == DMZ_PIECE_OPEN ? piece->count - 1 : piece->count;
        assert_true(piece->kind == DMZ_PIECE_OPEN ? piece->count >= 2 : piece->count >= 3);
        for (size_t k = 0; k < edges; k++) {
            struct dmz_position a = piece->points[k].position, b = piece->points[(k + 1) % piece->count].position;
            assert_near(piece->points[k].next_m, dmz_geodesy_distance_m(a, b), 1e-6);
            for (size_t s = 0; s <= samples; s++) {
                struct dmz_position at = dmz_geodesy_between(a, b, (double)s / (double)samples);
                double departure_m = sign * (truth_distance_m(bench->truth, at) - limit->reach_m);
                most_m = fmax(most_m, departure_m);
                assert_at_most(-departure_m, OFF_M);
                assert_at_most(departure_m, limit->departure_m + OFF_M);
            }
        }
    }
    assert_at_most(limit->departure_m, limit->allowed_m);
    assert_at_most(limit->departure_m - most_m, fmax(1, limit->allowed_m / 20)); /* what is stated is reached */
}

/* Whether the limit's pieces go round a place, by the edges passed on the way north. */
static bool goes_round(const struct dmz_paths *paths, struct dmz_position p) {
    bool inside = false;
    for (size_t i = 0; i < paths->count; i++)
        for (size_t k = 1; k < paths->items[i].count; k++) {
            struct dmz_position a = dmz_geodesy_same_turn(paths->items[i].positions[k - 1], p);
            struct dmz_position b = dmz_geodesy_same_turn(paths->items[i].positions[k], a);
            if ((a.lon_deg <= p.lon_deg) == (b.lon_deg <= p.lon_deg))
                continue;
            double share = (p.lon_deg - a.lon_deg) / (b.lon_deg - a.lon_deg);
            inside ^= a.lat_deg + share * (b.lat_deg - a.lat_deg) > p.lat_deg;
        }
    return inside;
}

/* What the limit encloses contains the true zone, or is contained in it. */
static void assert_contains(const struct bench *bench, const struct dmz_annex_limit *limit) {
    struct dmz_paths paths = {0};
    bool zone = bench->request.favour == DMZ_FAVOUR_ZONE;
    for (size_t i = 0; i < limit->piece_count; i++)
        assert_int_equal(dmz_piece_trace(bench->context, &limit->pieces[i], 0.01, &paths), DMZ_OK);
    for (size_t i = 0; i < material_many(3000, 500); i++) {
        size_t piece = chance_of(&chance, truth_pieces(bench->truth));
        struct dmz_position p = truth_place(bench->truth, piece, chance_share(&chance));
        p = dmz_geodesy_direct(p, chance_between(&chance, 0, 360),
                               chance_between(&chance, 0, limit->reach_m + 2 * limit->allowed_m));
        double beyond_m = truth_distance_m(bench->truth, p) - limit->reach_m;
        double inner_m = zone ? -0.05 : -limit->departure_m - 0.05, outer_m = zone ? limit->departure_m + 0.05 : 0.05;
        if (beyond_m < inner_m)
            assert_true(goes_round(&paths, p));
        if (beyond_m > outer_m)
            assert_false(goes_round(&paths, p));
    }
    dmz_paths_free(&paths);
}

static const char *const LINES[] = {
    "[[30,48],[31,48.2]]",
    "[[30,48],[30.4,48],[30.4,48.03],[30.02,48.03],[30.03,48.2],[30.5,48.25],[30.1,48.3]]",
    "[[30,48],[31,48],[31,48.7],[30,48.7],[30,48]]",
    "[[30,48],[30.2,48.02]],[[30.4,48],[30.5,48.05]]",
    "[[179.7,-20],[180.1,-20.2],[180.3,-19.9]]",
    "[[10,89.6],[100,89.8],[200,89.7]]",
};

static void limits_keep_to_their_side(void **state) {
    (void)state;
    static const double DEPARTURES_M[] = {3, 200, 1900};
    for (size_t i = 0; i < COUNT(LINES); i++)
        for (size_t k = 0; k < 12; k++) {
            struct bench bench;
            bench_make(&bench, LINES[i], STRIP_AND_BAND, k % 2);
            bench.request.favour = k % 4 < 2 ? DMZ_FAVOUR_ZONE : DMZ_FAVOUR_NEIGHBOUR;
            bench.request.departure_m = DEPARTURES_M[k / 4];
            bench.request.coordinates.notation = (enum dmz_notation)((i + k) % 5);
            bench.request.coordinates.precision = dmz_coordinates_usual(bench.request.coordinates.notation);
            bool polar = i + 1 == COUNT(LINES), small = bench.request.departure_m < 10 && material_quick();
            if (!small)
                bench_run(&bench);
            assert_int_equal(bench.annex.count, small ? 0 : k % 2 ? 2 : 4);
            for (size_t n = 0; n < bench.annex.count; n++) {
                assert_between(&bench, &bench.annex.limits[n]);
                if (k % 2 && !polar)
                    assert_contains(&bench, &bench.annex.limits[n]);
            }
            bench_free(&bench);
        }
}

static void sides_may_differ(void **state) {
    (void)state;
    struct bench bench;
    bench_make(&bench, LINES[1], UNEVEN, false);
    bench_run(&bench);
    assert_int_equal(bench.annex.count, 3);
    static const char *const CODES[] = {"L-S", "L-B", "R-B"};
    for (size_t i = 0; i < bench.annex.count; i++) {
        assert_string_equal(bench.annex.limits[i].code, CODES[i]);
        assert_between(&bench, &bench.annex.limits[i]);
    }
    bench.zones.merge = true;
    dmz_annex_free(&bench.annex);
    assert_int_equal(dmz_annex_build(bench.context, &bench.line, &bench.request, &bench.annex), DMZ_USAGE);
    bench_free(&bench);
}

/* Two lines, side by side and drawn against each other, `apart_deg` of latitude from each other, now more and now
 * less. The caller frees the text. */
static void draw_two(double apart_deg, struct dmz_buffer *text) {
    enum { VERTICES = 50 };
    for (int line = 0; line < 2; line++)
        for (int i = 0; i < VERTICES; i++) {
            double lat_deg = 48 + apart_deg * line + chance_between(&chance, -0.001, 0.001);
            double lon_deg = 30 + 0.013 * (line ? VERTICES - i : i);
            dmz_buffer_format(text, "%s[%.5f,%.5f]", i ? "," : line ? "],[" : "[", lon_deg, lat_deg);
        }
    dmz_buffer_text(text, "]");
}

/* 2026-11-22: between two lines, a little more than two reaches apart, the limit is slivers with tips beside each
 * other; no piece began at a tip or went round it, and those of two slivers met, so that there was no annex. */
static void slivers_are_pieces(void **state) {
    (void)state;
    for (int k = 0; k < 4; k++) {
        struct bench bench;
        struct dmz_buffer text = {0};
        bool zone = k < 2;
        draw_two(zone ? 0.0378 : 0.036, &text); /* 4.2 km, 4 km */
        bench_make(&bench, text.bytes, STRIP_AND_BAND, k % 2);
        bench.request.departure_m = 100;
        bench.request.favour = zone ? DMZ_FAVOUR_ZONE : DMZ_FAVOUR_NEIGHBOUR;
        bench_run(&bench);
        assert_true(bench.annex.limits[0].piece_count > 3);
        for (size_t n = 0; n < bench.annex.count; n++) {
            assert_between(&bench, &bench.annex.limits[n]);
            if (k % 2)
                assert_contains(&bench, &bench.annex.limits[n]);
        }
        bench_free(&bench);
        dmz_buffer_free(&text);
    }
}

/* 2026-11-22: two lines two reaches apart to rounding: the limit itself is noise between them, and one nearer to the
 * lines is taken where that is allowed. */
static void noise_is_left_out(void **state) {
    (void)state;
    struct bench bench;
    struct dmz_buffer text = {0};
    double north_deg = dmz_geodesy_direct((struct dmz_position){30, 48}, 0, 4000).lat_deg;
    for (int line = 0; line < 2; line++)
        for (int i = 0; i < 200; i++)
            dmz_buffer_format(&text, "%s[%.5f,%.7f]",
                              i      ? ","
                              : line ? "],["
                                     : "[",
                              30 + 0.003 * (line ? 200 - i : i),
                              (line ? north_deg : 48) + chance_between(&chance, -3e-6, 3e-6));
    dmz_buffer_text(&text, "]");
    bench_make(&bench, text.bytes, STRIP_AND_BAND, true);
    bench.request.favour = DMZ_FAVOUR_NEIGHBOUR;
    bench_run(&bench);
    for (size_t n = 0; n < bench.annex.count; n++) {
        assert_between(&bench, &bench.annex.limits[n]);
        assert_contains(&bench, &bench.annex.limits[n]);
    }
    dmz_buffer_free(&text);
    bench_free(&bench);
}

/* Inside a ring all is nearer to it than the band reaches. */
static void a_limit_may_have_no_edge(void **state) {
    (void)state;
    for (int k = 0; k < 3; k++) {
        struct bench bench;
        struct dmz_buffer text = {0};
        bench_make(&bench, "[[30,48],[30.08,48],[30.08,48.06],[30,48.06],[30,48]]", STRIP_AND_BAND, false);
        bench.request.points = k == 2 ? 20 : 0;
        bench.request.favour = k ? DMZ_FAVOUR_ZONE : DMZ_FAVOUR_NEIGHBOUR;
        bench_run(&bench);
        assert_int_equal(bench.annex.limits[2].side, DMZ_SIDE_LEFT);
        assert_int_equal(bench.annex.limits[2].piece_count, 0);
        for (size_t n = 0; n < bench.annex.count; n++)
            if (n != 2)
                assert_between(&bench, &bench.annex.limits[n]);
        const struct dmz_annex_paper paper = {&bench.annex, &bench.request, &bench.line};
        assert_int_equal(dmz_annex_geojson(bench.context, &paper, &text), DMZ_OK);
        assert_non_null(strstr(text.bytes, "\"points\":0,\"departure_m\":0},\"geometry\":null}"));
        dmz_buffer_free(&text);
        bench_free(&bench);
    }
}

/* Left and right begin and end in the same two points, on the line's continuation, and run the line's way. */
static void sides_meet_at_the_ends(void **state) {
    (void)state;
    struct bench bench;
    bench_make(&bench, LINES[0], STRIP_AND_BAND, false);
    bench_run(&bench);
    const struct dmz_annex_piece *left = bench.annex.limits[0].pieces, *right = bench.annex.limits[1].pieces;
    assert_memory_equal(&left->points[0].position, &right->points[0].position, sizeof left->points[0].position);
    assert_memory_equal(&left->points[left->count - 1].position, &right->points[right->count - 1].position,
                        sizeof left->points[0].position);
    assert_true(left->points[0].position.lon_deg < 30 && right->points[right->count - 1].position.lon_deg > 31);
    assert_true(isnan(left->points[left->count - 1].next_m));
    bench_free(&bench);
}

/* Round a place at d from it, with vertices at most D beyond, a chord spans twice the angle whose cosine is
 * d / (d + D); a straight side takes no point of its own. */
static void no_more_points_than_it_takes(void **state) {
    (void)state;
    struct bench bench;
    bench_make(&bench, LINES[0], STRIP_AND_BAND, true);
    bench.zones.edges = DMZ_EDGES_GEODESIC; /* the other reading bends */
    for (double departure_m = 10; departure_m < 1500; departure_m *= 3) {
        bench.request.departure_m = departure_m;
        bench_run(&bench);
        for (size_t i = 0; i < 2; i++) {
            const struct dmz_annex_limit *limit = &bench.annex.limits[i];
            double least = M_PI / acos(limit->reach_m / (limit->reach_m + departure_m));
            assert_at_most((double)limit->point_count, ceil(1.1 * least) + 3);
            assert_true((double)limit->point_count >= least);
        }
    }
    bench_free(&bench);
}

static void points_as_asked(void **state) {
    (void)state;
    struct bench bench;
    bench_make(&bench, LINES[1], STRIP_AND_BAND, false);
    bench.request.favour = DMZ_FAVOUR_ZONE;
    double before_m[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (size_t points = 10; points <= 40; points *= 2) {
        bench.request.points = points;
        bench_run(&bench);
        for (size_t i = 0; i < bench.annex.count; i++) {
            assert_true(bench.annex.limits[i].point_count <= points);
            assert_true(bench.annex.limits[i].allowed_m < before_m[i]);
            before_m[i] = bench.annex.limits[i].allowed_m;
            assert_between(&bench, &bench.annex.limits[i]);
        }
    }
    bench.request.points = 2;
    dmz_annex_free(&bench.annex);
    assert_int_equal(dmz_annex_build(bench.context, &bench.line, &bench.request, &bench.annex), DMZ_USAGE);
    bench_free(&bench);
}

static void departures_that_cannot_be(void **state) {
    (void)state;
    static const double DEPARTURES_M[] = {0.1, 0.4, 12900, 20000};
    for (size_t i = 0; i < COUNT(DEPARTURES_M); i++) {
        struct bench bench;
        bench_make(&bench, LINES[0], STRIP_AND_BAND, false);
        bench.request.departure_m = DEPARTURES_M[i];
        assert_int_equal(dmz_annex_build(bench.context, &bench.line, &bench.request, &bench.annex), DMZ_USAGE);
        bench_free(&bench);
    }
}

static void codes_are_unique(void **state) {
    (void)state;
    struct dmz_layer layers[] = {{"in", "In", {1000, 1000}, NULL},
                                 {"inner", "Inner", {2000, 2000}, NULL},
                                 {"Inter", "Inter", {3000, 3000}, NULL},
                                 {"outer", "Outer", {4000, 4000}, NULL}};
    static const char *const CODES[] = {"B-IN", "B-INN", "B-INT", "B-O"};
    struct bench bench;
    bench_make(&bench, LINES[0], layers, true);
    bench.zones.layer_count = COUNT(layers);
    bench_run(&bench);
    for (size_t i = 0; i < COUNT(CODES); i++)
        assert_string_equal(bench.annex.limits[i].code, CODES[i]);
    char name[DMZ_LIMIT_CODE_SIZE + 8];
    assert_string_equal(dmz_annex_point_name(&bench.annex.limits[1], 7, name), "B-INN-007");
    bench.annex.limits[1].point_count = 12345;
    assert_string_equal(dmz_annex_point_name(&bench.annex.limits[1], 7, name), "B-INN-00007");
    bench_free(&bench);
}

static void assert_read_back(const struct bench *bench, const struct dmz_buffer *text) {
    struct dmz_annex_read read = {0};
    if (dmz_annex_read(bench->context, "annex", text->bytes, text->count, &read))
        fail_msg("%s", dmz_context_message(bench->context));
    assert_int_equal(read.count, bench->annex.count);
    for (size_t i = 0; i < read.count; i++) {
        const struct dmz_annex_limit *limit = &bench->annex.limits[i];
        assert_string_equal(read.limits[i].code, limit->code);
        assert_int_equal(read.limits[i].piece_count, limit->piece_count);
        for (size_t k = 0; k < limit->piece_count; k++) {
            assert_int_equal(read.limits[i].pieces[k].kind, limit->pieces[k].kind);
            assert_int_equal(read.limits[i].pieces[k].count, limit->pieces[k].count);
            for (size_t n = 0; n < limit->pieces[k].count; n++) {
                struct dmz_position was = limit->pieces[k].points[n].position;
                struct dmz_position is = read.limits[i].pieces[k].points[n].position;
                assert_at_most(dmz_geodesy_distance_m(was, is), 1e-6);
            }
        }
    }
    dmz_annex_read_free(&read);
}

/* Positions are those that are read of what is written, so nothing moves at all. */
static void what_is_written_is_read(void **state) {
    (void)state;
    for (int notation = DMZ_NOTATION_DMS; notation <= DMZ_NOTATION_MGRS; notation++)
        for (size_t i = 0; i < COUNT(LINES); i++) {
            struct bench bench;
            bench_make(&bench, LINES[i], STRIP_AND_BAND, i % 2);
            bench.request.coordinates = (struct dmz_coordinates){(enum dmz_notation)notation,
                                                                 dmz_coordinates_usual((enum dmz_notation)notation)};
            bench_run(&bench);
            const struct dmz_annex_paper paper = {&bench.annex, &bench.request, &bench.line};
            struct dmz_buffer document = {0}, table = {0};
            assert_int_equal(dmz_annex_markdown(bench.context, &paper, &document), DMZ_OK);
            assert_int_equal(dmz_annex_csv(bench.context, &paper, &table), DMZ_OK);
            assert_read_back(&bench, &document);
            assert_read_back(&bench, &table);
            dmz_buffer_free(&document);
            dmz_buffer_free(&table);
            bench_free(&bench);
        }
}

static void what_cannot_be_read(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"", "a: there is no table of turning points"},
        {"# Annex\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n", "a: there is no table of turning points"},
        {"a,b\n1,2\n", "a:1: expected a head with the columns point, piece and those of coordinates"},
        {"point,mgrs\nL-S-1,31UDQ44\n", "a:1: expected a column 'piece'"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ4\n", "a:2: expected coordinates of a place"},
        {"point,piece,mgrs\nLS1,1 open,31UDQ44\n", "a:2: expected a point's number, as L-S-001"},
        {"point,piece,mgrs\nL-S-1,open,31UDQ44\n", "a:2: expected a piece, as '1 open', '1 ring' or '2 hole'"},
        {"point,piece,mgrs\nL-S-1,2 open,31UDQ44\n", "a:2: pieces of a limit are not in their order"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-2,1 ring,31UDQ45\n", "a:3: a piece is of two kinds"},
        {"point,piece,mgrs\nL-S-2,1 open,31UDQ44\n",
         "a:2: expected point number 1 of limit \"L-S\", found \"2\": points are numbered one by one"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-3,1 open,31UDQ45\n",
         "a:3: expected point number 2 of limit \"L-S\", found \"3\": points are numbered one by one"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-1,1 open,31UDQ44\n",
         "a:3: expected point number 2 of limit \"L-S\", found \"1\": points are numbered one by one"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-,1 open,31UDQ44\n",
         "a:3: expected point number 2 of limit \"L-S\", found \"\": points are numbered one by one"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\nL-S-2a,1 open,31UDQ44\n",
         "a:3: expected point number 2 of limit \"L-S\", found \"2a\": points are numbered one by one"},
        {"point,piece,mgrs,next_m\nL-S-1,1 open,31UDQ44,far\n", "a:2: expected metres to the next point, or nothing"},
        {"point,piece,mgrs,next_m\nL-S-1,1 open,31UDQ4800011000,1000.0\nL-S-2,1 open,31UDQ4900011000,998\n",
         "a: limit \"L-S\": point 2: the next point, 998.0 m from it, is missing"},
        {"point,piece,mgrs,next_m\nL-S-1,1 open,31UDQ4800011000,1010.0\nL-S-2,1 open,31UDQ4900011000,\n",
         "a: limit \"L-S\": point 1: the next point is 1000.4 m from it by coordinates, not 1010.0 m as is written"},
        {"point,piece,mgrs\nL-S-1\n", "a:2: expected a point with its number, piece and coordinates"},
        {"point,piece,mgrs\nL-S-1,1 open,31UDQ44\n", "a: limit L-S: piece 1 has 1 points, not 2 at least"},
        {"point,piece,mgrs\nL-S-1,1 ring,31UDQ44\nL-S-2,1 ring,31UDQ45\n",
         "a: limit L-S: piece 1 has 2 points, not 3 at least"},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct dmz_context *context = dmz_context_create();
        struct dmz_annex_read read = {0};
        assert_int_equal(dmz_annex_read(context, "a", CASES[i].text, strlen(CASES[i].text), &read), DMZ_INPUT);
        assert_string_equal(dmz_context_message(context), CASES[i].message);
        dmz_annex_read_free(&read);
        dmz_context_free(context);
    }
}

/* As people write and editors change it. */
static void what_can_be_read(void **state) {
    (void)state;
    static const char TEXT[] = "\xEF\xBB\xBFLatitude,remark,POINT,Piece,longitude\r\n"
                               "48° 12' 03\" N,\"north, of it\",L-S-001,1 open,37° 5' 10\" E\r\n"
                               "\"48.5° N\",,L-S-002,1 open,37°6.5′ E\r\n";
    struct dmz_context *context = dmz_context_create();
    struct dmz_annex_read read = {0};
    assert_int_equal(dmz_annex_read(context, "a", TEXT, strlen(TEXT), &read),
                     DMZ_INPUT); /* two notations in a place */
    dmz_annex_read_free(&read);
    static const char GOOD[] = "\xEF\xBB\xBFLatitude,remark,POINT,Piece,longitude\r\n"
                               "48° 12' 03\" N,\"north, of it\",L-S-001,1 open,37° 5' 10\" E\r\n"
                               "\"48.5° N\",,L-S-002,1 open,37.25° W\r\n";
    assert_int_equal(dmz_annex_read(context, "a", GOOD, strlen(GOOD), &read), DMZ_OK);
    assert_int_equal(read.limits[0].pieces[0].count, 2);
    assert_near(read.limits[0].pieces[0].points[0].position.lat_deg, 48 + 12 / 60.0 + 3 / 3600.0, 1e-12);
    assert_near(read.limits[0].pieces[0].points[1].position.lon_deg, -37.25, 1e-12);
    assert_true(isnan(read.limits[0].pieces[0].points[0].next_m));
    dmz_annex_read_free(&read);
    /* Measured before rounding, with commas of either use; squares of 100 m. */
    static const char ROUNDED[] = "point,piece,mgrs,\"To next, m\"\nL-S-1,1 ring,31UDQ480110,\"1,100 m\"\n"
                                  "L-S-2,1 ring,31UDQ490110,\"999,5\"\nL-S-3,1 ring,31UDQ490120,–\n";
    assert_int_equal(dmz_annex_read(context, "a", ROUNDED, strlen(ROUNDED), &read), DMZ_OK);
    assert_near(read.limits[0].pieces[0].points[0].next_m, 1100, 0);
    assert_near(read.limits[0].pieces[0].points[1].next_m, 999.5, 0);
    assert_true(isnan(read.limits[0].pieces[0].points[2].next_m));
    dmz_annex_read_free(&read);
    dmz_context_free(context);
}

int main(void) {
    chance = chance_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_keep_to_their_side),
        cmocka_unit_test(sides_may_differ),
        cmocka_unit_test(slivers_are_pieces),
        cmocka_unit_test(noise_is_left_out),
        cmocka_unit_test(a_limit_may_have_no_edge),
        cmocka_unit_test(sides_meet_at_the_ends),
        cmocka_unit_test(no_more_points_than_it_takes),
        cmocka_unit_test(points_as_asked),
        cmocka_unit_test(departures_that_cannot_be),
        cmocka_unit_test(codes_are_unique),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_cannot_be_read),
        cmocka_unit_test(what_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
