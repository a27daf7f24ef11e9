/* write.c: an annex as a document, and as a table. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/annex.h"
#include "dmz/sheet.h"
#include "report/rows.h"

/* Columns of points; those of coordinates are put between. */
static const struct dmz_column NUMBER = {"point", "Point", DMZ_COLUMN_TEXT, 0, 0};
static const struct dmz_column LIMIT[] = {{"limit", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                          {"layer", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                          {"side", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                          {"party", NULL, DMZ_COLUMN_TEXT, 0, 0},
                                          {"reach_m", NULL, DMZ_COLUMN_NUMBER, 0, 3}};
static const struct dmz_column PIECE = {"piece", "Piece", DMZ_COLUMN_TEXT, 0, 0};
static const struct dmz_column FIGURES[] = {{"next_m", "To next, m", DMZ_COLUMN_NUMBER, 1, 2},
                                            {"azimuth_deg", "Azimuth, °", DMZ_COLUMN_NUMBER, 3, 2},
                                            {"departure_m", NULL, DMZ_COLUMN_NUMBER, 1, 1}};

enum { LIMIT_COLUMNS = sizeof LIMIT / sizeof *LIMIT, FIGURE_COLUMNS = sizeof FIGURES / sizeof *FIGURES };

static const char *party_of(const struct dmz_annex_paper *paper, enum dmz_side side) {
    const char *name = side == DMZ_SIDE_LEFT ? paper->line->left : side == DMZ_SIDE_RIGHT ? paper->line->right : NULL;
    return name || side == DMZ_SIDE_NONE ? name : dmz_side_name(side);
}

static const struct dmz_layer *layer_of(const struct dmz_annex_paper *paper, const struct dmz_annex_limit *limit) {
    return &paper->request->zones->layers[limit->layer];
}

static void begin_sheet(const struct dmz_annex_paper *paper, struct dmz_sheet *sheet) {
    enum dmz_notation notation = paper->request->coordinates.notation;
    dmz_sheet_begin(sheet, "points", &NUMBER, 1);
    for (size_t i = 0; i < LIMIT_COLUMNS; i++)
        dmz_sheet_add_column(sheet, &LIMIT[i]);
    dmz_sheet_add_column(sheet, &PIECE);
    for (size_t i = 0; i < dmz_coordinates_count(notation); i++) {
        struct dmz_column column = {dmz_coordinates_key(notation, i), dmz_coordinates_title(notation, i),
                                    DMZ_COLUMN_WORDED, 0, 0};
        dmz_sheet_add_column(sheet, &column);
    }
    for (size_t i = 0; i < FIGURE_COLUMNS; i++)
        dmz_sheet_add_column(sheet, &FIGURES[i]);
}

/* Appends a point; `number` counts through the limit's pieces. */
static void add_point(const struct dmz_annex_paper *paper, const struct dmz_annex_limit *limit, size_t piece,
                      size_t k, size_t number, struct dmz_sheet *sheet) {
    const struct dmz_turning_point *point = &limit->pieces[piece].points[k];
    char text[DMZ_LIMIT_CODE_SIZE + 8], texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE];
    size_t column = 0;
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, column++, dmz_annex_point_name(limit, number, text));
    dmz_sheet_text(sheet, column++, limit->code);
    dmz_sheet_text(sheet, column++, layer_of(paper, limit)->name);
    dmz_sheet_text(sheet, column++, dmz_side_name(limit->side));
    dmz_sheet_text(sheet, column++, party_of(paper, limit->side));
    dmz_sheet_number(sheet, column++, limit->reach_m);
    snprintf(text, sizeof text, "%zu %s", piece + 1, dmz_piece_name(limit->pieces[piece].kind));
    dmz_sheet_text(sheet, column++, text);
    dmz_coordinates_write(&paper->request->coordinates, point->position, texts);
    for (size_t i = 0; i < dmz_coordinates_count(paper->request->coordinates.notation); i++)
        dmz_sheet_text(sheet, column++, texts[i]);
    dmz_sheet_number(sheet, column++, point->next_m);
    dmz_sheet_number(sheet, column++, point->azimuth_deg);
    dmz_sheet_number(sheet, column++, point->departure_m);
}

static void add_points(const struct dmz_annex_paper *paper, const struct dmz_annex_limit *limit,
                       struct dmz_sheet *sheet) {
    size_t number = 0;
    for (size_t i = 0; i < limit->piece_count; i++)
        for (size_t k = 0; k < limit->pieces[i].count; k++)
            add_point(paper, limit, i, k, ++number, sheet);
}

enum dmz_status dmz_annex_csv(struct dmz_context *context, const struct dmz_annex_paper *paper,
                              struct dmz_buffer *text) {
    struct dmz_sheet sheet = {0};
    begin_sheet(paper, &sheet);
    for (size_t i = 0; i < paper->annex->count; i++)
        add_points(paper, &paper->annex->limits[i], &sheet);
    enum dmz_status status = dmz_sheet_csv(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return status;
}

static void add_title(const struct dmz_annex_paper *paper, const struct dmz_annex_limit *limit,
                      struct dmz_buffer *text) {
    const struct dmz_layer *layer = layer_of(paper, limit);
    const char *party = party_of(paper, limit->side);
    dmz_rows_markdown(text, layer->title ? layer->title : layer->name);
    dmz_buffer_format(text, ", %s", dmz_side_name(limit->side));
    if (party && strcmp(party, dmz_side_name(limit->side)) != 0) {
        dmz_buffer_text(text, " (");
        dmz_rows_markdown(text, party);
        dmz_buffer_text(text, ")");
    }
}

static void add_line(const struct dmz_annex_paper *paper, struct dmz_buffer *text) {
    const struct dmz_line *line = paper->line;
    bool geodesic = paper->request->zones->edges == DMZ_EDGES_GEODESIC;
    dmz_buffer_text(text, "- **Contact line**: ");
    dmz_rows_markdown(text, line->name ? line->name : "without a name");
    if (line->date) {
        dmz_buffer_text(text, ", ");
        dmz_rows_markdown(text, line->date);
    }
    dmz_buffer_format(text, "; between its vertices it runs along %s.\n",
                      geodesic ? "geodesics" : "straight edges in longitude and latitude");
    bool flat = paper->request->zones->cap == DMZ_CAP_FLAT;
    dmz_buffer_format(text,
                      "- **Limits**: a limit is at its reach from the nearest place of the contact line, measured "
                      "along the geodesic; at the ends of the line it %s. Left and right are as one looks along the "
                      "line.\n",
                      flat ? "ends" : "goes round them");
}

static const char *describe_notation(enum dmz_notation notation) {
    static const char *const TEXTS[] = {
        [DMZ_NOTATION_DMS] = "degrees, minutes and seconds of latitude and longitude",
        [DMZ_NOTATION_DDM] = "degrees and minutes of latitude and longitude",
        [DMZ_NOTATION_DECIMAL] = "degrees of latitude and longitude",
        [DMZ_NOTATION_UTM] = "Universal Transverse Mercator (beyond 84° N and 80° S: Universal Polar "
                             "Stereographic), zone, easting and northing",
        [DMZ_NOTATION_MGRS] = "Military Grid Reference System; a reference names a square, and the turning point is "
                              "the middle of it",
    };
    return TEXTS[notation];
}

/* "0.01″", "0.1 m": the step of the last digit. */
static const char *write_step(const struct dmz_coordinates *coordinates, char *text, size_t size) {
    static const char *const UNITS[] = {"″", "′", "°", " m", " m"};
    int precision = coordinates->precision;
    if (coordinates->notation == DMZ_NOTATION_MGRS)
        snprintf(text, size, "%.0f m", pow(10, DMZ_MGRS_DIGITS_MOST - precision));
    else
        snprintf(text, size, "%.*f%s", precision, pow(10, -precision), UNITS[coordinates->notation]);
    return text;
}

/* Metres that are no less than these, in as many decimals as there is something to say with. */
static const char *write_at_most(double metres, char *text, size_t size) {
    int decimals = metres < 1 ? 3 : 1;
    double unit = pow(10, decimals);
    snprintf(text, size, "%.*f m", decimals, ceil(metres * unit) / unit);
    return text;
}

static double widest_gap_m(const struct dmz_annex *annex) {
    double gap_m = 0;
    for (size_t i = 0; i < annex->count; i++)
        gap_m = fmax(gap_m, annex->limits[i].straight_gap_m);
    return gap_m;
}

static void add_rules(const struct dmz_annex_paper *paper, struct dmz_buffer *text) {
    const struct dmz_annex_request *request = paper->request;
    bool zone = request->favour == DMZ_FAVOUR_ZONE;
    char step[32], moved[32], gap[32];
    dmz_buffer_format(text,
                      "- **Between turning points** a limit runs along the geodesic (the shortest way on the "
                      "ellipsoid), in the order of numbers; from the last point of a ring or hole to its first. "
                      "Edges drawn straight in longitude and latitude lie up to %s beside it.\n",
                      write_at_most(widest_gap_m(paper->annex), gap, sizeof gap));
    dmz_buffer_format(text,
                      "- **Coordinates**: %s; in steps of %s, which moves a point by at most %s. All that is said "
                      "here holds of the points as they are written.\n",
                      describe_notation(request->coordinates.notation),
                      write_step(&request->coordinates, step, sizeof step),
                      write_at_most(paper->annex->rounding_m, moved, sizeof moved));
    dmz_buffer_format(text,
                      "- **Generalised in favour of the %s**: no place of a limit given here is %s than the true "
                      "one's reach, nor departs from it by more than the table says; what is narrower than that, "
                      "inlets and holes, may be left out.\n",
                      dmz_favour_name(request->favour), zone ? "nearer to the line" : "farther from the line");
    dmz_buffer_text(
        text, "- **Numbers**: side (L left, R right, B both), letters of the layer, number. Rings and holes "
              "begin in the north, with what they bound to the left; open pieces run from the "
              "line's start to its end.\n"
              "- **To next**: length of the geodesic to the next point; **azimuth**: its direction at this one, "
              "clockwise from true north.\n");
}

static void add_preamble(const struct dmz_annex_paper *paper, struct dmz_buffer *text) {
    dmz_buffer_text(text, "# Annex: turning points of limits\n\n"
                          "- **Datum**: World Geodetic System 1984 (WGS 84); ellipsoid: semi-major axis 6,378,137 m, "
                          "flattening 1/298.257223563.\n");
    add_line(paper, text);
    add_rules(paper, text);
    dmz_buffer_text(text, "- **Made by** dmzcalc " DMZ_VERSION
                          "; method: docs/METHOD.md, \"Annexes\" (geodesics: Karney 2013).\n\n"
                          "This is computed from the contact line named above. It determines no border and no right, "
                          "and prejudges neither.\n");
}

static enum dmz_status add_limits(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                  struct dmz_buffer *text) {
    static const struct dmz_column COLUMNS[] = {
        {NULL, "Limit", DMZ_COLUMN_TEXT, 0, 0},   {NULL, "Layer", DMZ_COLUMN_TEXT, 0, 0},
        {NULL, "Side", DMZ_COLUMN_TEXT, 0, 0},    {NULL, "Party", DMZ_COLUMN_TEXT, 0, 0},
        {NULL, "Reach", DMZ_COLUMN_WORDED, 0, 0}, {NULL, "Points", DMZ_COLUMN_COUNT, 0, 0},
        {NULL, "Pieces", DMZ_COLUMN_COUNT, 0, 0}, {NULL, "Departs, m", DMZ_COLUMN_NUMBER, 1, 0}};
    struct dmz_sheet sheet = {0};
    dmz_sheet_begin(&sheet, "limits", COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    for (size_t i = 0; i < paper->annex->count; i++) {
        const struct dmz_annex_limit *limit = &paper->annex->limits[i];
        char reach[32];
        dmz_sheet_add_row(&sheet);
        dmz_sheet_text(&sheet, 0, limit->code);
        dmz_sheet_text(&sheet, 1, layer_of(paper, limit)->name);
        dmz_sheet_text(&sheet, 2, dmz_side_name(limit->side));
        dmz_sheet_text(&sheet, 3, party_of(paper, limit->side));
        dmz_sheet_text(&sheet, 4, dmz_units_write_distance(limit->reach_m, reach, sizeof reach));
        dmz_sheet_number(&sheet, 5, (double)limit->point_count);
        dmz_sheet_number(&sheet, 6, (double)limit->piece_count);
        dmz_sheet_number(&sheet, 7, ceil(10 * limit->departure_m) / 10);
    }
    dmz_buffer_text(text, "\n## Limits\n\n");
    enum dmz_status status = dmz_sheet_markdown(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return status;
}

enum dmz_status dmz_annex_markdown(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                   struct dmz_buffer *text) {
    add_preamble(paper, text);
    enum dmz_status status = add_limits(context, paper, text);
    for (size_t i = 0; i < paper->annex->count && !status; i++) {
        const struct dmz_annex_limit *limit = &paper->annex->limits[i];
        struct dmz_sheet sheet = {0};
        dmz_buffer_format(text, "\n## %s: ", limit->code);
        add_title(paper, limit, text);
        dmz_buffer_text(text, "\n\n");
        if (!limit->piece_count) {
            dmz_buffer_text(text,
                            "This limit has no turning points: on its side nothing is farther from the line than "
                            "it reaches.\n");
            continue;
        }
        begin_sheet(paper, &sheet);
        add_points(paper, limit, &sheet);
        status = dmz_sheet_markdown(context, &sheet, text);
        dmz_sheet_free(&sheet);
    }
    return status;
}
