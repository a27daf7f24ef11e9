/* kml_write.c: zones, limits and the line as KML with colours, folders by layer and balloons to read. Source: OGC
 * 12-007r2. */
#include <math.h>
#include <stdio.h>

#include "dmz/units.h"
#include "io/decimal.h"
#include "io/records.h"
#include "io/text.h"

enum { ZONE_OPACITY = 0x99, LINE_OPACITY = 0xff, NUMBER_SIZE = 48, DISTANCE_SIZE = 32 };

/* Text in HTML that is text in XML. */
static void add_html(struct dmz_buffer *text, const char *plain) {
    struct dmz_buffer html = {0};
    dmz_text_add_xml(&html, plain);
    dmz_text_add_xml(text, html.bytes ? html.bytes : "");
    text->failed = text->failed || html.failed;
    dmz_buffer_free(&html);
}

static void add_colour(struct dmz_buffer *text, struct dmz_colour colour, int opacity) {
    dmz_buffer_format(text, "<color>%02x%02x%02x%02x</color>", opacity, colour.blue, colour.green, colour.red);
}

static void add_style_name(struct dmz_buffer *text, const struct dmz_record *feature) {
    dmz_buffer_format(text, "%s-%zu", feature->fringe ? "fringes" : dmz_kind_name(feature->kind), feature->zone);
}

/* Crossings share a style, and so do posts, and gaps. */
static bool is_shared(const struct dmz_record *feature) {
    return feature->point || feature->kind == DMZ_EMIT_GAPS;
}

static void add_style(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    bool is_line = feature->kind == DMZ_EMIT_LINE;
    dmz_buffer_text(text, "<Style id=\"");
    add_style_name(text, feature);
    dmz_buffer_text(text, "\"><LineStyle>");
    add_colour(text, dmz_colour_stroke(stats, feature), LINE_OPACITY);
    dmz_buffer_format(text, "<width>%s</width></LineStyle>", is_line ? "3" : feature->area ? "1" : "2");
    if (feature->area) {
        dmz_buffer_text(text, "<PolyStyle>");
        add_colour(text, dmz_colour_fill(stats, feature), ZONE_OPACITY);
        dmz_buffer_text(text, "<outline>0</outline></PolyStyle>");
    }
    dmz_buffer_text(text, "<BalloonStyle><text>&lt;h3&gt;$[name]&lt;/h3&gt;$[description]</text></BalloonStyle>"
                          "</Style>\n");
}

static void add_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count, int decimals) {
    char number[DMZ_DECIMAL_SIZE];
    dmz_buffer_text(text, "<coordinates>");
    for (size_t i = 0; i < count; i++) {
        dmz_buffer_text(text, i ? " " : "");
        dmz_buffer_add(text, number, dmz_decimal_write(number, positions[i].lon_deg, decimals));
        dmz_buffer_text(text, ",");
        dmz_buffer_add(text, number, dmz_decimal_write(number, positions[i].lat_deg, decimals));
    }
    dmz_buffer_text(text, "</coordinates>");
}

static void add_polygon(struct dmz_buffer *text, const struct dmz_polygon *polygon, int decimals) {
    dmz_buffer_text(text, "<Polygon><tessellate>1</tessellate>");
    for (size_t i = 0; i < polygon->ring_count; i++) {
        const char *boundary = i ? "innerBoundaryIs" : "outerBoundaryIs";
        dmz_buffer_format(text, "<%s><LinearRing>", boundary);
        add_positions(text, polygon->rings[i].positions, polygon->rings[i].count, decimals);
        dmz_buffer_format(text, "</LinearRing></%s>", boundary);
    }
    dmz_buffer_text(text, "</Polygon>");
}

static void add_geometry(struct dmz_buffer *text, const struct dmz_record *feature, int decimals) {
    if (feature->point) {
        dmz_buffer_text(text, "<Point>");
        add_positions(text, feature->point, 1, decimals);
        dmz_buffer_text(text, "</Point>");
        return;
    }
    dmz_buffer_text(text, "<MultiGeometry>");
    for (size_t i = 0; feature->area && i < feature->area->polygon_count; i++)
        add_polygon(text, &feature->area->polygons[i], decimals);
    for (size_t i = 0; feature->lines && i < feature->lines->count; i++) {
        dmz_buffer_text(text, "<LineString><tessellate>1</tessellate>");
        add_positions(text, feature->lines->items[i].positions, feature->lines->items[i].count, decimals);
        dmz_buffer_text(text, "</LineString>");
    }
    dmz_buffer_text(text, "</MultiGeometry>");
}

static void add_row(struct dmz_buffer *text, const char *label, const char *value) {
    if (!value)
        return;
    dmz_buffer_format(text, "&lt;tr&gt;&lt;td&gt;%s&lt;/td&gt;&lt;td&gt;", label);
    add_html(text, value);
    dmz_buffer_text(text, "&lt;/td&gt;&lt;/tr&gt;");
}

