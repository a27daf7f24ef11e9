/* judge.c: whether a run in which something failed left what it may leave and said what it should. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults.h"

/* A memory error that a sanitizer found. */
enum { SANITIZED = 99 };

static void read_file(const char *path, struct fault_file *file) {
    struct stat found;
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0 || fstat(descriptor, &found))
        abort();
    file->count = (size_t)found.st_size;
    file->bytes = malloc(file->count + 1);
    if (!file->bytes || read(descriptor, file->bytes, file->count) != (ssize_t)file->count)
        abort();
    file->bytes[file->count] = 0;
    close(descriptor);
}

/* Files of directories below have their names with a slash. */
static void look_below(const char *directory, const char *lead, struct fault_place *place) {
    DIR *entries = opendir(directory);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char path[4096], name[256];
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        snprintf(name, sizeof name, "%.120s%.120s", lead, entry->d_name);
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        if (entry->d_type == DT_DIR) {
            strcat(name, "/");
            look_below(path, name, place);
            continue;
        }
        if (place->count == sizeof place->files / sizeof *place->files)
            abort();
        struct fault_file *file = &place->files[place->count++];
        strcpy(file->name, name);
        read_file(path, file);
    }
    if (entries)
        closedir(entries);
}

void fault_look(const char *directory, struct fault_place *place) {
    look_below(directory, "", place);
}

void fault_forget(struct fault_place *place) {
    for (size_t i = 0; i < place->count; i++)
        free(place->files[i].bytes);
    *place = (struct fault_place){0};
}

static const struct fault_file *find(const struct fault_place *place, const char *name) {
    for (size_t i = 0; i < place->count; i++)
        if (!strcmp(place->files[i].name, name))
            return &place->files[i];
    return NULL;
}

static bool is_same(const struct fault_file *a, const struct fault_file *b) {
    return a && b && a->count == b->count && !memcmp(a->bytes, b->bytes, a->count);
}

void fault_restore(const char *directory, const struct fault_place *place) {
    struct fault_place now = {0};
    char path[4096];
    fault_look(directory, &now);
    for (size_t i = 0; i < now.count; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, now.files[i].name);
        if (!is_same(&now.files[i], find(place, now.files[i].name)))
            unlink(path);
    }
    for (size_t i = 0; i < place->count; i++) {
        const struct fault_file *file = &place->files[i];
        if (is_same(file, find(&now, file->name)))
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, file->name);
        int descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0666);
        if (descriptor < 0 || write(descriptor, file->bytes, file->count) != (ssize_t)file->count)
            abort();
        close(descriptor);
    }
    fault_forget(&now);
}

static bool is_same_place(const struct fault_place *a, const struct fault_place *b) {
    for (size_t i = 0; i < a->count; i++)
        if (!is_same(&a->files[i], find(b, a->files[i].name)))
            return false;
    return a->count == b->count;
}

static bool ends(const char *name, const char *end) {
    size_t length = strlen(name), cut = strlen(end);
    return length > cut && !strcmp(name + length - cut, end);
}

/* Whether each file is the old one or the new one, or has a temporary name; and none is gone. */
static bool is_whole(const struct fault_terms *terms, const struct fault_place *place) {
    for (size_t i = 0; i < place->count; i++) {
        const struct fault_file *file = &place->files[i];
        if (!ends(file->name, ".part") && !ends(file->name, ".old") &&
            !is_same(file, find(terms->before, file->name)) && !is_same(file, find(terms->after, file->name)))
            return false;
    }
    for (size_t i = 0; i < terms->before->count; i++)
        if (find(terms->after, terms->before->files[i].name) && !find(place, terms->before->files[i].name))
            return false;
    return true;
}

/* Whether files say what failed: all are there, each with its last line whole; or none. */
static bool is_answer(const struct fault_terms *terms, const struct fault_place *place) {
    if (place->count != terms->after->count)
        return is_same_place(place, terms->before);
    for (size_t i = 0; i < place->count; i++) {
        const struct fault_file *file = &place->files[i];
        if (!is_same(file, find(terms->before, file->name)) &&
            (!find(terms->after, file->name) || !file->count || file->bytes[file->count - 1] != '\n'))
            return false;
    }
    return true;
}

