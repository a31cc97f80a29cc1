#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool aa_write_all(int fd, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t written = write(fd, at, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        at += written;
        n -= (size_t)written;
    }
    return true;
}

const char *aa_file_error(int error)
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

static aa_err refuse(aa_file *out, aa_err err, const char *code, const char *reason)
{
    out->code = code;
    out->reason = reason;
    return err;
}

aa_err aa_file_look(int fd, uint64_t most, aa_file *out)
{
    struct stat file;
    *out = (aa_file){.fd = fd};
    if (fstat(fd, &file) != 0)
        return refuse(out, AA_E_IO, "input.unreadable", aa_file_error(errno));
    if (S_ISDIR(file.st_mode))
        return refuse(out, AA_E_USAGE, "input.not_regular", "is a directory");
    if (!S_ISREG(file.st_mode))
        return refuse(out, AA_E_IO, "input.not_regular", "is not a regular file");
    if (file.st_size <= 0)
        return refuse(out, AA_E_IO, "input.empty", "is empty");
    if ((uint64_t)file.st_size > most)
        return refuse(out, AA_E_LIMIT, "limit.file_bytes", "is larger than the limit for files");
    out->size = (uint64_t)file.st_size;
    return AA_OK;
}

aa_err aa_file_open(const char *path, bool follow, uint64_t most, aa_file *out)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (follow ? 0 : O_NOFOLLOW));
    if (fd < 0) {
        int error = errno;
        struct stat file;
        *out = (aa_file){.fd = -1};
        if (error == ENXIO) /* a socket */
            return refuse(out, AA_E_IO, "input.not_regular", "is not a regular file");
        if (error == ELOOP && !follow && lstat(path, &file) == 0 && S_ISLNK(file.st_mode))
            return refuse(out, AA_E_IO, "input.not_regular", "is a symbolic link; name the file itself");
        return refuse(out, AA_E_IO, "input.unreadable", aa_file_error(error));
    }
    aa_err err = aa_file_look(fd, most, out);
    if (err != AA_OK) {
        (void)close(fd);
        out->fd = -1;
    }
    return err;
}
