/* footprint.c: zones carried into the plane of a raster: which part of each cell they cover. */
#include "overlay/footprint.h"

#include <math.h>
#include <stdlib.h>

/* How far, in cells, an edge's image may be from where it is drawn, before it is halved once more. */
static const double CHORD_CELLS = 1e-4;

/* An edge longer than this is halved anyway: what bends to and fro within it could not be told by its middle. */
static const double LONGEST_DEG = 0.25;

/* So often halved, an edge of a whole turn is a millimetre: what is still far apart is torn. */
enum { HALVINGS_MOST = 36 };

/* What rounding to 2^-26 of a cell may leave out or add: this part of the area, and of a cell. */
static const double ROUNDING = 1e-7;

/* Edges are carried over in chunks of so many. */
enum { CHUNK = 512 };

/* A place, on Earth and in the raster's plane. */
struct place {
    struct dmz_position position;
    struct dmz_spot spot;
};

/* The work on one multipolygon. */
struct job {
    struct dmz_context *context;
    struct dmz_raster *raster;
    const struct dmz_raster_form *form;
    struct dmz_coverage *coverage;
    struct dmz_spot *spots; /* of the ring at hand */
    size_t count, room;
    double area_cells; /* of what is done so far, negative where it runs as on Earth, rows being downwards */
};

static enum dmz_status add_spot(struct job *job, struct dmz_spot spot) {
    if (job->count == job->room) {
        size_t room = job->room ? 2 * job->room : 1024;
        struct dmz_spot *grown = realloc(job->spots, room * sizeof *grown);
        if (!grown)
            return dmz_fail_memory(job->context);
        job->spots = grown;
        job->room = room;
    }
    job->spots[job->count++] = spot;
    return DMZ_OK;
}

static enum dmz_status fail_place(struct job *job, struct dmz_position at) {
    return dmz_raster_fail(job->raster, "%.5f,%.5f, which is in a zone, has no place in its reference system",
                           at.lon_deg, at.lat_deg);
}

/* The same from either end. */
static struct dmz_position middle(struct dmz_position a, struct dmz_position b) {
    return (struct dmz_position){(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
}

static bool is_short(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lon_deg - b.lon_deg) <= LONGEST_DEG && fabs(a.lat_deg - b.lat_deg) <= LONGEST_DEG;
}

/* Adds what comes after `a` on the way to `b`, whose middle is m. */
static enum dmz_status add_edge(struct job *job, struct place a, struct place m, struct place b, int halvings) {
    double off =
        hypot(m.spot.column - (a.spot.column + b.spot.column) / 2, m.spot.row - (a.spot.row + b.spot.row) / 2);
    if (isnan(off))
        return fail_place(job, isnan(m.spot.column) ? m.position : b.position);
    if (off <= CHORD_CELLS && is_short(a.position, b.position)) {
        enum dmz_status status = add_spot(job, m.spot);
        return status ? status : add_spot(job, b.spot);
    }
    if (halvings == HALVINGS_MOST)
        return dmz_raster_fail(job->raster, "a zone is torn apart at %.5f,%.5f by its reference system",
                               m.position.lon_deg, m.position.lat_deg);
    struct place first = {.position = middle(a.position, m.position)};
    struct place second = {.position = middle(m.position, b.position)};
    dmz_raster_project(job->raster, &first.position, 1, &first.spot);
    dmz_raster_project(job->raster, &second.position, 1, &second.spot);
    enum dmz_status status = add_edge(job, a, first, m, halvings + 1);
    return status ? status : add_edge(job, m, second, b, halvings + 1);
}

/* Adds the edges between `count` + 1 positions, of which the first one has been added. */
static enum dmz_status add_chunk(struct job *job, const struct dmz_position *positions, int count) {
    struct dmz_position all[2 * CHUNK + 1];
    struct dmz_spot spots[2 * CHUNK + 1];
    for (int i = 0; i < count; i++) {
        all[2 * i] = positions[i];
        all[2 * i + 1] = middle(positions[i], positions[i + 1]);
    }
    all[2 * count] = positions[count];
    dmz_raster_project(job->raster, all, 2 * (size_t)count + 1, spots);
    enum dmz_status status = job->count ? DMZ_OK : add_spot(job, spots[0]);
    for (int i = 0; i < count && !status; i++) {
        struct place places[3];
        for (int k = 0; k < 3; k++)
            places[k] = (struct place){all[2 * i + k], spots[2 * i + k]};
        status = add_edge(job, places[0], places[1], places[2], 0);
    }
    return status;
}

/* In longitude and latitude, edges stay as they are. */
static enum dmz_status add_straight(struct job *job, const struct dmz_ring *ring) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < ring->count && !status; i++) {
        struct dmz_spot spot;
        dmz_raster_project(job->raster, &ring->positions[i], 1, &spot);
        status = add_spot(job, spot);
    }
    return status;
}