/* Whether each file is the old one or the new one, or one that says what failed. */
static bool is_apart(const struct fault_terms *terms, const struct fault_place *place) {
    for (size_t i = 0; i < place->count; i++) {
        const struct fault_file *file = &place->files[i], *after = find(terms->after, file->name);
        bool is_either = is_same(file, find(terms->before, file->name)) || is_same(file, after);
        bool is_temporary = terms->loose && (ends(file->name, ".part") || ends(file->name, ".old"));
        if (!is_either && !is_temporary && (!after || !file->count || file->bytes[file->count - 1] != '\n'))
            return false;
    }
    return true;
}

static bool begins(const char *line, const char *lead) {
    return !strncmp(line, lead, strlen(lead));
}

/* One line with the error, one for each answer, besides warnings and a hint. What was printed before it failed may
 * stand above. */
static bool is_error(const struct fault_terms *terms, const struct fault_file *said, const struct fault_file *usual) {
    size_t errors = 0, other = 0;
    const char *text = said->bytes;
    size_t shared = 0;
    while (usual && text[shared] && text[shared] == usual->bytes[shared])
        shared++;
    while (shared && text[shared - 1] != '\n')
        shared--;
    for (const char *line = text + shared; *line;) {
        const char *end = strchr(line, '\n');
        if (!end)
            return false;
        if (!begins(line, "dmzcalc: warning: ") && !begins(line, "hint: "))
            begins(line, "dmzcalc: ") ? errors++ : other++;
        line = end + 1;
    }
    return errors && (errors == 1 || terms->answers) && (!other || terms->foreign);
}

static const char *judge_success(const struct fault_terms *terms, const struct fault_place *place,
                                 const struct fault_place *said) {
    if (terms->fonts)
        return place->count == terms->after->count ? NULL : "exit code 0, but files are missing";
    if (terms->loose ? !is_whole(terms, place) : !is_same_place(place, terms->after))
        return "exit code 0, but the files are not those of a run without faults";
    for (size_t i = 0; i < terms->after->count; i++)
        if (!is_same(&terms->after->files[i], find(place, terms->after->files[i].name)))
            return "exit code 0, but a file is missing or another one";
    if (!is_same(find(said, "out"), find(terms->said, "out")))
        return "exit code 0, but standard output is not that of a run without faults";
    if (!terms->foreign && !is_same(find(said, "err"), find(terms->said, "err")))
        return "exit code 0, but standard error is not that of a run without faults";
    return NULL;
}

static bool is_crash(int signal) {
    return signal == SIGSEGV || signal == SIGABRT || signal == SIGBUS || signal == SIGTRAP;
}

const char *fault_judge(const struct fault_terms *terms, int status, const struct fault_place *place,
                        const struct fault_place *said) {
    static char why[80];
    bool is_left = terms->apart ? is_apart(terms, place)
                   : terms->loose
                       ? is_whole(terms, place)
                       : is_same_place(place, terms->before) || (terms->killed && is_same_place(place, terms->after));
    bool is_foreign = WIFSIGNALED(status) && terms->foreign &&
                      (is_crash(WTERMSIG(status)) || (terms->fonts && WTERMSIG(status) == SIGALRM));
    if (is_foreign)
        return is_left ? NULL
                       : "a library crashed or hung, and a file is neither the old nor the new one, or one is left "
                         "behind";
    if (WIFSIGNALED(status) && WTERMSIG(status) != terms->killed) {
        snprintf(why, sizeof why, WTERMSIG(status) == SIGALRM ? "it hangs" : "signal %d", WTERMSIG(status));
        return why;
    }
    if (WIFSIGNALED(status))
        return is_left ? NULL : "killed, and a file is neither the old nor the new one, or one is left behind";
    int code = WEXITSTATUS(status);
    if (!code)
        return judge_success(terms, place, said);
    if (code == SANITIZED)
        return "a sanitizer found an error";
    if (code > 9 || !strchr(terms->codes, '0' + code)) {
        snprintf(why, sizeof why, "exit code %d", code);
        return why;
    }
    if (!is_left && !(terms->answers && is_answer(terms, place)))
        return "a file is neither the old nor the new one, or one is left behind";
    if (!is_error(terms, find(said, "err"), find(terms->said, "err")))
        return "standard error is not one line";
    return NULL;
}
