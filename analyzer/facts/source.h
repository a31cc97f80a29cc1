/*
 * What every fact collector works on: the decoded manifests and resource tables of all parts, with
 * one way to read members, resolve references, name places and record what could not be read.
 *
 * Internal to the facts layer. Everything a function here returns for keeping lives in |arena|; trees and
 * resource tables do not outlive the collection.
 *
 * Running out of memory is sticky: the function gives its neutral answer, |failed| is set, and the
 * collector asks aa_source_status() once at its end.
 */
#ifndef AA_FACTS_SOURCE_H
#define AA_FACTS_SOURCE_H

#include "decode/arsc.h"
#include "facts/attrs.h"
#include "facts/facts.h"
#include "package/package.h"

typedef struct aa_source_part aa_source_part;

/* A decoded XML document. */
typedef struct aa_source_doc {
    const aa_source_part *part;
    const char *member;
    aa_axml axml;      /* doc NULL: nothing readable */
    bool fallback;     /* the platform reads other bytes (aa_zip_content.fallback) */
    aa_arena *scratch; /* origins and strings of the tree */
} aa_source_doc;

/* One APK of the app. */
struct aa_source_part {
    aa_part *part;
    const char *artifact;   /* the part's name */
    const char *split;      /* "" for the base, else the split's name */
    const char *config_for; /* split that this one configures; "" the base; NULL: not a configuration split */
    bool is_feature;        /* base or feature split: its components and permissions count */
    aa_source_doc manifest; /* axml.doc NULL: missing or unreadable */
    aa_arsc *arsc;          /* NULL: no table, or unreadable */
    aa_zip_content table;   /* what |arsc| reads from; held for as long */
};

typedef struct aa_source {
    aa_arena *arena;   /* of the facts */
    aa_arena *scratch; /* dies with the collection: resource tables */
    aa_package *package;
    const aa_limits *limits;
    aa_notes *notes;
    unsigned threads;
    bool with_code;        /* bytecode is read */
    bool code_left_out;    /* it is not, and a gap says why */
    aa_source_part *parts; /* APKs of the app, base first */
    size_t part_count;
    aa_vec gaps;  /* of aa_gap */
    aa_vec reads; /* of aa_source_read_mark: which member was read for which area */
    aa_area_state area[AA_AREA_COUNT];
    const char *refusal; /* first reason for which the platform refuses to install; NULL: none found */
    bool failed;         /* memory ran out */
} aa_source;

typedef struct aa_source_read_mark {
    const char *artifact, *member;
    aa_area area;
} aa_source_read_mark;

/* AA_OK, or AA_E_NOMEM once something failed. */
AA_NODISCARD aa_err aa_source_status(const aa_source *source);

/* ---- reading -------------------------------------------------------------------------------------- */

/*
 * The content of a member as the platform's resource loader reads it, within the limits; to be released
 * with aa_zip_content_done(). What cannot be read becomes a gap of |area|, with AA_E_FORMAT and some
 * bytes when a beginning was readable. Errors: those of aa_zip_read(), AA_E_NOTFOUND.
 */
AA_NODISCARD aa_err aa_source_read(aa_source *source, aa_area area, const aa_source_part *part,
                                   const char *member, aa_zip_content *out);

/* The same member decoded as binary XML. False (with a gap of |area|) when nothing could be read. */
bool aa_source_open(aa_source *source, aa_area area, const aa_source_part *part, const char *member,
                    aa_source_doc *out);
void aa_source_close(aa_source_doc *doc); /* idempotent */

/* A file that a resource stands for: the values of xml, raw and layout resources are member paths. */
typedef struct aa_source_file {
    const aa_source_part *part; /* the part that holds the member */
    const char *member;
    aa_arsc_config config;
} aa_source_file;

/* All files of |id| over all parts and configurations, references followed; base and default first. */
size_t aa_source_files(aa_source *source, uint32_t id, const aa_source_file **out);

/* ---- resources ------------------------------------------------------------------------------------- */

typedef struct aa_resolved {
    const aa_res_value *values; /* plain values over all configurations and parts; base and default first */
    size_t count;
    bool unresolved; /* some branch is a framework, theme, missing or circular reference, or no plain value */
} aa_resolved;

/* A value that is no reference resolves to itself. The values' texts are for looking at, not for keeping. */
aa_resolved aa_source_resolve(aa_source *source, aa_res_value value);

/* "xml/network_security_config" for an id; NULL when no part knows it. */
const char *aa_source_resource_name(aa_source *source, uint32_t id);

/* ---- elements and attributes ------------------------------------------------------------------------ */

/* The first child element of that name (NULL: any), and the next sibling element of that name. */
const xmlNode *aa_source_child(const xmlNode *parent, const char *name);
const xmlNode *aa_source_next(const xmlNode *node, const char *name);
bool aa_source_is(const xmlNode *node, const char *name);

/*
 * The android: attribute with that resource id, or NULL. One without an id does not count: the
 * platform looks attributes up by id alone. Attributes without namespace: aa_axml_plain_attr().
 */
const xmlAttr *aa_source_attr(const xmlNode *element, aa_attr_id id);

