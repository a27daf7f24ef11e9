# Tests, checks and benchmarks.

TEST_PACKAGES := $(PACKAGES) cmocka
TEST_CFLAGS = $(shell pkg-config --cflags cmocka) -Itests
TEST_LIBS = $(shell pkg-config --libs cmocka)

UNIT_TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c tests/accuracy/test_*.c))
SUPPORT_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))

$(BUILD)/tests/%.o: tests/%.c | libraries
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) $(TEST_CFLAGS) $(OWN_CFLAGS) -c -o $@ $<

$(UNIT_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(SUPPORT_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(OWN_LIBS)

# Faults are put in place of what these return.
WRAPPED := dmz_offset_by_front dmz_offset_by_geos dmz_flanks_build dmz_overlay_build
$(BUILD)/tests/unit/test_self_check: LDFLAGS += $(WRAPPED:%=-Wl,--wrap=%)

# Of the command line's own.
$(BUILD)/tests/unit/test_shortage: $(BUILD)/src/cli/shortage.o

.PRECIOUS: $(BUILD)/tests/%.o

# Random and adversarial lines, engine against engine:
#   make fuzz-geometry [SEED=1] [N=2000 | CASE=NUMBER] [QUICK=1] [KIND=NAME] [ENGINE=geos] [KEEP=DIRECTORY] [EACH=1]
FUZZ := $(BUILD)/tests/fuzz/geometry
FUZZ_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/fuzz/fuzz_%.c,$(wildcard tests/fuzz/*.c)))

fuzz-geometry: $(FUZZ)
	@$(FUZZ)

$(FUZZ): $(FUZZ_OBJECTS) $(SUPPORT_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(OWN_LIBS)

# Any bytes, mutated by libFuzzer, into what reads them, under ASan and UBSan:
#   make fuzz [TIME=60] [TARGETS="reader run"] [JOBS=2] [SEED=1]     seconds for each target
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/tests/fuzz/fuzz_%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZED := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

fuzz:
	@scripts/setup fuzz
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=clang BUILD=$(BUILD)/fuzz CFLAGS='$(FUZZED) -Werror' fuzz-targets
	@BUILD=$(BUILD)/fuzz tests/fuzz/run

fuzz-targets: $(FUZZ_TARGETS)

$(FUZZ_TARGETS): %: %.o $(filter-out %/main.o,$(PROGRAM_OBJECTS)) $(SUPPORT_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(OWN_LIBS)

# Calls that fail and signals that come, everywhere in runs of every kind: minutes.
#   make faults             every own allocation and system call; of libraries' allocations one in ten
#   make faults-sanitized   own ones, on a build that checks memory, arithmetic and leaks
# tests/faults/run says what else it takes.
FAULTS := $(BUILD)/tests/faults/faults.so
FAULTS_FILES := $(wildcard tests/faults/*.c tests/faults/*.h)

faults: all $(FAULTS)
	@BUILD=$(BUILD) tests/faults/run

$(FAULTS): $(FAULTS_FILES)
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) -std=c11 $(WARNINGS) -O1 -g -fPIC -shared -o $@ $(filter %.c,$^) -ldl

# The calls that tests/faults/calls.c stands before.
FAULTY := main malloc calloc realloc strdup realpath opendir read write open close fsync rename link linkat unlink pipe \
	fork
FAULTS_WRAPPED := $(BUILD)/tests/faults/dmzcalc

faults-sanitized:
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=gcc BUILD=$(BUILD)/sanitized CFLAGS='$(SANITIZE) -Werror' \
		$(BUILD)/sanitized/dmzcalc $(BUILD)/sanitized/tests/faults/dmzcalc
	@ASAN_OPTIONS=exitcode=99:allocator_may_return_null=1 BUILD=$(BUILD)/sanitized \
		WRAPPED=$(abspath $(BUILD)/sanitized/tests/faults/dmzcalc) tests/faults/run

$(FAULTS_WRAPPED): $(PROGRAM_OBJECTS) $(BUILD)/libdmz.a $(FAULTS_FILES)
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) -std=c11 $(WARNINGS) $(CFLAGS) $(LDFLAGS) -DFAULTS_WRAPPED $(FAULTY:%=-Wl,--wrap=%) -o $@ \
		$(PROGRAM_OBJECTS) $(filter %.c,$^) $(BUILD)/libdmz.a $(OWN_LIBS)


# Random lines, each in several ways that must come to the same, and measured by the truth:
#   make properties [SEED=1] [N=1000 | CASE=NUMBER] [EACH=1] [JOBS=2]
PROPERTIES := $(BUILD)/tests/properties/properties
PROPERTIES_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/properties/*.c) \
	$(addprefix tests/fuzz/,cases.c flat.c globe.c groups.c mishap.c paths.c sketch.c))

properties: $(PROPERTIES)
	@JOBS=$${JOBS:-$$(nproc)} $(PROPERTIES)

$(PROPERTIES): $(PROPERTIES_OBJECTS) $(SUPPORT_OBJECTS) $(BUILD)/libdmz.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(OWN_LIBS)

tests: all $(UNIT_TESTS) $(FUZZ) $(PROPERTIES) $(FAULTS)

test:
	@scripts/setup test
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent tests
	@BUILD=$(BUILD) tests/run

# Two threads under ThreadSanitizer; without random addresses, since some kernels' are not the ones that it expects.
THREADS := $(BUILD)/threads/tests/unit/test_threads
check-threads:
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=gcc BUILD=$(BUILD)/threads CFLAGS='-O1 -g -fsanitize=thread -Werror' $(THREADS)
	@$$(setarch -R true 2>/dev/null && echo setarch -R) $(THREADS) >$(THREADS).log 2>&1 || { cat $(THREADS).log; exit 1; }

# As many compilers at once as there are processors, unless make was told how many.
AT_ONCE = $(if $(findstring j,$(MAKEFLAGS)),,-j$(shell nproc))

# The same tests, all but the slow ones, on a build that checks memory and arithmetic.
SANITIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

check:
	@scripts/setup test
	@clang-format --dry-run -Werror $(C_FILES)
	scripts/layering
	scripts/promises
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=clang BUILD=$(BUILD)/clang CFLAGS='-O1 -Werror' all
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=gcc BUILD=$(BUILD)/gcc CFLAGS='-O2 -Werror' all
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent CC=gcc BUILD=$(BUILD)/sanitized CFLAGS='$(SANITIZE) -Werror' tests
	@$(MAKE) --no-print-directory check-threads
	@BUILD=$(BUILD)/sanitized tests/run --quick

# Which lines the tests run, by directory; those that they do not are in build/coverage/missed. COVERED= names others
# than all tests but those that build anew or look at how the program is built. It takes ten minutes of a processor.
COVERAGE := -O1 -fno-inline -g --coverage
COUNTERS := $(BUILD)/coverage/counters.o
COVERED = $(wildcard tests/unit/test_*.c tests/accuracy/test_*.c) $(filter-out %/build.bats %/install.bats %/package.bats,\
	$(wildcard tests/cli/*.bats))
coverage:
	@scripts/setup test
	@mkdir -p $(BUILD)/coverage
	@gcc -std=c11 -O1 -fPIC -c -o $(COUNTERS) tests/analysis/counters.c
	@LDFLAGS='-Wl,--wrap=_exit $(abspath $(COUNTERS))' $(MAKE) $(AT_ONCE) --no-print-directory --silent CC=gcc \
		BUILD=$(BUILD)/coverage HARDENING= CFLAGS='$(COVERAGE)' tests
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@rm -f $(BUILD)/coverage/log
	@GCOV_ERROR_FILE=$(abspath $(BUILD))/coverage/log LIMIT_S=1800 BATS_TEST_TIMEOUT=300 BUILD=$(BUILD)/coverage \
		tests/run --quick $(COVERED) || true
	@scripts/coverage $(BUILD)/coverage

# The program under valgrind; some minutes.
memcheck: all
	@scripts/setup memcheck
	@scripts/memcheck $(BUILD)/dmzcalc

# What reads the sources without running them. gcc follows the ways that a function can take: leaks and what is not
# set it sees where there are none, since it does not follow what a loop puts into an array; tests under LeakSanitizer
# and `make memcheck` see to these. Some minutes; with -j, as many files at once.
ANALYZED := $(LIBRARY_SOURCES) $(PROGRAM_SOURCES)
ANALYZER := -std=c11 -O1 -fanalyzer -Werror -Wno-analyzer-malloc-leak -Wno-analyzer-use-of-uninitialized-value
# It has to be told what dmz_fail returns, but not where that is defined.
MODEL = $(if $(filter src/core/context.c,$<),,-include tests/analysis/model.h)

analyze:
	@scripts/setup analyze
	@$(MAKE) --no-print-directory analyzed

analyzed: cppchecked $(ANALYZED:%.c=$(BUILD)/analyzed/%.done)

cppchecked:
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		-Iinclude -Isrc -D_XOPEN_SOURCE=700 -DDMZ_VERSION='""' src

$(BUILD)/analyzed/%.done: %.c .clang-tidy tests/analysis/model.h | libraries
	@mkdir -p $(@D)
	@gcc $(OWN_CPPFLAGS) $(ANALYZER) $(MODEL) -MMD -MP -MT $@ -MF $(@:.done=.d) -c -o /dev/null $<
	@clang-tidy --quiet $< -- $(OWN_CPPFLAGS) -std=c11 2>$(@:.done=.said) || { cat $(@:.done=.said); exit 1; }
	@touch $@

-include $(ANALYZED:%.c=$(BUILD)/analyzed/%.d)

BENCHES := $(addprefix $(BUILD)/bench/,offset peer usertime fractal startup loads)
BENCH_LINES := $(patsubst %,$(BUILD)/bench/lines/fractal_%.geojson,131k 1m plain_1k plain_16k plain_131k \
	crossed_1k crossed_16k crossed_131k crossed_1m)

bench:
	@scripts/setup build
	@$(MAKE) $(AT_ONCE) --no-print-directory --silent all $(BENCHES) $(BENCH_LINES)
	@BUILD=$(BUILD) CC='$(CC)' CFLAGS='$(CFLAGS)' tests/bench/run

$(BUILD)/bench/offset: $(BUILD)/bench/plain.o $(BUILD)/bench/stopwatch.o $(BUILD)/libdmz.a
$(BUILD)/bench/peer: $(BUILD)/bench/plain.o
$(BUILD)/bench/usertime: $(BUILD)/bench/stopwatch.o

$(BUILD)/bench/fractal: $(BUILD)/tests/support/chance.o

# As rough as fractal_16k, which crosses itself here and there; and smoother, so that it hardly does, as real lines.
$(BUILD)/bench/lines/fractal_131k.geojson: FRACTAL := 17 0.17
$(BUILD)/bench/lines/fractal_1m.geojson: FRACTAL := 20 0.08
$(BUILD)/bench/lines/fractal_plain_1k.geojson: FRACTAL := 10 0.08
$(BUILD)/bench/lines/fractal_plain_16k.geojson: FRACTAL := 14 0.08
$(BUILD)/bench/lines/fractal_plain_131k.geojson: FRACTAL := 17 0.08
# These cross themselves 3, 15, 123 and 1,037 times: once in 1,000 vertices, but for the first.
$(BUILD)/bench/lines/fractal_crossed_1k.geojson: FRACTAL := 10 0.23
$(BUILD)/bench/lines/fractal_crossed_16k.geojson: FRACTAL := 14 0.17
$(BUILD)/bench/lines/fractal_crossed_131k.geojson: FRACTAL := 17 0.17
$(BUILD)/bench/lines/fractal_crossed_1m.geojson: FRACTAL := 20 0.17
$(BENCH_LINES): $(BUILD)/bench/fractal
	@mkdir -p $(@D)
	$(BUILD)/bench/fractal $(FRACTAL) >$@

$(BENCHES): %: %.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(OWN_LIBS)

$(BUILD)/bench/%.o: tests/bench/%.c | libraries
	@mkdir -p $(@D)
	$(CC) $(OWN_CPPFLAGS) -Itests $(OWN_CFLAGS) -c -o $@ $<

-include $(UNIT_TESTS:=.d) $(SUPPORT_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d) $(FUZZ_TARGETS:=.d) $(PROPERTIES_OBJECTS:.o=.d) \
	$(wildcard $(BUILD)/bench/*.d)

.PHONY: tests faults faults-sanitized fuzz fuzz-targets fuzz-geometry properties coverage memcheck analyze analyzed cppchecked \
	check-threads
