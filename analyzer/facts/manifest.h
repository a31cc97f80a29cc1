/*
 * The manifest's facts in pieces, in the order in which collect.c calls them. Internal to the facts layer;
 * failures are those of aa_source (sticky).
 */
#ifndef AA_FACTS_MANIFEST_H
#define AA_FACTS_MANIFEST_H

#include "facts/source.h"

/* Package, versions, SDKs and the attributes of <application>, from the base. facts/manifest.c */
void aa_collect_application(aa_source *source, aa_facts *facts);

/* <permission>, <uses-permission> of the base and of feature splits. facts/permissions.c */
typedef struct aa_permission_book aa_permission_book;
aa_permission_book *aa_collect_permissions(aa_source *source, aa_facts *facts); /* NULL: out of memory */

/* How |name| protects what it guards: platform first, then the app. NULL and "" protect nothing. */
aa_protection aa_permission_protects(const aa_permission_book *book, const char *name);

/* Components, meta-data, queries and features of the base and of feature splits. facts/components.c */
void aa_collect_components(aa_source *source, const aa_permission_book *book, aa_facts *facts);

/* Intent filters below |component|. facts/filters.c */
void aa_collect_filters(aa_source *source, const aa_source_doc *doc, const xmlNode *element,
                        aa_component *component);

/* <meta-data> below |element|. facts/components.c */
const aa_meta_data *aa_collect_meta_data(aa_source *source, const aa_source_doc *doc, const xmlNode *element,
                                         size_t *count_out);

/* Files, parts and native libraries. facts/identity.c */
void aa_collect_identity(aa_source *source, aa_facts *facts);

/* The ledger: what notes and the package's contents mean for each area. facts/coverage.c */
void aa_collect_coverage(aa_source *source, aa_facts *facts);

/* A class name as the platform completes it: ".X" and "X" get the package in front. NULL for NULL. */
const char *aa_manifest_class_name(aa_source *source, const char *package, const char *name);

/* <application> of a manifest: the first one counts. NULL: none. */
const xmlNode *aa_manifest_application(const aa_source_part *part);

/* The <manifest> element; NULL when the document is unreadable or its root is another element. */
const xmlNode *aa_manifest_root(const aa_source_part *part);

#endif
