/* faces.c: the faces between noded strands. */
#include "zones/faces_sides.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Where a side begins, and which way it sets out. */
struct spoke {
    struct dmz_position at;
    struct dmz_grid_point way;
    size_t side;
};

enum { RUN_EDGES = 64 };

size_t dmz_faces_count(const struct dmz_faces *faces) {
    return faces->face_count;
}

size_t dmz_faces_beside(const struct dmz_faces *faces, size_t strand, bool right) {
    return dmz_side_face(faces, 2 * strand + right);
}

double dmz_faces_area_deg2(const struct dmz_faces *faces, size_t face) {
    double step_deg = pow(10, -faces->strands->decimals);
    for (size_t i = faces->firsts[face]; i != DMZ_NONE; i = faces->items[i].along)
        if (faces->items[i].area > 0)
            return faces->items[i].area / 2 * step_deg * step_deg;
    return 0;
}

/* ---- Nodes ---- */

static bool is_upper(struct dmz_grid_point way) {
    return way.y > 0 || (way.y == 0 && way.x > 0);
}

/* By node, and round each counter-clockwise from the east. */
static int by_turn(const void *a, const void *b) {
    const struct spoke *p = a, *q = b;
    if (p->at.lon_deg != q->at.lon_deg)
        return p->at.lon_deg < q->at.lon_deg ? -1 : 1;
    if (p->at.lat_deg != q->at.lat_deg)
        return p->at.lat_deg < q->at.lat_deg ? -1 : 1;
    if (is_upper(p->way) != is_upper(q->way))
        return is_upper(p->way) ? -1 : 1;
    dmz_int128 cross = dmz_exact_cross(p->way, q->way);
    return cross > 0 ? -1 : cross < 0 ? 1 : p->side < q->side ? -1 : p->side > q->side;
}

static void set_out_spokes(const struct dmz_faces *faces, struct spoke *spokes) {
    for (size_t side = 0; side < faces->side_count; side++) {
        const struct dmz_strand *strand = dmz_side_strand(faces, side);
        struct dmz_grid_point from = dmz_strands_grid(faces->strands, dmz_strand_place(strand, side, 0));
        struct dmz_grid_point to = dmz_strands_grid(faces->strands, dmz_strand_place(strand, side, 1));
        spokes[side] = (struct spoke){dmz_strand_place(strand, side, 0), dmz_exact_way(from, to), side};
    }
}

static bool same_node(const struct spoke *a, const struct spoke *b) {
    return a->at.lon_deg == b->at.lon_deg && a->at.lat_deg == b->at.lat_deg;
}

/* The side that arrives where a spoke sets out goes on by the spoke before it, clockwise. */
static enum dmz_status link_sides(struct dmz_context *context, struct dmz_faces *faces) {
    struct spoke *spokes = malloc((faces->side_count + 1) * sizeof *spokes);
    if (!spokes)
        return dmz_fail_memory(context);
    set_out_spokes(faces, spokes);
    qsort(spokes, faces->side_count, sizeof *spokes, by_turn);
    for (size_t i = 0, end; i < faces->side_count; i = end) {
        for (end = i + 1; end < faces->side_count && same_node(&spokes[i], &spokes[end]);)
            end++;
        for (size_t k = i; k < end; k++) {
            faces->nodes[spokes[k].side] = faces->node_count;
            faces->nexts[spokes[k].side ^ 1] = spokes[k > i ? k - 1 : end - 1].side;
        }
        faces->node_count++;
    }
    free(spokes);
    return DMZ_OK;
}

/* ---- Cycles ---- */

dmz_int128 dmz_side_sweep(const struct dmz_faces *faces, size_t side) {
    const struct dmz_strand *strand = dmz_side_strand(faces, side);
    struct dmz_grid_point from = dmz_strands_grid(faces->strands, strand->positions[0]);
    dmz_int128 sum = 0;
    for (size_t i = 1; i < strand->count; i++) {
        struct dmz_grid_point to = dmz_strands_grid(faces->strands, strand->positions[i]);
        sum += dmz_exact_cross(from, to);
        from = to;
    }
    return side % 2 ? -sum : sum;
}

