/*
 * result.json as read back. Every report but result.json itself is a function of a document, so that a report
 * made right after a scan and one made later from the file alone are the same bytes.
 */
#ifndef AA_REPORTS_DOCUMENT_DOCUMENT_H
#define AA_REPORTS_DOCUMENT_DOCUMENT_H

#include <jansson.h>

#include "engine/result.h"

#define AA_DOCUMENT_SCHEMA "appassay.result/1"
#define AA_DOCUMENT_BYTES  ((size_t)256 << 20) /* what aa_report_render() writes at most */
#define AA_DOCUMENT_DEPTH  32                  /* AA_JSON_DEPTH: ours stay below 12 */
#define AA_DOCUMENT_WHY    256

typedef struct aa_document aa_document; /* result.json as read back; immutable */

/*
 * Reads |len| bytes of JSON. What a document gives is sound: members that the schema requires are there and
 * of their type, words are known, and a finding that is named exists. Errors: AA_E_FORMAT when it is no
 * appassay.result/1, AA_E_LIMIT larger than AA_DOCUMENT_BYTES or deeper than AA_DOCUMENT_DEPTH, AA_E_NOMEM.
 * The caller frees |*out| with aa_document_free().
 */
AA_NODISCARD aa_err aa_document_parse(const char *json, size_t len, aa_document **out);

/* The same; |why| becomes an English fragment for a person when it fails ("findings[3]: no severity is called
 * ..."). */
AA_NODISCARD aa_err aa_document_read(const char *json, size_t len, char why[AA_DOCUMENT_WHY],
                                     aa_document **out);

/* The object at the top. Owned by the document. */
const json_t *aa_document_root(const aa_document *document);

void aa_document_free(aa_document *document);

/*
 * Takes checks and tables from |result|, of which the document was written, before those compiled in: they
 * are the same unless the result was judged by others. |result| must outlive the document. Call at most once.
 * False: memory is out.
 */
AA_NODISCARD bool aa_document_lend(aa_document *document, const aa_result *result);

/* The check |id|, or NULL when this version has none of that name. */
const aa_check_entry *aa_document_check(const aa_document *document, const char *id);

/*
 * The rule book |id|, parsed into |arena| when it is not lent. |*out| is NULL when this version has none of
 * that name. False: memory is out.
 */
bool aa_document_table(const aa_document *document, aa_arena *arena, const char *id, const aa_table **out);

/* ---- members --------------------------------------------------------------------------------------------
 */

/* The text |key| of |object|, or NULL. */
static inline const char *aa_member_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The number |key| of |object|, or |otherwise|. */
static inline uint64_t aa_member_uint(const json_t *object, const char *key, uint64_t otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) && json_integer_value(value) >= 0 ? (uint64_t)json_integer_value(value)
                                                                    : otherwise;
}

#endif
