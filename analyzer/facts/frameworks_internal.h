/*
 * What the files about frameworks share. Internal to the facts layer.
 */
#ifndef AA_FACTS_FRAMEWORKS_INTERNAL_H
#define AA_FACTS_FRAMEWORKS_INTERNAL_H

#include "facts/frameworks.h"
#include "facts/source.h"

/* What outlives the collection: texts point into what was read. */
typedef struct aa_framework_store {
    aa_frameworks base; /* first: what facts point to */
    aa_vec contents;    /* of aa_zip_content */
} aa_framework_store;

/* A row of checks/data/frameworks.tsv for the platform. */
typedef struct aa_framework_row {
    aa_framework_kind kind;
    aa_bytes role, member;
} aa_framework_row;

typedef struct aa_framework_collector {
    aa_source *source;
    aa_framework_store *store;
    const aa_part *part;      /* whose member is read now */
    const char *member;       /* copied */
    aa_vec rows;              /* of aa_framework_row */
    aa_vec files, texts;      /* of aa_framework_file and aa_framework_text */
    aa_vec settings, pages;   /* of aa_web_setting and aa_web_page */
    aa_framework *frameworks; /* one for each kind */
    bool full;                /* the limit of texts was told */
} aa_framework_collector;

/* Adds a file of the member that is read now; NULL when memory is out. Not to be kept while another is added.
 */
aa_framework_file *aa_framework_add_file(aa_framework_collector *c, aa_framework_kind kind,
                                         aa_framework_form form);

/* Adds a text to the file added last. */
void aa_framework_add_text(aa_framework_collector *c, aa_bytes text, uint64_t offset, bool name);

/* A copy in the facts' arena, as valid UTF-8; NULL when memory is out, which the source remembers. */
const char *aa_framework_copy(aa_framework_collector *c, aa_bytes text);

/* Each reads the content of one member. True: texts point into it, so it has to be kept. */
bool aa_framework_read_bundle(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_script(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_page(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_dart(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_engine(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_assembly(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_store(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_il2cpp(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_unity(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_config(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);
bool aa_framework_read_settings(aa_framework_collector *c, aa_framework_kind kind, aa_bytes content);

#endif
