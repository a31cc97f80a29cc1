/* flock() is no POSIX call. */
#define _DEFAULT_SOURCE
#include "cli/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bisect.h"
#include "base/file.h"
#include "cli/console.h"

#define MAGIC      "appassay-journal/1"
#define SUM_CHARS  16 /* of the SHA-256 of a line, before it */
#define LINE_BYTES ((size_t)64 << 20)
#define FILE_BYTES (UINT64_C(64) << 30)

bool aa_journal_key(const aa_target *target, char out[AA_SHA256_HEX])
{
    aa_str text;
    aa_str_init(&text, LINE_BYTES);
    aa_str_put(&text, target->id);
    aa_str_putn(&text, "", 1);
    aa_str_put(&text, target->path);
    bool ok = aa_str_ok(&text) && aa_sha256_hex(aa_bytes_of(text.ptr, text.len), out) == AA_OK;
    aa_str_done(&text);
    return ok;
}

/* ---- writing --------------------------------------------------------------------------------------------
 */

/* One line with its sum before it. */
static bool put_line(int fd, const aa_str *content)
{
    char sum[AA_SHA256_HEX];
    aa_str line;
    aa_str_init(&line, LINE_BYTES);
    bool ok = aa_str_ok(content) && aa_sha256_hex(aa_bytes_of(content->ptr, content->len), sum) == AA_OK;
    if (ok) {
        aa_str_printf(&line, "%.*s ", SUM_CHARS, sum);
        aa_str_putn(&line, content->ptr, content->len);
        aa_str_putc(&line, '\n');
    }
    ok = ok && aa_str_ok(&line) && aa_write_all(fd, line.ptr, line.len) && fdatasync(fd) == 0;
    aa_str_done(&line);
    return ok;
}

bool aa_journal_add(aa_journal *journal, const aa_done *done)
{
    aa_str content;
    if (journal->fd < 0)
        return true;
    aa_str_init(&content, LINE_BYTES);
    aa_str_printf(&content, "%zu %s %s %d %s", done->index, done->key, done->sha256, (int)done->exit,
                  done->line);
    bool ok = put_line(journal->fd, &content);
    aa_str_done(&content);
    return ok;
}

/* ---- reading --------------------------------------------------------------------------------------------
 */

/* The word at |*text|, which moves behind it and a space. False: it does not fit or ends the line. */
static bool take_word(const char **text, char *out, size_t room)
{
    const char *space = strchr(*text, ' ');
    size_t n = space == NULL ? 0 : (size_t)(space - *text);
    if (n == 0 || n >= room)
        return false;
    memcpy(out, *text, n);
    out[n] = '\0';
    *text = space + 1;
    return true;
}

static bool parse_done(aa_arena *arena, const char *text, aa_done *out)
{
    char index[24];
    char code[8];
    if (!take_word(&text, index, sizeof index) || !take_word(&text, out->key, sizeof out->key) ||
        !take_word(&text, out->sha256, sizeof out->sha256) || !take_word(&text, code, sizeof code))
        return false;
    out->index = (size_t)strtoull(index, NULL, 10);
    out->exit = (aa_exit)strtol(code, NULL, 10);
    out->line = aa_arena_strdup(arena, text);
    return out->line != NULL;
}

/* True when |line| of |n| characters is whole: its sum fits. */
static bool is_whole(const char *line, size_t n)
{
    char sum[AA_SHA256_HEX];
    return n > SUM_CHARS + 1 && line[SUM_CHARS] == ' ' &&
           aa_sha256_hex(aa_bytes_of(line + SUM_CHARS + 1, n - SUM_CHARS - 1), sum) == AA_OK &&
           memcmp(sum, line, SUM_CHARS) == 0;
}

typedef struct reading {
    aa_arena *arena;
    aa_journal *journal;
    const char *settings;
    bool other; /* the first line is of other work */
} reading;

/* False: nothing after this line can be trusted. */
static bool take_line(reading *r, const char *line, size_t n, bool first)
{
    if (!is_whole(line, n))
        return false;
    const char *content = line + SUM_CHARS + 1;
    if (first) {
        char magic[32];
        r->other = !take_word(&content, magic, sizeof magic) || strcmp(magic, MAGIC) != 0 ||
                   strcmp(content, r->settings) != 0;
        return !r->other;
    }
    aa_done done;
    aa_done *slot = parse_done(r->arena, content, &done) ? aa_vec_push(r->arena, &r->journal->done) : NULL;
    if (slot == NULL)
        return false;
    *slot = done;
    return true;
}

