/* fuzz_run.c: a whole run: bytes as a line that the reader reads, zones of it with odd widths, which are then judged
 * by brute force; both sides together are the whole. */
#include "core/chain.h"
#include "dmz/geojson.h"
#include "fuzz/fuzz_target.h"
#include "support/judge.h"
#include "zones/base.h"

/* More than this only takes time. */
enum { VERTICES_MOST = 24, DENSE_MOST = 300, PLACES = 24 };
static const double LENGTH_REACHES_MOST = 60;

/* The first bytes: what zones are asked for, and where the line begins. The rest is the line. */
struct head {
    uint8_t tolerance, flags, layers, left[JUDGE_LAYERS_MOST], right[JUDGE_LAYERS_MOST];
    uint8_t lon[2], lat[2];
};
enum { GEODESIC = 1, FLAT = 2, GEOS = 4, FRONT = 8, UNEQUAL = 16 };

/* Each layer reaches beyond the one before it by 0, or by some metres up to 200 km. */
static double step_m(uint8_t code) {
    return code ? pow(10, code / 256.0 * 5 + 0.3) : 0;
}

static struct judge_wish wish_of(const struct head *head) {
    static const double TOLERANCES[] = {1, 0.1, 10, 5, 0.5, 2.5, 0.01, 100};
    struct judge_wish wish = {.tolerance_m = TOLERANCES[head->tolerance % 8]};
    wish.edges = head->flags & GEODESIC ? DMZ_EDGES_GEODESIC : DMZ_EDGES_STRAIGHT;
    wish.cap = head->flags & FLAT ? DMZ_CAP_FLAT : DMZ_CAP_ROUND;
    wish.engine = head->flags & GEOS ? DMZ_ENGINE_GEOS : head->flags & FRONT ? DMZ_ENGINE_FRONT : DMZ_ENGINE_AUTO;
    double left_m = 0, right_m = 0;
    for (size_t i = 0; i <= head->layers % JUDGE_LAYERS_MOST; i++) {
        wish.reach_m[i] = left_m += step_m(head->left[i]);
        wish.right_m[i] = right_m += step_m(head->flags & UNEQUAL ? head->right[i] : head->left[i]);
    }
    return wish;
}

static double degrees(const uint8_t code[2], double most) {
    return most * (double)(int16_t)(code[0] << 8 | code[1]) / 32768;
}

/* A vertex for every three bytes: how far it is from the one before, a power of 2, and how much of that to the east
 * and north. A part ends where the first byte says so. */
static void write_walk(const uint8_t *bytes, size_t size, struct dmz_position at, struct dmz_buffer *text) {
    enum { PART_ENDS = 0x80, AGAIN = 0x40 };
    struct dmz_position first = at;
    dmz_buffer_format(text, "{\"type\":\"MultiLineString\",\"coordinates\":[[[%.9g,%.9g]", at.lon_deg, at.lat_deg);
    for (size_t i = 0; i + 2 < size && i < 3 * VERTICES_MOST; i += 3) {
        double unit = ldexp(1, -(bytes[i] & 15) - 8);
        at.lon_deg = fmin(fmax(at.lon_deg + unit * (int8_t)bytes[i + 1], -540), 540);
        at.lat_deg = fmin(fmax(at.lat_deg + unit * (int8_t)bytes[i + 2], -90), 90);
        if (bytes[i] & AGAIN) /* rings, and parts that meet */
            at = first;
        dmz_buffer_format(text, "%s[%.9g,%.9g]", bytes[i] & PART_ENDS ? "],[" : ",", at.lon_deg, at.lat_deg);
        if (bytes[i] & PART_ENDS)
            first = at;
    }
    dmz_buffer_text(text, "]]}");
}

/* As the reader has it; without parts where it is none, or is too large to be tried. */
static struct dmz_line line_of(struct dmz_context *context, const struct dmz_buffer *text,
                               const struct judge_wish *wish, double outermost_m) {
    struct dmz_line line = {0}, dense = {0};
    enum dmz_status status = dmz_geojson_read_line(context, "line", text->bytes, text->count, &line);
    fuzz_answer(context, status, FUZZ_MAY(DMZ_INPUT));
    if (!status)
        fuzz_answer(context, dmz_line_join(context, &line), 0);
    double length_m = status ? INFINITY : dmz_line_measure(&line, wish->edges).length_m;
    if (length_m > LENGTH_REACHES_MOST * outermost_m || length_m > 3e6 || dmz_line_vertices(&line) > VERTICES_MOST) {
        dmz_line_free(&line);
        return line;
    }
    struct dmz_density density = dmz_offset_density(wish->edges, outermost_m, wish->tolerance_m);
    fuzz_answer(context, dmz_line_densify(context, &line, &density, &dense), 0);
    if (dmz_line_vertices(&dense) > DENSE_MOST)
        dmz_line_free(&line);
    dmz_line_free(&dense);
    return line;
}

