/* overlays.c: options: what zones are cut by, and what lies in them. */
#include "cli/options/values.h"

TAKE_TEXT(clip, clip)
TAKE_TEXT(exclude, exclude)
TAKE_TEXT(territories, territories)
TAKE_TEXT(territories_party, territories_party)
TAKE_TEXT(regions, regions)
TAKE_TEXT(regions_name, regions_name)
TAKE_FLAG(only_within_party, only_within_party)
TAKE_TEXT(places, places)
TAKE_TEXT(places_name, places_name)
TAKE_TEXT(places_population, places_population)
TAKE_TEXT(sites, sites)
TAKE_TEXT(sites_name, sites_name)
TAKE_TEXT(routes, routes)
TAKE_TEXT(routes_name, routes_name)
TAKE_TEXT(routes_class, routes_class)
TAKE_TEXT(population, population)
TAKE_TEXT(density, density)

TAKE(population_band) {
    enum { MOST = 65535 }; /* GDAL's own limit */
    size_t band;
    if (!dmz_value_whole(value, value + strlen(value), 1, MOST, &band))
        return dmz_fail(context, DMZ_USAGE, "--population-band: '%s' is no number from 1 to %d", value, MOST);
    settings->population_band = (int)band;
    return DMZ_OK;
}

static const struct dmz_option ROWS[] = {
    {"clip", 0, "FILE", "keep only what lies in these polygons, as in land.gpkg or\nland.gpkg#LAYER", "Masks",
     take_clip, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_DIFF | DMZ_FOR_COMPARE | DMZ_FOR_VERIFY},
    {"exclude", 0, "FILE", "take out what lies in these polygons, as a third state", NULL, take_exclude,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_DIFF | DMZ_FOR_COMPARE | DMZ_FOR_VERIFY},
    {"only-within-party", 0, NULL, "keep zones of each side to the territory of its own party", NULL,
     take_only_within_party, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"territories", 0, "FILE", "polygons of territories of parties, for the above", NULL, take_territories,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"territories-party", 0, "FIELD", "their field that names the party\n(default: 'party', else a usual one)", NULL,
     take_territories_party, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"regions", 0, "FILE", "polygons, FILE or FILE#LAYER: km2 of every zone in each", "Overlays", take_regions,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"regions-name", 0, "FIELD", "their field that has the name\n(default: 'name', else a usual one)", NULL,
     take_regions_name, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places", 0, "FILE", "settlements, points: how many and whom each zone has;\nFILE#LAYER picks a layer", NULL,
     take_places, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_places_name,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places-population", 0, "FIELD", "the field of their population\n(default: 'population' and the like)", NULL,
     take_places_population, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"sites", 0, "FILE", "points and polygons to name one by one, with zone and\ndistances; FILE#LAYER picks a layer",
     NULL, take_sites, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"sites-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_sites_name,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes", 0, "FILE",
     "roads and other lines: how many km each zone has, and how\noften they cross the line and limits; FILE#LAYER "
     "picks a "
     "layer",
     NULL, take_routes, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_routes_name,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes-class", 0, "FIELD", "the field of their classes\n(default: 'highway' and the like)", NULL,
     take_routes_class, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"population", 0, "FILE", "a raster of people per cell (.tif, .asc, .img, .nc): how many\nlive in each zone",
     NULL, take_population, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"density", 0, "FILE", "the same of a raster of people per km2", NULL, take_density,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"population-band", 0, "N", "band of the raster (default 1)", NULL, take_population_band,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
};

const struct dmz_option_table dmz_options_overlays = {ROWS, sizeof ROWS / sizeof *ROWS};
