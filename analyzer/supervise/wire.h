/*
 * What a worker tells its supervisor: records on a pipe, each with its length before it. The supervisor takes
 * them from a process that may have been taken over: nothing is allocated by a declared length, and every
 * kind has its maximum.
 *
 * A record is a header of 16 bytes, little-endian (kind 4, tag 4, length 8), and |length| bytes. One that
 * fits into PIPE_BUF is written whole, so that threads need no lock; larger ones are written while no other
 * thread works.
 */
#ifndef AA_SUPERVISE_WIRE_H
#define AA_SUPERVISE_WIRE_H

#include <appassay/error.h>

#include "base/bytes.h"

typedef enum aa_wire_kind {
    AA_WIRE_FAULT = 1, /* a thread dies of a signal. Tag: the thread. The signal, 4 bytes */
    AA_WIRE_LOG,       /* a line for standard error. Tag: an aa_wire_log. "subject\0text\0" */
    AA_WIRE_REPORT,    /* a whole report. Tag: which of those asked for */
    AA_WIRE_DONE,      /* the work is done. Tag: the exit code. An aa_err, 4 bytes */
} aa_wire_kind;

typedef enum aa_wire_log { AA_WIRE_ERROR, AA_WIRE_INPUT } aa_wire_log;

#define AA_WIRE_HEADER 16
#define AA_WIRE_SMALL  4080 /* payload of a record that is written whole: PIPE_BUF less the header */

typedef struct aa_wire_record {
    aa_wire_kind kind;
    uint32_t tag;
    aa_bytes payload; /* borrowed from the reader until the next call */
} aa_wire_record;

/* ---- the worker's side ----------------------------------------------------------------------------------
 */

/* False when nobody reads any more. Calls nothing that a signal handler may not. */
bool aa_wire_put(int fd, aa_wire_kind kind, uint32_t tag, const void *payload, size_t n);

bool aa_wire_put_log(int fd, aa_wire_log log, const char *subject, const char *text);

/* ---- the supervisor's side ------------------------------------------------------------------------------
 */

typedef struct aa_wire_reader {
    uint8_t *bytes; /* malloc'd */
    size_t len, cap;
    size_t begin;   /* of the next record */
    uint64_t total; /* bytes fed so far */
    uint64_t most;  /* bytes that may be fed in all */
} aa_wire_reader;

void aa_wire_reader_init(aa_wire_reader *reader, uint64_t most);
void aa_wire_reader_done(aa_wire_reader *reader);

/* Takes what came. Errors: AA_E_LIMIT more than |most| in all, AA_E_NOMEM. */
AA_NODISCARD aa_err aa_wire_feed(aa_wire_reader *reader, const void *bytes, size_t n);

/* The next record. Errors: AA_E_NOTFOUND none is complete yet, AA_E_FORMAT no worker writes such a thing. */
AA_NODISCARD aa_err aa_wire_next(aa_wire_reader *reader, aa_wire_record *out);

/* The NUL-terminated texts of a payload, by index; NULL when there are not so many. */
const char *aa_wire_text(const aa_wire_record *record, size_t index);

#endif
