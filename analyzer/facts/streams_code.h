/*
 * What code writes to files: where the file lies and what the written value is.
 */
#ifndef AA_FACTS_STREAMS_CODE_H
#define AA_FACTS_STREAMS_CODE_H

#include "facts/sensitive_code.h"

typedef enum aa_file_where {
    AA_FILE_UNKNOWN,
    AA_FILE_PRIVATE,  /* the app's own folder */
    AA_FILE_CACHE,    /* the app's own folder for what may be deleted, temporary files too */
    AA_FILE_EXTERNAL, /* the app's folder on shared storage */
    AA_FILE_SHARED,   /* shared storage itself */
} aa_file_where;

/* A stream or writer that is opened on a file. */
/* The most open folder that |path| lies in, with the origin that says so; NULL. */
aa_file_where aa_file_where_of(aa_code *code, const aa_origins *path, const aa_origin **which);

typedef struct aa_file_out {
    aa_site site;            /* the call that opens it */
    aa_file_where where;     /* the most open of what the path can be */
    const aa_origin *folder; /* that decided; NULL */
    const char *name;        /* "getExternalStorageDirectory", "/sdcard/x"; never NULL */
    aa_data data;            /* the strongest that is written to it */
    size_t writes;           /* calls that are seen to write to it */
} aa_file_out;

/*
 * In order of place, in the code's arena; |*out| is NULL for none. Every other call does the work again.
 * |*unread_out|: calls that write and were not looked at because of aa_limits.code_writes.
 */
size_t aa_files_written(aa_code *code, const aa_facts *facts, const aa_file_out **out, size_t *unread_out);

#endif
