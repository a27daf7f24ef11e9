/* population.c: how many people live in the zones: the cells under them, read tile by tile and summed row by row. */
#include "dmz/population.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/stats.h"
#include "overlay/cell_area.h"
#include "overlay/footprint.h"

/* Cells that are read at once, unless a block has more rows than that. */
enum { TILE_CELLS = 1 << 18, TILE_ROWS_MOST = 1 << 16 };

/* A sum and what rounding took from it. Source: Knuth, The Art of Computer Programming, volume 2, 4.2.2, theorem B.
 */
struct sum {
    double value, lost;
};

/* What one zone has in one row of tiles. */
struct tally {
    struct sum people, nodata_m2;
    uint64_t nodata; /* cells */
    size_t next;     /* the first of the row's spans that a tile to come may have */
};

struct count {
    struct dmz_coverage coverage;
    struct sum people, nodata_m2;
    uint64_t nodata;
    bool is_whole; /* in the raster */
};

struct job {
    struct dmz_context *context;
    struct dmz_raster *raster;
    const struct dmz_raster_form *form;
    bool is_density;
    struct count *zones;
    size_t zone_count;
    struct dmz_cell_area areas;
    struct tally *tallies; /* of the strip: for each zone, for each row */
    double *cells;         /* of the tile */
    uint32_t tile_columns, tile_rows;
};

static inline void add(struct sum *sum, double x) {
    double a = sum->value, total = a + x, other = total - a;
    sum->lost += (a - (total - other)) + (x - other);
    sum->value = total;
}

static double total(struct sum sum) {
    return sum.value + sum.lost;
}

static enum dmz_status fail_negative(struct job *job, uint32_t row, uint32_t column, double value) {
    dmz_hint(job->context, "if it stands for no data, gdal_translate -a_nodata says so");
    return dmz_raster_fail(job->raster, "row %u, column %u: expected people, found %.6g", row + 1, column + 1, value);
}

/* Adds what is no number of people: a cell without data, or a mistake. */
static enum dmz_status add_odd(struct job *job, struct tally *tally, uint32_t row, uint32_t column, double weight,
                               double value) {
    if (value < 0)
        return fail_negative(job, row, column, value);
    tally->nodata++;
    add(&tally->nodata_m2, weight * dmz_cell_run_m2(dmz_cell_area_run(&job->areas, row, column, column + 1), column));
    return DMZ_OK;
}

/* Adds cells [first, end) of a row, of which cells[0] is the one at `first`. */
static enum dmz_status add_people(struct job *job, struct tally *tally, uint32_t row, struct dmz_span span,
                                  const double *cells) {
    enum dmz_status status = DMZ_OK;
    struct sum people = tally->people;
    for (uint32_t i = 0; i < span.end - span.first && !status; i++) {
        if (cells[i] >= 0)
            add(&people, span.weight * cells[i]);
        else
            status = add_odd(job, tally, row, span.first + i, span.weight, cells[i]);
    }
    tally->people = people;
    return status;
}

/* The same, of people per km2. */
static enum dmz_status add_density(struct job *job, struct tally *tally, uint32_t row, struct dmz_span span,
                                   const double *cells) {
    enum dmz_status status = DMZ_OK;
    struct sum people = tally->people;
    for (uint32_t at = span.first; at < span.end && !status;) {
        struct dmz_cell_run run = dmz_cell_area_run(&job->areas, row, at, span.end);
        for (uint32_t i = 0; i < run.end - at && !status; i++) {
            double value = cells[at - span.first + i], area_m2 = dmz_cell_run_m2(run, at + i);
            if (value >= 0)
                add(&people, span.weight * value * area_m2 / 1e6);
            else
                status = add_odd(job, tally, row, at + i, span.weight, value);
        }
        at = run.end;
    }
    tally->people = people;
    return status;
}

