/* test_crossings.c: where chains meet, against known answers and against every pair looked at in another way. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/crossings.h"
#include "support/chance.h"
#include "support/material.h"

enum { CHAINS_MOST = 6, POSITIONS_MOST = 4000 };

static struct chance chance;
static struct dmz_context *context;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

/* ---- Chains on a grid ---- */

struct cell {
    long x, y;
};

/* Chains of cells, one after the other. */
struct drawing {
    struct cell cells[POSITIONS_MOST];
    size_t counts[CHAINS_MOST], chain_count, count;
};

/* A map of cells that keeps what meets: cell (1, 0) goes to a, (0, 1) to b, each moved by `origin`. */
struct map {
    struct cell origin, a, b;
    int decimals;
    double jitter; /* grid steps, below 0.5, which rounding takes away */
};

static const struct map PLAIN = {{0, 0}, {1, 0}, {0, 1}, 7, 0};

static void end_chain(struct drawing *drawing) {
    size_t before = 0;
    for (size_t i = 0; i < drawing->chain_count; i++)
        before += drawing->counts[i];
    drawing->counts[drawing->chain_count++] = drawing->count - before;
}

static void add_cell(struct drawing *drawing, struct cell cell) {
    assert_true(drawing->count < POSITIONS_MOST);
    drawing->cells[drawing->count++] = cell;
}

/* A drawing of "0,0 4,4; 0,4 4,0": cells, and chains between semicolons. */
static void draw(struct drawing *drawing, const char *text) {
    *drawing = (struct drawing){0};
    for (const char *at = text; *at;) {
        char *end;
        struct cell cell = {strtol(at, &end, 10), 0};
        cell.y = strtol(end + 1, &end, 10);
        add_cell(drawing, cell);
        at = end;
        if (*at == ';')
            end_chain(drawing);
        at += *at == ';';
        at += *at == ' ';
    }
    end_chain(drawing);
}

static double off_grid(const struct map *map) {
    return map->jitter > 0 ? chance_between(&chance, -map->jitter, map->jitter) : 0;
}

static struct dmz_position position_of(struct cell cell, const struct map *map) {
    double scale = pow(10, map->decimals);
    long x = map->origin.x + cell.x * map->a.x + cell.y * map->b.x;
    long y = map->origin.y + cell.x * map->a.y + cell.y * map->b.y;
    return (struct dmz_position){((double)x + off_grid(map)) / scale, ((double)y + off_grid(map)) / scale};
}

static void find(const struct drawing *drawing, const struct map *map, struct dmz_crossings_request request,
                 struct dmz_meetings *meetings) {
    static struct dmz_position positions[POSITIONS_MOST];
    struct dmz_chain chains[CHAINS_MOST];
    for (size_t i = 0; i < drawing->count; i++)
        positions[i] = position_of(drawing->cells[i], map);
    for (size_t i = 0, start = 0; i < drawing->chain_count; start += drawing->counts[i++])
        chains[i] = (struct dmz_chain){positions + start, drawing->counts[i]};
    request.chains = chains;
    request.chain_count = drawing->chain_count;
    request.decimals = map->decimals;
    assert_int_equal(dmz_crossings_find(context, &request, meetings), DMZ_OK);
}

/* ---- Known answers ---- */

static size_t count_meetings(const char *text, bool only_proper) {
    struct drawing drawing;
    struct dmz_meetings meetings = {0};
    draw(&drawing, text);
    find(&drawing, &PLAIN, (struct dmz_crossings_request){.only_proper = only_proper, .most = SIZE_MAX}, &meetings);
    return meetings.found;
}

