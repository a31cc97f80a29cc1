#include "reports/document/codes.h"

/* Defines one function: the words of |type| are those that |name| gives for 0 to |last|. */
#define AA_KNOWN(function, type, name, last)                                                                 \
    bool function(const char *word, type *out)                                                               \
    {                                                                                                        \
        for (int i = 0; word != NULL && i <= (int)(last); i++) {                                             \
            if (strcmp(name((type)i), word) == 0) {                                                          \
                *out = (type)i;                                                                              \
                return true;                                                                                 \
            }                                                                                                \
        }                                                                                                    \
        return false;                                                                                        \
    }

AA_KNOWN(aa_known_verdict, aa_verdict, aa_verdict_name, AA_FAIL)
AA_KNOWN(aa_known_severity, aa_severity, aa_severity_name, AA_SEVERITY_CRITICAL)
AA_KNOWN(aa_known_kind, aa_check_kind, aa_check_kind_name, AA_KIND_COVERAGE)
AA_KNOWN(aa_known_record, aa_record_kind, aa_record_name, AA_RECORD_ABSENT)
AA_KNOWN(aa_known_reach, aa_reach, aa_reach_name, AA_REACH_UNKNOWN)
AA_KNOWN(aa_known_owner, aa_owner, aa_owner_name, AA_OWNER_UNKNOWN)
AA_KNOWN(aa_known_trace, aa_trace_kind, aa_trace_name, AA_TRACE_COUNT - 1)
AA_KNOWN(aa_known_reason, aa_reason_code, aa_reason_name, AA_REASON_COUNT - 1)
AA_KNOWN(aa_known_state, aa_analysis_state, aa_analysis_state_name, AA_ANALYSIS_NONE)
AA_KNOWN(aa_known_area, aa_area, aa_area_name, AA_AREA_COUNT - 1)
AA_KNOWN(aa_known_area_state, aa_area_state, aa_area_state_name, AA_AREA_FAILED)
