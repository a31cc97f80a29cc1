/*
 * Recording what was seen in code: the place, how it is reached, whose code it is, and the way there.
 *
 * Messages, severities and arguments as in engine/check.h.
 */
#ifndef AA_ENGINE_CODE_RECORD_H
#define AA_ENGINE_CODE_RECORD_H

#include "code/code.h"
#include "engine/check.h"

/* At a call. */
void aa_hit_site(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, const aa_site *site,
                 const char *const *args);
void aa_clear_site(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                   const char *const *args);
void aa_cannot_tell_site(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                         const char *const *args);

/* At a call, because of what |origin| (may be NULL) says of an argument: its way is told too. */
void aa_hit_origin(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, const aa_site *site,
                   const aa_origin *origin, const char *const *args);
void aa_cannot_tell_origin(aa_sink *sink, unsigned message, aa_code *code, const aa_site *site,
                           const aa_origin *origin, const char *const *args);

/* In a method, at |pc| (AA_NO_ID: the method as a whole). */
void aa_hit_method(aa_sink *sink, unsigned message, aa_severity severity, aa_code *code, aa_method_id method,
                   uint32_t pc, const char *const *args);
void aa_clear_method(aa_sink *sink, unsigned message, aa_code *code, aa_method_id method, uint32_t pc,
                     const char *const *args);
void aa_cannot_tell_method(aa_sink *sink, unsigned message, aa_code *code, aa_method_id method, uint32_t pc,
                           const char *const *args);

/* The same answers for checks that record by themselves. Texts live in the code's arena. */
aa_place aa_code_place(aa_code *code, aa_method_id method, uint32_t pc);
aa_reach aa_code_reach_of(aa_code *code, aa_method_id method);
aa_owner aa_code_record_owner(aa_code *code, aa_method_id method);

#endif
