/* sniff.c: what a file really is that was given as GeoJSON, told from its first bytes. */
#include "io/sniff.h"

#include <stdbool.h>
#include <string.h>

#define HINT_UNPACK "unpack it first"
#define HINT_CONVERT "convert it first: ogr2ogr -f GeoJSON line.geojson FILE"

struct signature {
    size_t length;
    const char *magic;
    const char *what, *hint;
};

/* Longer before shorter where one begins like the other. Sources: the formats' specifications. */
static const struct signature signatures[] = {
    {4, "\xff\xfe\0\0", "UTF-32 text", "save it as UTF-8: iconv -f UTF-32 -t UTF-8"},
    {4, "\0\0\xfe\xff", "UTF-32 text", "save it as UTF-8: iconv -f UTF-32 -t UTF-8"},
    {2, "\xff\xfe", "UTF-16 text", "save it as UTF-8: iconv -f UTF-16 -t UTF-8"},
    {2, "\xfe\xff", "UTF-16 text", "save it as UTF-8: iconv -f UTF-16 -t UTF-8"},
    {2, "\x1f\x8b", "gzip-compressed data", HINT_UNPACK},
    {3, "BZh", "bzip2-compressed data", HINT_UNPACK},
    {6,
     "\xfd"
     "7zXZ\0",
     "xz-compressed data", HINT_UNPACK},
    {4, "\x28\xb5\x2f\xfd", "zstd-compressed data", HINT_UNPACK},
    {4, "PK\x03\x04", "a zip archive (a KMZ file, a zipped shapefile)", HINT_UNPACK},
    {4, "PK\x05\x06", "an empty zip archive", HINT_UNPACK},
    {4, "\0\0\x27\x0a", "a shapefile", HINT_CONVERT},
    {15, "SQLite format 3", "a GeoPackage or other SQLite database", HINT_CONVERT},
    {4, "fgb\x03", "a FlatGeobuf file", HINT_CONVERT},
};

static enum dmz_status refuse(struct dmz_context *context, const struct dmz_text *text, const char *what,
                              const char *hint) {
    dmz_fail(context, DMZ_INPUT, "%s: looks like %s; expected GeoJSON", text->name, what);
    dmz_hint(context, "%s", hint);
    return DMZ_INPUT;
}

/* Whether every second one of the first four bytes is NUL, from `first` on: ASCII in UTF-16 without a byte order
 * mark. */
static bool alternates(const struct dmz_text *text, size_t first) {
    const char *b = text->bytes;
    return text->size >= 4 && !b[first] && !b[first + 2] && b[1 - first] && b[3 - first];
}

static bool starts_with_tag(const struct dmz_text *text) {
    size_t at = 0;
    while (at < text->size && strchr(" \t\r\n", text->bytes[at]) && text->bytes[at])
        at++;
    return at < text->size && text->bytes[at] == '<';
}

enum dmz_status dmz_sniff_refuse(struct dmz_context *context, const struct dmz_text *text) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const struct signature *s = &signatures[i];
        if (text->size >= s->length && !memcmp(text->bytes, s->magic, s->length))
            return refuse(context, text, s->what, s->hint);
    }
    if (alternates(text, 1))
        return refuse(context, text, "UTF-16 text", "save it as UTF-8: iconv -f UTF-16LE -t UTF-8");
    if (alternates(text, 0))
        return refuse(context, text, "UTF-16 text", "save it as UTF-8: iconv -f UTF-16BE -t UTF-8");
    if (starts_with_tag(text))
        return refuse(context, text, "XML (KML, GPX, a web page)", HINT_CONVERT);
    return DMZ_OK;
}
