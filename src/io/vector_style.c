/* vector_style.c: QGIS's default styles in a GeoPackage, so that it opens with colours by layer and side. */
#include <string.h>

#include "io/text.h"
#include "io/vector_writer.h"

/* The day that is written wherever a format wants one. */
#define FIXED_DATE "2000/01/01 00:00:00+00"

static void add_property(struct dmz_buffer *text, const char *name, const char *value) {
    dmz_buffer_format(text, "<prop k=\"%s\" v=\"%s\"/>", name, value);
}

static void add_colour(struct dmz_buffer *text, const char *name, struct dmz_colour colour) {
    dmz_buffer_format(text, "<prop k=\"%s\" v=\"%d,%d,%d,255\"/>", name, colour.red, colour.green, colour.blue);
}

static void add_fill(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    dmz_buffer_text(text, "<layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">");
    add_colour(text, "color", dmz_colour_fill(stats, feature));
    add_colour(text, "outline_color", dmz_colour_stroke(stats, feature));
    add_property(text, "outline_style", "solid");
    add_property(text, "outline_width", "0.1");
    add_property(text, "outline_width_unit", "MM");
    add_property(text, "style", "solid");
    dmz_buffer_text(text, "</layer>");
}

static void add_stroke(struct dmz_buffer *text, struct dmz_colour colour, const char *width) {
    dmz_buffer_text(text, "<layer class=\"SimpleLine\" enabled=\"1\" locked=\"0\" pass=\"0\">");
    add_colour(text, "line_color", colour);
    add_property(text, "line_style", "solid");
    add_property(text, "line_width", width);
    add_property(text, "line_width_unit", "MM");
    add_property(text, "joinstyle", "round");
    dmz_buffer_text(text, "</layer>");
}

static void add_symbol(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature,
                       size_t number) {
    bool is_zone = feature->kind == DMZ_EMIT_ZONES, is_line = feature->kind == DMZ_EMIT_LINE;
    dmz_buffer_format(text, "<symbol type=\"%s\" name=\"%zu\" alpha=\"%s\" clip_to_extent=\"1\">",
                      is_zone ? "fill" : "line", number, is_zone ? "0.6" : "1");
    if (is_zone)
        add_fill(text, stats, feature);
    else
        add_stroke(text, dmz_colour_stroke(stats, feature), is_line ? "0.7" : "0.4");
    dmz_buffer_text(text, "</symbol>");
}

static bool is_marked(unsigned kind) {
    return kind == DMZ_EMIT_CROSSINGS || kind == DMZ_EMIT_POSTS;
}

/* Gaps look alike, too: red is what is not seen. */
static void add_warning(struct dmz_buffer *text) {
    static const struct dmz_colour VERMILION = {213, 94, 0};
    dmz_buffer_text(text, "<symbol type=\"line\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\">");
    add_stroke(text, VERMILION, "1");
    dmz_buffer_text(text, "</symbol>");
}

/* All crossings look alike, and all posts. */
static void add_marker(struct dmz_buffer *text) {
    static const struct dmz_colour BLACK = {0, 0, 0};
    dmz_buffer_text(text, "<symbol type=\"marker\" name=\"0\" alpha=\"1\" clip_to_extent=\"1\">"
                          "<layer class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" pass=\"0\">");
    add_colour(text, "color", BLACK);
    add_property(text, "name", "circle");
    add_property(text, "outline_style", "no");
    add_property(text, "size", "1.6");
    add_property(text, "size_unit", "MM");
    dmz_buffer_text(text, "</layer></symbol>");
}

/* Zones and limits are told apart by name, and called by their title and party. */
static void add_category(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature,
                         size_t number) {
    struct dmz_buffer title = {0};
    dmz_record_title(stats, feature, &title);
    dmz_buffer_format(text, "<category symbol=\"%zu\" render=\"true\" type=\"string\" value=\"", number);
    dmz_text_add_xml(text, feature->name);
    dmz_buffer_text(text, "\" label=\"");
    dmz_text_add_xml(text, title.bytes ? title.bytes : "");
    dmz_buffer_text(text, "\"/>");
    text->failed = text->failed || title.failed;
    dmz_buffer_free(&title);
}

typedef void part_writer(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature,
                         size_t number);

static void add_each(struct dmz_buffer *text, const struct dmz_records *features, unsigned kind, part_writer *add) {
    size_t number = 0;
    for (size_t i = 0; i < features->count; i++)
        if (features->items[i].kind == kind)
            add(text, features->stats, &features->items[i], number++);
}

/* Source: QGIS's own QML of version 3, of which older and newer ones read this much. */
static void write_style(struct dmz_buffer *text, const struct dmz_records *features, unsigned kind) {
    dmz_buffer_text(text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                          "<qgis version=\"3.16.0\" styleCategories=\"Symbology\">");
    if (kind != DMZ_EMIT_ZONES && kind != DMZ_EMIT_LIMITS)
        dmz_buffer_text(text, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\">");
    else {
        dmz_buffer_format(text,
                          "<renderer-v2 type=\"categorizedSymbol\" attr=\"%s\" symbollevels=\"0\" "
                          "enableorderby=\"0\"><categories>",
                          features->stats->diff    ? "change"
                          : kind == DMZ_EMIT_ZONES ? "zone"
                                                   : "limit");
        add_each(text, features, kind, add_category);
        dmz_buffer_text(text, "</categories>");
    }
    dmz_buffer_text(text, "<symbols>");
    if (is_marked(kind))
        add_marker(text);
    else if (kind == DMZ_EMIT_GAPS)
        add_warning(text);
    else
        add_each(text, features, kind, add_symbol);
    dmz_buffer_format(text,
                      "</symbols></renderer-v2><blendMode>0</blendMode><featureBlendMode>0</featureBlendMode>"
                      "<layerGeometryType>%d</layerGeometryType></qgis>\n",
                      kind == DMZ_EMIT_ZONES ? 2
                      : is_marked(kind)      ? 0
                                             : 1);
}

/* The columns of QGIS's table, in its order. */
enum { CATALOG, SCHEMA, TABLE, GEOMETRY, NAME, QML, SLD, IS_DEFAULT, DESCRIPTION, OWNER, UI, UPDATED, COLUMNS };
static const struct {
    const char *name;
    int type;
} columns[COLUMNS] = {
    {"f_table_catalog", DMZ_OFT_STRING},
    {"f_table_schema", DMZ_OFT_STRING},
    {"f_table_name", DMZ_OFT_STRING},
    {"f_geometry_column", DMZ_OFT_STRING},
    {"styleName", DMZ_OFT_STRING},
    {"styleQML", DMZ_OFT_STRING},
    {"styleSLD", DMZ_OFT_STRING},
    {"useAsDefault", DMZ_OFT_INTEGER},
    {"description", DMZ_OFT_STRING},
    {"owner", DMZ_OFT_STRING},
    {"ui", DMZ_OFT_STRING},
    {"update_time", DMZ_OFT_DATETIME},
};

static enum dmz_status add_row(struct dmz_vector_writer *writer, void *table, unsigned kind) {
    struct dmz_gdal *gdal = &writer->gdal;
    struct dmz_buffer qml = {0};
    write_style(&qml, writer->features, kind);
    void *row = gdal->OGR_F_Create(gdal->OGR_L_GetLayerDefn(table));
    if (!row || qml.failed) {
        if (row)
            gdal->OGR_F_Destroy(row);
        dmz_buffer_free(&qml);
        return dmz_fail_memory(writer->context);
    }
    const char *const texts[COLUMNS] = {
        [CATALOG] = "",
        [SCHEMA] = "",
        [TABLE] = dmz_table_name(writer->features->stats, kind),
        [GEOMETRY] = "geom",
        [NAME] = "dmzcalc",
        [QML] = qml.bytes,
        [SLD] = "",
        [DESCRIPTION] = "Colours by layer and side that are told apart without red and green",
        [OWNER] = "",
        [UPDATED] = FIXED_DATE,
    };
    for (int i = 0; i < COLUMNS; i++)
        if (texts[i])
            gdal->OGR_F_SetFieldString(row, i, texts[i]);
    gdal->OGR_F_SetFieldInteger(row, IS_DEFAULT, 1);
    int failed = gdal->OGR_L_CreateFeature(table, row);
    gdal->OGR_F_Destroy(row);
    dmz_buffer_free(&qml);
    return failed ? dmz_vector_write_fail(writer, "a style cannot be written") : DMZ_OK;
}

enum dmz_status dmz_vector_add_styles(struct dmz_vector_writer *writer, unsigned emits) {
    static const char *const options[] = {"FID=id", NULL};
    void *table = writer->gdal.GDALDatasetCreateLayer(writer->dataset, "layer_styles", NULL, DMZ_WKB_NONE, options);
    enum dmz_status status = table ? DMZ_OK : dmz_vector_write_fail(writer, "the table of styles cannot be made");
    for (size_t i = 0; i < COLUMNS && !status; i++)
        status = dmz_vector_add_field(writer, table, columns[i].name, columns[i].type);
    for (unsigned kind = DMZ_EMIT_ZONES; kind <= DMZ_EMIT_LAST && !status; kind <<= 1)
        if (emits & kind)
            status = add_row(writer, table, kind);
    return status;
}
