/* overlays.h: what the options ask to be laid over the zones. */
#ifndef DMZ_CLI_OVERLAYS_H
#define DMZ_CLI_OVERLAYS_H

#include "cli/options.h"
#include "dmz/ground.h"
#include "dmz/overlays.h"
#include "dmz/places.h"
#include "dmz/population.h"
#include "dmz/regions.h"
#include "dmz/routes.h"
#include "dmz/scene.h"
#include "dmz/sites.h"
#include "dmz/stats.h"
#include "dmz/tape.h"

/* Files that are laid over the zones: masks first, which change them. */
enum {
    DMZ_OVERLAY_CLIP,
    DMZ_OVERLAY_EXCLUDE,
    DMZ_OVERLAY_TERRITORIES,
    DMZ_OVERLAY_REGIONS,
    DMZ_OVERLAY_PLACES,
    DMZ_OVERLAY_SITES,
    DMZ_OVERLAY_ROUTES,
    DMZ_OVERLAY_FILES
};

/* Overlays of a run: open, then built. Zero-initialise; release with dmz_laid_free. */
struct dmz_laid {
    struct dmz_features *open[DMZ_OVERLAY_FILES]; /* NULL where not asked for */
    bool keep_crossings;                          /* as places: to be set before they are built */
    bool keep_scene;                              /* for a picture or a page: to be set before they are built */
    const struct dmz_tapes *tapes;                /* what they are played from; NULL: they are read */
    struct dmz_ground_line *line;                 /* what grounds after grounds share; borrowed, NULL: nothing is */
    struct dmz_ground ground;
    struct dmz_regions regions;
    struct dmz_places places;
    struct dmz_sites sites;
    struct dmz_routes routes;
    struct dmz_population population;
    struct dmz_scene scene;       /* where it was to be kept */
    struct dmz_overlays overlays; /* of those that were built */
};

/* Whether a file is one of those that the settings lay over the zones. */
bool dmz_laid_is_input(const struct dmz_settings *settings, const char *path);

/* Opens the files, so that what cannot be read is known before anything is computed. `taken`: standard input is read
 * otherwise. Errors: DMZ_USAGE where options lack the one they belong to; those of dmz_input_open_features. */
enum dmz_status dmz_laid_open(struct dmz_context *context, const struct dmz_settings *settings, bool taken,
                              struct dmz_laid *laid);

/* Files that were read once for many runs. Zero-initialise; release with dmz_tapes_free. */
struct dmz_tapes {
    struct dmz_tape *items[DMZ_OVERLAY_FILES]; /* NULL where not asked for */
    struct dmz_regions_ready *regions;         /* made sound; of one process */
    struct dmz_places_ready *places;           /* sorted; NULL where there are too many for that to help */
};

/* Opens and reads them. Errors: those of dmz_laid_open and of reading. */
enum dmz_status dmz_tapes_record(struct dmz_context *context, const struct dmz_settings *settings, bool taken,
                                 struct dmz_tapes *tapes);

/* Instead of dmz_laid_open. Errors: DMZ_MEMORY. */
enum dmz_status dmz_laid_replay(struct dmz_context *context, const struct dmz_tapes *tapes, struct dmz_laid *laid);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_tapes_free(struct dmz_tapes *tapes);

/* Reads them, and gives `stats` what they have in the zones. Errors: those of the overlays. */
enum dmz_status dmz_laid_build(struct dmz_context *context, const struct dmz_settings *settings,
                               struct dmz_laid *laid, struct dmz_stats *stats);

/* Closes and releases everything. Safe to call twice. */
void dmz_laid_free(struct dmz_laid *laid);

/* The names of the sheets that will be made, in any order: of each that is a file beside figures in CSV. Answers
 * their number. */
size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]);

/* Writes figures in CSV: the zones into texts[0], the sheet called names[i] into texts[i + 1]. Errors: DMZ_MEMORY. */
enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts);

#endif
