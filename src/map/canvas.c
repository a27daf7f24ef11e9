/* canvas.c: a sheet to draw on: cairo's surfaces, Pango's texts. */
#include "map/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/text.h"
#include "map/brief.h"

static const double POINTS_PER_MM = 72 / 25.4;

/* The day that files want to know: that of no run, so that the same input gives the same bytes. */
static const char FIXED_DATE[] = "2000-01-01T00:00:00Z";

/* The first of these that there is; letters that it lacks are taken from others that are installed. */
static const char FONTS[] = "DejaVu Sans,Noto Sans,sans-serif";

static int sink(void *closure, const unsigned char *bytes, unsigned count) {
    struct dmz_buffer *out = closure;
    dmz_buffer_add(out, (const char *)bytes, count);
    return out->failed ? DMZ_CAIRO_WRITE_ERROR : 0;
}

static enum dmz_status check(const struct dmz_canvas *canvas, int status) {
    if (!status)
        return DMZ_OK;
    if (status == DMZ_CAIRO_NO_MEMORY || canvas->out->failed)
        return dmz_fail_memory(canvas->context);
    return dmz_fail(canvas->context, DMZ_OUTPUT, "--map: cairo: %s", canvas->pen.cairo_status_to_string(status));
}

static void make_surface(struct dmz_canvas *canvas, const struct dmz_map_size *size, const char *title) {
    const struct dmz_cairo *pen = &canvas->pen;
    double width = size->width_mm * POINTS_PER_MM, height = size->height_mm * POINTS_PER_MM;
    if (canvas->format == DMZ_MAP_PNG) {
        canvas->surface =
            pen->cairo_image_surface_create(DMZ_CAIRO_RGB24, (int)lround(size->width_mm * size->pixels_per_mm),
                                            (int)lround(size->height_mm * size->pixels_per_mm));
        return;
    }
    canvas->surface = canvas->format == DMZ_MAP_SVG
                          ? pen->cairo_svg_surface_create_for_stream(sink, canvas->out, width, height)
                          : pen->cairo_pdf_surface_create_for_stream(sink, canvas->out, width, height);
    if (canvas->format != DMZ_MAP_PDF || pen->cairo_surface_status(canvas->surface))
        return;
    pen->cairo_pdf_surface_set_metadata(canvas->surface, DMZ_CAIRO_PDF_TITLE, title);
    pen->cairo_pdf_surface_set_metadata(canvas->surface, DMZ_CAIRO_PDF_CREATOR, "dmzcalc " DMZ_VERSION);
    pen->cairo_pdf_surface_set_metadata(canvas->surface, DMZ_CAIRO_PDF_CREATED, FIXED_DATE);
    pen->cairo_pdf_surface_set_metadata(canvas->surface, DMZ_CAIRO_PDF_MODIFIED, FIXED_DATE);
}

/* Letters keep their shape and their distances whatever the format and its pixels: nothing is fitted to them. */
static void make_texts(struct dmz_canvas *canvas) {
    const struct dmz_cairo *pen = &canvas->pen;
    void *options = pen->cairo_font_options_create();
    pen->cairo_font_options_set_antialias(options, DMZ_CAIRO_ANTIALIAS_GRAY);
    pen->cairo_font_options_set_hint_style(options, DMZ_CAIRO_HINT_NONE);
    pen->cairo_font_options_set_hint_metrics(options, DMZ_CAIRO_HINT_METRICS_OFF);
    canvas->layout = pen->pango_cairo_create_layout(canvas->cairo);
    pen->pango_cairo_context_set_font_options(pen->pango_layout_get_context(canvas->layout), options);
    pen->pango_context_set_round_glyph_positions(pen->pango_layout_get_context(canvas->layout), 0);
    pen->pango_layout_context_changed(canvas->layout);
    pen->cairo_font_options_destroy(options);
    canvas->font = pen->pango_font_description_new();
    pen->pango_font_description_set_family(canvas->font, FONTS);
    pen->pango_layout_set_wrap(canvas->layout, DMZ_PANGO_WRAP_WORD_CHARACTER);
}

