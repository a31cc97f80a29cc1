/*
 * The result in memory. Everything in it is plain data: reports and result.json are functions of it.
 */
#ifndef AA_ENGINE_RESULT_H
#define AA_ENGINE_RESULT_H

#include <appassay/result.h>

#include "engine/check.h"
#include "engine/requirements.h"

#define AA_FINGERPRINT 33 /* characters, with the NUL */

/* How code is reached, then how a value gets there. */
typedef enum aa_trace_kind {
    AA_TRACE_ENTRY,    /* the platform calls this */
    AA_TRACE_CALL,     /* called, or created and then called, by the line before */
    AA_TRACE_VALUE,    /* the value is made here */
    AA_TRACE_ARGUMENT, /* and from here on: handed over as an argument */
    AA_TRACE_FIELD,    /* kept in a field */
    AA_TRACE_RETURN,   /* returned */
    AA_TRACE_RESULT,   /* given to a library's method, whose result goes on */
    AA_TRACE_COUNT
} aa_trace_kind;

typedef struct aa_trace_line {
    aa_trace_kind kind;
    const char *class_name, *method; /* NULL: none is known */
    uint32_t line;                   /* in the developer's source; 0: unknown */
    const char
        *source; /* the developer's file that |line| is of, in a result mapped to sources; NULL: not known */
} aa_trace_line;

/* Where in code a finding is, for as long as the code is open. */
typedef enum aa_listing_kind { AA_LISTING_NONE, AA_LISTING_DALVIK, AA_LISTING_ARM64 } aa_listing_kind;

typedef struct aa_listing_spot {
    aa_listing_kind kind;
    uint32_t image;    /* of machine code */
    uint32_t function; /* or method */
    uint64_t at;       /* address, or code unit of the method */
} aa_listing_spot;

/* A decoded instruction near a finding. */
typedef struct aa_listing_line {
    const char *text; /* printable; texts that the finding does not tell are cut short */
    bool here;        /* the place itself */
} aa_listing_line;

/* One thing a check recorded. */
typedef struct aa_finding {
    const aa_check_entry *check;
    unsigned message; /* index into the check's messages */
    aa_record_kind record;
    aa_severity severity;
    aa_reach reach;
    aa_owner owner;
    aa_place place;
    const char *const *args;    /* NULL-terminated */
    const aa_trace_line *trace; /* of code; the place itself comes last and is not among them */
    size_t trace_count;
    aa_listing_spot spot;
    const aa_listing_line *code;      /* in the order of the code */
    size_t code_count;                /* 0: the place is no code, or nothing is wrong there */
    char fingerprint[AA_FINGERPRINT]; /* stable across builds: check, message, place without offsets, args */
} aa_finding;

/* Why a row stands as it does. Codes, not sentences; texts in reports/text/reasons. */
typedef enum aa_reason_code {
    AA_REASON_DEFECT,          /* finding: a defect at or above the failing severity */
    AA_REASON_MINOR_DEFECT,    /* finding: below the failing severity, or not reached; does not decide */
    AA_REASON_CHECK_UNDECIDED, /* finding: a check could not tell */
    AA_REASON_CONTROL_PRESENT, /* finding: a required control is there */
    AA_REASON_CONTROL_MISSING, /* a required control is not there; args: its title index */
    AA_REASON_CONTROL_UNSURE,  /* not found, but the area is not fully read, or policy says ask */
    AA_REASON_CONTROL_ADVISED, /* an advisory control was not seen; does not decide */
    AA_REASON_AREA_GAP,        /* area: an area is partial, unread or failed */
    AA_REASON_CHECK_AWAITED,   /* args: ids of checks that this version does not have */
    AA_REASON_SLOT_OPEN,       /* slot: a person has not answered */
    AA_REASON_SLOT_ANSWERED,   /* slot: a person has answered; the verdict is the answer */
    AA_REASON_OVERRIDDEN, /* a person's verdict in place of the judge's reasons; never made by the judge */
    AA_REASON_ROLLUP,     /* args: id of the row that decided */
    AA_REASON_ABSENT,     /* the row has no object, proved */
    AA_REASON_PLATFORM,   /* the row is about something that the platform does not have */
    AA_REASON_SKIPPED,    /* left out on request */
    AA_REASON_CLEAN,      /* every area read, nothing bad seen */
    AA_REASON_COUNT
} aa_reason_code;

#define AA_NO_INDEX SIZE_MAX

typedef struct aa_reason {
    aa_reason_code code;
    aa_verdict verdict;      /* what this reason alone makes of the row */
    size_t finding;          /* index into aa_result.findings, or AA_NO_INDEX */
    size_t control;          /* index into row->controls, or AA_NO_INDEX */
    size_t slot;             /* index into row->slots, or AA_NO_INDEX */
    aa_area area;            /* for AA_REASON_AREA_GAP */
    const char *const *args; /* NULL-terminated, never NULL */
} aa_reason;

typedef struct aa_row_result {
    const aa_row *row;
    aa_verdict verdict;       /* max() over the reasons */
    const aa_reason *reasons; /* worst first, then in a fixed order */
    size_t reason_count;
    const size_t *evidence; /* indices of findings that bear on the row, passing evidence included */
    size_t evidence_count;
} aa_row_result;

typedef struct aa_judgement {
    const aa_table *table;
    const char *tier;          /* as given, canonical: "三", "L3+F" */
    aa_verdict verdict;        /* max() over the rows that are not reference rows */
    const aa_row_result *rows; /* rows of the tier in table order, reference rows included */
    size_t row_count;
} aa_judgement;

struct aa_result {
    const aa_facts *facts;
    const aa_policy *policy;
    const char *today;     /* "2026-11-01" */
    const char *isolation; /* what kept the analysis in its process: "full", "limits"; NULL: untold */
    aa_analysis_state state;
    const aa_finding *findings; /* sorted: check, place, message, args */
    size_t finding_count;
    const aa_judgement *judgements;
    size_t judgement_count;
};

/* True for what a reader of the public API counts: a hit of a check that looks for trouble, not in dead code.
 */
bool aa_finding_is_flaw(const aa_finding *finding);

/* Stable words: "hit", "not-reached", "app", "control-missing", "partial". Never NULL. */
const char *aa_record_name(aa_record_kind kind);
const char *aa_reach_name(aa_reach reach);
const char *aa_owner_name(aa_owner owner);
const char *aa_trace_name(aa_trace_kind kind); /* "entry" */
const char *aa_reason_name(aa_reason_code code);
const char *aa_analysis_state_name(aa_analysis_state state);

#endif