/* Adds what a zone has in one row of a tile; the tile's cells of that row begin with `cells`. */
static enum dmz_status add_row(struct job *job, size_t zone, struct tally *tally, struct dmz_window tile,
                               uint32_t row, const double *cells) {
    size_t count;
    const struct dmz_span *spans = dmz_coverage_row(&job->zones[zone].coverage, row, &count);
    enum dmz_status status = DMZ_OK;
    uint32_t end = tile.column + tile.columns;
    for (; tally->next < count && spans[tally->next].first < end && !status; tally->next++) {
        struct dmz_span span = spans[tally->next];
        bool goes_on = span.end > end;
        span.first = span.first > tile.column ? span.first : tile.column;
        span.end = goes_on ? end : span.end;
        status =
            (job->is_density ? add_density : add_people)(job, tally, row, span, cells + (span.first - tile.column));
        if (goes_on)
            break;
    }
    return status;
}

/* Narrows a tile's columns to those that zones have in it; 0 columns where they have none. */
static struct dmz_window narrow(const struct job *job, struct dmz_window tile) {
    uint32_t low = tile.column + tile.columns, high = tile.column, end = low;
    for (size_t z = 0; z < job->zone_count; z++)
        for (uint32_t r = 0; r < tile.rows; r++) {
            size_t count, next = job->tallies[z * tile.rows + r].next;
            const struct dmz_span *spans = dmz_coverage_row(&job->zones[z].coverage, tile.row + r, &count);
            size_t i = next;
            for (; i < count && spans[i].first < end; i++)
                high = spans[i].end > high ? spans[i].end : high;
            if (i > next)
                low = spans[next].first < low ? spans[next].first : low;
        }
    low = low > tile.column ? low : tile.column;
    high = high < end ? high : end;
    tile.columns = high > low ? high - low : 0;
    tile.column = low;
    return tile;
}

static enum dmz_status add_tile(struct job *job, struct dmz_window tile) {
    tile = narrow(job, tile);
    if (!tile.columns)
        return DMZ_OK;
    enum dmz_status status = dmz_raster_read(job->raster, tile, job->cells);
    for (size_t z = 0; z < job->zone_count; z++)
        for (uint32_t r = 0; r < tile.rows && !status; r++)
            status = add_row(job, z, &job->tallies[z * tile.rows + r], tile, tile.row + r,
                             job->cells + (size_t)r * tile.columns);
    return status;
}

/* Adds a strip of rows. Each row is summed by itself, from left to right, and rows from top to bottom, so that sums
 * do not depend on how the file keeps its cells. */
static enum dmz_status add_strip(struct job *job, uint32_t row, uint32_t rows) {
    const struct dmz_window *window = &job->areas.window;
    enum dmz_status status = DMZ_OK;
    uint32_t end = window->column + window->columns;
    for (size_t i = 0; i < job->zone_count * rows; i++)
        job->tallies[i] = (struct tally){.next = 0};
    for (uint32_t column = window->column - window->column % job->tile_columns; column < end && !status;
         column += job->tile_columns) {
        uint32_t columns = job->form->columns - column;
        columns = columns < job->tile_columns ? columns : job->tile_columns;
        status = add_tile(job, (struct dmz_window){column, row, columns, rows});
    }
    for (size_t z = 0; z < job->zone_count; z++)
        for (uint32_t r = 0; r < rows; r++) {
            const struct tally *tally = &job->tallies[z * rows + r];
            add(&job->zones[z].people, total(tally->people));
            add(&job->zones[z].nodata_m2, total(tally->nodata_m2));
            job->zones[z].nodata += tally->nodata;
        }
    return status;
}

/* Tiles are whole blocks, several of them where they are small, a part of one's columns where it is large. */
static void choose_tiles(struct job *job) {
    const struct dmz_raster_form *form = job->form;
    uint64_t rows = form->block_rows < TILE_ROWS_MOST ? form->block_rows : TILE_ROWS_MOST;
    uint64_t most = TILE_CELLS / rows, columns = form->block_columns;
    if (columns > most)
        columns = most;
    else
        columns *= most / columns;
    if (columns >= form->columns) {
        columns = form->columns;
        rows *= TILE_CELLS / (columns * rows) ? TILE_CELLS / (columns * rows) : 1;
    }
    job->tile_columns = (uint32_t)columns;
    job->tile_rows = (uint32_t)(rows < form->rows ? rows : form->rows);
}

