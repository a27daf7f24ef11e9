/* faces_gather.c: what sets of faces look like as polygons. */
#include <stdlib.h>

#include "zones/faces_sides.h"

struct gathering {
    struct dmz_context *context;
    const struct dmz_faces *faces;
    const struct dmz_face_set *set;
    struct dmz_multipolygon *area;
    struct dmz_paths *limit_lines; /* NULL where nobody wants them */
    size_t *groups;   /* for each face of the set another one that hangs together with it, itself for the first */
    size_t *polygons; /* for each face, where it is the first of a group: the group's polygon, or DMZ_NONE */
    size_t *path;     /* sides on the way round */
    size_t *reached;  /* for each node how many sides of the path came before it, or DMZ_NONE where it is not on it */
    unsigned char *done; /* sides */
};

static bool is_member(const struct gathering *gathering, size_t side) {
    size_t face = dmz_side_face(gathering->faces, side);
    return face != DMZ_NONE && gathering->set->owners[face] == gathering->set->owner;
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
        gathering->polygons[i] = DMZ_NONE;
    }
    for (size_t side = 0; side < faces->side_count; side += 2)
        if (is_member(gathering, side) && is_member(gathering, side + 1)) {
            size_t a = group_of(gathering, dmz_side_face(faces, side)),
                   b = group_of(gathering, dmz_side_face(faces, side + 1));
            gathering->groups[a < b ? b : a] = a < b ? a : b;
        }
}

/* The sides path[from..count) as a ring. */
static enum dmz_status make_ring(const struct gathering *gathering, size_t from, size_t count,
                                 struct dmz_ring *ring) {
    size_t positions = 1;
    for (size_t i = from; i < count; i++)
        positions += dmz_side_strand(gathering->faces, gathering->path[i])->count - 1;
    *ring = (struct dmz_ring){malloc(positions * sizeof *ring->positions), 0, NULL};
    if (!ring->positions)
        return dmz_fail_memory(gathering->context);
    for (size_t i = from; i < count; i++) {
        const struct dmz_strand *strand = dmz_side_strand(gathering->faces, gathering->path[i]);
        for (size_t k = 0; k + 1 < strand->count; k++)
            ring->positions[ring->count++] = dmz_strand_place(strand, gathering->path[i], k);
    }
    ring->positions[ring->count++] = ring->positions[0];
    return DMZ_OK;
}

/* Whether the side, which is an edge of the set, is what is asked for. */
static bool is_on_limit(const struct gathering *gathering, size_t side) {
    const struct dmz_face_set *set = gathering->set;
    size_t limit = dmz_side_strand(gathering->faces, side)->limit, beyond = dmz_side_face(gathering->faces, side ^ 1);
    if (!set->ranks)
        return limit == set->limit;
    bool owned = beyond != DMZ_NONE && set->owners[beyond] != DMZ_NO_OWNER;
    return limit != DMZ_NO_LIMIT && (!owned || set->ranks[set->owners[beyond]] > set->ranks[set->owner]);
}

/* Adds what of the ring, which the sides path[from..count) made, belongs to the limit. */
static enum dmz_status add_limit(const struct gathering *gathering, size_t from, size_t count,
                                 const struct dmz_ring *ring) {
    unsigned char *on = calloc(ring->count, sizeof *on);
    if (!on)
        return dmz_fail_memory(gathering->context);
    for (size_t i = from, edge = 0; i < count; i++) {
        const struct dmz_strand *strand = dmz_side_strand(gathering->faces, gathering->path[i]);
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
    if (gathering->polygons[group] == DMZ_NONE) {
        if (!dmz_multipolygon_append(gathering->area))
            return NULL;
        gathering->polygons[group] = gathering->area->polygon_count - 1;
    }
    return &gathering->area->polygons[gathering->polygons[group]];
}

static double area_of(const struct gathering *gathering, size_t from, size_t count) {
    dmz_int128 area = 0;
    for (size_t i = from; i < count; i++)
        area += dmz_side_sweep(gathering->faces, gathering->path[i]);
    return (double)area;
}

/* Adds a ring to its polygon: a shell before all others. */
static enum dmz_status add_ring(struct gathering *gathering, size_t from, size_t count) {
    struct dmz_polygon *polygon = polygon_of(gathering, dmz_side_face(gathering->faces, gathering->path[from]));
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
        if (from != DMZ_NONE) {
            status = add_ring(gathering, from, count);
            for (; count > from; count--)
                gathering->reached[nodes[gathering->path[count - 1]]] = DMZ_NONE;
        }
        side = next_edge(gathering, side);
    } while (side != start && !status);
    return status;
}

static enum dmz_status walk_edges(struct gathering *gathering) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < gathering->faces->node_count; i++)
        gathering->reached[i] = DMZ_NONE;
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
