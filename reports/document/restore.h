/*
 * A document as a result in memory, for reports that walk rows, reasons and findings.
 */
#ifndef AA_REPORTS_DOCUMENT_RESTORE_H
#define AA_REPORTS_DOCUMENT_RESTORE_H

#include "reports/document/document.h"

/* Who signed, as the newest platform version sees it. */
typedef enum aa_signer_known { AA_SIGNER_NOT_LOOKED, AA_SIGNER_NONE, AA_SIGNER_FOUND } aa_signer_known;

typedef struct aa_restored {
    /*
     * Findings, judgements, state and day. Of the facts: platform, kind of package, identity of the manifest
     * (names, versions, SDKs), artifacts, coverage with its gaps, anomalies; all else is empty, and so is the
     * policy. A check, row, control or slot that this version does not know has its id for a title.
     */
    aa_result result;
    const char *tool, *policy_date; /* "0.1.0", "2026-11-01" */
    bool ios;
    const char *build, *min_os, *built_with; /* of an iOS app, or NULL */
    aa_signer_known signer;
    const char *signer_subject, *signer_sha256; /* when found; the subject may be NULL */
} aa_restored;

/* Texts are the document's, which must outlive |*out|; the rest is in |arena|. False: memory is out. */
bool aa_document_restore(const aa_document *document, aa_arena *arena, aa_restored *out);

#endif
