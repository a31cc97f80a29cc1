#include "cli/sources.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/console.h"
#include "cli/slurp.h"

#define MAPPING_BYTES ((size_t)1 << 30) /* of large apps they are some hundred MiB */
#define DWARF_FOLDER  "Contents/Resources/DWARF"

typedef struct loader {
    aa_arena *arena;
    aa_origins *origins;
} loader;

/* Of errors that have no message of their own. */
static aa_exit answer(aa_err err, const char *path, const char *why)
{
    if (err == AA_E_NOMEM)
        return aa_console_out_of_memory();
    if (err != AA_OK)
        aa_console_error(path, "%s", why);
    return err == AA_OK ? AA_EXIT_OK : AA_EXIT_USAGE;
}

/* |path| is the one to name in messages; |file| is read. */
static aa_exit read_debug(loader *l, const char *path, aa_bytes file)
{
    return answer(aa_debug_add(l->arena, l->origins, path, file), path,
                  "is no dSYM: it has no line tables, or no UUID");
}

static aa_exit read_file(loader *l, const char *path)
{
    aa_bytes file = aa_bytes_none();
    aa_mapping *mapping = NULL;
    if (aa_slurp(l->arena, path, MAPPING_BYTES, &file) != AA_EXIT_OK)
        return AA_EXIT_USAGE;
    if (aa_macho_looks(file))
        return read_debug(l, path, file);
    if (l->origins->mapping != NULL) {
        aa_console_error(path, "is a second mapping file");
        return AA_EXIT_USAGE;
    }
    aa_exit code =
        answer(aa_mapping_parse(l->arena, file, &mapping), path, "is no mapping file: it names no class");
    l->origins->mapping = mapping;
    return code;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in |folder|, in order; what begins with a dot is left out. */
static aa_exit list(loader *l, const char *folder, aa_vec *names)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return AA_EXIT_USAGE;
    bool failed = false;
    const struct dirent *entry = NULL;
    while (!failed && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        const char **slot = aa_vec_push(l->arena, names);
        const char *name = slot == NULL ? NULL : aa_arena_strdup(l->arena, entry->d_name);
        failed = name == NULL;
        if (!failed)
            *slot = name;
    }
    closedir(dir);
    if (failed)
        return aa_console_out_of_memory();
    if (names->count > 1)
        qsort(names->items, names->count, sizeof(const char *), by_text);
    return AA_EXIT_OK;
}

/* A dSYM is a folder with one file for each program that it is of. */
static aa_exit read_bundle(loader *l, const char *path)
{
    aa_vec names = AA_VEC_INIT(const char *);
    const char *folder = aa_arena_printf(l->arena, "%s/" DWARF_FOLDER, path);
    if (folder == NULL)
        return aa_console_out_of_memory();
    aa_exit code = list(l, folder, &names);
    if (code == AA_EXIT_TEMPORARY)
        return code;
    if (code != AA_EXIT_OK || names.count == 0) {
        aa_console_error(path, "is no dSYM: it has no file in " DWARF_FOLDER);
        return AA_EXIT_USAGE;
    }
    for (size_t i = 0; i < names.count && code == AA_EXIT_OK; i++) {
        aa_bytes file = aa_bytes_none();
        const char *full = aa_arena_printf(l->arena, "%s/%s", folder, ((const char **)names.items)[i]);
        if (full == NULL)
            return aa_console_out_of_memory();
        code = aa_slurp(l->arena, full, MAPPING_BYTES, &file) == AA_EXIT_OK ? read_debug(l, path, file)
                                                                            : AA_EXIT_USAGE;
    }
    return code;
}

static aa_exit read_mapping(loader *l, const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? read_bundle(l, path) : read_file(l, path);
}

static aa_exit find_sources(loader *l, const char *root)
{
    aa_sources *found = aa_arena_array(l->arena, 1, sizeof *found);
    aa_err err = found == NULL ? AA_E_NOMEM : aa_sources_find(l->arena, root, found);
    if (err == AA_E_NOMEM)
        return aa_console_out_of_memory();
    if (err == AA_E_LIMIT)
        aa_console_error(root, "holds more files than can be looked at");
    else if (err != AA_OK)
        aa_console_error(root, "cannot be read: %s", strerror(errno));
    l->origins->sources = found;
    return err == AA_OK ? AA_EXIT_OK : AA_EXIT_USAGE;
}

aa_exit aa_sources_read(const aa_source_options *options, aa_arena *arena, aa_origins *origins)
{
    loader l = {.arena = arena, .origins = origins};
    aa_exit code = AA_EXIT_OK;
    *origins = (aa_origins){.debug = AA_VEC_INIT(aa_debug_slice)};
    for (size_t i = 0; i < options->mapping_count && code == AA_EXIT_OK; i++)
        code = read_mapping(&l, options->mappings[i]);
    if (code == AA_EXIT_OK && options->root != NULL)
        code = find_sources(&l, options->root);
    return code;
}

aa_exit aa_sources_put(const aa_origins *origins, aa_arena *arena, aa_bytes *json)
{
    char *mapped = NULL;
    size_t len = 0;
    aa_mapping_failure failure = {NULL, ""};
    if (origins->mapping == NULL && origins->sources == NULL && origins->debug.count == 0)
        return AA_EXIT_OK;
    aa_err err = aa_mapping_apply(origins, *json, &failure, &mapped, &len);
    if (err == AA_E_USAGE) {
        aa_console_error(failure.path, "%s", failure.why);
        return AA_EXIT_USAGE;
    }
    if (err != AA_OK)
        return aa_console_out_of_memory();
    char *copy = aa_arena_strndup(arena, mapped, len);
    free(mapped);
    *json = aa_bytes_of(copy, copy == NULL ? 0 : len);
    return copy == NULL ? aa_console_out_of_memory() : AA_EXIT_OK;
}
