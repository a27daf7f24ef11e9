/* test_file.c: files read whole, and written whole or not at all, on a disk that can be told to fail. */
#define _GNU_SOURCE /* O_TMPFILE, syscall */
#include "support/suite.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dmz/file.h"

/* What goes wrong from now on. The functions of the C library below are taken instead of its own. */
static struct {
    bool has_only_names;  /* the file system knows no nameless files */
    bool has_no_proc;     /* /proc is not mounted */
    bool is_limited;      /* after `room` bytes the disk is full */
    size_t room;          /* bytes */
    size_t interruptions; /* so many reads and writes are interrupted before they begin */
    size_t copies;        /* the copy of a name that finds no memory, counted from 1; 0: none does */
    int read_error, sync_error, rename_error, link_error;
} disk;

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (disk.has_only_names && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static bool interrupts(void) {
    if (!disk.interruptions)
        return false;
    disk.interruptions--;
    errno = EINTR;
    return true;
}

static bool fails(int error) {
    errno = error ? error : errno;
    return error;
}

ssize_t read(int descriptor, void *bytes, size_t size) {
    if (interrupts() || fails(disk.read_error))
        return -1;
    return syscall(SYS_read, descriptor, bytes, size);
}

ssize_t write(int descriptor, const void *bytes, size_t size) {
    if (interrupts() || fails(disk.is_limited && !disk.room ? ENOSPC : 0))
        return -1;
    if (disk.is_limited && size > disk.room)
        size = disk.room;
    disk.room -= disk.is_limited ? size : 0;
    return syscall(SYS_write, descriptor, bytes, size);
}

int fsync(int descriptor) {
    return fails(disk.sync_error) ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int lstat(const char *path, struct stat *found) {
    if (disk.has_no_proc && !strncmp(path, "/proc/", 6))
        return fails(ENOENT) ? -1 : 0;
    return fstatat(AT_FDCWD, path, found, AT_SYMLINK_NOFOLLOW);
}

int rename(const char *from, const char *to) {
    return fails(disk.rename_error) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int linkat(int from_directory, const char *from, int to_directory, const char *to, int flags) {
    if (fails(disk.has_no_proc && !strncmp(from, "/proc/", 6) ? ENOENT : disk.link_error))
        return -1;
    return (int)syscall(SYS_linkat, from_directory, from, to_directory, to, flags);
}

int link(const char *from, const char *to) {
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

char *strdup(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = disk.copies != 1 ? malloc(size) : NULL;
    disk.copies -= disk.copies > 1;
    errno = copy ? errno : ENOMEM;
    return copy ? memcpy(copy, text, size) : NULL;
}

/* Every test has an empty directory to itself and is in it. */
struct place {
    char path[PATH_MAX];
    struct dmz_context *context;
};

static int enter(void **state) {
    const char *parent = getenv("TMPDIR");
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->path, sizeof place->path, "%s/dmz-test-XXXXXX", parent && parent[0] ? parent : "/tmp");
    assert_non_null(mkdtemp(place->path));
    assert_int_equal(chdir(place->path), 0);
    place->context = dmz_context_create();
    assert_non_null(place->context);
    umask(022);
    memset(&disk, 0, sizeof disk);
    *state = place;
    return 0;
}

/* Calls `see` for each name in the current directory; returns how many there are. */
static size_t each_name(void (*see)(const char *name)) {
    DIR *directory = opendir(".");
    assert_non_null(directory);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        count++;
        if (see)
            see(entry->d_name);
    }
    closedir(directory);
    return count;
}

static void drop(const char *name) {
    assert_int_equal(remove(name), 0);
}

static int leave(void **state) {
    struct place *place = *state;
    memset(&disk, 0, sizeof disk);
    each_name(drop);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(place->path), 0);
    dmz_context_free(place->context);
    free(place);
    return 0;
}

static struct dmz_context *context_of(void **state) {
    return ((struct place *)*state)->context;
}

static struct dmz_buffer text_of(const char *words) {
    struct dmz_buffer text = {0};
    dmz_buffer_text(&text, words);
    return text;
}

static void put(const char *path, const char *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void put_words(const char *path, const char *words) {
    put(path, words, strlen(words));
}

static void assert_holds(const char *path, const char *words) {
    char found[256];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(found, 1, sizeof found - 1, file);
    fclose(file);
    found[size] = 0;
    assert_string_equal(found, words);
}

static bool exists(const char *path) {
    struct stat status;
    return !lstat(path, &status);
}

static void assert_said(void **state, const char *message, const char *hint) {
    assert_string_equal(dmz_context_message(context_of(state)), message);
    assert_string_equal(dmz_context_hint(context_of(state)), hint);
}

static void assert_reads(void **state, const char *path, const char *words) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_file_read(context_of(state), path, &text);
    assert_said(state, "", "");
    assert_int_equal(status, DMZ_OK);
    assert_string_equal(text.bytes, words);
    assert_int_equal(text.count, strlen(words));
    dmz_buffer_free(&text);
}

static void assert_read_fails(void **state, const char *path, const char *message) {
    struct dmz_buffer text = {0};
    assert_int_equal(dmz_file_read(context_of(state), path, &text), DMZ_INPUT);
    assert_said(state, message, "");
    assert_null(text.bytes);
}

static enum dmz_status stage(void **state, const char *path, const struct dmz_buffer *text, bool overwrite,
                             struct dmz_output *output) {
    return dmz_output_stage(context_of(state), path, text, overwrite, output);
}

/* Stages and commits `words`. */
static enum dmz_status write_words(void **state, const char *path, const char *words, bool overwrite) {
    struct dmz_buffer text = text_of(words);
    struct dmz_output output = {0};
    enum dmz_status status = stage(state, path, &text, overwrite, &output);
    if (!status)
        status = dmz_output_commit(context_of(state), &output, &text);
    assert_null(output.temporary);
    dmz_output_abandon(&output);
    dmz_buffer_free(&text);
    return status;
}

static void test_reads_a_file_whole(void **state) {
    put_words("line.geojson", "{\"type\": \"LineString\"}\n");
    assert_reads(state, "line.geojson", "{\"type\": \"LineString\"}\n");
}

static void test_reads_nothing(void **state) {
    struct dmz_buffer text = {0};
    put_words("empty", "");
    assert_int_equal(dmz_file_read(context_of(state), "empty", &text), DMZ_OK);
    assert_int_equal(text.count, 0);
    dmz_buffer_free(&text);
}

/* More than one chunk, with every byte that there is. */
static void test_reads_all_bytes(void **state) {
    enum { SIZE = 300001 };
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    put("bytes", bytes, SIZE);
    struct dmz_buffer text = {0};
    assert_int_equal(dmz_file_read(context_of(state), "bytes", &text), DMZ_OK);
    assert_int_equal(text.count, SIZE);
    assert_memory_equal(text.bytes, bytes, SIZE);
    assert_int_equal(text.bytes[SIZE], 0);
    dmz_buffer_free(&text);
    free(bytes);
}

static void test_reads_a_fifo_to_its_end(void **state) {
    assert_int_equal(mkfifo("fifo", 0600), 0);
    pid_t writer = fork();
    if (!writer) {
        int descriptor = open("fifo", O_WRONLY);
        bool done = write(descriptor, "one ", 4) == 4 && !usleep(20000) && write(descriptor, "two", 3) == 3;
        _exit(!done);
    }
    assert_reads(state, "fifo", "one two");
    int status = 0;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
}

/* Opens `path` as standard input; answers what to give to stop_reading. */
static int start_reading(const char *path) {
    int kept = dup(STDIN_FILENO), descriptor = open(path, O_RDONLY);
    assert_int_equal(dup2(descriptor, STDIN_FILENO), STDIN_FILENO);
    close(descriptor);
    return kept;
}

static void stop_reading(int kept) {
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    close(kept);
}

static void test_reads_standard_input(void **state) {
    put_words("line", "from standard input");
    int kept = start_reading("line");
    assert_reads(state, "-", "from standard input");
    assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), 0); /* it is not ours to close */
    stop_reading(kept);
}

