#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "package/package_internal.h"

/* The name that results may show: no directories, valid UTF-8, unlike that of any other part. */
static const char *part_name(const pkg_build *b, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL && slash[1] != '\0' ? slash + 1 : path;
    const char *clean = aa_arena_utf8(b->arena, aa_bytes_of(base, strlen(base)));
    const char *name = clean;
    size_t same = 1;
    for (size_t i = 0; name != NULL && i < b->parts.count; i++) {
        if (strcmp(pkg_part(b, i)->name, name) == 0) {
            name = aa_arena_printf(b->arena, "%s (%zu)", clean, ++same);
            i = (size_t)-1; /* from the start: the new name may be taken too */
        }
    }
    return name;
}

static aa_err map(pkg_build *b, int fd, size_t n, const char *name, aa_bytes *out)
{
    pkg_mapping *mapping = aa_vec_push(b->arena, &b->package->store->mappings);
    if (mapping == NULL)
        return AA_E_NOMEM;
    void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED) {
        b->package->store->mappings.count--;
        return errno == ENOMEM ? AA_E_NOMEM
                               : pkg_refuse(b, AA_E_IO, "input.unreadable", name, aa_file_error(errno));
    }
    *mapping = (pkg_mapping){p, n};
    *out = aa_bytes_of(p, n);
    return AA_OK;
}

/* The part that has the same content as the last one, or NULL. */
static const aa_part *same_content(const pkg_build *b, const aa_part *part)
{
    for (size_t i = 0; i + 1 < b->parts.count; i++) {
        if (strcmp(pkg_part(b, i)->sha256, part->sha256) == 0)
            return pkg_part(b, i);
    }
    return NULL;
}

/* |known|: the hash as who opened the file found it; NULL: not yet known. */
static aa_err hash_part(aa_part *part, const char *known)
{
    if (known == NULL)
        return aa_sha256_hex(part->data, part->sha256);
    memcpy(part->sha256, known, sizeof part->sha256);
    return AA_OK;
}

static aa_err add_part(pkg_build *b, const char *name, const char *known, aa_bytes data)
{
    aa_part *part = aa_vec_push(b->arena, &b->parts);
    if (part == NULL)
        return AA_E_NOMEM;
    *part = (aa_part){.name = name, .data = data};
    aa_err err = hash_part(part, known);
    const aa_part *same = err == AA_OK ? same_content(b, part) : NULL;
    if (same != NULL) {
        b->notes->artifact = same->name;
        aa_notes_add(b->notes, AA_NOTE_ANOMALY, "input.repeated", AA_NO_OFFSET, "%s", name);
        b->notes->artifact = NULL;
        b->parts.count--;
    }
    return err;
}

aa_err pkg_map_file(pkg_build *b, const aa_input *input)
{
    const char *name = part_name(b, input->path);
    if (name == NULL)
        return AA_E_NOMEM;
    aa_file file;
    aa_err err = input->fd >= 0 ? aa_file_look(input->fd, b->limits->file_bytes, &file)
                                : aa_file_open(input->path, true, b->limits->file_bytes, &file);
    if (err != AA_OK)
        return pkg_refuse(b, err, file.code, name, file.reason);
    aa_bytes data = aa_bytes_none();
    err = map(b, file.fd, (size_t)file.size, name, &data);
    if (file.fd != input->fd)
        (void)close(file.fd);
    return err == AA_OK ? add_part(b, name, input->sha256, data) : err;
}
