/* reaches.h: which limits a request asks for. */
#ifndef DMZ_ZONES_REACHES_H
#define DMZ_ZONES_REACHES_H

#include "dmz/zones.h"

/* The reaches of all layers on both sides: each once, growing. Zero-initialise; release with dmz_reaches_free. */
struct dmz_reaches {
    double *metres;
    size_t count;
};

/* Checks the layers of the request, and lists their reaches. Errors: DMZ_USAGE, DMZ_MEMORY. */
enum dmz_status dmz_reaches_build(struct dmz_context *context, const struct dmz_zones_request *request,
                                  struct dmz_reaches *reaches);

/* Where a layer begins and ends on a side, metres. */
double dmz_reaches_from_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side);
double dmz_reaches_to_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side);

/* Whether all layers reach as far on the left as on the right. */
bool dmz_reaches_symmetric(const struct dmz_zones_request *request);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_reaches_free(struct dmz_reaches *reaches);

#endif