static void test_reading_is_interrupted(void **state) {
    put_words("line", "words");
    disk.interruptions = 3;
    assert_reads(state, "line", "words");
}

static void test_reading_a_missing_file(void **state) {
    assert_read_fails(state, "nowhere/line", "nowhere/line: No such file or directory");
}

static void test_reading_a_directory(void **state) {
    assert_read_fails(state, ".", ".: Is a directory");
}

static void test_reading_fails_half_way(void **state) {
    put_words("line", "words");
    disk.read_error = EIO;
    assert_read_fails(state, "line", "line: Input/output error");
}

static void test_reading_standard_input_fails(void **state) {
    disk.read_error = EIO;
    assert_read_fails(state, "-", "standard input: Input/output error");
}

static void test_same_file(void **state) {
    (void)state;
    put_words("a", "a");
    put_words("b", "a");
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(link("a", "name"), 0);
    assert_true(dmz_file_same("a", "a"));
    assert_true(dmz_file_same("a", "./a"));
    assert_true(dmz_file_same("link", "a"));
    assert_true(dmz_file_same("a", "name"));
    assert_false(dmz_file_same("a", "b"));
    assert_false(dmz_file_same("a", "none"));
    assert_false(dmz_file_same("none", "none"));
    assert_false(dmz_file_same("/dev/null", "/dev/null")); /* nothing would be lost */
}

