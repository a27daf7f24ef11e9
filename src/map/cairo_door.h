/* cairo_door.h: the only door to cairo and Pango, which are loaded by the runs that draw and by no others.
 *
 * They need not be there when dmzcalc is built: what is called is declared here, as cairo 1.16 and Pango 1.44 have
 * it, and found when they are loaded. Objects are void pointers, enumerations int. Source: cairo.h, cairo-svg.h,
 * cairo-pdf.h, pango-layout.h, pango-font.h, pango-attributes.h, pangocairo.h, glib/gmessages.h. */
#ifndef DMZ_MAP_CAIRO_DOOR_H
#define DMZ_MAP_CAIRO_DOOR_H

#include "dmz/context.h"

/* Where cairo puts the bytes of a file; 0: all is well. */
typedef int dmz_cairo_sink(void *closure, const unsigned char *bytes, unsigned count);

/* Hears what GLib, on which Pango is built, has to say. */
typedef void dmz_glib_listener(const char *domain, int level, const char *message, void *data);

/* An extent in units of 1 / 1024. */
struct dmz_pango_box {
    int x, y, width, height;
};
enum { DMZ_PANGO_SCALE = 1024 };

/* What must be there: CALL(what it answers, name, what it takes). */
#define DMZ_CAIRO_CALLS(CALL)                                                                                        \
    CALL(void *, cairo_image_surface_create, (int format, int width, int height))                                    \
    CALL(void *, cairo_svg_surface_create_for_stream, (dmz_cairo_sink *, void *, double width, double height))       \
    CALL(void *, cairo_pdf_surface_create_for_stream, (dmz_cairo_sink *, void *, double width, double height))       \
    CALL(void, cairo_pdf_surface_set_metadata, (void *surface, int which, const char *text))                         \
    CALL(int, cairo_surface_write_to_png_stream, (void *surface, dmz_cairo_sink *, void *))                          \
    CALL(void, cairo_surface_finish, (void *surface))                                                                \
    CALL(void, cairo_surface_destroy, (void *surface))                                                               \
    CALL(int, cairo_surface_status, (void *surface))                                                                 \
    CALL(const char *, cairo_status_to_string, (int status))                                                         \
    CALL(void *, cairo_create, (void *surface))                                                                      \
    CALL(void, cairo_destroy, (void *cairo))                                                                         \
    CALL(int, cairo_status, (void *cairo))                                                                           \
    CALL(void, cairo_save, (void *cairo))                                                                            \
    CALL(void, cairo_restore, (void *cairo))                                                                         \
    CALL(void, cairo_translate, (void *cairo, double x, double y))                                                   \
    CALL(void, cairo_scale, (void *cairo, double x, double y))                                                       \
    CALL(void, cairo_rotate, (void *cairo, double angle))                                                            \
    CALL(void, cairo_new_path, (void *cairo))                                                                        \
    CALL(void, cairo_new_sub_path, (void *cairo))                                                                    \
    CALL(void, cairo_move_to, (void *cairo, double x, double y))                                                     \
    CALL(void, cairo_line_to, (void *cairo, double x, double y))                                                     \
    CALL(void, cairo_close_path, (void *cairo))                                                                      \
    CALL(void, cairo_rectangle, (void *cairo, double x, double y, double width, double height))                      \
    CALL(void, cairo_arc, (void *cairo, double x, double y, double radius, double from, double to))                  \
    CALL(void, cairo_clip, (void *cairo))                                                                            \
    CALL(void, cairo_fill, (void *cairo))                                                                            \
    CALL(void, cairo_fill_preserve, (void *cairo))                                                                   \
    CALL(void, cairo_stroke, (void *cairo))                                                                          \
    CALL(void, cairo_paint, (void *cairo))                                                                           \
    CALL(void, cairo_set_source_rgba, (void *cairo, double red, double green, double blue, double opacity))          \
    CALL(void, cairo_set_line_width, (void *cairo, double width))                                                    \
    CALL(void, cairo_set_line_join, (void *cairo, int join))                                                         \
    CALL(void, cairo_set_line_cap, (void *cairo, int cap))                                                           \
    CALL(void, cairo_set_dash, (void *cairo, const double *lengths, int count, double offset))                       \
    CALL(void *, cairo_font_options_create, (void))                                                                  \
    CALL(void, cairo_font_options_destroy, (void *options))                                                          \
    CALL(void, cairo_font_options_set_antialias, (void *options, int antialias))                                     \
    CALL(void, cairo_font_options_set_hint_style, (void *options, int style))                                        \
    CALL(void, cairo_font_options_set_hint_metrics, (void *options, int metrics))                                    \
    CALL(void *, pango_cairo_create_layout, (void *cairo))                                                           \
    CALL(void, pango_cairo_context_set_font_options, (void *context, const void *options))                           \
    CALL(void, pango_cairo_show_layout, (void *cairo, void *layout))                                                 \
    CALL(void, pango_cairo_layout_path, (void *cairo, void *layout))                                                 \
    CALL(void, pango_context_set_round_glyph_positions, (void *context, int round))                                  \
    CALL(void *, pango_layout_get_context, (void *layout))                                                           \
    CALL(void, pango_layout_context_changed, (void *layout))                                                         \
    CALL(void, pango_layout_set_text, (void *layout, const char *text, int length))                                  \
    CALL(void, pango_layout_set_font_description, (void *layout, const void *font))                                  \
    CALL(void, pango_layout_set_attributes, (void *layout, void *attributes))                                        \
    CALL(void, pango_layout_set_width, (void *layout, int width))                                                    \
    CALL(void, pango_layout_set_alignment, (void *layout, int alignment))                                            \
    CALL(void, pango_layout_set_wrap, (void *layout, int wrap))                                                      \
    CALL(void, pango_layout_set_ellipsize, (void *layout, int where))                                                \
    CALL(void, pango_layout_get_extents, (void *layout, struct dmz_pango_box *ink, struct dmz_pango_box *logical))   \
    CALL(int, pango_layout_get_unknown_glyphs_count, (void *layout))                                                 \
    CALL(void *, pango_font_description_new, (void))                                                                 \
    CALL(void, pango_font_description_free, (void *font))                                                            \
    CALL(void, pango_font_description_set_family, (void *font, const char *family))                                  \
    CALL(void, pango_font_description_set_weight, (void *font, int weight))                                          \
    CALL(void, pango_font_description_set_style, (void *font, int style))                                            \
    CALL(void, pango_font_description_set_absolute_size, (void *font, double size))                                  \
    CALL(void *, pango_attr_list_new, (void))                                                                        \
    CALL(void, pango_attr_list_insert, (void *list, void *attribute))                                                \
    CALL(void, pango_attr_list_unref, (void *list))                                                                  \
    CALL(void *, pango_attr_letter_spacing_new, (int spacing))                                                       \
    CALL(void, g_object_unref, (void *object))                                                                       \
    CALL(dmz_glib_listener *, g_log_set_default_handler, (dmz_glib_listener *, void *))                              \
    CALL(void, g_log_default_handler, (const char *domain, int level, const char *message, void *data))