enum dmz_status dmz_canvas_begin(struct dmz_context *context, const struct dmz_map_sheet *sheet, const char *title,
                                 struct dmz_buffer *out, struct dmz_canvas *canvas) {
    *canvas = (struct dmz_canvas){.context = context, .format = sheet->format, .out = out};
    enum dmz_status status = dmz_cairo_load(context, &canvas->pen);
    if (status)
        return status;
    canvas->pixels_per_point = sheet->size.pixels_per_mm / POINTS_PER_MM;
    make_surface(canvas, &sheet->size, title);
    status = check(canvas, canvas->pen.cairo_surface_status(canvas->surface));
    if (status)
        return status;
    canvas->cairo = canvas->pen.cairo_create(canvas->surface);
    if (canvas->format == DMZ_MAP_PNG)
        canvas->pen.cairo_scale(canvas->cairo, canvas->pixels_per_point, canvas->pixels_per_point);
    canvas->pen.cairo_set_line_join(canvas->cairo, DMZ_CAIRO_JOIN_ROUND);
    make_texts(canvas);
    return DMZ_OK;
}

/* Copies a path's data up to the quote that ends it, numbers with two decimals only: a hundredth of a point is less
 * than a printer's dot. Answers where that quote is. */
static const char *add_short_path(struct dmz_buffer *text, const char *data) {
    enum { DECIMALS = 2 };
    while (*data && *data != '"') {
        size_t before = strcspn(data, ".\"");
        dmz_buffer_add(text, data, before);
        data += before;
        if (*data != '.')
            continue;
        size_t digits = strspn(data + 1, "0123456789"), kept = digits < DECIMALS ? digits : DECIMALS;
        while (kept && data[kept] == '0')
            kept--;
        dmz_buffer_add(text, data, kept ? kept + 1 : 0);
        data += 1 + digits;
    }
    return data;
}

/* cairo writes six decimals, which more than doubles a file, and calls the whole by the number of surfaces that the
 * process has had. */
static void shorten_svg(struct dmz_buffer *out) {
    static const char PATH[] = " d=\"", NUMBERED[] = "<g id=\"surface";
    struct dmz_buffer text = {.failed = out->failed};
    const char *at = out->bytes, *found;
    while (at && (found = strstr(at, PATH))) {
        found += strlen(PATH);
        dmz_buffer_add(&text, at, (size_t)(found - at));
        at = add_short_path(&text, found);
    }
    dmz_buffer_text(&text, at ? at : "");
    char *number = text.bytes ? strstr(text.bytes, NUMBERED) : NULL;
    number = number ? number + strlen(NUMBERED) : NULL;
    size_t digits = number ? strspn(number, "0123456789") : 0;
    if (digits) {
        memmove(number, number + digits, strlen(number + digits) + 1);
        text.count -= digits;
    }
    dmz_buffer_free(out);
    *out = text;
}

/* cairo's SVG has no title, which is what screen readers and browsers' tabs read. */
static void add_svg_title(struct dmz_buffer *out, const char *title) {
    struct dmz_buffer with = {0};
    const char *root = out->bytes ? strstr(out->bytes, "<svg ") : NULL, *inside = root ? strchr(root, '>') : NULL;
    if (!inside || out->failed)
        return;
    dmz_buffer_add(&with, out->bytes, (size_t)(inside - out->bytes));
    dmz_buffer_text(&with, " role=\"img\">\n<title>");
    dmz_text_add_xml(&with, title);
    dmz_buffer_text(&with, "</title>");
    dmz_buffer_text(&with, inside + 1);
    dmz_buffer_free(out);
    *out = with;
}

enum dmz_status dmz_canvas_end(struct dmz_canvas *canvas, const char *title) {
    const struct dmz_cairo *pen = &canvas->pen;
    enum dmz_status status = check(canvas, pen->cairo_status(canvas->cairo));
    if (!status && canvas->format == DMZ_MAP_PNG)
        status = check(canvas, pen->cairo_surface_write_to_png_stream(canvas->surface, sink, canvas->out));
    pen->cairo_surface_finish(canvas->surface);
    if (!status)
        status = check(canvas, pen->cairo_surface_status(canvas->surface));
    if (!status && canvas->format == DMZ_MAP_SVG) {
        shorten_svg(canvas->out);
        add_svg_title(canvas->out, title);
    }
    return !status && canvas->out->failed ? dmz_fail_memory(canvas->context) : status;
}

