# Builds dmzcalc and libdmz out of the source tree, into build/.
#   make            build/dmzcalc, build/libdmz.a and .so, manual page, completions
#   make demo       installs what is missing, builds, computes zones around a bundled line
#   make figures    draws the README's map anew
#   make test       installs what is missing, then every test
#   make check      format, warnings of gcc and clang, layering, tests under ASan and UBSan
#   make fuzz       libFuzzer on what reads, and on whole runs; TIME=60 seconds for each target
#   make fuzz-geometry  random lines: engine against engine, and both against the truth; see tests/tests.mk
#   make properties     random lines, each in several ways that must come to the same
#   make faults     calls that fail and signals that come, everywhere; make faults-sanitized: with memory looked at
#   make analyze        clang-tidy, cppcheck and gcc's analyser over the sources
#   make memcheck       the program under valgrind
#   make coverage       which lines the tests run, by directory
#   make bench      dmzcalc against a plain GEOSBuffer
#   make install    program, library, headers, manual page, completions, data; PREFIX, libdir, DESTDIR
#   make dist       a tarball that builds by itself, the same bytes every time
#   make deb        Debian packages

PREFIX ?= /usr/local
BUILD ?= build
CFLAGS ?= -O2 -g

PACKAGES := geos proj libcjson
DEPENDENCY_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
DEPENDENCY_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
VERSION := $(shell cat VERSION)

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
# Against mistakes that nobody has found yet: the stack and buffers are watched, addresses are random, tables of
# functions cannot be written, and jumps go where functions begin. HARDENING= leaves it out.
PROTECTED := $(shell $(CC) -fcf-protection -x c -S -o /dev/null /dev/null 2>/dev/null && echo -fcf-protection)
HARDENING = -fstack-protector-strong $(PROTECTED) $(FORTIFIED)
LINK_HARDENING = $(if $(HARDENING),-Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now)
# The C library's checks work where there is an optimiser, and get in the way of sanitizers.
FORTIFIED = $(if $(findstring -fsanitize,$(CFLAGS)),,$(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE \
	-D_FORTIFY_SOURCE=2))
comma := ,
# The same bytes wherever the tree lies.
PLACELESS := -ffile-prefix-map=$(CURDIR)=.

OWN_CPPFLAGS = -Iinclude -Isrc -D_XOPEN_SOURCE=700 -DDMZ_VERSION='"$(VERSION)"' $(DEPENDENCY_CFLAGS) $(CPPFLAGS)
# The same objects make program, static and shared library; what headers in include/dmz declare is all that is seen.
VISIBILITY := -fPIC -fvisibility=hidden -fno-semantic-interposition
OWN_CFLAGS = -std=c11 $(WARNINGS) -MMD -MP -ffp-contract=off -fno-math-errno $(VISIBILITY) $(HARDENING) $(PLACELESS) \
	$(CFLAGS)
OWN_LIBS = $(DEPENDENCY_LIBS) -lm -ldl -pthread