/* The numbers that are passed. */
enum { DMZ_CAIRO_RGB24 = 1 };
enum { DMZ_CAIRO_JOIN_ROUND = 1 };
enum { DMZ_CAIRO_CAP_BUTT, DMZ_CAIRO_CAP_ROUND };
enum { DMZ_CAIRO_ANTIALIAS_GRAY = 2, DMZ_CAIRO_HINT_NONE = 1, DMZ_CAIRO_HINT_METRICS_OFF = 1 };
enum { DMZ_CAIRO_PDF_TITLE, DMZ_CAIRO_PDF_CREATOR = 4, DMZ_CAIRO_PDF_CREATED, DMZ_CAIRO_PDF_MODIFIED };
enum { DMZ_CAIRO_NO_MEMORY = 1, DMZ_CAIRO_WRITE_ERROR = 11 };
enum { DMZ_GLIB_FATAL = 1 << 1, DMZ_GLIB_ERROR = 1 << 2 };
enum { DMZ_PANGO_NORMAL = 400, DMZ_PANGO_BOLD = 700, DMZ_PANGO_ITALIC = 2 };
enum { DMZ_PANGO_LEFT, DMZ_PANGO_CENTRE, DMZ_PANGO_RIGHT };
enum { DMZ_PANGO_WRAP_WORD_CHARACTER = 2, DMZ_PANGO_ELLIPSIZE_NONE = 0, DMZ_PANGO_ELLIPSIZE_END = 3 };

/* Both, loaded; for the rest of the process. Zero-initialise. */
struct dmz_cairo {
    void *library;
#define DMZ_CAIRO_FIELD(answer, call, takes) answer(*call) takes;
    DMZ_CAIRO_CALLS(DMZ_CAIRO_FIELD)
#undef DMZ_CAIRO_FIELD
};

/* Loads them: what the environment variable DMZCALC_PANGO names instead of libpangocairo, which brings the others.
 * Errors: DMZ_OUTPUT, with a hint, where they are missing or too old. */
enum dmz_status dmz_cairo_load(struct dmz_context *context, struct dmz_cairo *cairo);

#endif