static enum dmz_status carry_ring(struct job *job, const struct dmz_ring *ring) {
    job->count = 0;
    if (job->form->is_angular)
        return add_straight(job, ring);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i + 1 < ring->count && !status; i += CHUNK)
        status =
            add_chunk(job, ring->positions + i, ring->count - 1 - i < CHUNK ? (int)(ring->count - 1 - i) : CHUNK);
    return status;
}

/* Adds the ring at hand so many turns on, unless that is beside the raster. */
static void draw_ring(struct job *job, int turns) {
    struct dmz_spot by = {turns * job->form->turn.column, turns * job->form->turn.row};
    struct dmz_spot low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < job->count; i++) {
        low = (struct dmz_spot){fmin(low.column, job->spots[i].column), fmin(low.row, job->spots[i].row)};
        high = (struct dmz_spot){fmax(high.column, job->spots[i].column), fmax(high.row, job->spots[i].row)};
    }
    if (high.column + by.column <= 0 || low.column + by.column >= job->form->columns || high.row + by.row <= 0 ||
        low.row + by.row >= job->form->rows)
        return;
    for (size_t i = 0; i + 1 < job->count; i++) {
        struct dmz_spot from = job->spots[i], to = job->spots[i + 1];
        dmz_coverage_edge(job->coverage, (struct dmz_spot){from.column + by.column, from.row + by.row},
                          (struct dmz_spot){to.column + by.column, to.row + by.row});
    }
}

/* The ring's area by its spots. */
static void add_area(struct job *job) {
    if (!job->count)
        return;
    struct dmz_spot o = job->spots[0];
    for (size_t i = 0; i + 1 < job->count; i++) {
        struct dmz_spot a = job->spots[i], b = job->spots[i + 1];
        job->area_cells += ((a.column - o.column) * (b.row - o.row) - (b.column - o.column) * (a.row - o.row)) / 2;
    }
}

/* The turns on or back in which the raster may have what lies between -180 and 180. */
static void find_turns(const struct job *job, int *first, int *last) {
    const struct dmz_raster_form *form = job->form;
    double width = fabs(form->turn.column), height = fabs(form->turn.row);
    *first = *last = 0;
    if (!(width > 0) && !(height > 0))
        return;
    struct dmz_spot zero;
    dmz_raster_project(job->raster, &(struct dmz_position){0, 0}, 1, &zero);
    /* In turns, along the direction of longitude, the raster's corners are between these. */
    double square = width * width + height * height, low = INFINITY, high = -INFINITY;
    for (int i = 0; i < 4; i++) {
        double column = (i & 1 ? form->columns : 0) - zero.column, row = (i & 2 ? form->rows : 0) - zero.row;
        double at = (column * form->turn.column + row * form->turn.row) / square;
        low = fmin(low, at);
        high = fmax(high, at);
    }
    *first = (int)floor(low - 0.5);
    *last = (int)ceil(high + 0.5);
}

static enum dmz_status add_ring(struct job *job, const struct dmz_ring *ring) {
    int first, last;
    enum dmz_status status = carry_ring(job, ring);
    if (status)
        return status;
    add_area(job);
    find_turns(job, &first, &last);
    for (int turns = first; turns <= last; turns++)
        draw_ring(job, turns);
    return DMZ_OK;
}

/* A raster that goes round the Earth more than once counts once: what it has of the first turn. */
static double counted_columns(const struct dmz_raster_form *form) {
    double turn = fabs(form->turn.column);
    return turn > 0 && form->turn.row == 0 ? fmin(turn, form->columns) : form->columns;
}

enum dmz_status dmz_footprint_build(struct dmz_context *context, struct dmz_raster *raster,
                                    const struct dmz_multipolygon *area, struct dmz_coverage *coverage,
                                    bool *is_whole) {
    const struct dmz_raster_form *form = dmz_raster_form(raster);
    struct job job = {.context = context, .raster = raster, .form = form, .coverage = coverage};
    enum dmz_status status = DMZ_OK;
    dmz_coverage_begin(coverage, form->columns, form->rows, counted_columns(form));
    for (size_t p = 0; p < area->polygon_count && !status; p++)
        for (size_t r = 0; r < area->polygons[p].ring_count && !status; r++)
            status = add_ring(&job, &area->polygons[p].rings[r]);
    free(job.spots);
    if (!status && !dmz_coverage_end(coverage, job.area_cells > 0))
        status = dmz_fail_memory(context);
    *is_whole = fabs(coverage->cells - fabs(job.area_cells)) <= ROUNDING * (1 + fabs(job.area_cells));
    return status;
}