void dmz_canvas_free(struct dmz_canvas *canvas) {
    const struct dmz_cairo *pen = &canvas->pen;
    if (canvas->spaced)
        pen->pango_attr_list_unref(canvas->spaced);
    if (canvas->font)
        pen->pango_font_description_free(canvas->font);
    if (canvas->layout)
        pen->g_object_unref(canvas->layout);
    if (canvas->cairo)
        pen->cairo_destroy(canvas->cairo);
    if (canvas->surface)
        pen->cairo_surface_destroy(canvas->surface);
    *canvas = (struct dmz_canvas){0};
}

void dmz_canvas_colour(struct dmz_canvas *canvas, struct dmz_colour colour, double opacity) {
    canvas->pen.cairo_set_source_rgba(canvas->cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                                      opacity);
}

void dmz_canvas_trail(struct dmz_canvas *canvas, const struct dmz_dot *dots, size_t count, bool closed) {
    for (size_t i = 0; i < count; i++)
        (i ? canvas->pen.cairo_line_to : canvas->pen.cairo_move_to)(canvas->cairo, dots[i].x, dots[i].y);
    if (count && closed)
        canvas->pen.cairo_close_path(canvas->cairo);
}

void dmz_canvas_fill_rect(struct dmz_canvas *canvas, struct dmz_rect rect) {
    canvas->pen.cairo_rectangle(canvas->cairo, rect.x, rect.y, rect.width, rect.height);
    canvas->pen.cairo_fill(canvas->cairo);
}

void dmz_canvas_stroke_rect(struct dmz_canvas *canvas, struct dmz_rect rect, double width) {
    canvas->pen.cairo_rectangle(canvas->cairo, rect.x, rect.y, rect.width, rect.height);
    canvas->pen.cairo_set_line_width(canvas->cairo, width);
    canvas->pen.cairo_stroke(canvas->cairo);
}

void dmz_canvas_line(struct dmz_canvas *canvas, struct dmz_dot from, struct dmz_dot to, double width) {
    dmz_canvas_trail(canvas, (struct dmz_dot[]){from, to}, 2, false);
    canvas->pen.cairo_set_line_width(canvas->cairo, width);
    canvas->pen.cairo_stroke(canvas->cairo);
}

void dmz_canvas_disc(struct dmz_canvas *canvas, struct dmz_dot middle, double radius) {
    canvas->pen.cairo_new_sub_path(canvas->cairo);
    canvas->pen.cairo_arc(canvas->cairo, middle.x, middle.y, radius, 0, 2 * M_PI);
    canvas->pen.cairo_fill(canvas->cairo);
}

void dmz_canvas_dash(struct dmz_canvas *canvas, double on, double off) {
    const double lengths[] = {on, off};
    canvas->pen.cairo_set_dash(canvas->cairo, lengths, on > 0 ? 2 : 0, 0);
}

/* --- texts --- */

/* Letters of these scripts stand apart, as Latin, Greek and Cyrillic ones do; those of others are joined, or stand in
 * squares. */
static bool may_be_spaced(const char *text) {
    static const unsigned char FIRST_OTHER = 0xD5; /* leads U+0540 */
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c >= FIRST_OTHER && (unsigned char)*c != 0xE2) /* which leads dashes and quotes */
            return false;
    return true;
}

static void space_letters(struct dmz_canvas *canvas, const char *text, double spacing) {
    const struct dmz_cairo *pen = &canvas->pen;
    bool spaced = spacing > 0 && may_be_spaced(text);
    if (spaced && (!canvas->spaced || canvas->spacing != spacing)) {
        if (canvas->spaced)
            pen->pango_attr_list_unref(canvas->spaced);
        canvas->spaced = pen->pango_attr_list_new();
        canvas->spacing = spacing;
        pen->pango_attr_list_insert(canvas->spaced,
                                    pen->pango_attr_letter_spacing_new((int)lround(spacing * DMZ_PANGO_SCALE)));
    }
    pen->pango_layout_set_attributes(canvas->layout, spaced ? canvas->spaced : NULL);
}

