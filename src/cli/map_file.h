/* map_file.h: the map that --map asks for. */
#ifndef DMZ_CLI_MAP_FILE_H
#define DMZ_CLI_MAP_FILE_H

#include "cli/products.h"
#include "dmz/map.h"

/* Adds the map to the files of a run, where one is asked for; *number is its own. What drawing needs is looked for
 * before anything is computed. Errors: DMZ_USAGE where options lack --map; DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_map_plan(struct dmz_context *context, const struct dmz_settings *settings,
                             struct dmz_products *products, size_t *number);

/* The sheet that the settings ask for. Borrows from them. */
struct dmz_map_sheet dmz_map_sheet_of(const struct dmz_settings *settings);

#endif
