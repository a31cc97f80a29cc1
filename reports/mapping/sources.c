#define _DEFAULT_SOURCE /* d_type of struct dirent, which POSIX leaves out */

#include "reports/mapping/mapping.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/bisect.h"
#include "base/str.h"
#include "base/vec.h"

#define PATH_BYTES 4096

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static int by_name(const void *a, const void *b)
{
    const char *left = *(const char *const *)a;
    const char *right = *(const char *const *)b;
    int order = strcmp(base_of(left), base_of(right));
    return order != 0 ? order : strcmp(left, right);
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

typedef struct search {
    aa_arena *arena;
    const char *root;
    aa_vec folders; /* of const char *: relative paths still to be looked at; "" is the root */
    aa_vec files;   /* of const char * */
    size_t seen;
} search;

static aa_err push(search *s, aa_vec *list, const char *path)
{
    const char **slot = aa_vec_push(s->arena, list);
    if (slot == NULL)
        return AA_E_NOMEM;
    *slot = path;
    return AA_OK;
}

static bool is_source(const char *name)
{
    static const char *const ends[] = {".java", ".kt",  ".swift", ".m", ".mm", ".c",
                                       ".cc",   ".cpp", ".cxx",   ".h", ".hh", ".hpp"};
    bool is = false;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        is = is || ends_with(name, ends[i]);
    return is;
}

static aa_err take_entry(search *s, const char *folder, const struct dirent *entry)
{
    const char *name = entry->d_name;
    if (name[0] == '.' || strcmp(name, "build") == 0)
        return AA_OK;
    if (++s->seen > AA_SOURCES_MAX)
        return AA_E_LIMIT;
    const char *path = aa_arena_printf(s->arena, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name);
    const char *full = path == NULL ? NULL : aa_arena_printf(s->arena, "%s/%s", s->root, path);
    struct stat st;
    if (full == NULL)
        return AA_E_NOMEM;
    bool source = is_source(name);
    bool may_be_folder = entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN;
    if ((!source && !may_be_folder) || strlen(full) >= PATH_BYTES || lstat(full, &st) != 0)
        return AA_OK;
    if (S_ISDIR(st.st_mode))
        return push(s, &s->folders, path);
    return source && S_ISREG(st.st_mode) ? push(s, &s->files, path) : AA_OK;
}

static aa_err look_into(search *s, const char *folder)
{
    const char *full = aa_arena_printf(s->arena, "%s/%s", s->root, folder);
    if (full == NULL)
        return AA_E_NOMEM;
    DIR *dir = opendir(full);
    if (dir == NULL)
        return folder[0] == '\0' ? AA_E_IO : AA_OK; /* what may not be read has no sources to show */
    aa_err err = AA_OK;
    const struct dirent *entry = NULL;
    while (err == AA_OK && (entry = readdir(dir)) != NULL)
        err = take_entry(s, folder, entry);
    int saved = errno;
    closedir(dir);
    errno = saved;
    return err;
}

aa_err aa_sources_find(aa_arena *arena, const char *folder, aa_sources *out)
{
    search s = {.arena = arena,
                .root = folder,
                .folders = AA_VEC_INIT(const char *),
                .files = AA_VEC_INIT(const char *)};
    aa_err err = push(&s, &s.folders, "");
    while (err == AA_OK && s.folders.count > 0) {
        const char *next = ((const char **)s.folders.items)[--s.folders.count];
        err = look_into(&s, next);
    }
    if (s.files.count > 1)
        qsort(s.files.items, s.files.count, sizeof(const char *), by_name);
    *out = (aa_sources){s.files.items, s.files.count};
    return err;
}

/* The first file called |name|, or |count| when there is none. */
static size_t first_called(const aa_sources *sources, const char *name)
{
    size_t low;
    AA_BISECT(low, sources->count, middle, strcmp(base_of(sources->paths[middle]), name) < 0);
    return low;
}

/* The one file at ".../|tail|", counted in |*count|. */
static const char *match(const aa_sources *sources, const char *tail, size_t *count)
{
    const char *found = NULL;
    size_t low = first_called(sources, base_of(tail));
    for (; low < sources->count && strcmp(base_of(sources->paths[low]), base_of(tail)) == 0; low++) {
        const char *path = sources->paths[low];
        size_t n = strlen(path);
        size_t m = strlen(tail);
        if (!ends_with(path, tail) || (n > m && path[n - m - 1] != '/'))
            continue;
        found = path;
        (*count)++;
    }
    return found;
}

/* Top-level functions of Foo.kt are compiled into FooKt. */
const char *aa_sources_of(aa_arena *arena, const aa_sources *sources, const char *class_name)
{
    static const char *const ends[] = {".java", ".kt"};
    const char *found = NULL;
    size_t count = 0;
    aa_str tail;
    aa_str_init(&tail, PATH_BYTES);
    for (const char *c = class_name; *c != '\0' && (*c != '$' || c == class_name); c++)
        aa_str_putc(&tail, *c == '.' ? '/' : *c);
    for (size_t i = 0; aa_str_ok(&tail) && i < 3; i++) {
        size_t len = tail.len;
        if (i == 2 && (len < 3 || strcmp(tail.ptr + len - 2, "Kt") != 0))
            break;
        const char *path =
            aa_arena_printf(arena, "%.*s%s", (int)(i == 2 ? len - 2 : len), tail.ptr, ends[i == 0 ? 0 : 1]);
        const char *here = path == NULL ? NULL : match(sources, path, &count);
        found = here == NULL ? found : here;
    }
    aa_str_done(&tail);
    return count == 1 ? found : NULL;
}

/* How many elements of two paths are the same, from the last one on. */
static size_t alike(const char *a, const char *b)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    size_t elements = 0;
    while (n > 0 && m > 0 && a[n - 1] == b[m - 1]) {
        n--;
        m--;
        elements += (n == 0 || a[n - 1] == '/') && (m == 0 || b[m - 1] == '/') ? 1 : 0;
    }
    return elements;
}

const char *aa_sources_like(const aa_sources *sources, const char *path)
{
    const char *name = base_of(path);
    const char *found = NULL;
    size_t most = 0;
    for (size_t i = first_called(sources, name); i < sources->count; i++) {
        const char *candidate = sources->paths[i];
        if (strcmp(base_of(candidate), name) != 0)
            break;
        size_t same = alike(candidate, path);
        if (same == most)
            found = NULL;
        if (same > most) {
            found = candidate;
            most = same;
        }
    }
    return found;
}