/* Bytes of the file that are whole lines; -1: it cannot be read. */
static off_t read_lines(reading *r, FILE *f)
{
    char *line = NULL;
    size_t room = 0;
    off_t whole = 0;
    for (bool first = true;; first = false) {
        ssize_t n = getline(&line, &room, f);
        if (n <= 0 || line[n - 1] != '\n')
            break;
        line[n - 1] = '\0';
        if (!take_line(r, line, (size_t)n - 1, first))
            break;
        whole += n;
    }
    free(line);
    return ferror(f) != 0 ? -1 : whole;
}

static int by_index(const void *a, const void *b)
{
    const aa_done *x = a;
    const aa_done *y = b;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* What a kill cut off goes; a journal that is empty gets its first line. */
static bool settle(const aa_journal *journal, off_t whole, const char *settings)
{
    aa_str first;
    if (ftruncate(journal->fd, whole) != 0)
        return false;
    if (whole > 0)
        return true;
    aa_str_init(&first, LINE_BYTES);
    aa_str_printf(&first, MAGIC " %s", settings);
    bool ok = put_line(journal->fd, &first);
    aa_str_done(&first);
    return ok;
}

static aa_exit read_journal(aa_arena *arena, const char *path, const char *settings, aa_journal *journal)
{
    reading r = {.arena = arena, .journal = journal, .settings = settings};
    int copy = fcntl(journal->fd, F_DUPFD_CLOEXEC, 0);
    FILE *f = copy < 0 ? NULL : fdopen(copy, "rb");
    off_t whole = f == NULL ? -1 : read_lines(&r, f);
    if (f != NULL)
        (void)fclose(f);
    if (r.other) {
        aa_console_error(path, "is the journal of other work: another list of options, or another version");
        return AA_EXIT_USAGE;
    }
    if (whole < 0 || !settle(journal, whole, settings)) {
        aa_console_error(path, "cannot read or write: %s", strerror(errno));
        return AA_EXIT_OUTPUT;
    }
    if (journal->done.count > 1)
        qsort(journal->done.items, journal->done.count, sizeof(aa_done), by_index);
    return AA_EXIT_OK;
}

static aa_exit open_journal(aa_arena *arena, const char *path, const char *settings, aa_journal *out)
{
    struct stat file;
    out->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
    if (out->fd < 0 || fstat(out->fd, &file) != 0 || !S_ISREG(file.st_mode) ||
        (uint64_t)file.st_size > FILE_BYTES) {
        aa_console_error(path, "is no journal: %s",
                         out->fd < 0 ? strerror(errno) : "not a file of that kind");
        return AA_EXIT_OUTPUT;
    }
    if (flock(out->fd, LOCK_EX | LOCK_NB) != 0) {
        aa_console_error(path, "another process is at work with this journal");
        return AA_EXIT_TEMPORARY;
    }
    return read_journal(arena, path, settings, out);
}

aa_exit aa_journal_open(aa_arena *arena, const char *path, const char *settings, aa_journal *out)
{
    *out = (aa_journal){.fd = -1, .done = AA_VEC_INIT(aa_done)};
    aa_exit code = open_journal(arena, path, settings, out);
    if (code != AA_EXIT_OK)
        aa_journal_close(out);
    return code;
}

void aa_journal_close(aa_journal *journal)
{
    if (journal->fd >= 0)
        (void)close(journal->fd);
    journal->fd = -1;
}

const aa_done *aa_journal_find(const aa_journal *journal, const aa_target *target, const char *sha256)
{
    char key[AA_SHA256_HEX];
    const aa_done *done = journal->done.items;
    size_t low;
    if (journal->done.count == 0 || !aa_journal_key(target, key))
        return NULL;
    AA_BISECT(low, journal->done.count, middle, done[middle].index < target->index);
    for (; low < journal->done.count && done[low].index == target->index; low++) {
        if (strcmp(done[low].key, key) == 0 && strcmp(done[low].sha256, sha256) == 0)
            return &done[low];
    }
    return NULL;
}
