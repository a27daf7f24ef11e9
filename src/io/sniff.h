/* sniff.h: what a file really is that was given as GeoJSON. */
#ifndef DMZ_IO_SNIFF_H
#define DMZ_IO_SNIFF_H

#include "dmz/context.h"
#include "io/text.h"

/* Refuses what by its first bytes is no JSON text but something else that users have: UTF-16, XML, archives,
 * shapefiles, databases. Errors: DMZ_INPUT, `NAME: looks like ...`, with a hint how to get at the GeoJSON. */
enum dmz_status dmz_sniff_refuse(struct dmz_context *context, const struct dmz_text *text);

#endif
