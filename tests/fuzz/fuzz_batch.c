/*
 * What a batch reads of its own and of its user's: a list of targets, or a journal whose lines carry the
 * right sums. The first byte says which: 'j' a journal, 'n' a list divided by NULs, else by lines.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/journal.h"
#include "support/temporary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* Stands for the command line's: messages are made and not shown. */
void aa_console_error(const char *subject, const char *format, ...)
{
    char text[512];
    va_list args;
    require(subject == NULL || strlen(subject) > 0);
    va_start(args, format);
    require(vsnprintf(text, sizeof text, format, args) >= 0);
    va_end(args);
}

/* The lines of |bytes|, each with the sum that a whole one has. False: memory is out. */
static bool put_summed(aa_str *out, aa_bytes bytes)
{
    char sum[AA_SHA256_HEX];
    for (size_t at = 0; at < bytes.n;) {
        const uint8_t *line = bytes.p + at;
        const uint8_t *stop = memchr(line, '\n', bytes.n - at);
        size_t n = stop == NULL ? bytes.n - at : (size_t)(stop - line);
        if (aa_sha256_hex(aa_bytes_of(line, n), sum) != AA_OK)
            return false;
        aa_str_printf(out, "%.16s ", sum);
        aa_str_putn(out, (const char *)line, n);
        if (stop != NULL)
            aa_str_putc(out, '\n');
        at += n + 1;
    }
    return aa_str_ok(out);
}

static void read_journal(aa_arena *arena, const char *path)
{
    static const aa_target target = {.index = 1, .path = "a.apk", .id = "a"};
    aa_journal journal;
    const aa_done *found = NULL;
    char again[AA_SHA256_HEX];
    if (aa_journal_open(arena, path, "settings", &journal) != AA_EXIT_OK)
        return;
    const aa_done *done = journal.done.items;
    for (size_t i = 0; i < journal.done.count; i++) {
        require(done[i].line != NULL && strlen(done[i].sha256) < AA_SHA256_HEX);
        require(i == 0 || done[i - 1].index <= done[i].index);
    }
    memset(again, 'a', sizeof again - 1);
    again[sizeof again - 1] = '\0';
    found = aa_journal_find(&journal, &target, again);
    require(found == NULL || found->index == target.index);
    aa_journal_close(&journal);
}

static void read_targets(aa_arena *arena, const char *path, bool null)
{
    aa_vec targets = AA_VEC_INIT(aa_target);
    aa_vec part = AA_VEC_INIT(aa_target);
    size_t of_parts = 0;
    if (aa_targets_read(arena, path, null, (aa_shard){0}, &targets) != AA_EXIT_OK)
        return;
    const aa_target *t = targets.items;
    for (size_t i = 0; i < targets.count; i++)
        require(t[i].index == i && t[i].path[0] != '\0' && t[i].id != NULL);
    for (uint64_t i = 0; i < 3; i++) {
        require(aa_targets_read(arena, path, null, (aa_shard){i, 3}, &part) == AA_EXIT_OK);
        of_parts = part.count;
    }
    require(of_parts == targets.count); /* each target is in one shard */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    aa_arena *arena = size == 0 ? NULL : aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_str text;
    aa_str_init(&text, (size_t)1 << 24);
    if (data[0] == 'j')
        require(put_summed(&text, aa_bytes_of(data + 1, size - 1)));
    else
        aa_str_putn(&text, (const char *)data + 1, size - 1);
    int fd = temporary_file(path, sizeof path, "/tmp/fuzz_batch");
    require(fd >= 0 && aa_str_ok(&text) && write(fd, text.ptr, text.len) == (ssize_t)text.len);
    close(fd);
    if (data[0] == 'j')
        read_journal(arena, path);
    else
        read_targets(arena, path, data[0] == 'n');
    unlink(path);
    aa_str_done(&text);
    aa_arena_free(arena);
    return 0;
}
