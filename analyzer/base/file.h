/*
 * Opening an input file: a regular one, once, and nothing else by mistake; writing to any file.
 */
#ifndef AA_BASE_FILE_H
#define AA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <appassay/error.h>

/* A file that was opened, or why it was not. */
typedef struct aa_file {
    int fd;             /* -1: not open */
    uint64_t size;      /* bytes */
    const char *code;   /* note code of a refusal, "input.empty"; static storage */
    const char *reason; /* the same in English, a fragment: "is empty"; static storage */
} aa_file;

/*
 * Opens |path| for reading without waiting for anybody (FIFOs), |follow| a link at its end or not. Errors:
 * AA_E_USAGE a directory, AA_E_IO not a regular file, empty, a link that must not be followed, or refused by
 * the system, AA_E_LIMIT larger than |most| bytes.
 */
AA_NODISCARD aa_err aa_file_open(const char *path, bool follow, uint64_t most, aa_file *out);

/* The same checks for a descriptor, which stays the caller's. */
AA_NODISCARD aa_err aa_file_look(int fd, uint64_t most, aa_file *out);

/* Writes all of |bytes|, whatever interrupts it; false with errno set. A signal handler may call it. */
bool aa_write_all(int fd, const void *bytes, size_t n);

/* The reason for |error| (an errno), in English and the same everywhere, unlike strerror(). */
const char *aa_file_error(int error);

#endif