static void test_nothing_meets(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 4,0 4,4", false), 0);
    assert_int_equal(count_meetings("0,0 4,4; 0,1 4,5; 5,4 9,0", false), 0);
    assert_int_equal(count_meetings("0,0 4,0 8,0 9,0", false), 0); /* straight on */
    assert_int_equal(count_meetings("0,0 2,2; 3,3 5,5", false), 0);
    assert_int_equal(count_meetings("0,0", false), 0);
    assert_int_equal(count_meetings("0,0 0,0 0,0; 0,0 1,0", false), 0);
    struct dmz_meetings meetings = {.found = 5};
    struct dmz_crossings_request none = {.decimals = 7, .most = SIZE_MAX};
    assert_int_equal(dmz_crossings_find(context, &none, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, 0);
}

static void test_crossings_are_found(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 4,4; 0,4 4,0", false), 1);
    assert_int_equal(count_meetings("0,0 4,4; 0,4 4,0", true), 1);
    assert_int_equal(count_meetings("0,0 4,4 4,0 0,4", true), 1);
    assert_int_equal(count_meetings("0,0 10,1; 3,-5 3,5; 6,-5 6,5; 7,-5 7,5", true), 3);
}

static void test_touches_are_no_proper_crossings(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 4,0; 2,0 2,3", false), 1); /* an end on a segment */
    assert_int_equal(count_meetings("0,0 4,0; 2,0 2,3", true), 0);
    assert_int_equal(count_meetings("0,0 4,0; 1,3 2,0 3,3", false), 2);     /* a vertex on a segment */
    assert_int_equal(count_meetings("0,0 2,2 4,0; 0,4 2,2 4,4", false), 4); /* a vertex on a vertex */
    assert_int_equal(count_meetings("0,0 2,2 4,0; 0,4 2,2 4,4", true), 0);
    assert_int_equal(count_meetings("0,0 2,2 4,0; 2,2 2,5", false), 2); /* an end on a vertex */
}

static void test_overlaps_are_found(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 4,0; 2,0 6,0", false), 1);
    assert_int_equal(count_meetings("0,0 4,0; 2,0 6,0", true), 0);
    assert_int_equal(count_meetings("0,0 0,4; 0,3 0,1", false), 1);
    assert_int_equal(count_meetings("0,0 4,2; 0,0 4,2", false), 1); /* both ends coincide, and all between */
    assert_int_equal(count_meetings("0,0 4,2; 4,2 0,0", false), 1);
    assert_int_equal(count_meetings("0,0 2,0 4,0; 4,0 2,0 0,0", false), 4); /* 2 overlap, 2 touch in the middle */
}

static void test_folding_back_is_a_meeting(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 4,2 2,1", false), 1);
    assert_int_equal(count_meetings("0,0 4,2 2,1", true), 0);
    assert_int_equal(count_meetings("0,0 4,2 0,0", false), 1); /* also where the chain closes so */
    assert_int_equal(count_meetings("0,0 4,2 0,1", false), 0); /* a sharp turn */
    assert_int_equal(count_meetings("0,0 2,0 0,0 -2,0", false), 2);
}

static void test_ends_may_join(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 2,2; 2,2 4,0; 2,2 2,5", false), 0);
    assert_int_equal(count_meetings("0,0 2,2; 2,2 4,4", false), 0); /* straight on */
    assert_int_equal(count_meetings("0,0 4,0 2,3 0,0", false), 0);  /* a closed chain */
    assert_int_equal(count_meetings("0,0 4,0 2,3 0,0; -3,0 0,0", false), 0);
    assert_int_equal(count_meetings("0,0 4,0 2,3 0,0; 5,5 4,0", false), 2);         /* at another vertex */
    assert_int_equal(count_meetings("0,0 4,0 2,3 0,0 -4,0 -2,3 0,0", false), 4);    /* it passes its own ends: an 8 */
    assert_int_equal(count_meetings("0,0 4,0 4,4 0,4 0,0; 0,0 1,1 1,2", false), 0); /* joins, and goes in */
}

static void test_repeated_positions_count_as_one(void **state) {
    (void)state;
    assert_int_equal(count_meetings("0,0 0,0 4,0 4,0 4,4 4,4", false), 0);
    assert_int_equal(count_meetings("0,0 0,0 4,2 4,2 4,2 2,1", false), 1);
    struct drawing drawing;
    struct dmz_meeting first;
    struct dmz_meetings meetings = {&first, 1, 0};
    draw(&drawing, "9,9; 0,0 0,0 0,1 0,1 4,1 4,1; 2,-1 2,-1 2,-1 2,3");
    find(&drawing, &PLAIN, (struct dmz_crossings_request){.most = SIZE_MAX}, &meetings);
    assert_int_equal(meetings.found, 1);
    assert_true(first.chain_a == 1 && first.segment_a == 3 && first.chain_b == 2 && first.segment_b == 2);
}

/* Two places of which doubles and any tolerance would make one. */
static void test_a_grid_step_decides(void **state) {
    (void)state;
    const struct dmz_position line[] = {{-540, -90}, {540, 90}}, touches[] = {{6, 1}, {6, 80}},
                              short_of[] = {{6, 1.00000001}, {6, 80}}, crosses[] = {{6, 0.99999999}, {6, 80}};
    const struct dmz_position *others[] = {touches, short_of, crosses};
    const size_t found[] = {1, 0, 1}, proper[] = {0, 0, 1};
    for (size_t i = 0; i < COUNT(others); i++) {
        struct dmz_chain chains[] = {{line, 2}, {others[i], 2}};
        struct dmz_crossings_request request = {.chains = chains, .chain_count = 2, .decimals = 8, .most = SIZE_MAX};
        struct dmz_meetings meetings = {0};
        assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
        assert_int_equal(meetings.found, found[i]);
        request.only_proper = true;
        assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
        assert_int_equal(meetings.found, proper[i]);
    }
}

/* ---- Every pair looked at ---- */

/* A segment without its repeats, and whether it is at an end of its chain. */
struct side {
    struct cell start, way;
    size_t chain, source, order;
    bool first, last;
};

static long cross(struct cell a, struct cell b) {
    return a.x * b.y - a.y * b.x;
}

static long dot(struct cell a, struct cell b) {
    return a.x * b.x + a.y * b.y;
}

static struct cell minus(struct cell a, struct cell b) {
    return (struct cell){a.x - b.x, a.y - b.y};
}

static size_t list_sides(const struct drawing *drawing, struct side *sides) {
    size_t count = 0, start = 0;
    for (size_t c = 0; c < drawing->chain_count; start += drawing->counts[c++]) {
        size_t first = count;
        for (size_t i = start; i + 1 < start + drawing->counts[c]; i++) {
            struct cell way = minus(drawing->cells[i + 1], drawing->cells[i]);
            if (way.x || way.y) {
                sides[count] = (struct side){drawing->cells[i], way, c, i - start, count, count == first, false};
                count++;
            }
        }
        if (count > first)
            sides[count - 1].last = true;
    }
    return count;
}

/* Whether the place at the share `at` of `whole` of the segment is an end of its chain. */
static bool at_end(const struct side *side, long at, long whole) {
    return (side->first && at == 0) || (side->last && at == whole);
}

/* For segments on one straight line, by how far along a the other lies. */
static bool meets_along(const struct side *a, const struct side *b) {
    long whole = dot(a->way, a->way), from = dot(minus(b->start, a->start), a->way), to = from + dot(b->way, a->way);
    long low = from < to ? from : to, high = from < to ? to : from;
    if (high < 0 || low > whole)
        return false;
    if (high > 0 && low < whole)
        return true;
    long at = high == 0 ? 0 : whole;
    bool joined = b->order == a->order + 1 && b->chain == a->chain;
    return !joined && !(at_end(a, at, whole) && at_end(b, at == to, 1));
}

/* Whether two segments meet, by the shares of each at which the straight lines through them cross. */
static bool meets(const struct side *a, const struct side *b, bool only_proper) {
    long whole = cross(a->way, b->way);
    struct cell between = minus(b->start, a->start);
    if (whole == 0)
        return !only_proper && cross(between, a->way) == 0 && meets_along(a, b);
    long along_a = cross(between, b->way), along_b = cross(between, a->way);
    if (whole < 0)
        whole = -whole, along_a = -along_a, along_b = -along_b;
    if (along_a < 0 || along_b < 0 || along_a > whole || along_b > whole)
        return false;
    if (only_proper)
        return along_a > 0 && along_b > 0 && along_a < whole && along_b < whole;
    bool joined = b->order == a->order + 1 && b->chain == a->chain;
    return !joined && !(at_end(a, along_a, whole) && at_end(b, along_b, whole));
}

static struct dmz_meeting *every_meeting(const struct drawing *drawing, bool only_proper, size_t *found) {
    static struct side sides[POSITIONS_MOST];
    size_t count = list_sides(drawing, sides);
    struct dmz_meeting *meetings = malloc((count * count + 1) * sizeof *meetings);
    *found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            if (meets(&sides[i], &sides[k], only_proper))
                meetings[(*found)++] =
                    (struct dmz_meeting){sides[i].chain, sides[i].source, sides[k].chain, sides[k].source};
    return meetings;
}

static int by_segments(const void *a, const void *b) {
    const struct dmz_meeting *p = a, *q = b;
    const size_t keys[][2] = {{p->chain_a, q->chain_a},
                              {p->segment_a, q->segment_a},
                              {p->chain_b, q->chain_b},
                              {p->segment_b, q->segment_b}};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* That the module finds in the mapped drawing what every pair of the drawing shows. Returns how many that are. */
static size_t assert_all_found(const struct drawing *drawing, const struct map *map, bool only_proper) {
    size_t expected;
    struct dmz_meeting *truth = every_meeting(drawing, only_proper, &expected);
    struct dmz_meetings meetings = {malloc((expected + 2) * sizeof *meetings.items), expected + 2, 0};
    find(drawing, map, (struct dmz_crossings_request){.only_proper = only_proper, .most = SIZE_MAX}, &meetings);
    assert_int_equal(meetings.found, expected);
    qsort(meetings.items, expected, sizeof *meetings.items, by_segments);
    for (size_t i = 0; i < expected; i++)
        assert_int_equal(by_segments(&meetings.items[i], &truth[i]), 0);
    free(meetings.items);
    free(truth);
    return expected;
}

/* ---- Random chains ---- */

static struct cell random_cell(long side) {
    return (struct cell){(long)chance_of(&chance, (size_t)side), (long)chance_of(&chance, (size_t)side)};
}

/* Where the next position goes: anywhere, or beside the last, or on it, or where another was. */
static struct cell next_cell(const struct drawing *drawing, long side) {
    struct cell last = drawing->cells[drawing->count - 1];
    switch (chance_of(&chance, 8)) {
    case 0:
        return last;
    case 1:
        return drawing->cells[chance_of(&chance, drawing->count)];
    case 2:
    case 3:
    case 4:
        last.x += (long)chance_of(&chance, 3) - 1;
        last.y += (long)chance_of(&chance, 3) - 1;
        last.x = last.x < 0 ? 0 : last.x >= side ? side - 1 : last.x;
        last.y = last.y < 0 ? 0 : last.y >= side ? side - 1 : last.y;
        return last;
    default:
        return random_cell(side);
    }
}

static void random_chain(struct drawing *drawing, long side, size_t length) {
    size_t start = drawing->count;
    bool joins = start > 0 && chance_of(&chance, 3) == 0;
    add_cell(drawing, joins ? drawing->cells[start - 1] : random_cell(side));
    while (drawing->count < start + length)
        add_cell(drawing, next_cell(drawing, side));
    if (chance_of(&chance, 3) == 0)
        add_cell(drawing, drawing->cells[start]);
    end_chain(drawing);
}

static void random_drawing(struct drawing *drawing, long side, size_t length) {
    drawing->count = drawing->chain_count = 0;
    for (size_t chains = 1 + chance_of(&chance, CHAINS_MOST); chains > 0; chains--)
        random_chain(drawing, side, 1 + chance_of(&chance, length));
}

/* A map anywhere on the grid; steep ones make all cells lie nearly on one straight line: their determinant is 1, so
 * triangles of ten digits by ten have areas of a few steps. */
static struct map random_map(bool steep) {
    struct map map = PLAIN;
    map.decimals = 7 + (int)chance_of(&chance, 2);
    map.jitter = chance_of(&chance, 2) ? 0.3 : 0;
    map.origin = (struct cell){(long)chance_between(&chance, -50e8, 50e8), (long)chance_between(&chance, -8e8, 8e8)};
    if (steep) { /* Fibonacci's numbers 40, 39, 39, 38: their products differ by 1 */
        map.a = (struct cell){102334155, 63245986};
        map.b = (struct cell){63245986, 39088169};
        map.origin = (struct cell){-1500000000, -700000000};
        map.jitter = 0;
    }
    return map;
}

static void assert_random(size_t rounds, size_t length, bool steep) {
    static struct drawing drawing;
    size_t met = 0, crossed = 0, apart = 0;
    for (size_t i = 0; i < rounds; i++) {
        struct map map = random_map(steep);
        long most = steep ? 6 : 12;
        random_drawing(&drawing, 2 + (long)chance_of(&chance, (size_t)most), length);
        size_t found = assert_all_found(&drawing, &map, false);
        met += found;
        apart += found == 0;
        crossed += assert_all_found(&drawing, &map, true);
    }
    assert_true(met > crossed && crossed > rounds / 10);
    assert_true(length > 5 || apart > rounds / 20); /* there are cases of either kind */
}

static void test_random_chains(void **state) {
    (void)state;
    assert_random(material_many(20000, 4000), 3, false);
    assert_random(material_many(5000, 1000), 12, false);
}

static void test_random_chains_of_many_leaves(void **state) {
    (void)state;
    assert_random(material_many(200, 40), 150, false);
}

static void test_random_chains_that_doubles_cannot_tell(void **state) {
    (void)state;
    assert_random(material_many(10000, 2000), 4, true);
    assert_random(material_many(100, 20), 100, true);
}

/* ---- Long chains, and stopping ---- */

/* What is known to be apart is not looked at: meetings of the others, and with them, are found as ever. */
static void test_chains_that_are_known_to_be_apart(void **state) {
    (void)state;
    enum { LONG = 1000 };
    struct dmz_position waves[LONG + 1], again[LONG + 1], middle[] = {{29.99, 48.5}, {31.01, 48.5}};
    for (size_t i = 0; i <= LONG; i++) {
        waves[i] = (struct dmz_position){30 + (double)i / LONG, i % 2 ? 48.6 : 48.4};
        again[i] = (struct dmz_position){30 + (double)i / LONG, i % 2 ? 48.45 : 48.65};
    }
    struct dmz_chain chains[] = {{waves, LONG + 1}, {again, LONG + 1}, {middle, 2}};
    struct dmz_crossings_request request = {.chains = chains, .chain_count = 3, .decimals = 7, .most = SIZE_MAX};
    struct dmz_meetings all = {0}, meetings = {0};
    assert_int_equal(dmz_crossings_find(context, &request, &all), DMZ_OK);
    assert_true(all.found >= 3 * LONG);
    request.apart = 1;
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, all.found);
    request.apart = 2;
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_true(meetings.found >= 2 * LONG && meetings.found < 2 * LONG + 20);
}

/* A line up and down in waves, which a straight one along its middle crosses once a segment. */
static void test_crossings_along_a_long_line(void **state) {
    (void)state;
    enum { LONG = 100000 };
    struct dmz_position *waves = malloc((LONG + 1) * sizeof *waves), middle[] = {{29.99, 48.5}, {31.01, 48.5}};
    for (size_t i = 0; i <= LONG; i++)
        waves[i] = (struct dmz_position){30 + (double)i / LONG, i % 2 ? 48.6 : 48.4};
    struct dmz_chain chains[] = {{waves, LONG + 1}, {middle, 2}};
    struct dmz_crossings_request request = {
        .chains = chains, .chain_count = 2, .decimals = 7, .only_proper = true, .most = SIZE_MAX};
    struct dmz_meetings meetings = {0};
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, LONG);
    request.chain_count = 1;
    request.only_proper = false;
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, 0);
    free(waves);
}

