/* places.c: faulty cells that touch, as places. */
#include <stdlib.h>

#include "verify/job.h"

/* One of a cell's edges: where it is, and from where to where it runs. Of edges that run north, `at` is a longitude.
 */
struct side {
    size_t kind; /* of fault, layer and zone: only cells of one kind are joined */
    double at, low, high;
    size_t cell;
};

/* Cells in the order of their western edges; `leader` leads from each to one that stands for its place. Lists of
 * where cells begin and end have room for all of them. */
struct places {
    struct dmz_faulty_cell *cells;
    size_t count;
    size_t *leader;
    struct side *begins, *ends;
};

static int by_west(const void *a, const void *b) {
    const struct dmz_faulty_cell *x = a, *y = b;
    return x->west != y->west ? (x->west > y->west) - (x->west < y->west)
                              : (x->south > y->south) - (x->south < y->south);
}

static int by_area(const void *a, const void *b) {
    double x = ((const struct dmz_fault_place *)a)->area_m2, y = ((const struct dmz_fault_place *)b)->area_m2;
    return (x < y) - (x > y);
}

static size_t find_leader(size_t *leader, size_t i) {
    for (; leader[i] != i; i = leader[i])
        leader[i] = leader[leader[i]];
    return i;
}

/* The last cell of a place leads it. */
static void join(size_t *leader, size_t a, size_t b) {
    size_t p = find_leader(leader, a), q = find_leader(leader, b);
    leader[p < q ? p : q] = p < q ? q : p;
}

static int by_place(const void *a, const void *b) {
    const struct side *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->low > y->low) - (x->low < y->low);
}

/* Whether two edges meet, corners included; else less than 0 where the first one is before the other in its list. */
static int meet(const struct side *end, const struct side *begin, bool *touch) {
    *touch = end->kind == begin->kind && end->at == begin->at && end->low <= begin->high && begin->low <= end->high;
    if (*touch)
        return end->high <= begin->high ? -1 : 1;
    return by_place(end, begin) <= 0 ? -1 : 1;
}

/* Joins cells that end where others begin. Cells of a kind do not overlap: along one line, the edges of each list
 * follow each other. */
static void join_at_sides(struct places *places) {
    qsort(places->begins, places->count, sizeof *places->begins, by_place);
    qsort(places->ends, places->count, sizeof *places->ends, by_place);
    for (size_t b = 0, e = 0; b < places->count && e < places->count;) {
        bool touch = false;
        bool first = meet(&places->ends[e], &places->begins[b], &touch) < 0;
        if (touch)
            join(places->leader, places->begins[b].cell, places->ends[e].cell);
        if (first)
            e++;
        else
            b++;
    }
}

/* Joins the cells that touch: degrees of cells are halves of halves, so that they are equal where they do. */
static void join_all(struct places *places, size_t layer_count) {
    for (int upright = 0; upright < 2; upright++) {
        for (size_t i = 0; i < places->count; i++) {
            const struct dmz_faulty_cell *cell = &places->cells[i];
            size_t kind =
                (cell->place.zone * layer_count + cell->place.layer) * DMZ_FAULT_KINDS + (size_t)cell->place.fault;
            places->begins[i] = upright ? (struct side){kind, cell->west, cell->south, cell->north, i}
                                        : (struct side){kind, cell->south, cell->west, cell->east, i};
            places->ends[i] = places->begins[i];
            places->ends[i].at = upright ? cell->east : cell->north;
        }
        join_at_sides(places);
    }
}

static void add(struct dmz_fault_place *place, const struct dmz_fault_place *cell) {
    if (place->area_m2 <= 0)
        *place = *cell;
    else {
        place->area_m2 += cell->area_m2;
        place->variance_m4 += cell->variance_m4;
        if (cell->off_m > place->off_m) {
            place->off_m = cell->off_m;
            place->worst = cell->worst;
        }
    }
}

static void sum_up(struct dmz_verify *found) {
    double variance_m4 = 0;
    for (size_t i = 0; i < found->place_count; i++) {
        const struct dmz_fault_place *place = &found->places[i];
        struct dmz_fault_sum *sum = &found->layers[place->layer].faults[place->fault];
        sum->area_m2 += place->area_m2;
        variance_m4 += place->variance_m4;
        if (place->off_m > sum->off_m) {
            sum->off_m = place->off_m;
            sum->worst = place->worst;
        }
        if (place->fault == DMZ_FAULT_WRONG_SIDE)
            found->zones[place->zone].wrong_side_m2 += place->area_m2;
    }
    found->area_error_m2 = sqrt(variance_m4);
}

static enum dmz_status fill(struct dmz_job *job, struct places *places) {
    struct dmz_fault_place *sums = calloc(places->count + 1, sizeof *sums);
    if (!sums)
        return dmz_fail_memory(job->context);
    for (size_t i = 0; i < places->count; i++)
        add(&sums[find_leader(places->leader, i)], &places->cells[i].place);
    size_t kept = 0;
    for (size_t i = 0; i < places->count; i++)
        if (sums[i].area_m2 > 0 && sums[i].off_m > job->found->request.tolerance_m)
            sums[kept++] = sums[i];
    qsort(sums, kept, sizeof *sums, by_area);
    job->found->places = sums;
    job->found->place_count = kept;
    sum_up(job->found);
    return DMZ_OK;
}

enum dmz_status dmz_verify_places_build(struct dmz_job *job, struct dmz_faulty_cell *cells, size_t count) {
    struct places places = {cells, count, malloc((count + 1) * sizeof *places.leader),
                            malloc((count + 1) * sizeof *places.begins), malloc((count + 1) * sizeof *places.ends)};
    bool room = places.leader && places.begins && places.ends;
    enum dmz_status status = room ? DMZ_OK : dmz_fail_memory(job->context);
    if (count)
        qsort(cells, count, sizeof *cells, by_west);
    for (size_t i = 0; i < count && room; i++)
        places.leader[i] = i;
    if (room && count)
        join_all(&places, job->found->layer_count);
    if (!status)
        status = fill(job, &places);
    free(places.leader);
    free(places.begins);
    free(places.ends);
    return status;
}
