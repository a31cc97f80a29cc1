#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* In English and the same everywhere, unlike strerror(). */
static const char *error_text(int error)
{
    switch (error) {
    case ENOENT:
        return "no such file";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ELOOP:
        return "too many symbolic links";
    case ENOTDIR:
        return "a part of the path is not a directory";
    case ENAMETOOLONG:
        return "the name is too long";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case EIO:
        return "input/output error";
    default:
        return "cannot be opened";
    }
}

/* Whether |file| can be mapped; notes why not. */
static aa_err check_file(pkg_build *b, const struct stat *file, const char *name)
{
    if (S_ISDIR(file->st_mode))
        return pkg_refuse(b, AA_E_USAGE, "input.not_regular", name, "is a directory");
    if (!S_ISREG(file->st_mode))
        return pkg_refuse(b, AA_E_IO, "input.not_regular", name, "is not a regular file");
    if (file->st_size <= 0)
        return pkg_refuse(b, AA_E_IO, "input.empty", name, "is empty");
    if ((uint64_t)file->st_size > b->limits->file_bytes)
        return pkg_refuse(b, AA_E_LIMIT, "limit.file_bytes", name, "is larger than the limit for files");
    return AA_OK;
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
                               : pkg_refuse(b, AA_E_IO, "input.unreadable", name, error_text(errno));
    }
    *mapping = (pkg_mapping){p, n};
    *out = aa_bytes_of(p, n);
    return AA_OK;
}

static aa_err map_open_file(pkg_build *b, int fd, const char *name, aa_bytes *out)
{
    struct stat file;
    if (fstat(fd, &file) != 0)
        return pkg_refuse(b, AA_E_IO, "input.unreadable", name, error_text(errno));
    aa_err err = check_file(b, &file, name);
    return err == AA_OK ? map(b, fd, (size_t)file.st_size, name, out) : err;
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

static aa_err add_part(pkg_build *b, const char *name, aa_bytes data)
{
    aa_part *part = aa_vec_push(b->arena, &b->parts);
    if (part == NULL)
        return AA_E_NOMEM;
    *part = (aa_part){.name = name, .data = data};
    aa_err err = aa_sha256_hex(data, part->sha256);
    const aa_part *same = err == AA_OK ? same_content(b, part) : NULL;
    if (same != NULL) {
        b->notes->artifact = same->name;
        aa_notes_add(b->notes, AA_NOTE_ANOMALY, "input.repeated", AA_NO_OFFSET, "%s", name);
        b->notes->artifact = NULL;
        b->parts.count--;
    }
    return err;
}

/* O_NONBLOCK: opening a FIFO must not wait for somebody to write into it. */
aa_err pkg_map_file(pkg_build *b, const char *path)
{
    const char *name = part_name(b, path);
    if (name == NULL)
        return AA_E_NOMEM;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ENXIO) /* a socket */
        return pkg_refuse(b, AA_E_IO, "input.not_regular", name, "is not a regular file");
    if (fd < 0)
        return pkg_refuse(b, AA_E_IO, "input.unreadable", name, error_text(errno));
    aa_bytes data = aa_bytes_none();
    aa_err err = map_open_file(b, fd, name, &data);
    close(fd);
    return err == AA_OK ? add_part(b, name, data) : err;
}
