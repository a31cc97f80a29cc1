/*
 * Which layouts code shows, and on which activity; and whether some code runs for an activity.
 */
#ifndef AA_FACTS_SCREENS_CODE_H
#define AA_FACTS_SCREENS_CODE_H

#include "code/code.h"

/* A layout that is shown or inflated. */
typedef struct aa_screen {
    aa_method_id in; /* where its number stands */
    uint32_t pc;
    int64_t resource;    /* as aa_layout.resource */
    aa_type_id activity; /* that shows it: the class or that of who calls it; AA_NO_ID: none is near */
} aa_screen;

/* In order of the calls, in the code's arena; |*calls_out|: calls that show something, known or not. */
size_t aa_screens_shown(aa_code *code, const aa_screen **out, size_t *calls_out);

/* Calls that do something for a whole screen. */
typedef struct aa_screen_calls {
    aa_vec methods; /* of aa_method_id: where they stand */
    bool for_all;   /* one runs for every activity: in callbacks that the application registers */
} aa_screen_calls;

#define AA_SCREEN_CALLS_INIT                                                                                 \
    {                                                                                                        \
        .methods = AA_VEC_INIT(aa_method_id)                                                                 \
    }

void aa_screen_calls_add(aa_code *code, aa_screen_calls *calls, aa_method_id in);
/* One of |calls| runs for |activity|: in code that its callbacks reach, or in a class above it. */
bool aa_screen_calls_run(aa_code *code, const aa_screen_calls *calls, aa_type_id activity);

#endif
