#include "cli/mapped.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

aa_err aa_map_open(int fd, uint64_t most, aa_bytes *out)
{
    struct stat file;
    *out = aa_bytes_none();
    if (fd < 0 || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size < 0)
        return AA_E_IO;
    if ((uint64_t)file.st_size > most)
        return AA_E_LIMIT;
    if (file.st_size == 0)
        return AA_OK;
    void *p = mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return AA_E_IO;
    *out = aa_bytes_of(p, (size_t)file.st_size);
    return AA_OK;
}

aa_err aa_map_file(const char *path, uint64_t most, aa_bytes *out)
{
    *out = aa_bytes_none();
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return AA_E_IO;
    aa_err err = aa_map_open(fd, most, out);
    (void)close(fd);
    return err;
}

void aa_unmap_file(aa_bytes file)
{
    /* munmap() takes what mmap() gave: the bytes were writable to nobody in between. */
    if (file.n > 0)
        (void)munmap((void *)(uintptr_t)file.p, file.n);
}
