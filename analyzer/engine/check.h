/*
 * What a check is. One check = one file = one const aa_check, found by its path:
 * checks/android/debuggable.c defines aa_check_android_debuggable and is called "android-debuggable".
 *
 * A check reads facts and records what it saw. It does not decide rows, log, allocate, open or format.
 */
#ifndef AA_ENGINE_CHECK_H
#define AA_ENGINE_CHECK_H

#include <appassay/check.h>
#include <appassay/watch.h>

#include "engine/policy.h"
#include "facts/facts.h"

/* A record's sentence: named for tools, worded for people. "{0}", "{1}" stand for its arguments. */
typedef struct aa_message {
    const char *key; /* stable, lower-snake */
    const char *text[AA_LANG_COUNT];
} aa_message;

typedef struct aa_check_text {
    const char *title;  /* what is wrong (defect) or there (control); no full stop */
    const char *why;    /* what can happen */
    const char *fix;    /* what to write instead */
    const char *limits; /* what this check cannot see */
} aa_check_text;

typedef enum aa_record_kind {
    AA_RECORD_HIT,       /* the thing the check looks for is there */
    AA_RECORD_CLEAR,     /* looked at, and it is as it should be: evidence for passing */
    AA_RECORD_UNDECIDED, /* looked at, and it cannot be told: the row becomes 未判定 */
    AA_RECORD_ABSENT,    /* the app has nothing this check is about */
} aa_record_kind;

typedef enum aa_reach { AA_REACH_NONE_NEEDED, AA_REACHED, AA_NOT_REACHED, AA_REACH_UNKNOWN } aa_reach;

typedef enum aa_owner { AA_OWNER_APP, AA_OWNER_LIBRARY, AA_OWNER_UNKNOWN } aa_owner;

typedef struct aa_sink aa_sink; /* collects records; owned by the engine */

typedef struct aa_check_input {
    const aa_facts *facts;
    const aa_policy *policy;
    struct aa_code *code;       /* code/code.h; NULL: no bytecode, or none was read */
    struct aa_machine *machine; /* machine/machine.h; NULL: no machine code, or none was read */
    const aa_watch *watch;      /* the engine's, told of every check that begins; NULL: nobody watches */
} aa_check_input;

typedef struct aa_check {
    unsigned platforms; /* AA_PLATFORM_* bits */
    aa_check_kind kind;
    aa_severity severity; /* ceiling; AA_SEVERITY_INFO for kinds that are no defect */
    unsigned areas;       /* AA_AREA_BIT()s that must be fully read before "no hit" counts */
    const char *rows;     /* "broker:4 broker:16 mas:4.1.5.5.9": codes of the rule books, space-separated */
    const char *masvs, *mastg, *cwe; /* space-separated, "" for none. MASVS v2.1 */
    aa_check_text text[AA_LANG_COUNT];
    const aa_message *messages;
    size_t message_count;
    void (*run)(const aa_check_input *in, aa_sink *sink);
} aa_check;

#define AA_MESSAGES(array) .messages = (array), .message_count = sizeof(array) / sizeof((array)[0])
#define AA_ARGS(...)       ((const char *const[]){__VA_ARGS__, NULL})
#define AA_NO_ARGS         ((const char *const[]){NULL})

/* The registry, in id order, written by CMake from the file names. The id is the path. */
typedef struct aa_check_entry {
    const char *id;
    const aa_check *check;
} aa_check_entry;

extern const aa_check_entry aa_check_registry[];
extern const size_t aa_check_registry_count;

/*
 * Recording. |message| is an index into the check's messages, |args| a NULL-terminated list (copied).
 * Memory failure is remembered by the sink; a check need not look. |place| may be NULL.
 */
void aa_hit(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args);
/* The same with a severity at or below the check's ceiling, a reach and an owner. */
void aa_hit_as(aa_sink *sink, unsigned message, aa_severity severity, aa_reach reach, aa_owner owner,
               const aa_place *place, const char *const *args);
void aa_clear(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args);
void aa_cannot_tell(aa_sink *sink, unsigned message, const aa_place *place, const char *const *args);
void aa_absent(aa_sink *sink, unsigned message, const char *const *args);

/* A text that may be missing, as an argument: a NULL among the arguments would end them. */
static inline const char *aa_arg_text(const char *text)
{
    return text != NULL ? text : "-";
}

/* A number as a text argument; lives as long as the sink. */
const char *aa_arg_int(aa_sink *sink, long long value);

#endif