static enum dmz_status add_strips(struct job *job) {
    const struct dmz_window *window = &job->areas.window;
    enum dmz_status status = DMZ_OK;
    choose_tiles(job);
    job->cells = malloc((size_t)job->tile_columns * job->tile_rows * sizeof *job->cells);
    job->tallies = malloc(job->zone_count * job->tile_rows * sizeof *job->tallies);
    if (!job->cells || !job->tallies)
        return dmz_fail_memory(job->context);
    uint32_t end = window->row + window->rows;
    for (uint32_t row = window->row - window->row % job->tile_rows; row < end && !status; row += job->tile_rows) {
        uint32_t rows = job->form->rows - row;
        status = add_strip(job, row, rows < job->tile_rows ? rows : job->tile_rows);
    }
    return status;
}

/* The cells that any zone has; 0 rows where none has any. */
static struct dmz_window find_window(const struct job *job) {
    uint32_t left = UINT32_MAX, right = 0, top = UINT32_MAX, bottom = 0;
    for (size_t z = 0; z < job->zone_count; z++) {
        const struct dmz_coverage *coverage = &job->zones[z].coverage;
        for (uint32_t r = 0; r < coverage->row_count; r++) {
            size_t count;
            const struct dmz_span *spans = dmz_coverage_row(coverage, coverage->first_row + r, &count);
            if (!count)
                continue;
            left = spans[0].first < left ? spans[0].first : left;
            right = spans[count - 1].end > right ? spans[count - 1].end : right;
            top = coverage->first_row + r < top ? coverage->first_row + r : top;
            bottom = coverage->first_row + r + 1 > bottom ? coverage->first_row + r + 1 : bottom;
        }
    }
    return bottom > top ? (struct dmz_window){left, top, right - left, bottom - top} : (struct dmz_window){0};
}

/* The area of the zone's cells, m2. */
static double covered_m2(struct job *job, size_t zone) {
    const struct dmz_coverage *coverage = &job->zones[zone].coverage;
    struct sum sum = {0};
    for (uint32_t row = coverage->first_row; row < coverage->first_row + coverage->row_count; row++) {
        size_t count;
        const struct dmz_span *spans = dmz_coverage_row(coverage, row, &count);
        for (size_t i = 0; i < count; i++)
            for (uint32_t at = spans[i].first; at < spans[i].end;) {
                struct dmz_cell_run run = dmz_cell_area_run(&job->areas, row, at, spans[i].end);
                double twice_m2 = dmz_cell_run_m2(run, at) + dmz_cell_run_m2(run, run.end - 1);
                add(&sum, spans[i].weight * (run.end - at) * twice_m2 / 2);
                at = run.end;
            }
    }
    return total(sum);
}

static double within(double x, double most) {
    return fmax(0, fmin(x, most));
}

/* Whether the raster says nothing of a zone: every cell under it is without data, or there is none where it is. Of a
 * zone of which masks left nothing there is nothing to say: nobody lives in it. */
static bool is_unknown(const struct count *count) {
    uint64_t cells = 0;
    for (size_t i = 0; i < count->coverage.span_count; i++)
        cells += count->coverage.spans[i].end - count->coverage.spans[i].first;
    return cells == count->nodata && (cells || !count->is_whole);
}

static void conclude(struct job *job, const struct dmz_zones *zones, struct dmz_population *population) {
    for (size_t z = 0; z < job->zone_count; z++) {
        const struct count *count = &job->zones[z];
        double area_m2 = zones->zones[z].figures.area_m2;
        double outside_m2 = count->is_whole ? 0 : within(area_m2 - covered_m2(job, z), area_m2);
        double rest_m2 = area_m2 - outside_m2;
        double nodata_m2 = is_unknown(count) ? rest_m2 : within(total(count->nodata_m2), rest_m2);
        population->people[z] = is_unknown(count) ? NAN : total(count->people);
        population->nodata_km2[z] = nodata_m2 / 1e6;
        population->outside_km2[z] = outside_m2 / 1e6;
    }
}