static void test_same_file_on_standard_input(void **state) {
    (void)state;
    put_words("a", "a");
    put_words("b", "b");
    int kept = start_reading("a");
    bool same = dmz_file_same("a", "-"), other = dmz_file_same("b", "-");
    stop_reading(kept);
    assert_true(same);
    assert_false(other);
}

/* Places where nothing is yet count as well. */
static void test_same_place(void **state) {
    (void)state;
    put_words("a", "a");
    put_words("b", "b");
    assert_int_equal(mkdir("sub", 0700), 0);
    assert_int_equal(symlink("a", "link"), 0);
    assert_int_equal(symlink(".", "here"), 0);
    assert_true(dmz_file_same_place("a", "a"));
    assert_true(dmz_file_same_place("a", "./a"));
    assert_true(dmz_file_same_place("a", "link"));
    assert_true(dmz_file_same_place("new", "new"));
    assert_true(dmz_file_same_place("new", "./new"));
    assert_true(dmz_file_same_place("new", "here/new"));
    assert_true(dmz_file_same_place("sub/../new", "new"));
    assert_false(dmz_file_same_place("a", "b"));
    assert_false(dmz_file_same_place("a", "new"));
    assert_false(dmz_file_same_place("new", "sub/new"));
    assert_false(dmz_file_same_place("new", "newer"));
    assert_false(dmz_file_same_place("none/new", "new"));
    assert_false(dmz_file_same_place("/dev/null", "/dev/null"));
}

static void assert_check_fails(void **state, const char *path, bool overwrite, const char *message) {
    assert_int_equal(dmz_output_check(context_of(state), path, overwrite), DMZ_OUTPUT);
    assert_string_equal(dmz_context_message(context_of(state)), message);
}

static void test_check_passes(void **state) {
    put_words("old", "old");
    assert_int_equal(dmz_output_check(context_of(state), "new", false), DMZ_OK);
    assert_int_equal(dmz_output_check(context_of(state), "old", true), DMZ_OK);
    assert_int_equal(dmz_output_check(context_of(state), "-", false), DMZ_OK);
    assert_int_equal(dmz_output_check(context_of(state), "/dev/stdout", false), DMZ_OK);
    assert_int_equal(dmz_output_check(context_of(state), "/dev/full", false), DMZ_OK);
    assert_said(state, "", "");
    assert_int_equal(each_name(NULL), 1);
}

static void test_check_of_an_existing_file(void **state) {
    put_words("old", "old");
    assert_check_fails(state, "old", false, "old: File exists");
    assert_said(state, "old: File exists", "use --overwrite to replace it");
}

