/* pieces.c: polygons of what a moved line changes: the zones of both days and the ground that changed hands are laid
 * on one map, and faces of the same answer to all three put together. */
#include "diff/pieces.h"

#include <stdlib.h>

#include "core/grow.h"
#include "dmz/locator.h"
#include "zones/faces.h"
#include "zones/strands.h"

enum { BEFORE, AFTER, GAINED, LAYERS };

struct work {
    struct dmz_context *context;
    struct dmz_diff *diff;
    const struct dmz_zones *zones[LAYERS];
    struct dmz_locator *locators[LAYERS];
    struct dmz_strands strands;
    struct dmz_faces *faces;
    size_t *owners; /* of each face: what it is of each layer, as one number */
};

static enum dmz_status draw(struct work *work, const struct dmz_multipolygon *area) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            status = dmz_strands_append(work->context, &work->strands, ring->positions, ring->count, DMZ_NO_LIMIT);
        }
    return status;
}

static enum dmz_status make_faces(struct work *work) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < LAYERS && !status; i++)
        for (size_t k = 0; k < work->zones[i]->count && !status; k++)
            status = draw(work, &work->zones[i]->zones[k].area);
    if (!status)
        status = dmz_strands_node(work->context, &work->strands);
    return status ? status : dmz_faces_build(work->context, &work->strands, &work->faces);
}

/* How many answers a layer has: its zones, and none. */
static size_t answers_of(const struct work *work, int layer) {
    return work->zones[layer]->count + 1;
}

/* A face's answers as one number, and one of them out of it. */
static size_t owner_at(const struct work *work, struct dmz_position place) {
    size_t owner = 0;
    for (int i = 0; i < LAYERS; i++) {
        size_t zone = dmz_locator_zone(work->locators[i], place);
        owner = owner * answers_of(work, i) + (zone == DMZ_LOCATOR_NONE ? work->zones[i]->count : zone);
    }
    return owner;
}

static size_t answer_in(const struct work *work, size_t owner, int layer) {
    for (int i = LAYERS - 1; i > layer; i--)
        owner /= answers_of(work, i);
    size_t zone = owner % answers_of(work, layer);
    return zone == work->zones[layer]->count ? DMZ_DIFF_OUTSIDE : zone;
}

static bool is_changed(const struct work *work, size_t owner) {
    return answer_in(work, owner, BEFORE) != answer_in(work, owner, AFTER) ||
           answer_in(work, owner, GAINED) != DMZ_DIFF_OUTSIDE;
}

static enum dmz_status judge_faces(struct work *work) {
    size_t count = dmz_faces_count(work->faces);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < LAYERS && !status; i++)
        status = dmz_locator_build_for(work->context, work->zones[i], count, &work->locators[i]);
    work->owners = malloc((count + 1) * sizeof *work->owners);
    if (!status && !work->owners)
        status = dmz_fail_memory(work->context);
    for (size_t i = 0; i < count && !status; i++) {
        struct dmz_position inside;
        status = dmz_faces_inside(work->context, work->faces, i, &inside);
        if (!status)
            work->owners[i] = owner_at(work, inside);
    }
    return status;
}

/* The side that a zone is on; NONE of no zone, and of both. */
static enum dmz_side side_of(const struct work *work, size_t owner, int layer) {
    size_t zone = answer_in(work, owner, layer);
    return zone == DMZ_DIFF_OUTSIDE ? DMZ_SIDE_NONE : work->zones[layer]->zones[zone].side;
}

/* What the zones of both days say of who gained the ground, where the lines say something else; the same number where
 * they do not contradict each other. */
static size_t owner_by_zones(const struct work *work, size_t owner) {
    enum dmz_side was = side_of(work, owner, BEFORE), is = side_of(work, owner, AFTER);
    enum dmz_side gained = side_of(work, owner, GAINED), by_zones = gained;
    size_t answers = answers_of(work, GAINED);
    if (was && is)
        by_zones = was == is ? DMZ_SIDE_NONE : is;
    else if (gained && ((is && is != gained) || (was && was == gained)))
        by_zones = DMZ_SIDE_NONE;
    size_t party = by_zones == DMZ_SIDE_LEFT    ? DMZ_DIFF_LEFT
                   : by_zones == DMZ_SIDE_RIGHT ? DMZ_DIFF_RIGHT
                                                : work->zones[GAINED]->count;
    return owner / answers * answers + party;
}