static enum dmz_status count_people(struct job *job, const char *path, const struct dmz_zones *zones,
                                    struct dmz_population *population) {
    enum dmz_status status = DMZ_OK;
    for (size_t z = 0; z < zones->count && !status; z++)
        status = dmz_footprint_build(job->context, job->raster, &zones->zones[z].area, &job->zones[z].coverage,
                                     &job->zones[z].is_whole);
    if (status)
        return status;
    struct dmz_window window = find_window(job);
    if (window.rows)
        status = dmz_cell_area_build(job->context, job->raster, window, &job->areas);
    if (!status && window.rows)
        status = add_strips(job);
    if (!status && !window.rows)
        dmz_warn(job->context, "%s: no zone lies in the raster", path);
    if (!status)
        conclude(job, zones, population);
    return status;
}

static enum dmz_status make_room(struct job *job, size_t count, struct dmz_population *population) {
    population->people = calloc(count + 1, sizeof *population->people);
    population->nodata_km2 = calloc(count + 1, sizeof *population->nodata_km2);
    population->outside_km2 = calloc(count + 1, sizeof *population->outside_km2);
    job->zones = calloc(count + 1, sizeof *job->zones);
    if (!population->people || !population->nodata_km2 || !population->outside_km2 || !job->zones)
        return dmz_fail_memory(job->context);
    job->zone_count = population->count = count;
    return DMZ_OK;
}

enum dmz_status dmz_population_build(struct dmz_context *context, const struct dmz_population_request *request,
                                     const struct dmz_zones *zones, struct dmz_population *population) {
    struct job job = {.context = context, .is_density = request->is_density};
    population->is_density = request->is_density;
    enum dmz_status status = dmz_raster_open(context, &request->source, &job.raster);
    if (!status)
        status = make_room(&job, zones->count, population);
    if (!status) {
        job.form = dmz_raster_form(job.raster);
        status = count_people(&job, request->source.path, zones, population);
    }
    for (size_t z = 0; z < job.zone_count; z++)
        dmz_coverage_free(&job.zones[z].coverage);
    free(job.zones);
    free(job.tallies);
    free(job.cells);
    dmz_cell_area_free(&job.areas);
    dmz_raster_close(job.raster);
    if (status)
        dmz_population_free(population);
    return status;
}

static bool counts(const struct dmz_zone *zone, size_t first, size_t last, enum dmz_side side) {
    return zone->layer >= first && zone->layer <= last && (side == DMZ_SIDE_NONE || zone->side == side);
}

struct dmz_population_unknown dmz_population_unknown(const struct dmz_population *population,
                                                     const struct dmz_zones *zones, size_t first, size_t last,
                                                     enum dmz_side side) {
    double area_km2 = 0, nodata_km2 = 0, outside_km2 = 0;
    for (size_t z = 0; z < zones->count; z++) {
        if (!counts(&zones->zones[z], first, last, side))
            continue;
        area_km2 += zones->zones[z].figures.area_m2 / 1e6;
        nodata_km2 += population->nodata_km2[z];
        outside_km2 += population->outside_km2[z];
    }
    if (!(area_km2 > 0))
        return (struct dmz_population_unknown){0, 0};
    return (struct dmz_population_unknown){fmin(1, nodata_km2 / area_km2), fmin(1, outside_km2 / area_km2)};
}

static bool is_any(const double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (values[i] > 0)
            return true;
    return false;
}

void dmz_population_columns(const struct dmz_population *population, struct dmz_zone_columns *columns) {
    const struct dmz_zone_column made[] = {
        {{"population", "people", DMZ_COLUMN_NUMBER, 0, 3}, population->people},
        {{"population_nodata_km2", "no data km²", DMZ_COLUMN_NUMBER, 2, 4}, population->nodata_km2},
        {{"population_outside_km2", "off the raster km²", DMZ_COLUMN_NUMBER, 2, 4}, population->outside_km2},
    };
    for (size_t i = 0; i < sizeof made / sizeof *made && columns->count < DMZ_ZONE_COLUMNS_MOST; i++) {
        columns->items[columns->count] = made[i];
        if (i && !is_any(made[i].values, population->count))
            columns->items[columns->count].column.title = NULL; /* people need not read zeros */
        columns->count++;
    }
}

void dmz_population_free(struct dmz_population *population) {
    free(population->people);
    free(population->nodata_km2);
    free(population->outside_km2);
    *population = (struct dmz_population){0};
}