static void warn_of_letters(struct dmz_canvas *canvas, const char *text) {
    if (canvas->warned || !canvas->pen.pango_layout_get_unknown_glyphs_count(canvas->layout))
        return;
    canvas->warned = true;
    dmz_warn(canvas->context, "--map: no font that is installed has all letters of '%s'", text);
}

static struct dmz_rect set_text(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type) {
    const struct dmz_cairo *pen = &canvas->pen;
    struct dmz_pango_box ink, logical;
    char brief[DMZ_BRIEF_SIZE];
    if (type->cut || !(type->width > 0)) /* a name; not what has lines */
        text = dmz_brief(text, brief);
    pen->pango_font_description_set_weight(canvas->font, type->bold ? DMZ_PANGO_BOLD : DMZ_PANGO_NORMAL);
    pen->pango_font_description_set_style(canvas->font, type->italic ? DMZ_PANGO_ITALIC : 0);
    pen->pango_font_description_set_absolute_size(canvas->font, type->size * DMZ_PANGO_SCALE);
    pen->pango_layout_set_font_description(canvas->layout, canvas->font);
    pen->pango_layout_set_width(canvas->layout, type->width > 0 ? (int)lround(type->width * DMZ_PANGO_SCALE) : -1);
    pen->pango_layout_set_ellipsize(canvas->layout, type->cut ? DMZ_PANGO_ELLIPSIZE_END : DMZ_PANGO_ELLIPSIZE_NONE);
    pen->pango_layout_set_alignment(canvas->layout, type->alignment);
    space_letters(canvas, text, type->spacing);
    pen->pango_layout_set_text(canvas->layout, text, -1);
    warn_of_letters(canvas, text);
    pen->pango_layout_get_extents(canvas->layout, &ink, &logical);
    return (struct dmz_rect){(double)logical.x / DMZ_PANGO_SCALE, (double)logical.y / DMZ_PANGO_SCALE,
                             (double)logical.width / DMZ_PANGO_SCALE, (double)logical.height / DMZ_PANGO_SCALE};
}

struct dmz_rect dmz_canvas_measure(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type) {
    return set_text(canvas, text, type);
}

struct dmz_rect dmz_canvas_write(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type,
                                 struct dmz_dot at) {
    struct dmz_rect size = set_text(canvas, text, type);
    double shift = type->alignment == DMZ_PANGO_CENTRE  ? size.width / 2
                   : type->alignment == DMZ_PANGO_RIGHT ? size.width
                                                        : 0;
    canvas->pen.cairo_move_to(canvas->cairo, at.x - shift - size.x, at.y - size.y);
    canvas->pen.pango_cairo_show_layout(canvas->cairo, canvas->layout);
    canvas->pen.cairo_new_path(canvas->cairo);
    return size;
}

void dmz_canvas_label(struct dmz_canvas *canvas, const char *text, const struct dmz_type *type, struct dmz_ink ink,
                      struct dmz_dot at, double angle) {
    const struct dmz_cairo *pen = &canvas->pen;
    struct dmz_rect size = set_text(canvas, text, type);
    pen->cairo_save(canvas->cairo);
    pen->cairo_translate(canvas->cairo, at.x, at.y);
    pen->cairo_rotate(canvas->cairo, angle);
    pen->cairo_move_to(canvas->cairo, -size.width / 2 - size.x, -size.height / 2 - size.y);
    if (ink.rim > 0) {
        dmz_canvas_colour(canvas, ink.halo, 0.85);
        pen->pango_cairo_layout_path(canvas->cairo, canvas->layout);
        pen->cairo_set_line_width(canvas->cairo, 2 * ink.rim);
        pen->cairo_stroke(canvas->cairo);
        pen->cairo_move_to(canvas->cairo, -size.width / 2 - size.x, -size.height / 2 - size.y);
    }
    dmz_canvas_colour(canvas, ink.colour, 1);
    pen->pango_cairo_show_layout(canvas->cairo, canvas->layout);
    pen->cairo_restore(canvas->cairo);
    pen->cairo_new_path(canvas->cairo);
}