/* The line in the form that zones are made of, so that what is run along to and fro has the ends of the way out; in
 * the direction in which it was read, which tells its sides. Release with dmz_line_free. */
static struct dmz_line directed(struct dmz_context *context, const struct dmz_line *line) {
    struct dmz_line made = {0};
    fuzz_answer(context, dmz_base_join(context, line, &made), 0);
    for (size_t i = 0; i < made.part_count; i++)
        if (made.parts[i].turned)
            dmz_positions_reverse(made.parts[i].positions, made.parts[i].count);
    return made;
}

/* Valid, apart from each other, border to border, and where the line has them. */
static void judge(const struct judge_made *made, const struct dmz_line *line, struct chance chance) {
    struct dmz_line judged = directed(made->context, line);
    struct truth *truth = truth_create(&judged, made->request.edges);
    for (size_t i = 0; i < made->zones.count; i++)
        fuzz_demand(judge_valid(&made->zones.zones[i].area), "a zone is not valid");
    fuzz_demand(judge_disjoint(&made->zones), "zones overlap");
    fuzz_demand(!judge_unshared_edges(made, truth), "zones do not share their borders");
    fuzz_demand(made->zones.accuracy.max_deviation_m <= made->request.tolerance_m, "the tolerance is exceeded");
    struct judge_tally tally = judge_places(made, truth, PLACES, &chance);
    if (tally.wrong)
        fprintf(stderr, "%.9f,%.9f\n", tally.first_wrong.lon_deg, tally.first_wrong.lat_deg);
    fuzz_demand(!tally.wrong, "a place is in a wrong zone");
    truth_free(truth);
    dmz_line_free(&judged);
}

/* Both sides together are as large as zones that have both. Their ends are rounded apart. */
static void judge_whole(const struct judge_made *split, const struct dmz_line *line, struct judge_wish wish) {
    wish.merge = true;
    struct judge_made whole = judge_try(line, wish);
    fuzz_answer(whole.context, whole.status, FUZZ_MAY(DMZ_GEOMETRY));
    double area = judge_side_area_m2(&split->zones, DMZ_SIDE_NONE), perimeter = 0;
    for (size_t i = 0; i < split->zones.count; i++)
        perimeter += dmz_multipolygon_measure(&split->zones.zones[i].area).perimeter_m;
    double apart = fabs(judge_side_area_m2(&whole.zones, DMZ_SIDE_NONE) - area);
    if (!whole.status && apart > 1e-9 * area + 0.02 * perimeter + 0.1) {
        fprintf(stderr, "%.3f of %.3f m2, perimeter %.3f m\n", apart, area, perimeter);
        fuzz_demand(false, "left and right are not the whole");
    }
    judge_free(&whole);
}

static void run(const struct dmz_line *line, struct judge_wish wish, struct chance chance) {
    struct judge_made made = judge_try(line, wish);
    fuzz_answer(made.context, made.status, FUZZ_MAY(DMZ_USAGE) | FUZZ_MAY(DMZ_GEOMETRY));
    if (!made.status) {
        made.request.layers = made.layers;
        judge(&made, line, chance);
        judge_whole(&made, line, wish);
    }
    judge_free(&made);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct head head;
    if (size < sizeof head)
        return 0;
    memcpy(&head, bytes, sizeof head);
    bytes += sizeof head;
    size -= sizeof head;
    struct judge_wish wish = wish_of(&head);
    double outermost_m = 0;
    for (size_t i = 0; i < JUDGE_LAYERS_MOST; i++)
        outermost_m = fmax(outermost_m, fmax(wish.reach_m[i], wish.right_m[i]));
    struct dmz_context *context = fuzz_context();
    struct dmz_buffer text = {0};
    if (size && bytes[0] == '{')
        dmz_buffer_add(&text, (const char *)bytes, size);
    else
        write_walk(bytes, size, (struct dmz_position){degrees(head.lon, 200), degrees(head.lat, 90)}, &text);
    struct dmz_line line = line_of(context, &text, &wish, outermost_m);
    if (line.part_count && fmax(wish.reach_m[0], wish.right_m[0]) > 0)
        run(&line, wish, (struct chance){size});
    dmz_line_free(&line);
    dmz_buffer_free(&text);
    dmz_context_free(context);
    return 0;
}
