/* overlays.c: what the options ask to be laid over the zones. */
#include "cli/overlays.h"

#include <string.h>

#include "dmz/report.h"

size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]) {
    size_t count = 0;
    (void)settings;
    (void)names;
    return count;
}

static const struct dmz_sheet *sheet_called(const struct dmz_sheets *sheets, const char *name) {
    for (size_t i = 0; i < sheets->count; i++)
        if (!strcmp(sheets->items[i].name, name))
            return &sheets->items[i];
    return NULL;
}

enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts) {
    struct dmz_sheets sheets = {0};
    enum dmz_status status = dmz_report_csv(context, stats, &texts[0]);
    if (!status)
        status = dmz_overlays_sheets(context, stats, &sheets);
    for (size_t i = 0; i < count && !status; i++) {
        const struct dmz_sheet *sheet = sheet_called(&sheets, names[i]);
        status = sheet ? dmz_sheet_csv(context, sheet, &texts[i + 1])
                       : dmz_fail(context, DMZ_DEFECT, "no figures were made of %s", names[i]);
    }
    dmz_sheets_free(&sheets);
    return status;
}
