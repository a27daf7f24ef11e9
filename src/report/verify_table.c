/* verify_table.c: what a verification found, to read in a terminal. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/report.h"
#include "dmz/units.h"
#include "io/text.h"

enum { NAME_BYTES = 256, CELL_BYTES = 64, PLACES_MOST = 10 };

/* Appends text out of a file, fit for a terminal, and spaces up to `width` characters. */
static void add_name(struct dmz_buffer *text, const char *name, size_t width) {
    size_t used = 0;
    while (*name) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        name += dmz_text_show(name, shown);
        dmz_buffer_text(text, shown);
        for (const char *at = shown; *at; at++)
            used += ((unsigned char)*at & 0xc0) != 0x80;
    }
    if (used < width)
        dmz_buffer_format(text, "%*s", (int)(width - used), "");
}

static const char *metres(double number, bool sign, char cell[CELL_BYTES]) {
    char digits[48];
    dmz_units_write_number(fabs(number), 2, digits, sizeof digits);
    bool zero = !strcmp(digits, "0.00");
    snprintf(cell, CELL_BYTES, "%s%s", zero ? "" : number < 0 ? "-" : sign ? "+" : "", digits);
    return cell;
}

static const char *position(struct dmz_position p, char cell[CELL_BYTES]) {
    snprintf(cell, CELL_BYTES, "%.5f,%.5f", p.lon_deg, p.lat_deg);
    return cell;
}

static void add_spread(struct dmz_buffer *text, const char *name, const char *reach,
                       const struct dmz_spread *spread) {
    char bias[CELL_BYTES], mean[CELL_BYTES], p99[CELL_BYTES], max[CELL_BYTES], points[48], worst[CELL_BYTES];
    add_name(text, name, 20);
    if (!spread->points) {
        dmz_buffer_format(text, " %7s  nowhere to be found\n", reach);
        return;
    }
    dmz_buffer_format(text, " %7s %9s %9s %8s %8s %9s  %s\n", reach,
                      dmz_units_write_number((double)spread->points, 0, points, sizeof points),
                      metres(spread->bias_m, true, bias), metres(spread->mean_m, false, mean),
                      metres(spread->p99_m, false, p99), metres(spread->max_m, false, max),
                      position(spread->worst, worst));
}

static const char *show_reach(double reach_m, char *text, size_t size) {
    return isnan(reach_m) ? "varies" : dmz_units_write_distance(reach_m, text, size);
}

static void add_layer(struct dmz_buffer *text, const struct dmz_verify *found, size_t i) {
    const struct dmz_verify_layer *layer = &found->layers[i];
    char name[NAME_BYTES], reach[32];
    if (!layer->is_there)
        return;
    dmz_verify_layer_name(found, i, name, sizeof name);
    add_spread(text, name, show_reach(layer->to_m, reach, sizeof reach), &layer->outer);
    if (layer->inner.points)
        add_spread(text, "  its inner limit", show_reach(layer->from_m, reach, sizeof reach), &layer->inner);
    if (layer->border.points)
        add_spread(text, "  between its sides", "", &layer->border);
}

static void add_limits(struct dmz_buffer *text, const struct dmz_verify *found) {
    dmz_buffer_format(text, "%-20s %7s %9s %9s %8s %8s %9s  %s\n", "limit", "reach", "points", "bias m", "mean m",
                      "99 % m", "max m", "worst at");
    for (size_t i = 0; i < found->layer_count; i++)
        add_layer(text, found, i);
}

static void add_fault(struct dmz_buffer *text, const struct dmz_verify *found, size_t layer, enum dmz_fault fault) {
    const struct dmz_fault_sum *sum = &found->layers[layer].faults[fault];
    char name[NAME_BYTES], area[48], off[CELL_BYTES], worst[CELL_BYTES];
    if (sum->area_m2 <= 0)
        return;
    add_name(text, dmz_verify_layer_name(found, layer, name, sizeof name), 20);
    dmz_buffer_format(text, " %-10s %13s %11s  %s\n", dmz_fault_name(fault),
                      dmz_units_write_number(sum->area_m2 / 1e6, 3, area, sizeof area),
                      metres(sum->off_m, false, off), position(sum->worst, worst));
}

static void add_faults(struct dmz_buffer *text, const struct dmz_verify *found) {
    char cells[48], error[48], size[32];
    if (!found->place_count)
        dmz_buffer_text(text, found->request.masked
                                  ? "Nothing too much, no wrong sides, no overlaps"
                                  : "Nothing missing, nothing too much, no wrong sides, no overlaps");
    else {
        dmz_buffer_format(text, "%-20s %-10s %14s %11s  %s\n", "fault", "", "area km²", "off by m", "worst at");
        for (size_t i = 0; i < found->layer_count; i++)
            for (int fault = 0; fault < DMZ_FAULT_KINDS; fault++)
                add_fault(text, found, i, (enum dmz_fault)fault);
        dmz_buffer_format(text, "Areas to about %s km²",
                          dmz_units_write_number(found->area_error_m2 / 1e6, 3, error, sizeof error));
    }
    dmz_buffer_format(text, ",\nby %s cells down to %s: what is smaller may have been missed\n",
                      dmz_units_write_number((double)found->cells, 0, cells, sizeof cells),
                      dmz_units_write_distance(round(found->resolution_m), size, sizeof size));
}

