#define _XOPEN_SOURCE 700 /* realpath(), which C17 and plain POSIX leave out */

#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/console.h"

#define ATTEMPTS 100 /* names tried for a temporary file */

/* The folder of |path| with its slash, "" for the current one. */
static bool folder_of(const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t len = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    if (len >= PATH_MAX)
        return false;
    memcpy(out, path, len);
    out[len] = '\0';
    return true;
}

static bool is_input(const struct stat *target, const char *const *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct stat input;
        if (stat(inputs[i], &input) == 0 && input.st_dev == target->st_dev && input.st_ino == target->st_ino)
            return true;
    }
    return false;
}

bool aa_output_is_possible(const char *path, const char *const *inputs, size_t input_count)
{
    char folder[PATH_MAX];
    struct stat st;
    if (stat(path, &st) == 0) {
        if (S_ISDIR(st.st_mode)) {
            aa_console_error(path, "is a directory");
            return false;
        }
        if (is_input(&st, inputs, input_count)) {
            aa_console_error(path, "is an input and will not be overwritten");
            return false;
        }
        return true;
    }
    if (errno != ENOENT || !folder_of(path, folder)) {
        aa_console_error(path, "cannot write: %s", strerror(errno));
        return false;
    }
    if (folder[0] != '\0' && stat(folder, &st) != 0) {
        aa_console_error(path, "cannot write: %s", strerror(errno));
        return false;
    }
    return true;
}

/* Writes to a device or pipe, which cannot be renamed over. */
static bool write_directly(const char *path, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    bool ok = fd >= 0 && aa_write_all(fd, text, len);
    int saved = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        saved = errno;
    }
    errno = saved;
    return ok;
}

/* A new file beside |path|: its name in |out|, its descriptor returned; -1 with errno. */
static int open_temporary(const char *path, char out[PATH_MAX])
{
    char folder[PATH_MAX];
    if (!folder_of(path, folder)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    for (unsigned i = 0; i < ATTEMPTS; i++) {
        int n = snprintf(out, PATH_MAX, "%s.appassay-%ld-%u.tmp", folder, (long)getpid(), i);
        if (n < 0 || n >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* Makes the rename itself last through a crash, as far as the file system lets us. */
static void sync_folder(const char *path)
{
    char folder[PATH_MAX];
    if (!folder_of(path, folder))
        return;
    int fd = open(folder[0] == '\0' ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Fills |fd| and closes it in any case. */
static bool fill(int fd, const char *text, size_t len)
{
    bool ok = aa_write_all(fd, text, len) && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        saved = errno;
    }
    errno = saved;
    return ok;
}

static bool replace(aa_interrupt *interrupt, const char *path, const char *text, size_t len)
{
    char temporary[PATH_MAX];
    aa_interrupt_hold(interrupt);
    int fd = open_temporary(path, temporary);
    aa_interrupt_release(interrupt, fd < 0 ? NULL : temporary);
    if (fd < 0)
        return false;
    bool ok = fill(fd, text, len);
    aa_interrupt_hold(interrupt);
    ok = ok && rename(temporary, path) == 0;
    int saved = errno;
    if (!ok)
        unlink(temporary);
    aa_interrupt_release(interrupt, NULL);
    if (ok)
        sync_folder(path);
    errno = saved;
    return ok;
}

bool aa_output_write(aa_interrupt *interrupt, const char *path, const char *text, size_t len)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    bool ok = false;
    if (exists && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
    } else if (exists && !S_ISREG(st.st_mode)) {
        ok = write_directly(path, text, len);
    } else {
        char *real = exists ? realpath(path, NULL) : NULL; /* a link stays; what it names is replaced */
        ok = replace(interrupt, real == NULL ? path : real, text, len);
        int saved = errno;
        free(real);
        errno = saved;
    }
    if (!ok)
        aa_console_error(path, "cannot write: %s", strerror(errno));
    return ok;
}
