# What is made of the tables of commands and options: manual page and completions, by a program that is not installed.

MANUAL := $(BUILD)/tools/manual/manual
MANUAL_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tools/manual/*.c))
MADE := $(addprefix $(BUILD)/share/,dmzcalc.1 dmzcalc.bash _dmzcalc dmzcalc.fish)

manual: $(MADE)

$(MANUAL): $(MANUAL_OBJECTS) $(filter-out %/main.o,$(PROGRAM_OBJECTS)) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(OWN_LIBS)

$(BUILD)/tools/%.o: OWN_CPPFLAGS += -Itools/manual

$(BUILD)/share/dmzcalc.1: MAKE_IT = man docs/dmzcalc.1.in
$(BUILD)/share/dmzcalc.1: docs/dmzcalc.1.in
$(BUILD)/share/dmzcalc.bash: MAKE_IT = bash
$(BUILD)/share/_dmzcalc: MAKE_IT = zsh
$(BUILD)/share/dmzcalc.fish: MAKE_IT = fish

$(MADE): $(MANUAL)
	@mkdir -p $(@D)
	$(MANUAL) $(MAKE_IT) >$@.new
	@mv $@.new $@

-include $(MANUAL_OBJECTS:.o=.d)

.PHONY: manual
