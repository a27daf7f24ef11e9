# Builds dmzcalc and libdmz out of the source tree, into build/.
#   make            build/dmzcalc and build/libdmz.a
#   make demo       installs what is missing, builds, computes zones around a bundled line
#   make test       installs what is missing, then every test
#   make check      format, warnings of gcc and clang, layering, tests under ASan and UBSan
#   make fuzz-geometry  random lines: engine against engine, and both against the truth; see tests/tests.mk
#   make bench      dmzcalc against a plain GEOSBuffer
#   make install    program, library, headers, data; PREFIX, DESTDIR

PREFIX ?= /usr/local
BUILD ?= build
CFLAGS ?= -O2 -g

PACKAGES := geos proj libcjson
DEPENDENCY_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
DEPENDENCY_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
VERSION := $(shell cat VERSION)

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
OWN_CPPFLAGS = -Iinclude -Isrc -D_XOPEN_SOURCE=700 -DDMZ_VERSION='"$(VERSION)"' $(DEPENDENCY_CFLAGS) $(CPPFLAGS)
OWN_CFLAGS = -std=c11 $(WARNINGS) -MMD -MP -ffp-contract=off $(CFLAGS)
OWN_LIBS = $(DEPENDENCY_LIBS) -lm -ldl -pthread

LIBRARY_SOURCES := $(wildcard src/core/*.c src/line/*.c src/offset/*.c src/offset/front/*.c src/zones/*.c \
	src/verify/*.c src/io/*.c src/report/*.c)
PROGRAM_SOURCES := $(wildcard src/cli/*.c)
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o)
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:%.c=$(BUILD)/%.o)
C_FILES := $(shell find include src tests -name '*.[ch]' 2>/dev/null)

all: $(BUILD)/dmzcalc $(BUILD)/libdmz.a

$(BUILD)/dmzcalc: $(PROGRAM_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(OWN_LIBS)

# Made anew, so that the object of a deleted file does not live on in it.
$(BUILD)/libdmz.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c VERSION | libraries
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) $(OWN_CFLAGS) -c -o $@ $<

libraries:
	@pkg-config --exists $(PACKAGES) || { echo "missing libraries: run 'make setup' (or see README.md)" >&2; exit 1; }

setup:
	@scripts/setup build

demo:
	@scripts/setup build
	@$(MAKE) --no-print-directory --silent all
	@scripts/demo $(BUILD)/dmzcalc

include tests/tests.mk

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include/dmz
	install -d $(DESTDIR)$(PREFIX)/share/dmzcalc/lines
	install -m 755 $(BUILD)/dmzcalc $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(BUILD)/libdmz.a $(DESTDIR)$(PREFIX)/lib
	install -m 644 include/dmz/*.h $(DESTDIR)$(PREFIX)/include/dmz
	install -m 644 data/lines/*.geojson $(DESTDIR)$(PREFIX)/share/dmzcalc/lines

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/dmzcalc $(DESTDIR)$(PREFIX)/lib/libdmz.a
	rm -rf $(DESTDIR)$(PREFIX)/include/dmz $(DESTDIR)$(PREFIX)/share/dmzcalc

format:
	clang-format -i $(C_FILES)

clean:
	rm -rf $(BUILD)

.PHONY: all libraries setup demo test check bench install uninstall format clean

-include $(LIBRARY_OBJECTS:.o=.d) $(PROGRAM_OBJECTS:.o=.d)
