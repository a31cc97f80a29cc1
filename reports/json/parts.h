/*
 * The parts of result.json, each one member of the document. What each holds is said in
 * reports/schema/result-1.schema.json.
 */
#ifndef AA_REPORTS_JSON_PARTS_H
#define AA_REPORTS_JSON_PARTS_H

#include "base/json.h"
#include "engine/result.h"
#include "facts/ios.h"

void aa_json_target(aa_json *j, const aa_facts *facts);
void aa_json_judgements(aa_json *j, const aa_result *result);
void aa_json_findings(aa_json *j, const aa_result *result);
/* |today|: the day with which expiry is compared. */
void aa_json_inventory(aa_json *j, const aa_facts *facts, int64_t today);
void aa_json_coverage(aa_json *j, const aa_coverage *coverage);

/* The member of the target that has a file of its own. */
void aa_json_signing(aa_json *j, const aa_signing *signing);

/* The members of the inventory that have files of their own. */
void aa_json_components(aa_json *j, const aa_manifest *manifest);
void aa_json_network(aa_json *j, const aa_facts *facts, int64_t today);
void aa_json_pinning(aa_json *j, const aa_pinning *pinning, int64_t today);
/* |app|: the bundle of an iOS app itself. */
void aa_json_transport(aa_json *j, const aa_ios_bundle *app, int64_t today);
void aa_json_libraries(aa_json *j, const aa_libraries *libraries);
void aa_json_frameworks(aa_json *j, const aa_frameworks *frameworks);
void aa_json_backup(aa_json *j, const aa_backup *backup);
/* Nothing for NULL: they were not looked for. */
void aa_json_secrets(aa_json *j, const aa_secrets *secrets);

/* ---- values ------------------------------------------------------------------------------------------- */

/* "yes", "no" or "unknown". */
void aa_json_tri(aa_json *j, const char *key, aa_tri value);
/* The same; nothing when the app does not declare it. */
void aa_json_flag(aa_json *j, const char *key, const aa_flag *flag);
/* Only the parts that are known. */
void aa_json_place(aa_json *j, const aa_place *place);
void aa_json_list(aa_json *j, const char *key, const char *const *items, size_t count);
/* Up to the NULL. */
void aa_json_args(aa_json *j, const char *key, const char *const *args);
/* |text|, of which only the beginning is left where it holds a credential that was found. */
void aa_json_unsecret(aa_json *j, const char *key, const char *text, const aa_secrets *secrets);
const char *aa_json_protection(aa_protection protection);

#endif