static void add_place(struct dmz_buffer *text, const struct dmz_verify *found, const struct dmz_fault_place *place) {
    char name[NAME_BYTES], area[48], off[CELL_BYTES], worst[CELL_BYTES];
    add_name(text, dmz_verify_layer_name(found, place->layer, name, sizeof name), 20);
    dmz_buffer_format(text, " %-10s %13s %11s  %s\n", dmz_fault_name(place->fault),
                      dmz_units_write_number(place->area_m2 / 1e6, 3, area, sizeof area),
                      metres(place->off_m, false, off), position(place->worst, worst));
}

/* One place for each fault would say the sums again. */
static void add_places(struct dmz_buffer *text, const struct dmz_verify *found) {
    size_t sums = 0;
    for (size_t i = 0; i < found->layer_count; i++)
        for (int fault = 0; fault < DMZ_FAULT_KINDS; fault++)
            sums += found->layers[i].faults[fault].area_m2 > 0;
    if (found->place_count <= sums)
        return;
    dmz_buffer_format(text, "\nThe largest of %zu places\n", found->place_count);
    for (size_t i = 0; i < found->place_count && i < PLACES_MOST; i++)
        add_place(text, found, &found->places[i]);
}

static void add_absent(struct dmz_buffer *text, const struct dmz_verify *found) {
    bool masked = found->request.masked || found->request.clip || found->request.exclude; /* all of it may be gone */
    char name[NAME_BYTES];
    for (size_t i = 0; i < found->invalid_count; i++) {
        dmz_buffer_text(text, "Invalid: ");
        add_name(text, found->invalid[i].place[0] ? found->invalid[i].place : "the geometry", 0);
        dmz_buffer_format(text, ": %s\n", found->invalid[i].reason);
    }
    for (size_t i = 0; i < found->layer_count; i++)
        if (!found->layers[i].is_there && !masked) {
            dmz_buffer_text(text, "Not there: layer ");
            add_name(text, dmz_verify_layer_name(found, i, name, sizeof name), 0);
            dmz_buffer_text(text, ", which the file says was asked for\n");
        }
    for (size_t i = 0; i < found->zone_count; i++)
        if (!found->zones[i].features && !masked) {
            dmz_buffer_text(text, "Not there: ");
            add_name(text, dmz_verify_zone_name(found, i, name, sizeof name), 0);
            dmz_buffer_text(text, ", while its layer is\n");
        }
}

static void add_head(struct dmz_buffer *text, const struct dmz_verify *found) {
    size_t features = 0, vertices = 0;
    char shown[48];
    for (size_t i = 0; i < found->zone_count; i++) {
        features += found->zones[i].features;
        vertices += found->zones[i].vertices;
    }
    dmz_buffer_format(text, "%zu feature%s, %s vertices; edges of the line %s, its ends %s\n", features,
                      features == 1 ? "" : "s", dmz_units_write_number((double)vertices, 0, shown, sizeof shown),
                      found->request.edges == DMZ_EDGES_GEODESIC ? "geodesic" : "straight",
                      found->request.flat_caps ? "flat" : "round");
    if (found->request.right)
        dmz_buffer_text(text, "Zones of each side are held against a line of their own\n");
    if (found->request.stretch_count)
        dmz_buffer_format(text, "The line has %zu width%s, each along a part of it\n", found->request.stretch_count,
                          found->request.stretch_count == 1 ? "" : "s");
    if (found->request.clip || found->request.exclude)
        dmz_buffer_text(text, "Zones are held against what masks leave of them\n");
    if (found->request.masked)
        dmz_buffer_text(text, "The file says that zones were kept to masks: what they lack is not judged\n");
}

void dmz_report_verdict(const struct dmz_verify *found, struct dmz_buffer *text) {
    char tolerance[32], off[CELL_BYTES], worst[CELL_BYTES];
    double unit = found->worst_m < 0.1 ? 1e-4 : 1e-2, up_m = unit * ceil(found->worst_m / unit - 1e-9);
    dmz_units_write_distance(found->request.tolerance_m, tolerance, sizeof tolerance);
    position(found->worst, worst);
    if (up_m < 0.1)
        snprintf(off, sizeof off, "%.4f", up_m);
    else
        metres(up_m, false, off);
    if (found->within)
        dmz_buffer_format(text, "within the tolerance of %s: nothing is off by more than %s m", tolerance, off);
    else if (found->worst_m > found->request.tolerance_m)
        dmz_buffer_format(text, "off by up to %s m, at %s: more than the tolerance of %s", off, worst, tolerance);
    else
        dmz_buffer_text(text, found->invalid_count ? "a geometry is invalid" : "a zone is not there");
}

enum dmz_status dmz_report_verify_table(struct dmz_context *context, const struct dmz_verify *found,
                                        struct dmz_buffer *text) {
    add_head(text, found);
    dmz_buffer_text(text, "\n");
    add_limits(text, found);
    dmz_buffer_text(text, "\n");
    add_faults(text, found);
    add_places(text, found);
    dmz_buffer_text(text, "\n");
    add_absent(text, found);
    dmz_buffer_text(text, "Verdict: ");
    dmz_report_verdict(found, text);
    dmz_buffer_text(text, "\n");
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