/* Whether what an owner has is all thinner than the tolerance: there lines and zones lie beside each other. */
static enum dmz_status look_at(struct work *work, size_t owner, bool *thin) {
    const struct dmz_face_set set = {.owners = work->owners, .owner = owner, .limit = DMZ_NO_LIMIT};
    struct dmz_multipolygon area = {0};
    enum dmz_status status = dmz_faces_gather(work->context, work->faces, &set, &area, NULL);
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&area);
    *thin = 2 * figures.area_m2 < work->diff->request.after->request->tolerance_m * figures.perimeter_m;
    dmz_multipolygon_free(&area);
    return status;
}

/* Gives slivers, on which lines and zones do not agree, to whom zones say. */
static enum dmz_status settle_slivers(struct work *work, const bool *there, size_t owners) {
    size_t count = dmz_faces_count(work->faces);
    enum dmz_status status = DMZ_OK;
    for (size_t owner = 0; owner < owners && !status; owner++) {
        size_t settled = owner_by_zones(work, owner);
        bool thin = false;
        if (!there[owner] || settled == owner)
            continue;
        status = look_at(work, owner, &thin);
        for (size_t i = 0; i < count && thin; i++)
            if (work->owners[i] == owner)
                work->owners[i] = settled;
    }
    return status;
}

static enum dmz_status add_piece(struct work *work, size_t owner) {
    struct dmz_diff *diff = work->diff;
    const struct dmz_face_set set = {.owners = work->owners, .owner = owner, .limit = DMZ_NO_LIMIT};
    struct dmz_piece *pieces = dmz_grow(diff->pieces, diff->piece_count, sizeof *pieces);
    if (!pieces)
        return dmz_fail_memory(work->context);
    diff->pieces = pieces;
    struct dmz_piece *piece = &pieces[diff->piece_count++];
    size_t party = answer_in(work, owner, GAINED);
    *piece = (struct dmz_piece){.from = answer_in(work, owner, BEFORE), .to = answer_in(work, owner, AFTER)};
    piece->gained_by = party == DMZ_DIFF_OUTSIDE ? DMZ_SIDE_NONE : dmz_diff_side(party);
    enum dmz_status status = dmz_faces_gather(work->context, work->faces, &set, &piece->area, NULL);
    piece->figures = dmz_multipolygon_measure(&piece->area);
    if (!piece->area.polygon_count) /* all of it was given to another one */
        diff->piece_count--;
    return status;
}

static enum dmz_status add_pieces(struct work *work) {
    size_t owners = answers_of(work, BEFORE) * answers_of(work, AFTER) * answers_of(work, GAINED);
    size_t count = dmz_faces_count(work->faces);
    bool *there = calloc(owners, sizeof *there);
    enum dmz_status status = there ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < count && !status; i++)
        there[work->owners[i]] = true;
    if (!status)
        status = settle_slivers(work, there, owners);
    for (size_t i = 0; i < count && !status; i++)
        there[work->owners[i]] = true;
    for (size_t owner = 0; owner < owners && !status; owner++)
        if (there[owner] && is_changed(work, owner))
            status = add_piece(work, owner);
    free(there);
    return status;
}

enum dmz_status dmz_pieces_of_diff(struct dmz_context *context, struct dmz_diff *diff) {
    struct work work = {.context = context, .diff = diff};
    work.zones[BEFORE] = diff->request.before->zones;
    work.zones[AFTER] = diff->request.after->zones;
    work.zones[GAINED] = &diff->gained;
    work.strands = (struct dmz_strands){.decimals = diff->gained.decimals, .on_ellipsoid = true};
    enum dmz_status status = make_faces(&work);
    if (!status)
        status = judge_faces(&work);
    if (!status)
        status = add_pieces(&work);
    for (int i = 0; i < LAYERS; i++)
        dmz_locator_free(work.locators[i]);
    free(work.owners);
    dmz_faces_free(work.faces);
    dmz_strands_free(&work.strands);
    return status;
}
