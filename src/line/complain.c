/* complain.c: contradictions and junctions in words. */
#include "line/complain.h"

#include <math.h>

#include "dmz/units.h"

enum { SHOWN_MOST = 8 };

/* "300 m", and short ones to the centimetre; nothing where they meet. */
static const char *write_gap(double gap_m, char *text, size_t size) {
    double shown_m = gap_m < 100 ? round(100 * gap_m) / 100 : round(gap_m);
    text[0] = 0;
    return shown_m > 0 ? dmz_units_write_distance(shown_m, text, size) : text;
}

static void complain_of_contradiction(struct dmz_context *context, const struct dmz_contradiction *found,
                                      const char *advice) {
    char gap[32];
    bool meet = !write_gap(found->gap_m, gap, sizeof gap)[0];
    double lon = found->at.lon_deg, lat = found->at.lat_deg;
    if (found->contact == DMZ_CONTACT_SIDES)
        dmz_warn(context,
                 "parts %zu and %zu face each other across %s near %.5f,%.5f: left of one is right of the other%s",
                 found->part, found->other, gap, lon, lat, advice);
    else
        dmz_warn(context, "parts %zu and %zu both %s at %s%s%s%.5f,%.5f: left of one is right of the other%s",
                 found->part, found->other, found->contact == DMZ_CONTACT_STARTS ? "start" : "end",
                 meet ? "" : "the gap of ", gap, meet ? "" : " near ", lon, lat, advice);
}

static void complain_of_contradictions(struct dmz_context *context, const struct dmz_joins *joins) {
    const char *advice = joins->request.orient ? "; turning parts does not help" : "; --orient turns parts";
    size_t count = joins->contradiction_count, shown = count > SHOWN_MOST ? SHOWN_MOST : count;
    for (size_t i = 0; i < shown; i++)
        complain_of_contradiction(context, &joins->contradictions[i], advice);
    if (count > shown)
        dmz_warn(context, "and %zu more pairs of parts contradict each other", count - shown);
}

static void complain_of_junctions(struct dmz_context *context, const struct dmz_end_pairs *pairs) {
    size_t count = pairs->junction_count, shown = count > SHOWN_MOST ? SHOWN_MOST : count;
    for (size_t i = 0; i < shown; i++)
        dmz_warn(context, "%zu ends meet at %.5f,%.5f; they are not joined", pairs->junctions[i].ends,
                 pairs->junctions[i].place.lon_deg, pairs->junctions[i].place.lat_deg);
    if (count > shown)
        dmz_warn(context, "and at %zu more places more than two ends meet", count - shown);
}

void dmz_complain_of_joins(struct dmz_context *context, const struct dmz_joins *joins,
                           const struct dmz_end_pairs *pairs) {
    complain_of_contradictions(context, joins);
    if (joins->request.bridge_m > 0)
        complain_of_junctions(context, pairs);
}
