/* compare_map.h: the rows of a comparison as maps beside each other. */
#ifndef DMZ_CLI_COMPARE_MAP_H
#define DMZ_CLI_COMPARE_MAP_H

#include "cli/compare_study.h"

/* More than these could not be read. */
enum { DMZ_COMPARE_MAPS_MOST = 12 };

/* Tells before anything is computed whether there are too many rows to be drawn. Errors: DMZ_USAGE. */
enum dmz_status dmz_compare_map_check(const struct dmz_study *study);

/* Draws the shown rows that have figures into `text`, in their order; each is computed once more for that, with its
 * zones. Nothing is drawn where none has. Errors: those of dmz_study_picture and dmz_map_write_all. */
enum dmz_status dmz_compare_map_write(struct dmz_study *study, struct dmz_buffer *text);

#endif