/* Below, |attr| may be NULL: not declared. */

/* The value as written, in canonical form ("true", "26", "@0x7f010001"); NULL when not declared. */
const char *aa_source_written(aa_source *source, const xmlAttr *attr);

/* References resolved, default configuration; an unresolvable one as written. NULL when not declared. */
const char *aa_source_text(aa_source *source, const xmlAttr *attr);

/* A boolean as TypedArray.getBoolean() reads it; AA_UNKNOWN when unresolvable or when configurations differ.
 */
aa_flag aa_source_flag(aa_source *source, const aa_source_doc *doc, const xmlAttr *attr);

/* An integer (also from text). False when not declared, not a number, unresolvable, or differing. */
bool aa_source_int(aa_source *source, const xmlAttr *attr, int64_t *out);

/* The resource id that the attribute names, 0 when it is no reference. */
uint32_t aa_source_reference(const xmlAttr *attr);

/* Where |attr| of |node| is, or |node| itself when |attr| is NULL:
 * "manifest/application/@android:debuggable".
 */
aa_place aa_source_place(aa_source *source, const aa_source_doc *doc, const xmlNode *node,
                         const xmlAttr *attr);

/* A copy in |arena|; NULL for NULL. */
const char *aa_source_copy(aa_source *source, const char *text);

/* A new zeroed record at the end of |vec| in |arena|; NULL when memory is out. */
void *aa_source_push(aa_source *source, aa_vec *vec);

/* ---- coverage ----------------------------------------------------------------------------------------- */

/*
 * What |area| came to for one more thing: absent changes nothing, failed stays, read with unread is partial.
 * An area that nobody marks is absent, and that must then be certain.
 */
void aa_source_mark(aa_source *source, aa_area area, aa_area_state state);

/* Adds a gap and marks the area: unread for AA_GAP_SCOPE, partial for AA_GAP_INPUT. |part| NULL: the app. */
void aa_source_gap(aa_source *source, aa_area area, aa_gap_cause cause, const char *code,
                   const aa_source_part *part, const char *member, const char *detail);

/* An anomaly at an offset of a document (AA_NO_OFFSET: none). |code| is static. */
void aa_source_anomaly(aa_source *source, const char *code, const aa_source_doc *doc, uint64_t offset,
                       const char *detail);

/* The same, for what makes the platform refuse the app. |node| gives the offset; NULL: none. */
void aa_source_refuse(aa_source *source, const char *code, const aa_source_doc *doc, const xmlNode *node,
                      const char *detail);

/* ---- collectors ---------------------------------------------------------------------------------------- */

/* Each fills its part of the facts and marks its area; the manifest's facts are there already.
 * Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_collect_network(aa_source *source, aa_facts *facts);      /* facts/network.c */
AA_NODISCARD aa_err aa_collect_backup(aa_source *source, aa_facts *facts);       /* facts/backup.c */
AA_NODISCARD aa_err aa_collect_shared_paths(aa_source *source, aa_facts *facts); /* facts/shared_paths.c */
AA_NODISCARD aa_err aa_collect_layouts(aa_source *source, aa_facts *facts);      /* facts/layouts.c */
AA_NODISCARD aa_err aa_collect_signing(aa_source *source, aa_facts *facts);      /* facts/signing.c */
AA_NODISCARD aa_err aa_collect_ios_signing(aa_source *source, aa_facts *facts);  /* facts/ios_signing.c */
AA_NODISCARD aa_err aa_collect_phrases(aa_source *source, aa_facts *facts);      /* facts/phrases_collect.c */
AA_NODISCARD aa_err aa_collect_natives(aa_source *source, aa_facts *facts);      /* facts/native_collect.c */
AA_NODISCARD aa_err aa_collect_code(aa_source *source, aa_facts *facts);         /* facts/code.c */
AA_NODISCARD aa_err aa_collect_ios(aa_source *source, aa_facts *facts);          /* facts/ios_collect.c */
AA_NODISCARD aa_err aa_collect_machine(aa_source *source, aa_facts *facts);      /* facts/machine_collect.c */
AA_NODISCARD aa_err aa_collect_frameworks(aa_source *source, aa_facts *facts);   /* facts/frameworks.c */
void aa_frameworks_release(const aa_frameworks *frameworks);
/* After the code is read: facts/packers.c */
AA_NODISCARD aa_err aa_collect_packers(aa_source *source, aa_facts *facts);
/* After the code is read: facts/secrets_collect.c */
AA_NODISCARD aa_err aa_collect_secrets(aa_source *source, aa_facts *facts);
/* What only values of code and texts of frameworks show: once pinning has followed code. */
AA_NODISCARD aa_err aa_collect_secret_values(aa_source *source, aa_facts *facts);
/* After the code is read: facts/libraries.c */
AA_NODISCARD aa_err aa_collect_libraries(aa_source *source, aa_facts *facts);
void aa_complete_code(aa_facts *facts); /* once the ledger is written */
/* After the code is complete: facts/pinning_collect.c */
AA_NODISCARD aa_err aa_collect_pinning(aa_source *source, aa_facts *facts);

#endif
