/* window.h: the scene's plane on the sheet: where places are, and lines and areas as dots, no more than can be seen.
 */
#ifndef DMZ_MAP_WINDOW_H
#define DMZ_MAP_WINDOW_H

#include "dmz/paths.h"
#include "dmz/polygon.h"
#include "dmz/scene.h"
#include "map/canvas.h"

/* A frame on the sheet, and what of the plane it shows. Borrows the scene. */
struct dmz_window {
    const struct dmz_scene *scene;
    struct dmz_rect frame;
    struct dmz_point middle; /* of the frame, in the plane */
    double scale;            /* points per metre */
    double rise;             /* of y: so that the scale is true to north and south of the plane's centre as well */
};

/* The largest scale at which what scenes are of fits into a frame, with room to spare. */
double dmz_window_scale(const struct dmz_scene *scene, double width, double height);

/* Makes a view of what a scene is of, its middle in that of the frame. */
struct dmz_window dmz_window_of(const struct dmz_scene *scene, struct dmz_rect frame, double scale);

/* Where a place of the plane is on the sheet. */
struct dmz_dot dmz_window_dot(const struct dmz_window *view, struct dmz_point point);

/* Where a position is on the sheet; false where it has no image (the antipode of the plane's centre). */
bool dmz_window_find(const struct dmz_window *view, struct dmz_position at, struct dmz_dot *dot);

/* The position that is shown at a dot; false where none is. */
bool dmz_window_place(const struct dmz_window *view, struct dmz_dot dot, struct dmz_position *at);

/* How much the scale of the view differs from the true one, at most, anywhere in the frame: a share. */
double dmz_window_distortion(const struct dmz_window *view);

/* Whether a dot is in the frame, at least `inside` from its edge. */
bool dmz_window_holds(const struct dmz_window *view, struct dmz_dot dot, double inside);

/* Lines or rings as dots: one after another. Zero-initialise; release with dmz_trails_free. */
struct dmz_trails {
    struct dmz_dot *dots;
    size_t dot_count;
    size_t *ends; /* of each: the number of dots up to and with its last */
    size_t count;
    bool closed; /* they are rings */
};

/* Adds a line, or where trails->closed a ring, straight in longitude/latitude: long edges are divided, dots that
 * cannot be told apart are left out, and so is most of what lies beyond the frame; edges of more than half a turn are
 * short ones over the antimeridian. What has no image is passed over. Errors: DMZ_MEMORY. */
enum dmz_status dmz_trails_add(const struct dmz_window *view, const struct dmz_position *positions, size_t count,
                               struct dmz_trails *trails);

/* Add all rings of an area; all lines of paths; of an area, its edges as lines, without those by which it is cut at
 * the antimeridian or led round a pole. Errors: DMZ_MEMORY. */
enum dmz_status dmz_trails_add_area(const struct dmz_window *view, const struct dmz_multipolygon *area,
                                    struct dmz_trails *trails);
enum dmz_status dmz_trails_add_paths(const struct dmz_window *view, const struct dmz_paths *paths,
                                     struct dmz_trails *trails);
enum dmz_status dmz_trails_add_edges(const struct dmz_window *view, const struct dmz_multipolygon *area,
                                     struct dmz_trails *trails);
enum dmz_status dmz_trails_add_line(const struct dmz_window *view, const struct dmz_line *line,
                                    struct dmz_trails *trails);

/* The dots of trail i, and their number. */
const struct dmz_dot *dmz_trails_item(const struct dmz_trails *trails, size_t i, size_t *count);

/* Whether a dot lies in what rings enclose, by the rule of even and odd. */
bool dmz_trails_enclose(const struct dmz_trails *trails, struct dmz_dot dot);

/* Adds all of them to the canvas's path. */
void dmz_trails_draw(const struct dmz_trails *trails, struct dmz_canvas *canvas);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_trails_free(struct dmz_trails *trails);

#endif
