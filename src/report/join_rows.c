/* join_rows.c: what was bridged and turned, in words. */
#include <math.h>

#include "dmz/units.h"
#include "report/rows.h"

enum { SHOWN_MOST = 8 };

/* A length to the metre, short ones to the centimetre. */
static const char *write_length(double metres, char *text, size_t size) {
    double unit = metres < 100 ? 0.01 : 1;
    return dmz_units_write_distance(unit * round(metres / unit), text, size);
}

static size_t shown_of(size_t count) {
    return count > SHOWN_MOST ? SHOWN_MOST : count;
}

static void say_bridged(const struct dmz_joins *joins, struct dmz_buffer *text) {
    char widest[32], all[32];
    dmz_buffer_format(text, "bridged: %zu gap%s up to %s wide", joins->bridge_count,
                      joins->bridge_count == 1 ? "" : "s",
                      dmz_units_write_distance(joins->request.bridge_m, widest, sizeof widest));
    if (joins->bridge_count)
        dmz_buffer_format(text, ", %s of the length", write_length(joins->bridged_m, all, sizeof all));
}

static void say_bridge(const struct dmz_bridge *bridge, struct dmz_buffer *text) {
    char length[32];
    dmz_buffer_format(text, "bridge: %s from the end of part %zu at %.5f,%.5f to the start of part %zu at %.5f,%.5f",
                      write_length(bridge->length_m, length, sizeof length), bridge->from_part, bridge->from.lon_deg,
                      bridge->from.lat_deg, bridge->to_part, bridge->to.lon_deg, bridge->to.lat_deg);
}

static void say_turned(const struct dmz_joins *joins, struct dmz_buffer *text) {
    size_t count = joins->turned_count, shown = shown_of(count);
    dmz_buffer_text(text, count == 0 ? "turned: no part" : count == 1 ? "turned: part" : "turned: parts");
    for (size_t i = 0; i < shown; i++)
        dmz_buffer_format(text, "%s %zu", i ? "," : "", joins->turned[i]);
    if (count > shown)
        dmz_buffer_format(text, " and %zu more", count - shown);
}

bool dmz_rows_join(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    const struct dmz_joins *joins = stats->joins;
    if (!joins)
        return false;
    size_t count = joins->bridge_count, shown = shown_of(count), lines = 0;
    if (joins->request.bridge_m > 0)
        lines = 1 + shown + (count > shown);
    if (i < lines) {
        if (i == 0)
            say_bridged(joins, text);
        else if (i <= shown)
            say_bridge(&joins->bridges[i - 1], text);
        else
            dmz_buffer_format(text, "and %zu more bridges", count - shown);
        return true;
    }
    if (i == lines && joins->request.orient)
        say_turned(joins, text);
    return i == lines && joins->request.orient;
}
