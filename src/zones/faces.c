/* faces.c: the faces between noded strands.
 *
 * Each strand has two sides, numbered 2 i and 2 i + 1: the first runs along it, the other back, and a side has its
 * face on its left. At the end of a side the next one along the same face is the first to the right of the way back.
 * So sides make cycles: those that run counter-clockwise go round a face, the others round an island in one. */
#include "zones/faces.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define NONE SIZE_MAX

/* Where a side begins, and which way it sets out. */
struct spoke {
    struct dmz_position at;
    struct dmz_grid_point way;
    size_t side;
};

/* A cycle of sides. */
struct cycle {
    size_t side;        /* one of them */
    double area;        /* twice, in steps of the grid; positive where it goes round a face */
    size_t face, along; /* its face, NONE outside all; the next cycle of that face, or NONE */
};

/* Some edges of a strand that follow each other, in a box. */
struct run {
    size_t strand, first, end;
    double west, south, north;
};

struct dmz_faces {
    const struct dmz_strands *strands;
    size_t side_count, node_count, cycle_count, face_count, run_count;
    size_t *nodes;  /* for each side the node at which it begins */
    size_t *nexts;  /* for each side the next along the same face */
    size_t *cycles; /* for each side its cycle */
    struct cycle *items;
    size_t *firsts; /* for each face its first cycle */
    struct run *runs;
};

enum { RUN_EDGES = 64 };

size_t dmz_faces_count(const struct dmz_faces *faces) {
    return faces->face_count;
}

static const struct dmz_strand *strand_of(const struct dmz_faces *faces, size_t side) {
    return &faces->strands->items[side / 2];
}

/* Position i of a side, counted from where it begins. */
static struct dmz_position place_on(const struct dmz_strand *strand, size_t side, size_t i) {
    return strand->positions[side % 2 ? strand->count - 1 - i : i];
}

static size_t face_of(const struct dmz_faces *faces, size_t side) {
    return faces->items[faces->cycles[side]].face;
}

size_t dmz_faces_beside(const struct dmz_faces *faces, size_t strand, bool right) {
    return face_of(faces, 2 * strand + right);
}

