/* help.h: what the program says of itself. */
#ifndef DMZ_CLI_HELP_H
#define DMZ_CLI_HELP_H

#include "dmz/buffer.h"

/* Append the whole help, made of the option table; the two lines for a call that makes no sense; the versions. */
void dmz_help_full(struct dmz_buffer *text);
void dmz_help_short(struct dmz_buffer *text);
void dmz_help_versions(struct dmz_buffer *text);

#endif
