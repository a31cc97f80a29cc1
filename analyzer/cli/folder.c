#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/console.h"

#define ATTEMPTS 100 /* names tried for a temporary folder */

/* |path| without slashes at its end. */
static bool trim(const char *path, char out[PATH_MAX])
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    if (len >= PATH_MAX)
        return false;
    memcpy(out, path, len);
    out[len] = '\0';
    return true;
}

static bool is_empty(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    bool empty = true;
    for (const struct dirent *entry = readdir(folder); entry != NULL && empty; entry = readdir(folder))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty;
}

/* The folder that |path| lies in exists. */
static bool has_parent(const char *path)
{
    char parent[PATH_MAX];
    struct stat st;
    if (!trim(path, parent))
        return false;
    char *slash = strrchr(parent, '/');
    if (slash == NULL)
        return true;
    slash[slash == parent ? 1 : 0] = '\0';
    return stat(parent, &st) == 0;
}

bool aa_folder_is_possible(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode) && is_empty(path))
            return true;
        aa_console_error(path, S_ISDIR(st.st_mode) ? "is a folder that is not empty" : "is not a folder");
        return false;
    }
    if (errno == ENOENT && has_parent(path))
        return true;
    aa_console_error(path, "cannot write: %s", strerror(errno));
    return false;
}

/* A new folder beside |path|: its name in |out|, true; false with errno. */
static bool make_temporary(const char *path, char out[PATH_MAX])
{
    for (unsigned i = 0; i < ATTEMPTS; i++) {
        int n = snprintf(out, PATH_MAX, "%s.appassay-%ld-%u.tmp", path, (long)getpid(), i);
        if (n < 0 || n >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return false;
        }
        if (mkdir(out, 0755) == 0)
            return true;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

/* Fills the file and closes it in any case. */
static bool fill(int fd, const char *text, size_t len)
{
    bool ok = aa_write_all(fd, text, len) && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = saved;
    return ok;
}

static bool write_file(int folder, const aa_report_part *part, const char *text, size_t len)
{
    int fd = openat(folder, part->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    bool rendered = part->content == NULL;
    return fd >= 0 && fill(fd, rendered ? text : part->content, rendered ? len : part->len);
}

static bool write_files(int folder, const char *format, const char *text, size_t len)
{
    aa_report_part part;
    for (size_t i = 0; aa_report_file(format, i, &part); i++) {
        if (!write_file(folder, &part, text, len))
            return false;
    }
    return fsync(folder) == 0;
}

static void remove_files(int folder, const char *format)
{
    aa_report_part part;
    for (size_t i = 0; aa_report_file(format, i, &part); i++)
        unlinkat(folder, part.name, 0);
}

static bool make_folder(const char *path, const char *format, const char *text, size_t len)
{
    char temporary[PATH_MAX];
    if (!make_temporary(path, temporary))
        return false;
    int folder = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = folder >= 0 && write_files(folder, format, text, len) && rename(temporary, path) == 0;
    int saved = errno;
    if (!ok && folder >= 0)
        remove_files(folder, format);
    if (!ok)
        rmdir(temporary);
    if (folder >= 0)
        close(folder);
    errno = saved;
    return ok;
}

bool aa_folder_write(aa_interrupt *interrupt, const char *path, const char *format, const char *text,
                     size_t len)
{
    char trimmed[PATH_MAX];
    bool ok = false;
    aa_interrupt_hold(interrupt);
    if (trim(path, trimmed))
        ok = make_folder(trimmed, format, text, len);
    else
        errno = ENAMETOOLONG;
    int saved = errno;
    aa_interrupt_release(interrupt, NULL);
    if (!ok)
        aa_console_error(path, "cannot write: %s", strerror(saved));
    return ok;
}