static void test_stops_at_the_most(void **state) {
    (void)state;
    enum { VERTICES = 5000, MOST = 2000, ROOM = 100 };
    struct dmz_position *tangle = malloc(VERTICES * sizeof *tangle);
    for (size_t i = 0; i < VERTICES; i++)
        tangle[i] = (struct dmz_position){chance_between(&chance, 30, 31), chance_between(&chance, 48, 49)};
    struct dmz_chain chain = {tangle, VERTICES};
    struct dmz_crossings_request request = {
        .chains = &chain, .chain_count = 1, .decimals = 7, .only_proper = true, .most = MOST};
    struct dmz_meeting items[ROOM + 1], again[ROOM];
    struct dmz_meetings meetings = {items, ROOM, 0}, repeated = {again, ROOM, 0};
    items[ROOM].segment_a = 12345;
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, MOST);
    assert_int_equal(items[ROOM].segment_a, 12345); /* beyond the room */
    request.most = ROOM;
    assert_int_equal(dmz_crossings_find(context, &request, &repeated), DMZ_OK);
    assert_int_equal(repeated.found, ROOM);
    assert_memory_equal(items, again, sizeof again);
    request.most = SIZE_MAX;
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_true(meetings.found > 1000000);
    free(tangle);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_meets),
        cmocka_unit_test(test_crossings_are_found),
        cmocka_unit_test(test_touches_are_no_proper_crossings),
        cmocka_unit_test(test_overlaps_are_found),
        cmocka_unit_test(test_folding_back_is_a_meeting),
        cmocka_unit_test(test_ends_may_join),
        cmocka_unit_test(test_repeated_positions_count_as_one),
        cmocka_unit_test(test_a_grid_step_decides),
        cmocka_unit_test(test_random_chains),
        cmocka_unit_test(test_random_chains_of_many_leaves),
        cmocka_unit_test(test_random_chains_that_doubles_cannot_tell),
        cmocka_unit_test(test_chains_that_are_known_to_be_apart),
        cmocka_unit_test(test_crossings_along_a_long_line),
        cmocka_unit_test(test_stops_at_the_most),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("crossings", tests, set_up, tear_down);
}