LIBRARY_SOURCES := $(sort $(wildcard src/core/*.c src/line/*.c src/offset/*.c src/offset/front/*.c src/zones/*.c \
	src/overlay/*.c src/trace/*.c src/verify/*.c src/io/*.c src/report/*.c src/annex/*.c src/diff/*.c src/monitor/*.c \
	src/map/*.c src/page/*.c src/compare/*.c))
PROGRAM_SOURCES := $(sort $(wildcard src/cli/*.c src/cli/options/*.c))
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) \
	$(patsubst %,$(BUILD)/src/io/%_texts.o,preset class force) \
	$(BUILD)/src/page/texts.o
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:%.c=$(BUILD)/%.o)
C_FILES := $(shell find include src tests tools docs -name '*.[ch]' 2>/dev/null)

# The number in the shared library's name; it rises with each release that breaks programs built against the last.
ABI := 0
SHARED := libdmz.so.$(VERSION)

all: $(BUILD)/dmzcalc $(BUILD)/libdmz.a $(BUILD)/$(SHARED) manual

$(BUILD)/dmzcalc: $(PROGRAM_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) -pie $(LINK_HARDENING) $(LDFLAGS) -o $@ $^ $(OWN_LIBS)

# Made anew, so that the object of a deleted file does not live on in it.
$(BUILD)/libdmz.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(AR) rcsD $@ $^

$(BUILD)/$(SHARED): $(LIBRARY_OBJECTS)
	$(CC) $(CFLAGS) $(LINK_HARDENING) $(LDFLAGS) -shared -Wl,-soname,libdmz.so.$(ABI) -o $@ $^ $(OWN_LIBS)

$(BUILD)/%.o: %.c VERSION | libraries
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) $(OWN_CFLAGS) -c -o $@ $<

# Presets, classes and forces stand in the program: there is nothing to look for when it runs.
PRESETS := $(sort $(wildcard data/presets/*.json))
$(BUILD)/src/io/preset_texts.c: $(PRESETS) data/presets tools/presets/embed
	@mkdir -p $(@D)
	tools/presets/embed preset $(PRESETS) >$@.new
	@mv $@.new $@

CLASSES := $(sort $(wildcard data/classes/*.json))
$(BUILD)/src/io/class_texts.c: $(CLASSES) data/classes tools/presets/embed
	@mkdir -p $(@D)
	tools/presets/embed class $(CLASSES) >$@.new
	@mv $@.new $@

FORCES := $(sort $(wildcard data/forces/*.json))
$(BUILD)/src/io/force_texts.c: $(FORCES) data/forces tools/presets/embed
	@mkdir -p $(@D)
	tools/presets/embed force $(FORCES) >$@.new
	@mv $@.new $@

$(BUILD)/src/io/%_texts.o: $(BUILD)/src/io/%_texts.c | libraries
	$(CC) $(OWN_CPPFLAGS) $(OWN_CFLAGS) -c -o $@ $<

# So does the page of reports, with Leaflet: a page loads nothing.
LEAFLET ?= /usr/share/javascript/leaflet
PAGE_STYLES := $(wildcard src/page/web/*.css)
PAGE_SCRIPTS := $(sort $(wildcard src/page/web/*.js))
PAGE_FILES := src/page/web/page.html $(PAGE_STYLES) -- $(PAGE_SCRIPTS)
$(BUILD)/src/page/texts.c: $(filter-out --,$(PAGE_FILES)) src/page/web src/page/web/leaflet.txt tools/page/embed | libraries
	@mkdir -p $(@D)
	tools/page/embed $(LEAFLET) $(PAGE_FILES) >$@.new
	@mv $@.new $@

$(BUILD)/src/page/texts.o: $(BUILD)/src/page/texts.c | libraries
	$(CC) $(OWN_CPPFLAGS) $(OWN_CFLAGS) -c -o $@ $<

libraries:
	@test -f $(LEAFLET)/leaflet.min.js || { echo "missing Leaflet: run 'make setup' (or see README.md)" >&2; exit 1; }
	@pkg-config --exists $(PACKAGES) || { echo "missing libraries: run 'make setup' (or see README.md)" >&2; exit 1; }

setup:
	@scripts/setup build

demo:
	@scripts/setup demo
	@$(MAKE) --no-print-directory --silent all
	@scripts/demo $(BUILD)/dmzcalc

# The README's map, of a bundled line; tests compare with it.
figures: all
	@$(BUILD)/dmzcalc -q --width 30km --map-size 900x620px --map docs/figures/map.svg --overwrite -o - \
		data/lines/korea-mdl.geojson >$(BUILD)/figures.geojson

include tools/tools.mk
include tests/tests.mk

include packaging/install.mk

format:
	clang-format -i $(C_FILES)

clean:
	rm -rf $(BUILD)

.PHONY: all libraries setup demo figures test check bench format clean

-include $(LIBRARY_OBJECTS:.o=.d) $(PROGRAM_OBJECTS:.o=.d)
