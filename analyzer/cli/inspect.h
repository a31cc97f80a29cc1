/*
 * What the kinds of "appassay inspect" share: the opened app, and an output that may be large.
 */
#ifndef AA_CLI_INSPECT_H
#define AA_CLI_INSPECT_H

#include "cli/console.h"
#include "decode/arsc.h"
#include "facts/facts.h"
#include "package/package.h"

typedef struct aa_inspection {
    const aa_console *console;
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_package *package;
    aa_vec tables;          /* of aa_zip_content: what resource tables read from, until the end */
    bool facts_asked;       /* --facts */
    const char *class_name; /* class: which */
    bool class_found;
    const char *called;       /* calls: of which method */
    const char *const *paths; /* for messages and names: the files are open */
    const int *files;         /* -1: could not be opened */
    size_t path_count;
    const char *member; /* macho, plist: which member, macho: which slice; NULL: all, of plist the main one */
    const char *slice;
    bool places;      /* macho: stubs and fixups too */
    bool macho_found; /* macho, native: a file of the kind was there */
    aa_facts *facts;  /* read on demand by aa_inspection_facts() */
    aa_str out;
    uint64_t written; /* bytes already gone from |out| */
    aa_exit code;     /* the worst so far */
} aa_inspection;

/* What there is to see of one app, appended to |in->out|. Trouble goes to |in->code| with a message. */
void aa_inspect_files(aa_inspection *in);
void aa_inspect_manifest(aa_inspection *in);
void aa_inspect_resources(aa_inspection *in);
void aa_inspect_network(aa_inspection *in);
void aa_inspect_signature(aa_inspection *in);
void aa_inspect_dex(aa_inspection *in);
void aa_inspect_class(aa_inspection *in);
void aa_inspect_strings(aa_inspection *in);
void aa_inspect_calls(aa_inspection *in);
void aa_inspect_macho(aa_inspection *in);  /* opens |in->paths| itself */
void aa_inspect_plist(aa_inspection *in);  /* likewise */
void aa_inspect_native(aa_inspection *in); /* likewise */
void aa_inspect_facts(aa_inspection *in);  /* the manifest as the checks see it */

/* Reads the facts once; false when they cannot be read, with a message written. |with_code|: those about the
 * bytecode too. */
bool aa_inspection_facts(aa_inspection *in, bool with_code);

/* Maps the file given as number |index|, which any may be. Errors: AA_E_IO, AA_E_LIMIT. Released with
 * aa_unmap_file(). */
AA_NODISCARD aa_err aa_inspection_map(const aa_inspection *in, size_t index, aa_bytes *out);

/* Writes out what has gathered when it is much. Call now and then while appending. */
void aa_inspection_flush(aa_inspection *in);

/*
 * Content of |member| of |part| as the platform's asset reader gives it, as far as it can be read: a message
 * tells what is missing. False when there is no such member. Released with aa_zip_content_done().
 */
bool aa_inspection_read(aa_inspection *in, const aa_part *part, const char *member, uint64_t cap,
                        aa_zip_content *out);

/* The resource table of |part|, or NULL. */
aa_arsc *aa_inspection_arsc(aa_inspection *in, const aa_part *part);

/* Records |err| of reading |member| of |part|: a message and an exit code. */
void aa_inspection_error(aa_inspection *in, const aa_part *part, const char *member, aa_err err);

/* A heading line with the part's name, when the app has several. */
void aa_inspection_part(aa_inspection *in, const aa_part *part);

/* Appends a typed value: strings in quotes, references by name where |arsc| (may be NULL) knows one. */
void aa_put_res_value(aa_str *s, const aa_arsc *arsc, const aa_res_value *value);

/* Appends "artifact!member" of a note, as far as it names them. */
void aa_put_note_place(aa_str *s, const aa_note *note);

/* "yes", "no", "unknown". */
const char *aa_tri_text(aa_tri value);

#endif
