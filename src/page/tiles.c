/* tiles.c: the address of a base map's tiles, and what the page may load by it. */
#include "page/tiles.h"

#include <ctype.h>
#include <string.h>

#include "dmz/page.h"

static const char SERVERS[] = "{s}.";

/* Where the host begins: after "https://"; NULL where that is not what it begins with. */
static const char *find_host(const char *tiles) {
    return !strncmp(tiles, "https://", 8) ? tiles + 8 : !strncmp(tiles, "http://", 7) ? tiles + 7 : NULL;
}

/* What a host may be made of, without anything that a content security policy or HTML would take for a mark. */
static bool is_host(const char *host, size_t length) {
    bool any = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)host[i];
        any = any || isalnum(c);
        if (c > 0x7e || (!isalnum(c) && !strchr(".-:[]", c)))
            return false;
    }
    return any;
}

static bool is_plain(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text > '~' || strchr("\"'<>\\^`|;,", *text))
            return false;
    return true;
}

enum dmz_status dmz_page_check_tiles(struct dmz_context *context, const char *option, const char *tiles) {
    const char *host = find_host(tiles);
    bool many = host && !strncmp(host, SERVERS, strlen(SERVERS));
    host = many ? host + strlen(SERVERS) : host;
    const char *path = host ? strchr(host, '/') : NULL;
    if (path && is_host(host, (size_t)(path - host)) && is_plain(path) && strstr(path, "{z}") &&
        strstr(path, "{x}") && strstr(path, "{y}"))
        return DMZ_OK;
    return dmz_fail(context, DMZ_USAGE,
                    "%s: '%s' is no address of tiles, as in https://tiles.example.org/{z}/{x}/{y}.png", option,
                    tiles);
}

void dmz_page_tiles_source(struct dmz_buffer *text, const char *tiles) {
    const char *host = find_host(tiles);
    if (!host) /* checked addresses have one */
        return;
    bool many = !strncmp(host, SERVERS, strlen(SERVERS));
    dmz_buffer_add(text, tiles, (size_t)(host - tiles));
    dmz_buffer_text(text, many ? "*." : "");
    dmz_page_tiles_host(text, tiles);
}

void dmz_page_tiles_host(struct dmz_buffer *text, const char *tiles) {
    const char *host = find_host(tiles);
    if (!host)
        return;
    host += strncmp(host, SERVERS, strlen(SERVERS)) ? 0 : strlen(SERVERS);
    dmz_buffer_add(text, host, strcspn(host, "/"));
}