static void add_number_row(struct dmz_buffer *text, const char *label, double number, const char *unit) {
    char shown[NUMBER_SIZE], value[NUMBER_SIZE + 8];
    snprintf(value, sizeof value, "%s %s", dmz_units_write_number(number, 2, shown, sizeof shown), unit);
    add_row(text, label, value);
}

/* Where a zone, limit or fringe lies. */
static void add_place_rows(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature,
                           double from_m, double to_m) {
    char from[DISTANCE_SIZE], to[DISTANCE_SIZE], reach[2 * DISTANCE_SIZE + 8];
    add_row(text, "Side", dmz_side_name(dmz_record_side(stats, feature)));
    add_row(text, "Party", dmz_stats_party(stats, dmz_record_side(stats, feature)));
    if (isnan(to_m) || isnan(from_m))
        return;
    snprintf(reach, sizeof reach, "%s to %s", dmz_units_write_distance(from_m, from, sizeof from),
             dmz_units_write_distance(to_m, to, sizeof to));
    add_row(text, "Distance from the line", feature->area ? reach : to);
}

static void add_fringe_rows(struct dmz_buffer *text, const struct dmz_stats *stats,
                            const struct dmz_record *feature) {
    const struct dmz_fringe *fringe = &stats->doubt->fringes[feature->zone];
    add_place_rows(text, stats, feature, fringe->from_m, fringe->to_m);
    add_number_row(text, "Area", fringe->figures.area_m2 / 1e6, "km²");
}

/* Which area is certainly and which possibly in a zone. */
static void add_range_rows(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_zone *zone) {
    struct dmz_area_range range = dmz_doubt_range(stats->doubt, zone->layer, zone->layer, zone->side);
    add_number_row(text, "Certainly", range.low_m2 / 1e6, "km²");
    add_number_row(text, "Possibly", range.high_m2 / 1e6, "km²");
}

/* What people want to know of zones and limits. */
static void add_zone_rows(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    const struct dmz_zone *zone = &stats->zones->zones[feature->zone];
    add_place_rows(text, stats, feature, zone->from_m, zone->to_m);
    if (feature->area)
        add_number_row(text, "Area", stats->zone[feature->zone].area_m2 / 1e6, "km²");
    if (feature->area && stats->doubt)
        add_range_rows(text, stats, zone);
    add_number_row(text, "Length of the limit", stats->zone[feature->zone].limit_m / 1e3, "km");
    if (feature->area)
        add_row(text, "Forbidden", feature->forbids.bytes);
}

/* What is crossed, the route and its class, as the fields have them. */
static void add_crossing_rows(struct dmz_buffer *text, const struct dmz_record *feature) {
    static const char *const LABELS[] = {"Crosses", "Route", "Class"};
    for (size_t i = 0; i < 3; i++)
        add_row(text, LABELS[i], feature->fields[i].text);
    add_number_row(text, "Along the route", feature->fields[3].number, "km");
}

/* All fields but the name, which the balloon has above. */
static void add_field_rows(struct dmz_buffer *text, const struct dmz_record *feature) {
    for (size_t i = 1; i < feature->field_count; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        char number[DMZ_FIELD_NUMBER_SIZE];
        add_row(text, field->name,
                field->is_number ? dmz_field_number(field->number, field->decimals, number) : field->text);
    }
}

/* What changed, as the fields have it. */
static void add_piece_rows(struct dmz_buffer *text, const struct dmz_record *feature) {
    enum { GAINED_BY = 1, FROM = 3, TO, AREA };
    add_row(text, "Gained by", feature->fields[GAINED_BY].text);
    add_row(text, "Before", feature->fields[FROM].text);
    add_row(text, "After", feature->fields[TO].text);
    add_number_row(text, "Area", feature->fields[AREA].number, "km²");
}

static void add_rows(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (feature->fringe) {
        add_fringe_rows(text, stats, feature);
        return;
    }
    if (stats->diff) {
        add_piece_rows(text, feature);
        return;
    }
    if (feature->kind == DMZ_EMIT_CROSSINGS) {
        add_crossing_rows(text, feature);
        return;
    }
    if (feature->kind == DMZ_EMIT_POSTS || feature->kind == DMZ_EMIT_GAPS) {
        add_field_rows(text, feature);
        return;
    }
    if (feature->kind != DMZ_EMIT_LINE) {
        add_zone_rows(text, stats, feature);
        return;
    }
    add_row(text, "Date", dmz_record_line(stats, feature)->date);
    add_row(text, "Left", dmz_stats_party(stats, DMZ_SIDE_LEFT));
    add_row(text, "Right", dmz_stats_party(stats, DMZ_SIDE_RIGHT));
    add_number_row(text, "Length", dmz_record_line_figures(stats, feature)->length_m / 1e3, "km");
}

