/* canvas.h: a sheet to draw on, whatever its format: paths, texts, colours. Lengths are in points, 1/72 inch, y
 * downwards.
 */
#ifndef DMZ_MAP_CANVAS_H
#define DMZ_MAP_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/buffer.h"
#include "dmz/map.h"
#include "dmz/palette.h"
#include "map/cairo_door.h"

/* A place on the sheet. */
struct dmz_dot {
    double x, y;
};

/* A rectangle on the sheet. */
struct dmz_rect {
    double x, y, width, height;
};

/* A sheet. Zero-initialise; release with dmz_canvas_free. */
struct dmz_canvas {
    struct dmz_context *context;
    struct dmz_cairo pen; /* cairo's calls */
    enum dmz_map_format format;
    double pixels_per_point; /* of PNG */
    void *surface, *cairo;
    void *layout, *font, *spaced; /* of texts; `spaced` has the attribute of spaced letters */
    double spacing;               /* that it has */
    struct dmz_buffer *out;
    bool warned; /* of letters that no font has */
};

/* Begins a sheet that is written to `out`. `title` is for the file's own record of what it is. Errors: those of
 * dmz_cairo_load; DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_canvas_begin(struct dmz_context *context, const struct dmz_map_sheet *sheet, const char *title,
                                 struct dmz_buffer *out, struct dmz_canvas *canvas);

/* Ends it: all bytes are in `out`. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_canvas_end(struct dmz_canvas *canvas, const char *title);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_canvas_free(struct dmz_canvas *canvas);

/* Colours what is filled, stroked and written from here on. */
void dmz_canvas_colour(struct dmz_canvas *canvas, struct dmz_colour colour, double opacity);

/* Adds dots to the path: a line, or a ring. */
void dmz_canvas_trail(struct dmz_canvas *canvas, const struct dmz_dot *dots, size_t count, bool closed);

/* Fills a rectangle; strokes it; strokes a straight line. */
void dmz_canvas_fill_rect(struct dmz_canvas *canvas, struct dmz_rect rect);
void dmz_canvas_stroke_rect(struct dmz_canvas *canvas, struct dmz_rect rect, double width);
void dmz_canvas_line(struct dmz_canvas *canvas, struct dmz_dot from, struct dmz_dot to, double width);

/* Fills a disc. */
void dmz_canvas_disc(struct dmz_canvas *canvas, struct dmz_dot middle, double radius);

/* Dashes of lines from here on: `on` and `off`; 0, 0: none. */
void dmz_canvas_dash(struct dmz_canvas *canvas, double on, double off);

/* How a text is set. */
struct dmz_type {
    double size;
    bool bold, italic;
    double spacing; /* between letters, as far as their script allows it */
    int alignment;  /* DMZ_PANGO_LEFT, CENTRE, RIGHT: of lines, and of the whole to its place */
    double width;   /* lines are broken at it; 0: they are not */
    bool cut;       /* one line, cut at the width */
};

/* The size that a text takes. */
struct dmz_rect dmz_canvas_measure(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type);

/* Writes a text whose upper left corner (of CENTRE the middle of the upper edge, of RIGHT the right corner) is at
 * `at`, in the canvas's colour. Answers its size. */
struct dmz_rect dmz_canvas_write(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type,
                                 struct dmz_dot at);

/* Writes a text centred at `at`, turned by `angle` (clockwise, radians), `colour` on a rim of `halo` so wide. */
struct dmz_ink {
    struct dmz_colour colour, halo;
    double rim;
};
void dmz_canvas_label(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type, struct dmz_ink ink,
                      struct dmz_dot at, double angle);

#endif
