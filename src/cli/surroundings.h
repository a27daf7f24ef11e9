/* surroundings.h: what of its environment a run heeds. */
#ifndef DMZ_CLI_SURROUNDINGS_H
#define DMZ_CLI_SURROUNDINGS_H

#include "cli/options.h"

/* Takes out of the environment what libraries could go by and thereby change what is read or written: all variables
 * but those that say where programs, libraries, fonts and presets are. With --allow-remote all stay, since passwords,
 * proxies and the like are given so. PROJ_DATA, PROJ_LIB and GDAL_DATA stay where there is what they promise. */
void dmz_surroundings_settle(const struct dmz_settings *settings);

#endif