static void walk_cycle(struct dmz_faces *faces, size_t start) {
    dmz_int128 area = 0;
    size_t side = start;
    do {
        area += dmz_side_sweep(faces, side);
        faces->cycles[side] = faces->cycle_count;
        side = faces->nexts[side];
    } while (side != start);
    faces->items[faces->cycle_count++] = (struct dmz_cycle){start, (double)area, DMZ_NONE, DMZ_NONE};
}

/* The cycles, and a face for each that goes round one. */
static void find_cycles(struct dmz_faces *faces) {
    for (size_t side = 0; side < faces->side_count; side++)
        faces->cycles[side] = DMZ_NONE;
    for (size_t side = 0; side < faces->side_count; side++)
        if (faces->cycles[side] == DMZ_NONE)
            walk_cycle(faces, side);
    for (size_t i = 0; i < faces->cycle_count; i++)
        if (faces->items[i].area > 0) {
            faces->firsts[faces->face_count] = i;
            faces->items[i].face = faces->face_count++;
        }
}

/* ---- Islands ---- */

static struct dmz_face_run run_of(const struct dmz_strand *strand, size_t number, size_t first) {
    size_t end = first + RUN_EDGES < strand->count - 1 ? first + RUN_EDGES : strand->count - 1;
    struct dmz_face_run run = {number, first, end, INFINITY, INFINITY, -INFINITY};
    for (size_t i = first; i <= end; i++) {
        struct dmz_position p = strand->positions[i];
        run.west = fmin(run.west, p.lon_deg);
        run.south = fmin(run.south, p.lat_deg);
        run.north = fmax(run.north, p.lat_deg);
    }
    return run;
}

static enum dmz_status make_runs(struct dmz_context *context, struct dmz_faces *faces) {
    size_t count = 0;
    for (size_t i = 0; i < faces->strands->count; i++)
        count += (faces->strands->items[i].count - 2) / RUN_EDGES + 1;
    faces->runs = malloc((count + 1) * sizeof *faces->runs);
    if (!faces->runs)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < faces->strands->count; i++)
        for (size_t k = 0; k + 1 < faces->strands->items[i].count; k += RUN_EDGES)
            faces->runs[faces->run_count++] = run_of(&faces->strands->items[i], i, k);
    return DMZ_OK;
}

/* An island: a cycle that goes round no face, and its westernmost place. */
struct island {
    size_t cycle;
    struct dmz_position west;
};

static int by_west(const void *a, const void *b) {
    const struct island *p = a, *q = b;
    if (p->west.lon_deg != q->west.lon_deg)
        return p->west.lon_deg < q->west.lon_deg ? -1 : 1;
    return p->cycle < q->cycle ? -1 : p->cycle > q->cycle;
}

static struct island island_at(const struct dmz_faces *faces, size_t cycle) {
    struct island island = {cycle, {INFINITY, 0}};
    size_t start = faces->items[cycle].side, side = start;
    do {
        const struct dmz_strand *strand = dmz_side_strand(faces, side);
        for (size_t i = 0; i < strand->count; i++)
            if (strand->positions[i].lon_deg < island.west.lon_deg)
                island.west = strand->positions[i];
        side = faces->nexts[side];
    } while (side != start);
    return island;
}

/* What a look to the west has found: the nearest edge, and the side of its that one sees. */
struct sight {
    double lon_deg, lean; /* where the edge is met, and how far it leans to the east, going north from there */
    size_t side;          /* DMZ_NONE for nothing */
};

/* An edge counts with its southern end and without its northern one, so that at a vertex the way west meets one edge
 * where the line goes on north, and two or none where it turns back. */
