#include "cli/targets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cli/console.h"
#include "cli/settings.h"

#define LIST_BYTES ((size_t)1 << 30)
#define SHARDS_MAX 1000000

/* ---- the file -------------------------------------------------------------------------------------------
 */

static bool read_stream(FILE *f, aa_str *out)
{
    char buffer[65536];
    size_t n = 0;
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
        aa_str_putn(out, buffer, n);
    return ferror(f) == 0;
}

static aa_exit read_list(const char *path, aa_str *out)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rbe");
    bool ok = f != NULL && read_stream(f, out);
    int error = errno;
    if (f != NULL && !standard)
        (void)fclose(f);
    if (!ok) {
        aa_console_error(path, "cannot read: %s", strerror(error));
        return AA_EXIT_USAGE;
    }
    if (aa_str_ok(out))
        return AA_EXIT_OK;
    aa_console_error(path, out->too_long ? "the list is too long" : "out of memory");
    return out->too_long ? AA_EXIT_USAGE : AA_EXIT_TEMPORARY;
}

/* ---- one line -------------------------------------------------------------------------------------------
 */

/* A copy of the text member |key|; NULL when there is none. */
static const char *text_of(aa_arena *arena, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? NULL : aa_arena_strdup(arena, text);
}

static bool is_digest(const char *text)
{
    return strlen(text) == AA_SHA256_HEX - 1 && strspn(text, "0123456789abcdef") == AA_SHA256_HEX - 1;
}

/* NULL, or what is wrong with the line. */
static const char *parse_object(aa_arena *arena, const char *line, size_t n, aa_target *out)
{
    json_t *object = json_loadb(line, n, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(object)) {
        json_decref(object);
        return "is no JSON object";
    }
    out->path = text_of(arena, object, "path");
    out->id = text_of(arena, object, "id");
    out->expected = text_of(arena, object, "sha256");
    json_decref(object);
    if (out->path == NULL || out->path[0] == '\0')
        return "has no \"path\"";
    if (out->expected != NULL && !is_digest(out->expected))
        return "has a \"sha256\" that is not 64 lower-case hex digits";
    if (out->id == NULL)
        out->id = out->path;
    return NULL;
}

static const char *parse_line(aa_arena *arena, const char *line, size_t n, aa_target *out)
{
    if (memchr(line, '\0', n) != NULL) /* what stands behind it would be lost */
        return "holds a NUL";
    if (line[0] == '{')
        return parse_object(arena, line, n, out);
    out->path = aa_arena_strndup(arena, line, n);
    out->id = out->path;
    return out->path == NULL ? "is too much for the memory" : NULL;
}

/* ---- shards ---------------------------------------------------------------------------------------------
 */

static bool is_ours(const aa_target *target, aa_shard shard)
{
    uint8_t digest[32];
    if (shard.count == 0)
        return true;
    if (aa_sha256(aa_bytes_of(target->id, strlen(target->id)), digest) != AA_OK)
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < 8; i++)
        value = value << 8 | digest[i];
    return value % shard.count == shard.index;
}

bool aa_shard_parse(const char *text, aa_shard *out)
{
    char index[16];
    const char *slash = strchr(text, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - text);
    if (n == 0 || n >= sizeof index)
        return false;
    memcpy(index, text, n);
    index[n] = '\0';
    return aa_settings_number(slash + 1, 1, SHARDS_MAX, &out->count) &&
           aa_settings_number(index, 0, out->count - 1, &out->index);
}

/* ---- all ------------------------------------------------------------------------------------------------
 */

static aa_exit add_line(aa_arena *arena, const char *name, const char *line, size_t n, size_t index,
                        aa_shard shard, aa_vec *targets)
{
    aa_target target = {.index = index};
    const char *wrong = parse_line(arena, line, n, &target);
    if (wrong != NULL) {
        aa_console_error(name, "line %zu %s", index + 1, wrong);
        return AA_EXIT_USAGE;
    }
    if (!is_ours(&target, shard))
        return AA_EXIT_OK;
    aa_target *slot = aa_vec_push(arena, targets);
    if (slot == NULL)
        return AA_EXIT_TEMPORARY;
    *slot = target;
    return AA_EXIT_OK;
}

static aa_exit split(aa_arena *arena, const char *name, const aa_str *list, char end, aa_shard shard,
                     aa_vec *targets)
{
    size_t index = 0;
    aa_exit code = AA_EXIT_OK;
    for (size_t at = 0; at < list->len && code == AA_EXIT_OK;) {
        const char *line = list->ptr + at;
        const char *stop = memchr(line, end, list->len - at);
        size_t n = stop == NULL ? list->len - at : (size_t)(stop - line);
        at += n + 1;
        if (n > 0 && end == '\n' && line[n - 1] == '\r')
            n--;
        if (n > 0)
            code = add_line(arena, name, line, n, index++, shard, targets);
    }
    return code;
}

aa_exit aa_targets_read(aa_arena *arena, const char *path, bool null, aa_shard shard, aa_vec *targets)
{
    aa_str list;
    aa_str_init(&list, LIST_BYTES);
    aa_exit code = read_list(path, &list);
    if (code == AA_EXIT_OK)
        code = split(arena, strcmp(path, "-") == 0 ? "standard input" : path, &list, null ? '\0' : '\n',
                     shard, targets);
    aa_str_done(&list);
    return code;
}