double dmz_faces_area_deg2(const struct dmz_faces *faces, size_t face) {
    double step_deg = pow(10, -faces->strands->decimals);
    for (size_t i = faces->firsts[face]; i != NONE; i = faces->items[i].along)
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
        const struct dmz_strand *strand = strand_of(faces, side);
        struct dmz_grid_point from = dmz_strands_grid(faces->strands, place_on(strand, side, 0));
        struct dmz_grid_point to = dmz_strands_grid(faces->strands, place_on(strand, side, 1));
        spokes[side] = (struct spoke){place_on(strand, side, 0), dmz_exact_way(from, to), side};
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

/* Twice the area to the left of a strand, as seen from the grid's origin. */
static dmz_int128 sweep(const struct dmz_strands *strands, const struct dmz_strand *strand) {
    dmz_int128 sum = 0;
    struct dmz_grid_point from = dmz_strands_grid(strands, strand->positions[0]);
    for (size_t i = 1; i < strand->count; i++) {
        struct dmz_grid_point to = dmz_strands_grid(strands, strand->positions[i]);
        sum += dmz_exact_cross(from, to);
        from = to;
    }
    return sum;
}

static void walk_cycle(struct dmz_faces *faces, size_t start) {
    dmz_int128 area = 0;
    size_t side = start;
    do {
        dmz_int128 swept = sweep(faces->strands, strand_of(faces, side));
        area += side % 2 ? -swept : swept;
        faces->cycles[side] = faces->cycle_count;
        side = faces->nexts[side];
    } while (side != start);
    faces->items[faces->cycle_count++] = (struct cycle){start, (double)area, NONE, NONE};
}

/* The cycles, and a face for each that goes round one. */
static void find_cycles(struct dmz_faces *faces) {
    for (size_t side = 0; side < faces->side_count; side++)
        faces->cycles[side] = NONE;
    for (size_t side = 0; side < faces->side_count; side++)
        if (faces->cycles[side] == NONE)
            walk_cycle(faces, side);
    for (size_t i = 0; i < faces->cycle_count; i++)
        if (faces->items[i].area > 0) {
            faces->firsts[faces->face_count] = i;
            faces->items[i].face = faces->face_count++;
        }
}

/* ---- Islands ---- */

static struct run run_of(const struct dmz_strand *strand, size_t number, size_t first) {
    size_t end = first + RUN_EDGES < strand->count - 1 ? first + RUN_EDGES : strand->count - 1;
    struct run run = {number, first, end, INFINITY, INFINITY, -INFINITY};
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
        const struct dmz_strand *strand = strand_of(faces, side);
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
    size_t side;          /* NONE for nothing */
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
    struct sight sight = {-INFINITY, -INFINITY, NONE};
    for (size_t i = 0; i < faces->run_count; i++) {
        const struct run *run = &faces->runs[i];
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
        if (faces->items[i].face == NONE)
            islands[count++] = island_at(faces, i);
    qsort(islands, count, sizeof *islands, by_west);
    for (size_t i = 0; i < count; i++) {
        struct sight sight = look_west(faces, islands[i].west);
        size_t face = sight.side == NONE ? NONE : face_of(faces, sight.side);
        if (face == NONE)
            continue;
        struct cycle *cycle = &faces->items[islands[i].cycle], *first = &faces->items[faces->firsts[face]];
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

/* ---- Places inside ---- */

/* A parallel on its way to the middle of a face, and where it meets the face's edges. */
struct parallel {
    double middle_deg, below_deg, above_deg; /* latitudes: of the face's middle, of the vertices next to it */
    double lat_deg;
    double *lons_deg; /* of meetings; NULL for none yet */
    size_t count;
};

static void note_latitude(struct parallel *parallel, struct dmz_position p) {
    if (p.lat_deg <= parallel->middle_deg)
        parallel->below_deg = fmax(parallel->below_deg, p.lat_deg);
    else
        parallel->above_deg = fmin(parallel->above_deg, p.lat_deg);
}

static void note_edge(struct parallel *parallel, const struct dmz_position *p) {
    if ((p[0].lat_deg > parallel->lat_deg) == (p[1].lat_deg > parallel->lat_deg))
        return;
    double share = (parallel->lat_deg - p[0].lat_deg) / (p[1].lat_deg - p[0].lat_deg);
    if (parallel->lons_deg)
        parallel->lons_deg[parallel->count] = p[0].lon_deg + share * (p[1].lon_deg - p[0].lon_deg);
    parallel->count++;
}

/* What is done with each strand along a face. */
typedef void visitor(struct parallel *parallel, const struct dmz_strand *strand);

static void note_vertices(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i < strand->count; i++)
        note_latitude(parallel, strand->positions[i]);
}

static void note_edges(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i + 1 < strand->count; i++)
        note_edge(parallel, strand->positions + i);
}

static void note_extent(struct parallel *parallel, const struct dmz_strand *strand) {
    for (size_t i = 0; i < strand->count; i++) {
        parallel->below_deg = fmin(parallel->below_deg, strand->positions[i].lat_deg);
        parallel->above_deg = fmax(parallel->above_deg, strand->positions[i].lat_deg);
    }
}

static void visit_face(const struct dmz_faces *faces, size_t face, visitor *visit, struct parallel *parallel) {
    for (size_t cycle = faces->firsts[face]; cycle != NONE; cycle = faces->items[cycle].along) {
        size_t start = faces->items[cycle].side, side = start;
        do {
            visit(parallel, strand_of(faces, side));
            side = faces->nexts[side];
        } while (side != start);
    }
}

static int by_value(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

enum dmz_status dmz_faces_inside(struct dmz_context *context, const struct dmz_faces *faces, size_t face,
                                 struct dmz_position *inside) {
    struct parallel parallel = {.below_deg = INFINITY, .above_deg = -INFINITY};
    visit_face(faces, face, note_extent, &parallel);
    parallel.middle_deg = (parallel.below_deg + parallel.above_deg) / 2;
    visit_face(faces, face, note_vertices, &parallel);
    parallel.lat_deg = (parallel.below_deg + parallel.above_deg) / 2;
    visit_face(faces, face, note_edges, &parallel);
    parallel.lons_deg = malloc((parallel.count + 1) * sizeof *parallel.lons_deg);
    if (!parallel.lons_deg)
        return dmz_fail_memory(context);
    parallel.count = 0;
    visit_face(faces, face, note_edges, &parallel);
    qsort(parallel.lons_deg, parallel.count, sizeof *parallel.lons_deg, by_value);
    double widest = -1;
    for (size_t i = 0; i + 1 < parallel.count; i += 2) {
        double width = parallel.lons_deg[i + 1] - parallel.lons_deg[i];
        if (width > widest)
            *inside = (struct dmz_position){parallel.lons_deg[i] + width / 2, parallel.lat_deg};
        widest = fmax(widest, width);
    }
    free(parallel.lons_deg);
    return DMZ_OK;
}

/* ---- Sets of faces ---- */

struct gathering {
    struct dmz_context *context;
    const struct dmz_faces *faces;
    const struct dmz_face_set *set;
    struct dmz_multipolygon *area;
    struct dmz_paths *limit_lines; /* NULL where nobody wants them */
    size_t *groups;      /* for each face of the set another one that hangs together with it, itself for the first */
    size_t *polygons;    /* for each face, where it is the first of a group: the group's polygon, or NONE */
    size_t *path;        /* sides on the way round */
    size_t *reached;     /* for each node how many sides of the path came before it, or NONE where it is not on it */
    unsigned char *done; /* sides */
};

static bool is_member(const struct gathering *gathering, size_t side) {
    size_t face = face_of(gathering->faces, side);
    return face != NONE && gathering->set->owners[face] == gathering->set->owner;
}

/* Whether the set is on the left of the side and not on its right. */
static bool is_edge(const struct gathering *gathering, size_t side) {
    return is_member(gathering, side) && !is_member(gathering, side ^ 1);
}

static size_t group_of(const struct gathering *gathering, size_t face) {
    size_t *groups = gathering->groups;
    for (; groups[face] != face; face = groups[face])
        groups[face] = groups[groups[face]]; /* shorter ways from now on */
    return face;
}

/* Faces hang together where they have a strand between them. */
static void make_groups(struct gathering *gathering) {
    const struct dmz_faces *faces = gathering->faces;
    for (size_t i = 0; i < faces->face_count; i++) {
        gathering->groups[i] = i;
        gathering->polygons[i] = NONE;
    }
    for (size_t side = 0; side < faces->side_count; side += 2)
        if (is_member(gathering, side) && is_member(gathering, side + 1)) {
            size_t a = group_of(gathering, face_of(faces, side)), b = group_of(gathering, face_of(faces, side + 1));
            gathering->groups[a < b ? b : a] = a < b ? a : b;
        }
}

/* The sides path[from..count) as a ring. */
static enum dmz_status make_ring(const struct gathering *gathering, size_t from, size_t count,
                                 struct dmz_ring *ring) {
    size_t positions = 1;
    for (size_t i = from; i < count; i++)
        positions += strand_of(gathering->faces, gathering->path[i])->count - 1;
    *ring = (struct dmz_ring){malloc(positions * sizeof *ring->positions), 0, NULL};
    if (!ring->positions)
        return dmz_fail_memory(gathering->context);
    for (size_t i = from; i < count; i++) {
        const struct dmz_strand *strand = strand_of(gathering->faces, gathering->path[i]);
        for (size_t k = 0; k + 1 < strand->count; k++)
            ring->positions[ring->count++] = place_on(strand, gathering->path[i], k);
    }
    ring->positions[ring->count++] = ring->positions[0];
    return DMZ_OK;
}

/* Whether the side, which is an edge of the set, is what is asked for. */
static bool is_on_limit(const struct gathering *gathering, size_t side) {
    const struct dmz_face_set *set = gathering->set;
    size_t limit = strand_of(gathering->faces, side)->limit, beyond = face_of(gathering->faces, side ^ 1);
    if (!set->ranks)
        return limit == set->limit;
    bool owned = beyond != NONE && set->owners[beyond] != DMZ_NO_OWNER;
    return limit != DMZ_NO_LIMIT && (!owned || set->ranks[set->owners[beyond]] > set->ranks[set->owner]);
}

/* Adds what of the ring, which the sides path[from..count) made, belongs to the limit. */
static enum dmz_status add_limit(const struct gathering *gathering, size_t from, size_t count,
                                 const struct dmz_ring *ring) {
    unsigned char *on = calloc(ring->count, sizeof *on);
    if (!on)
        return dmz_fail_memory(gathering->context);
    for (size_t i = from, edge = 0; i < count; i++) {
        const struct dmz_strand *strand = strand_of(gathering->faces, gathering->path[i]);
        for (size_t k = 0; k + 1 < strand->count; k++)
            on[edge++] = is_on_limit(gathering, gathering->path[i]);
    }
    enum dmz_status status = dmz_paths_append_edges(gathering->context, ring, on, gathering->limit_lines);
    free(on);
    return status;
}

/* The polygon that the ring is the shell or a hole of. */
static struct dmz_polygon *polygon_of(struct gathering *gathering, size_t face) {
    size_t group = group_of(gathering, face);
    if (gathering->polygons[group] == NONE) {
        if (!dmz_multipolygon_append(gathering->area))
            return NULL;
        gathering->polygons[group] = gathering->area->polygon_count - 1;
    }
    return &gathering->area->polygons[gathering->polygons[group]];
}

static double area_of(const struct gathering *gathering, size_t from, size_t count) {
    dmz_int128 area = 0;
    for (size_t i = from; i < count; i++) {
        dmz_int128 swept = sweep(gathering->faces->strands, strand_of(gathering->faces, gathering->path[i]));
        area += gathering->path[i] % 2 ? -swept : swept;
    }
    return (double)area;
}

/* Adds a ring to its polygon: a shell before all others. */
static enum dmz_status add_ring(struct gathering *gathering, size_t from, size_t count) {
    struct dmz_polygon *polygon = polygon_of(gathering, face_of(gathering->faces, gathering->path[from]));
    struct dmz_ring made = {0}, *ring = polygon ? dmz_polygon_append(polygon, 0) : NULL;
    if (!ring)
        return dmz_fail_memory(gathering->context);
    enum dmz_status status = make_ring(gathering, from, count, &made);
    if (!status && gathering->limit_lines)
        status = add_limit(gathering, from, count, &made);
    if (status) {
        dmz_ring_free(&made);
        return status;
    }
    dmz_ring_free(ring);
    *ring = made;
    if (area_of(gathering, from, count) > 0) {
        made = polygon->rings[0];
        polygon->rings[0] = *ring;
        *ring = made;
    }
    return DMZ_OK;
}

/* The next side along the edge of the set: from face to face of it round the node. */
static size_t next_edge(const struct gathering *gathering, size_t side) {
    size_t next = gathering->faces->nexts[side];
    while (!is_edge(gathering, next))
        next = gathering->faces->nexts[next ^ 1];
    return next;
}

/* Walks along the edge of the set from a side until back there. Whenever the way comes back to a node, what has been
 * walked since is a ring of its own: so no ring touches itself. */
static enum dmz_status walk_edge(struct gathering *gathering, size_t start) {
    const size_t *nodes = gathering->faces->nodes;
    enum dmz_status status = DMZ_OK;
    size_t count = 0, side = start;
    do {
        gathering->reached[nodes[side]] = count;
        gathering->path[count++] = side;
        gathering->done[side] = 1;
        size_t node = nodes[side ^ 1], from = gathering->reached[node];
        if (from != NONE) {
            status = add_ring(gathering, from, count);
            for (; count > from; count--)
                gathering->reached[nodes[gathering->path[count - 1]]] = NONE;
        }
        side = next_edge(gathering, side);
    } while (side != start && !status);
    return status;
}

static enum dmz_status walk_edges(struct gathering *gathering) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < gathering->faces->node_count; i++)
        gathering->reached[i] = NONE;
    for (size_t side = 0; side < gathering->faces->side_count && !status; side++)
        if (!gathering->done[side] && is_edge(gathering, side))
            status = walk_edge(gathering, side);
    return status;
}

enum dmz_status dmz_faces_gather(struct dmz_context *context, const struct dmz_faces *faces,
                                 const struct dmz_face_set *set, struct dmz_multipolygon *area,
                                 struct dmz_paths *limit_lines) {
    struct gathering gathering = {
        .context = context, .faces = faces, .set = set, .area = area, .limit_lines = limit_lines};
    gathering.groups = malloc((faces->face_count + 1) * sizeof *gathering.groups);
    gathering.polygons = malloc((faces->face_count + 1) * sizeof *gathering.polygons);
    gathering.path = malloc((faces->side_count + 1) * sizeof *gathering.path);
    gathering.reached = malloc((faces->node_count + 1) * sizeof *gathering.reached);
    gathering.done = calloc(faces->side_count + 1, 1);
    bool room = gathering.groups && gathering.polygons && gathering.path && gathering.reached && gathering.done;
    enum dmz_status status = room ? DMZ_OK : dmz_fail_memory(context);
    if (!status) {
        make_groups(&gathering);
        status = walk_edges(&gathering);
    }
    free(gathering.groups);
    free(gathering.polygons);
    free(gathering.path);
    free(gathering.reached);
    free(gathering.done);
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
