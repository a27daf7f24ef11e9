/* pieces.h: polygons of what a moved line changes. */
#ifndef DMZ_DIFF_PIECES_H
#define DMZ_DIFF_PIECES_H

#include "dmz/diff.h"

/* Fills diff->pieces, of zones as written and diff->gained: all ground whose zone or party is another than before,
 * once. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_pieces_of_diff(struct dmz_context *context, struct dmz_diff *diff);

#endif
