/* places.c: faulty cells that touch, as places. */
#include <stdlib.h>

#include "verify/job.h"

/* Cells in the order of their western edges; `leader` leads from each to one that stands for its place. */
struct places {
    struct dmz_faulty_cell *cells;
    size_t count;
    size_t *leader, *open; /* open: cells that may reach the one at hand */
    size_t open_count;
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

/* Corners count: degrees of cells are halves of halves, so that they are equal where they touch. */
static bool touch(const struct dmz_faulty_cell *a, const struct dmz_faulty_cell *b) {
    return a->place.fault == b->place.fault && a->place.layer == b->place.layer && a->place.zone == b->place.zone &&
           a->south <= b->north && b->south <= a->north;
}

/* Joins a cell with those before it that it touches; those that end before it begins are done with. */
static void join(struct places *places, size_t i) {
    size_t kept = 0;
    for (size_t k = 0; k < places->open_count; k++) {
        size_t other = places->open[k];
        if (places->cells[other].east < places->cells[i].west)
            continue;
        places->open[kept++] = other;
        if (touch(&places->cells[i], &places->cells[other]))
            places->leader[find_leader(places->leader, other)] = find_leader(places->leader, i);
    }
    places->open[kept] = i;
    places->open_count = kept + 1;
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
                            malloc((count + 1) * sizeof *places.open), 0};
    enum dmz_status status = places.leader && places.open ? DMZ_OK : dmz_fail_memory(job->context);
    if (count)
        qsort(cells, count, sizeof *cells, by_west);
    for (size_t i = 0; i < count && !status; i++)
        places.leader[i] = i;
    for (size_t i = 0; i < count && !status; i++)
        join(&places, i);
    if (!status)
        status = fill(job, &places);
    free(places.leader);
    free(places.open);
    return status;
}
