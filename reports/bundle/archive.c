#include "reports/bundle/bundle.h"

#include <stdio.h>
#include <stdlib.h>

#include <zip.h>

#define DAY_ONE UINT16_C(0x0021) /* 1980-01-01, the first day that ZIP knows */
#define MODE    (0100644U << 16) /* of the files: anyone may read */

static bool add_file(zip_t *zip, const aa_bundle_file *file)
{
    zip_source_t *source = zip_source_buffer(zip, file->content.p, file->content.n, 0);
    if (source == NULL)
        return false;
    zip_int64_t index = zip_file_add(zip, file->path, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DAY_ONE, 0) == 0 &&
           zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX, MODE) == 0;
}

/* The bytes that |source| came to hold. */
static aa_err take_bytes(zip_source_t *source, char **out, size_t *out_len)
{
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return AA_E_INTERNAL;
    char *bytes = malloc(stat.size == 0 ? 1 : (size_t)stat.size);
    aa_err err = bytes == NULL ? AA_E_NOMEM : AA_OK;
    if (err == AA_OK && zip_source_read(source, bytes, stat.size) != (zip_int64_t)stat.size)
        err = AA_E_INTERNAL;
    zip_source_close(source);
    if (err != AA_OK) {
        free(bytes);
        return err;
    }
    *out = bytes;
    *out_len = (size_t)stat.size;
    return AA_OK;
}

aa_err aa_bundle_write(const aa_bundle *bundle, char **out, size_t *out_len)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (target == NULL)
        return AA_E_NOMEM;
    zip_source_keep(target); /* zip_close() gives its own reference up */
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
    if (zip == NULL) {
        zip_source_free(target);
        zip_source_free(target);
        return AA_E_NOMEM;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < bundle->count; i++)
        ok = add_file(zip, &bundle->files[i]);
    aa_err err = AA_E_NOMEM;
    if (!ok || zip_close(zip) != 0)
        zip_discard(zip);
    else
        err = take_bytes(target, out, out_len);
    zip_source_free(target);
    return err;
}

/* ---- reading ----------------------------------------------------------------------------------------------
 */

typedef struct reader {
    aa_arena *arena;
    zip_t *zip;
    char *why;
    size_t bytes; /* read so far */
} reader;

static aa_err refuse(reader *r, const char *what, const char *name)
{
    snprintf(r->why, AA_BUNDLE_WHY, "%s%s%s", name, name[0] == '\0' ? "" : ": ", what);
    return AA_E_FORMAT;
}

/* An entry as a bundle has it: stored, of a size that can be held, with a name that is no path to elsewhere.
 */
static aa_err read_entry(reader *r, zip_uint64_t index, aa_bundle_file *out)
{
    zip_stat_t stat;
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(r->zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & wanted) != wanted)
        return refuse(r, "an entry of the ZIP cannot be read", "");
    const char *name = aa_arena_utf8(r->arena, aa_bytes_of(stat.name, strlen(stat.name)));
    if (name == NULL)
        return AA_E_NOMEM;
    if (stat.comp_method != ZIP_CM_STORE)
        return refuse(r, "is compressed, which no file of a bundle is", name);
    if (stat.size > AA_BUNDLE_BYTES - r->bytes)
        return refuse(r, "is larger than a bundle can be", name);
    uint8_t *data = aa_arena_alloc(r->arena, (size_t)stat.size);
    if (data == NULL)
        return AA_E_NOMEM;
    zip_file_t *file = zip_fopen_index(r->zip, index, 0);
    zip_int64_t n = file == NULL ? -1 : zip_fread(file, data, stat.size);
    uint8_t more = 0;
    bool whole =
        n == (zip_int64_t)stat.size && zip_fread(file, &more, 1) == 0; /* the end is where the CRC is seen */
    if (file != NULL && zip_fclose(file) != 0)
        whole = false;
    if (!whole)
        return refuse(r, "its bytes have changed: the checksum of the ZIP does not fit", name);
    r->bytes += (size_t)stat.size;
    *out = (aa_bundle_file){.path = name, .content = aa_bytes_of(data, (size_t)stat.size)};
    return AA_OK;
}

static aa_err read_entries(reader *r, aa_bundle *out)
{
    zip_int64_t count = zip_get_num_entries(r->zip, 0);
    const char *twice = NULL;
    if (count <= 0 || count > AA_BUNDLE_FILES)
        return refuse(r, "the ZIP has no entries, or more than a bundle can have", "");
    out->files = aa_arena_array(r->arena, (size_t)count, sizeof *out->files);
    if (out->files == NULL)
        return AA_E_NOMEM;
    for (zip_int64_t i = 0; i < count; i++) {
        aa_err err = read_entry(r, (zip_uint64_t)i, &out->files[out->count]);
        if (err != AA_OK)
            return err;
        out->count++;
    }
    return aa_bundle_sort(out, &twice) ? AA_OK : refuse(r, "is in the ZIP twice", twice);
}

aa_err aa_bundle_read(aa_arena *arena, aa_bytes zip, char why[AA_BUNDLE_WHY], aa_bundle *out)
{
    zip_error_t error;
    *out = (aa_bundle){NULL, 0};
    snprintf(why, AA_BUNDLE_WHY, "out of memory");
    zip_source_t *source = zip_source_buffer_create(zip.p, zip.n, 0, NULL);
    if (source == NULL)
        return AA_E_NOMEM;
    zip_error_init(&error);
    reader r = {.arena = arena, .why = why};
    r.zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    aa_err err = AA_E_FORMAT;
    if (r.zip == NULL) {
        snprintf(why, AA_BUNDLE_WHY, "the ZIP is damaged, or is none: %s", zip_error_strerror(&error));
        zip_source_free(source);
    } else {
        err = read_entries(&r, out);
        zip_discard(r.zip);
    }
    zip_error_fini(&error);
    return err;
}