static void look_at_edge(const struct dmz_position *p, size_t strand, struct dmz_position from, struct sight *sight) {
    bool down = p[0].lat_deg > p[1].lat_deg;
    struct dmz_position low = p[down], high = p[!down];
    if (low.lat_deg > from.lat_deg || high.lat_deg <= from.lat_deg)
        return;
    double lean = (high.lon_deg - low.lon_deg) / (high.lat_deg - low.lat_deg);
    double lon_deg = low.lon_deg + (from.lat_deg - low.lat_deg) * lean;
    if (lon_deg >= from.lon_deg)
        return;
    if (lon_deg > sight->lon_deg || (lon_deg == sight->lon_deg && lean > sight->lean))
        *sight = (struct sight){lon_deg, lean, 2 * strand + !down};
}

static struct sight look_west(const struct dmz_faces *faces, struct dmz_position from) {
    struct sight sight = {-INFINITY, -INFINITY, DMZ_NONE};
    for (size_t i = 0; i < faces->run_count; i++) {
        const struct dmz_face_run *run = &faces->runs[i];
        if (run->west >= from.lon_deg || run->south > from.lat_deg || run->north <= from.lat_deg)
            continue;
        const struct dmz_strand *strand = &faces->strands->items[run->strand];
        for (size_t k = run->first; k < run->end; k++)
            look_at_edge(strand->positions + k, run->strand, from, &sight);
    }
    return sight;
}

/* An island lies in the face that one sees looking west from its westernmost place. If that is another island's
 * shore, it lies in the same face as that one, which begins farther west and so has been placed. */
static enum dmz_status place_islands(struct dmz_context *context, struct dmz_faces *faces) {
    struct island *islands = malloc((faces->cycle_count + 1) * sizeof *islands);
    size_t count = 0;
    if (!islands)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < faces->cycle_count; i++)
        if (faces->items[i].face == DMZ_NONE)
            islands[count++] = island_at(faces, i);
    qsort(islands, count, sizeof *islands, by_west);
    for (size_t i = 0; i < count; i++) {
        struct sight sight = look_west(faces, islands[i].west);
        size_t face = sight.side == DMZ_NONE ? DMZ_NONE : dmz_side_face(faces, sight.side);
        if (face == DMZ_NONE)
            continue;
        struct dmz_cycle *cycle = &faces->items[islands[i].cycle], *first = &faces->items[faces->firsts[face]];
        cycle->face = face;
        cycle->along = first->along;
        first->along = islands[i].cycle;
    }
    free(islands);
    return DMZ_OK;
}

enum dmz_status dmz_faces_build(struct dmz_context *context, const struct dmz_strands *strands,
                                struct dmz_faces **faces) {
    struct dmz_faces *made = calloc(1, sizeof *made);
    if (!made)
        return dmz_fail_memory(context);
    size_t count = made->side_count = 2 * strands->count;
    made->strands = strands;
    made->nodes = malloc((count + 1) * sizeof *made->nodes);
    made->nexts = malloc((count + 1) * sizeof *made->nexts);
    made->cycles = malloc((count + 1) * sizeof *made->cycles);
    made->items = malloc((count + 1) * sizeof *made->items);
    made->firsts = malloc((count + 1) * sizeof *made->firsts);
    bool room = made->nodes && made->nexts && made->cycles && made->items && made->firsts;
    enum dmz_status status = room ? make_runs(context, made) : dmz_fail_memory(context);
    if (!status)
        status = link_sides(context, made);
    if (!status) {
        find_cycles(made);
        status = place_islands(context, made);
    }
    if (status)
        dmz_faces_free(made);
    else
        *faces = made;
    return status;
}

void dmz_faces_free(struct dmz_faces *faces) {
    if (!faces)
        return;
    free(faces->nodes);
    free(faces->nexts);
    free(faces->cycles);
    free(faces->items);
    free(faces->firsts);
    free(faces->runs);
    free(faces);
}
