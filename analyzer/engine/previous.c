#include "engine/previous.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "facts/collect.h"

#define MAX_RESULT_BYTES (64L << 20) /* ours are some hundred kilobytes */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* True when the file begins with a brace, as a result does and no package can. */
static bool is_json(FILE *f)
{
    int c = fgetc(f);
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        c = fgetc(f);
    rewind(f);
    return c == '{';
}

static aa_err read_result(aa_arena *arena, aa_arena *scratch, FILE *f, const char *name,
                          const char **detail_out, const aa_previous **out)
{
    *detail_out = "the file cannot be read, or is larger than a result can be";
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    rewind(f);
    if (size < 0 || size > MAX_RESULT_BYTES)
        return AA_E_IO;
    size_t n = (size_t)size;
    uint8_t *data = aa_arena_alloc(scratch, n);
    if (data == NULL)
        return AA_E_NOMEM;
    if (fread(data, 1, n, f) != n)
        return AA_E_IO;
    return aa_previous_parse(arena, aa_bytes_of(data, n), name, detail_out, out);
}

static aa_err read_package(aa_arena *arena, aa_arena *scratch, const aa_input *input, const aa_limits *limits,
                           unsigned threads, const char **detail_out, const aa_previous **out)
{
    aa_notes notes;
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    const char *detail = NULL;
    aa_notes_init(&notes, scratch, limits->note_repeats);
    aa_err err = aa_package_open_inputs(scratch, input, 1, limits, &notes, &package, &detail);
    if (err == AA_OK)
        err = aa_facts_collect_declared(scratch, package, limits, threads, &notes, &facts);
    aa_package_close(package);
    if (err == AA_OK) {
        *out = aa_previous_of(arena, facts, base_name(input->path));
        return *out == NULL ? AA_E_NOMEM : AA_OK;
    }
    if (detail != NULL)
        *detail_out = aa_arena_strdup(arena, detail);
    return *detail_out == NULL ? AA_E_NOMEM : err;
}

/* A stream over |input|, whose own descriptor stays open; NULL: it cannot be opened. */
static FILE *open_input(const aa_input *input)
{
    if (input->fd < 0)
        return fopen(input->path, "rbe");
    int copy = dup(input->fd);
    FILE *f = copy < 0 ? NULL : fdopen(copy, "rb");
    if (f == NULL && copy >= 0)
        (void)close(copy);
    return f;
}

aa_err aa_previous_read(aa_arena *arena, aa_arena *scratch, const aa_input *input, const aa_limits *limits,
                        unsigned threads, const char **detail_out, const aa_previous **out)
{
    FILE *f = open_input(input);
    *detail_out = "the file cannot be opened";
    if (f == NULL)
        return AA_E_IO;
    rewind(f);
    bool json = is_json(f);
    aa_err err = json ? read_result(arena, scratch, f, base_name(input->path), detail_out, out) : AA_OK;
    if (fclose(f) != 0 && json)
        return AA_E_IO;
    return json ? err : read_package(arena, scratch, input, limits, threads, detail_out, out);
}