static void test_check_of_a_directory(void **state) {
    assert_check_fails(state, ".", true, ".: Is a directory");
}

static void test_check_of_a_missing_directory(void **state) {
    assert_check_fails(state, "none/new", true, "none/new: No such file or directory");
}

/* Between stage and commit the file is not there under any name: nothing can be left behind. */
static void test_writes_a_new_file(void **state) {
    struct dmz_buffer text = text_of("zones\n");
    struct dmz_output output = {0};
    assert_int_equal(stage(state, "new", &text, false, &output), DMZ_OK);
    assert_false(exists("new"));
    if (!output.temporary)
        assert_int_equal(each_name(NULL), 0);
    assert_int_equal(dmz_output_commit(context_of(state), &output, &text), DMZ_OK);
    assert_holds("new", "zones\n");
    assert_int_equal(each_name(NULL), 1);
    struct stat status;
    assert_int_equal(stat("new", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0644);
    assert_said(state, "", "");
    dmz_buffer_free(&text);
}

static void test_writes_an_empty_file(void **state) {
    assert_int_equal(write_words(state, "new", "", false), DMZ_OK);
    assert_holds("new", "");
}

static void test_writing_is_interrupted(void **state) {
    disk.interruptions = 3;
    assert_int_equal(write_words(state, "new", "words", false), DMZ_OK);
    assert_holds("new", "words");
}

static void test_an_existing_file_is_left_alone(void **state) {
    put_words("old", "old");
    assert_int_equal(write_words(state, "old", "new", false), DMZ_OUTPUT);
    assert_said(state, "old: File exists", "use --overwrite to replace it");
    assert_holds("old", "old");
    assert_int_equal(each_name(NULL), 1);
}

static void test_a_link_to_nothing_is_left_alone(void **state) {
    assert_int_equal(symlink("nothing", "link"), 0);
    assert_int_equal(write_words(state, "link", "new", false), DMZ_OUTPUT);
    assert_said(state, "link: File exists", "use --overwrite to replace it");
    assert_false(exists("nothing"));
    assert_int_equal(each_name(NULL), 1);
}

/* Who comes first keeps the name, also where that happens between stage and commit. */
static void test_a_file_that_appears_meanwhile_is_left_alone(void **state) {
    struct dmz_buffer text = text_of("new");
    struct dmz_output output = {0};
    assert_int_equal(stage(state, "file", &text, false, &output), DMZ_OK);
    put_words("file", "other");
    assert_int_equal(dmz_output_commit(context_of(state), &output, &text), DMZ_OUTPUT);
    assert_string_equal(dmz_context_message(context_of(state)), "file: File exists");
    assert_holds("file", "other");
    assert_int_equal(each_name(NULL), 1);
    dmz_buffer_free(&text);
}

static void test_overwrites(void **state) {
    struct dmz_buffer text = text_of("new");
    struct dmz_output output = {0};
    put_words("file", "old and longer");
    assert_int_equal(stage(state, "file", &text, true, &output), DMZ_OK);
    assert_holds("file", "old and longer");
    assert_int_equal(dmz_output_commit(context_of(state), &output, &text), DMZ_OK);
    assert_holds("file", "new");
    assert_int_equal(each_name(NULL), 1);
    dmz_buffer_free(&text);
}

static void test_overwrites_what_is_not_there(void **state) {
    assert_int_equal(write_words(state, "file", "new", true), DMZ_OK);
    assert_holds("file", "new");
    assert_int_equal(each_name(NULL), 1);
}

static void test_what_a_link_leads_to_is_replaced(void **state) {
    put_words("file", "old");
    assert_int_equal(symlink("file", "link"), 0);
    assert_int_equal(write_words(state, "link", "new", true), DMZ_OK);
    char target[16] = "";
    assert_int_equal(readlink("link", target, sizeof target - 1), 4);
    assert_string_equal(target, "file");
    assert_holds("file", "new");
    assert_int_equal(each_name(NULL), 2);
}

/* The other name is of the old bytes: somebody may be reading them. */
static void test_another_name_keeps_the_old_bytes(void **state) {
    put_words("file", "old");
    assert_int_equal(link("file", "other"), 0);
    assert_int_equal(write_words(state, "file", "new", true), DMZ_OK);
    assert_holds("file", "new");
    assert_holds("other", "old");
}

static void assert_stage_fails(void **state, const char *path, bool overwrite, const char *message) {
    struct dmz_buffer text = text_of("a text that is longer than ten bytes");
    struct dmz_output output = {0};
    assert_int_equal(stage(state, path, &text, overwrite, &output), DMZ_OUTPUT);
    assert_said(state, message, "");
    dmz_output_abandon(&output);
    dmz_buffer_free(&text);
}

static void test_a_directory_that_is_missing(void **state) {
    assert_stage_fails(state, "none/file", false, "none/file: No such file or directory");
    assert_int_equal(each_name(NULL), 0);
}

static void test_a_file_where_a_directory_should_be(void **state) {
    put_words("file", "old");
    assert_stage_fails(state, "file/zones", false, "file/zones: Not a directory");
    assert_int_equal(each_name(NULL), 1);
}

static void test_a_directory_is_no_file(void **state) {
    assert_int_equal(mkdir("place", 0700), 0);
    assert_stage_fails(state, "place", true, "place: Is a directory");
    assert_int_equal(each_name(NULL), 1);
}

static void test_a_disk_that_fills(void **state) {
    put_words("old", "old");
    disk.is_limited = true;
    disk.room = 10;
    assert_stage_fails(state, "old", true, "old: No space left on device");
    assert_holds("old", "old");
    assert_int_equal(each_name(NULL), 1);
}

static void test_a_disk_that_fills_under_a_name(void **state) {
    disk.is_limited = disk.has_only_names = true;
    disk.room = 10;
    assert_stage_fails(state, "new", false, "new: No space left on device");
    assert_int_equal(each_name(NULL), 0);
}

/* Some file systems say only now that the bytes did not arrive. */
static void test_a_disk_that_loses_bytes(void **state) {
    disk.sync_error = EIO;
    assert_stage_fails(state, "new", false, "new: Input/output error");
    assert_int_equal(each_name(NULL), 0);
}

static void assert_commit_fails(void **state, bool overwrite, const char *message) {
    put_words("old", "old");
    const char *path = overwrite ? "old" : "new";
    assert_int_equal(write_words(state, path, "new", overwrite), DMZ_OUTPUT);
    assert_said(state, message, "");
    assert_holds("old", "old");
    assert_int_equal(each_name(NULL), 1);
}

static void test_a_new_name_is_refused(void **state) {
    disk.link_error = EACCES;
    assert_commit_fails(state, false, "new: Permission denied");
}

static void test_replacing_is_refused(void **state) {
    disk.rename_error = EACCES;
    assert_commit_fails(state, true, "old: Permission denied");
}

static void test_a_name_beside_the_old_one_is_refused(void **state) {
    disk.link_error = EACCES;
    assert_commit_fails(state, true, "old: Permission denied");
}

/* Network file systems: the bytes have a name of their own until they are committed. */
static void test_without_nameless_files(void **state) {
    struct dmz_buffer text = text_of("words");
    struct dmz_output output = {0};
    disk.has_only_names = true;
    assert_int_equal(stage(state, "new", &text, false, &output), DMZ_OK);
    assert_false(exists("new"));
    assert_holds(output.temporary, "words");
    assert_int_equal(dmz_output_commit(context_of(state), &output, &text), DMZ_OK);
    assert_holds("new", "words");
    assert_int_equal(each_name(NULL), 1);
    assert_int_equal(write_words(state, "new", "more", true), DMZ_OK);
    assert_holds("new", "more");
    assert_int_equal(each_name(NULL), 1);
    dmz_buffer_free(&text);
}

static void test_without_nameless_files_the_first_keeps_the_name(void **state) {
    struct dmz_buffer text = text_of("words");
    struct dmz_output output = {0};
    disk.has_only_names = true;
    assert_int_equal(stage(state, "file", &text, false, &output), DMZ_OK);
    put_words("file", "other");
    assert_int_equal(dmz_output_commit(context_of(state), &output, &text), DMZ_OUTPUT);
    assert_string_equal(dmz_context_message(context_of(state)), "file: File exists");
    assert_holds("file", "other");
    assert_int_equal(each_name(NULL), 1);
    dmz_buffer_free(&text);
}

static void test_without_nameless_files_replacing_is_refused(void **state) {
    disk.has_only_names = true;
    disk.rename_error = EACCES;
    assert_commit_fails(state, true, "old: Permission denied");
}

/* A run that was killed, with the number that this one has, left a file of its name. */
static void test_a_foreign_file_beside_it_is_left_alone(void **state) {
    char name[64];
    snprintf(name, sizeof name, "new.%ld.part", (long)getpid());
    put_words(name, "foreign");
    for (int names = 0; names < 2; names++) {
        disk.has_only_names = names;
        assert_int_equal(write_words(state, "new", "words", true), DMZ_OK);
        assert_holds("new", "words");
        assert_holds(name, "foreign");
        assert_int_equal(each_name(NULL), 2);
    }
}

/* Names so long that those beside them are shortened, and then the same. */
static void test_two_files_of_long_names(void **state) {
    struct dmz_buffer text = text_of("words");
    char names[2][256];
    for (int i = 0; i < 2; i++) {
        memset(names[i], 'x', 255);
        names[i][0] = (char)0xC3; /* and characters of two bytes, one of them where the name is cut */
        names[i][1] = (char)0xA9;
        names[i][99] = (char)0xC3;
        names[i][100] = (char)0xA9;
        names[i][254] = (char)('0' + i);
        names[i][255] = 0;
    }
    disk.has_only_names = true;
    struct dmz_output outputs[2] = {0};
    for (int i = 0; i < 2; i++)
        assert_int_equal(stage(state, names[i], &text, false, &outputs[i]), DMZ_OK);
    assert_string_not_equal(outputs[0].temporary, outputs[1].temporary);
    assert_int_equal(outputs[0].temporary[99], '.');
    for (int i = 0; i < 2; i++)
        assert_int_equal(dmz_output_commit(context_of(state), &outputs[i], &text), DMZ_OK);
    assert_holds(names[0], "words");
    assert_holds(names[1], "words");
    assert_int_equal(each_name(NULL), 2);
    dmz_buffer_free(&text);
}

/* Nameless files get their names by /proc. */
static void test_without_proc(void **state) {
    disk.has_no_proc = true;
    assert_int_equal(write_words(state, "new", "words", false), DMZ_OK);
    assert_int_equal(write_words(state, "new", "more", true), DMZ_OK);
    assert_holds("new", "more");
    assert_int_equal(each_name(NULL), 1);
}

/* Permissions of the file `name`. */
static unsigned permissions(const char *name) {
    struct stat found = {0};
    assert_int_equal(stat(name, &found), 0);
    return found.st_mode & 07777;
}

static void test_a_file_that_is_replaced_keeps_its_permissions(void **state) {
    static const mode_t modes[] = {0600, 0640, 0664, 0777, 0200};
    for (size_t i = 0; i < sizeof modes / sizeof *modes * 2; i++) {
        disk.has_only_names = i % 2;
        put_words("old", "old");
        assert_int_equal(chmod("old", modes[i / 2]), 0);
        assert_int_equal(write_words(state, "old", "new", true), DMZ_OK);
        assert_int_equal(permissions("old"), modes[i / 2]);
        assert_int_equal(unlink("old"), 0);
    }
}

/* What `link` leads to is replaced or made, and the link stays. */
static void assert_writes_through(void **state, const char *link, const char *file) {
    assert_int_equal(write_words(state, link, "words", true), DMZ_OK);
    assert_holds(file, "words");
    struct stat found;
    assert_int_equal(lstat(link, &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    assert_int_equal(lstat(file, &found), 0);
    assert_true(S_ISREG(found.st_mode));
}

static void test_links_to_what_is_not_there_yet(void **state) {
    assert_int_equal(mkdir("there", 0777), 0);
    assert_int_equal(symlink("new", "there/second"), 0);
    assert_int_equal(symlink("there/second", "first"), 0);
    for (int names = 0; names < 2; names++) {
        disk.has_only_names = names;
        assert_writes_through(state, "first", "there/new");
        assert_int_equal(unlink("there/new"), 0);
    }
    assert_int_equal(each_name(NULL), 2);
    assert_true(dmz_file_same_place("first", "there/new")); /* nothing is there */
    assert_true(dmz_file_same_place("there/new", "there/second"));
    assert_false(dmz_file_same_place("first", "new"));
    assert_int_equal(unlink("there/second"), 0);
    assert_int_equal(rmdir("there"), 0);
}

static void test_links_in_circles_and_to_nowhere(void **state) {
    assert_int_equal(symlink("b", "a"), 0);
    assert_int_equal(symlink("a", "b"), 0);
    assert_int_equal(write_words(state, "a", "words", true), DMZ_OUTPUT);
    assert_said(state, "a: Too many levels of symbolic links", "");
    dmz_forget(context_of(state));
    assert_int_equal(symlink("none/c", "c"), 0);
    assert_int_equal(write_words(state, "c", "words", true), DMZ_OUTPUT);
    assert_said(state, "c: No such file or directory", "");
    assert_int_equal(each_name(NULL), 3);
}

static void test_what_is_abandoned_leaves_nothing(void **state) {
    struct dmz_buffer text = text_of("words");
    for (int names = 0; names < 2; names++) {
        struct dmz_output output = {0};
        dmz_output_abandon(&output); /* nothing is staged yet */
        disk.has_only_names = names;
        assert_int_equal(stage(state, "new", &text, false, &output), DMZ_OK);
        dmz_output_abandon(&output);
        dmz_output_abandon(&output);
        assert_int_equal(each_name(NULL), 0);
    }
    dmz_buffer_free(&text);
}

static void test_a_text_that_did_not_fit_into_memory(void **state) {
    struct dmz_buffer text = {.failed = true};
    struct dmz_output output = {0};
    assert_int_equal(stage(state, "new", &text, false, &output), DMZ_MEMORY);
    assert_said(state, "out of memory", "");
    assert_int_equal(each_name(NULL), 0);
}

static void test_a_name_that_did_not_fit_into_memory(void **state) {
    for (size_t copies = 1; copies <= 2; copies++) { /* to check the directory, to open the file in it */
        disk.copies = copies;
        assert_int_equal(write_words(state, "zones", "zones\n", false), DMZ_MEMORY);
        assert_said(state, "out of memory", "");
        assert_int_equal(each_name(NULL), 0);
    }
    disk.copies = 0;
}

static void test_devices_are_written_at_commit(void **state) {
    assert_int_equal(write_words(state, "/dev/null", "words", false), DMZ_OK);
    assert_int_equal(write_words(state, "/dev/full", "words", false), DMZ_OUTPUT);
    assert_said(state, "/dev/full: No space left on device", "");
}

static void test_a_fifo_is_written_at_commit(void **state) {
    assert_int_equal(mkfifo("fifo", 0600), 0);
    pid_t reader = fork();
    if (!reader) {
        char found[8] = "";
        int descriptor = open("fifo", O_RDONLY);
        ssize_t size = read(descriptor, found, sizeof found);
        _exit(size != 5 || memcmp(found, "words", 5));
    }
    assert_int_equal(write_words(state, "fifo", "words", false), DMZ_OK);
    int status = 0;
    assert_int_equal(waitpid(reader, &status, 0), reader);
    assert_int_equal(status, 0);
    assert_int_equal(each_name(NULL), 1);
}

/* Commits `words` to standard output, which is `descriptor` meanwhile. */
static enum dmz_status write_standard(void **state, const char *words, int descriptor) {
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    assert_int_equal(dup2(descriptor, STDOUT_FILENO), STDOUT_FILENO);
    close(descriptor);
    enum dmz_status status = write_words(state, "-", words, false);
    assert_int_equal(dup2(kept, STDOUT_FILENO), STDOUT_FILENO);
    close(kept);
    return status;
}

static void test_standard_output(void **state) {
    assert_int_equal(write_standard(state, "zones\n", open("out", O_CREAT | O_WRONLY, 0600)), DMZ_OK);
    assert_holds("out", "zones\n");
    assert_int_equal(each_name(NULL), 1);
    assert_int_equal(write_standard(state, "zones\n", open("/dev/full", O_WRONLY)), DMZ_OUTPUT);
    assert_said(state, "standard output: No space left on device", "");
}

#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_A_PLACE(test_reads_a_file_whole),
        IN_A_PLACE(test_reads_nothing),
        IN_A_PLACE(test_reads_all_bytes),
        IN_A_PLACE(test_reads_a_fifo_to_its_end),
        IN_A_PLACE(test_reads_standard_input),
        IN_A_PLACE(test_reading_is_interrupted),
        IN_A_PLACE(test_reading_a_missing_file),
        IN_A_PLACE(test_reading_a_directory),
        IN_A_PLACE(test_reading_fails_half_way),
        IN_A_PLACE(test_reading_standard_input_fails),
        IN_A_PLACE(test_same_file),
        IN_A_PLACE(test_same_file_on_standard_input),
        IN_A_PLACE(test_same_place),
        IN_A_PLACE(test_check_passes),
        IN_A_PLACE(test_check_of_an_existing_file),
        IN_A_PLACE(test_check_of_a_directory),
        IN_A_PLACE(test_check_of_a_missing_directory),
        IN_A_PLACE(test_writes_a_new_file),
        IN_A_PLACE(test_writes_an_empty_file),
        IN_A_PLACE(test_writing_is_interrupted),
        IN_A_PLACE(test_an_existing_file_is_left_alone),
        IN_A_PLACE(test_a_link_to_nothing_is_left_alone),
        IN_A_PLACE(test_a_file_that_appears_meanwhile_is_left_alone),
        IN_A_PLACE(test_overwrites),
        IN_A_PLACE(test_overwrites_what_is_not_there),
        IN_A_PLACE(test_what_a_link_leads_to_is_replaced),
        IN_A_PLACE(test_another_name_keeps_the_old_bytes),
        IN_A_PLACE(test_a_directory_that_is_missing),
        IN_A_PLACE(test_a_file_where_a_directory_should_be),
        IN_A_PLACE(test_a_directory_is_no_file),
        IN_A_PLACE(test_a_disk_that_fills),
        IN_A_PLACE(test_a_disk_that_fills_under_a_name),
        IN_A_PLACE(test_a_disk_that_loses_bytes),
        IN_A_PLACE(test_a_new_name_is_refused),
        IN_A_PLACE(test_replacing_is_refused),
        IN_A_PLACE(test_a_name_beside_the_old_one_is_refused),
        IN_A_PLACE(test_without_nameless_files),
        IN_A_PLACE(test_without_nameless_files_the_first_keeps_the_name),
        IN_A_PLACE(test_without_nameless_files_replacing_is_refused),
        IN_A_PLACE(test_a_foreign_file_beside_it_is_left_alone),
        IN_A_PLACE(test_two_files_of_long_names),
        IN_A_PLACE(test_without_proc),
        IN_A_PLACE(test_a_file_that_is_replaced_keeps_its_permissions),
        IN_A_PLACE(test_links_to_what_is_not_there_yet),
        IN_A_PLACE(test_links_in_circles_and_to_nowhere),
        IN_A_PLACE(test_what_is_abandoned_leaves_nothing),
        IN_A_PLACE(test_a_text_that_did_not_fit_into_memory),
        IN_A_PLACE(test_a_name_that_did_not_fit_into_memory),
        IN_A_PLACE(test_devices_are_written_at_commit),
        IN_A_PLACE(test_a_fifo_is_written_at_commit),
        IN_A_PLACE(test_standard_output),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
