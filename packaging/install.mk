# Installing, and what is made to be installed elsewhere. PREFIX, or each directory by its GNU name; DESTDIR goes before
# all of them and is written nowhere.

prefix ?= $(PREFIX)
bindir ?= $(prefix)/bin
libdir ?= $(prefix)/lib
includedir ?= $(prefix)/include
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
docdir ?= $(datadir)/doc/dmzcalc
pkgconfigdir ?= $(libdir)/pkgconfig
bashdir ?= $(datadir)/bash-completion/completions
zshdir ?= $(datadir)/zsh/site-functions
fishdir ?= $(datadir)/fish/vendor_completions.d

HEADERS := $(wildcard include/dmz/*.h)
LINES := $(wildcard data/lines/*.geojson)
PRESET_FILES := $(wildcard data/presets/*.json)
CLASS_FILES := $(wildcard data/classes/*.json)
FORCE_FILES := $(wildcard data/forces/*.json)
SCHEMAS := $(wildcard docs/schema/*.json)
DOCUMENTS := README.md CHANGELOG.md LICENSE docs/METHOD.md docs/FORMATS.md docs/PRESETS.md docs/CHECK.md
EXAMPLES := $(wildcard docs/examples/*)

# What `uninstall` takes away, and the directories that only dmzcalc has.
INSTALLED := $(bindir)/dmzcalc $(libdir)/libdmz.a $(libdir)/$(SHARED) $(libdir)/libdmz.so.$(ABI) $(libdir)/libdmz.so \
	$(pkgconfigdir)/dmz.pc $(mandir)/man1/dmzcalc.1 $(bashdir)/dmzcalc $(zshdir)/_dmzcalc $(fishdir)/dmzcalc.fish
OWN_DIRECTORIES := $(includedir)/dmz $(datadir)/dmzcalc $(docdir)
SHARED_DIRECTORIES := $(bindir) $(pkgconfigdir) $(libdir) $(includedir) $(mandir)/man1 $(bashdir) $(zshdir) $(fishdir) \
	$(datadir)

install: all
	install -d $(addprefix $(DESTDIR),$(SHARED_DIRECTORIES))
	install -m 755 $(BUILD)/dmzcalc $(DESTDIR)$(bindir)
	install -m 644 $(BUILD)/libdmz.a $(BUILD)/$(SHARED) $(DESTDIR)$(libdir)
	ln -sf $(SHARED) $(DESTDIR)$(libdir)/libdmz.so.$(ABI)
	ln -sf libdmz.so.$(ABI) $(DESTDIR)$(libdir)/libdmz.so
	sed -e 's|@prefix@|$(prefix)|; s|@libdir@|$(libdir)|; s|@includedir@|$(includedir)|' \
		-e 's|@version@|$(VERSION)|; s|@libraries@|$(OWN_LIBS)|' \
		packaging/dmz.pc.in >$(DESTDIR)$(pkgconfigdir)/dmz.pc
	chmod 644 $(DESTDIR)$(pkgconfigdir)/dmz.pc
	install -m 644 $(BUILD)/share/dmzcalc.1 $(DESTDIR)$(mandir)/man1
	install -m 644 $(BUILD)/share/dmzcalc.bash $(DESTDIR)$(bashdir)/dmzcalc
	install -m 644 $(BUILD)/share/_dmzcalc $(DESTDIR)$(zshdir)
	install -m 644 $(BUILD)/share/dmzcalc.fish $(DESTDIR)$(fishdir)
	install -d $(DESTDIR)$(includedir)/dmz $(DESTDIR)$(docdir)/examples
	install -d $(addprefix $(DESTDIR)$(datadir)/dmzcalc/,lines schema presets classes forces)
	install -m 644 $(HEADERS) $(DESTDIR)$(includedir)/dmz
	install -m 644 $(LINES) data/README.md $(DESTDIR)$(datadir)/dmzcalc/lines
	install -m 644 $(PRESET_FILES) $(DESTDIR)$(datadir)/dmzcalc/presets
	install -m 644 $(CLASS_FILES) $(DESTDIR)$(datadir)/dmzcalc/classes
	install -m 644 $(FORCE_FILES) $(DESTDIR)$(datadir)/dmzcalc/forces
	install -m 644 $(SCHEMAS) $(DESTDIR)$(datadir)/dmzcalc/schema
	install -m 644 $(DOCUMENTS) $(DESTDIR)$(docdir)
	install -m 644 $(EXAMPLES) $(DESTDIR)$(docdir)/examples

# Directories that others use too go where they are empty, up to PREFIX or DESTDIR; of a system's own they all stay.
ROOT = $(if $(DESTDIR),$(DESTDIR),$(prefix))
LEFT = $(filter-out /%,$(patsubst $(if $(DESTDIR),,$(prefix))/%,%,$(SHARED_DIRECTORIES) $(patsubst %/,%,$(dir $(docdir)))))
uninstall:
	rm -f $(addprefix $(DESTDIR),$(INSTALLED))
	rm -rf $(addprefix $(DESTDIR),$(OWN_DIRECTORIES))
	@case '$(ROOT)' in /usr | /usr/local) exit ;; esac; \
	cd $(ROOT) && for directory in $(LEFT); do \
		rmdir -p --ignore-fail-on-non-empty "$$directory" 2>/dev/null || true; \
	done

TARBALL := $(BUILD)/dmzcalc-$(VERSION).tar.gz

dist:
	@packaging/dist $(TARBALL)
	@echo $(TARBALL)

deb: dist
	@packaging/deb $(TARBALL) $(BUILD)/deb

.PHONY: install uninstall dist deb