/* The same fields as in other formats. */
static void add_data(struct dmz_buffer *text, const struct dmz_record *feature) {
    char number[DMZ_FIELD_NUMBER_SIZE];
    dmz_buffer_text(text, "<ExtendedData>");
    for (size_t i = 0; i < feature->field_count; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        if (field->is_number ? isnan(field->number) : !field->text)
            continue;
        dmz_buffer_format(text, "<Data name=\"%s\"><value>", field->name);
        dmz_text_add_xml(text,
                         field->is_number ? dmz_field_number(field->number, field->decimals, number) : field->text);
        dmz_buffer_text(text, "</value></Data>");
    }
    dmz_buffer_text(text, "</ExtendedData>");
}

/* "Heavy-weapons-exclusion band, North Korea", "Limit: ...", "In doubt: ...". */
static void add_title(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (dmz_record_stands_alone(feature)) {
        dmz_text_add_xml(text, feature->name);
        return;
    }
    struct dmz_buffer title = {0};
    dmz_record_title(stats, feature, &title);
    dmz_buffer_text(text, feature->area ? "" : "Limit: ");
    dmz_text_add_xml(text, title.bytes ? title.bytes : "");
    text->failed = text->failed || title.failed;
    dmz_buffer_free(&title);
}

static void add_placemark(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    dmz_buffer_text(text, "<Placemark><name>");
    add_title(text, stats, feature);
    dmz_buffer_text(text, "</name><description>&lt;table&gt;");
    add_rows(text, stats, feature);
    dmz_buffer_text(text, "&lt;/table&gt;</description><styleUrl>#");
    add_style_name(text, feature);
    dmz_buffer_text(text, "</styleUrl>");
    add_data(text, feature);
    add_geometry(text, feature, feature->decimals);
    dmz_buffer_text(text, "</Placemark>\n");
}

/* Folders past those of layers: of fringes, the line, crossings, posts, gaps. */
enum { KML_OTHERS = 5 };

/* In which folder a feature is: its layer's, or past the last layer one of the others. */
static size_t folder_of(const struct dmz_stats *stats, const struct dmz_record *feature) {
    size_t layers = stats->request->layer_count;
    if (feature->kind == DMZ_EMIT_LINE)
        return layers + 1;
    if (feature->kind == DMZ_EMIT_CROSSINGS)
        return layers + 2;
    if (dmz_record_stands_alone(feature))
        return layers + (feature->kind == DMZ_EMIT_POSTS ? 3 : 4);
    return feature->fringe ? layers : stats->zones->zones[feature->zone].layer;
}

static const char *folder_name(const struct dmz_stats *stats, size_t folder) {
    size_t layers = stats->request->layer_count;
    static const char *const OTHERS[KML_OTHERS] = {"In doubt", "Contact line", "Crossings of routes", "Posts",
                                                   "Gaps"};
    if (folder >= layers)
        return OTHERS[folder - layers];
    const struct dmz_layer *layer = &stats->request->layers[folder];
    return layer->title ? layer->title : layer->name;
}

static void add_folder(struct dmz_buffer *text, const struct dmz_records *features, size_t folder) {
    bool begun = false;
    for (size_t i = 0; i < features->count; i++) {
        if (folder_of(features->stats, &features->items[i]) != folder)
            continue;
        if (!begun) {
            dmz_buffer_text(text, "<Folder><name>");
            dmz_text_add_xml(text, folder_name(features->stats, folder));
            dmz_buffer_text(text, "</name>\n");
        }
        begun = true;
        add_placemark(text, features->stats, &features->items[i]);
    }
    dmz_buffer_text(text, begun ? "</Folder>\n" : "");
}

enum dmz_status dmz_kml_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                     const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    struct dmz_records features = {0};
    (void)format;
    enum dmz_status status = dmz_records_build(context, stats, emits, &features);
    dmz_buffer_text(files, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>");
    dmz_text_add_xml(files, stats->line->name ? stats->line->name : "Zones around a contact line");
    dmz_buffer_text(files, "</name>\n");
    unsigned styled = 0;
    for (size_t i = 0; i < features.count && !status; i++) {
        if (!is_shared(&features.items[i]) || !(styled & features.items[i].kind))
            add_style(files, stats, &features.items[i]);
        styled |= features.items[i].kind;
    }
    for (size_t folder = 0; folder < stats->request->layer_count + KML_OTHERS && !status; folder++)
        add_folder(files, &features, folder);
    dmz_buffer_text(files, "</Document></kml>\n");
    dmz_records_free(&features);
    if (!status && files->failed)
        status = dmz_fail_memory(context);
    return status;
}
