/*
 * The stable words of result.json, back to what they stand for. False: there is no such word.
 */
#ifndef AA_REPORTS_DOCUMENT_CODES_H
#define AA_REPORTS_DOCUMENT_CODES_H

#include "engine/result.h"

bool aa_known_verdict(const char *word, aa_verdict *out);
bool aa_known_severity(const char *word, aa_severity *out);
bool aa_known_kind(const char *word, aa_check_kind *out);
bool aa_known_record(const char *word, aa_record_kind *out);
bool aa_known_reach(const char *word, aa_reach *out);
bool aa_known_owner(const char *word, aa_owner *out);
bool aa_known_trace(const char *word, aa_trace_kind *out);
bool aa_known_reason(const char *word, aa_reason_code *out);
bool aa_known_state(const char *word, aa_analysis_state *out);
bool aa_known_area(const char *word, aa_area *out);
bool aa_known_area_state(const char *word, aa_area_state *out);

#endif
