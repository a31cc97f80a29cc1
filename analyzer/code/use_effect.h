/*
 * What a component does that other apps should not set off: the calls that its callbacks lead to.
 */
#ifndef AA_CODE_USE_EFFECT_H
#define AA_CODE_USE_EFFECT_H

#include "code/code.h"

typedef enum aa_effect_kind {
    AA_EFFECT_NOTHING,
    AA_EFFECT_UNREAD, /* its class is not in the code that was read */
    AA_EFFECT_DOES,   /* writes, sends, shows, starts, opens a connection or a page */
    AA_EFFECT_GUARDS, /* the same, and the sender is asked for a permission or a name */
} aa_effect_kind;

typedef struct aa_effect {
    aa_effect_kind kind;
    bool strong;  /* data of the user, money, or another program */
    bool light;   /* nothing but what is shown, or started in turn */
    bool own;     /* the component's class is not a library's for certain */
    bool looks;   /* at what it was sent, beside the action */
    bool tells;   /* one action from another */
    aa_site site; /* of DOES and GUARDS: the first call, the strong ones first and the light ones last */
} aa_effect;

/* Of the component of class |name| ("app.Main"). */
aa_effect aa_effect_of(aa_code *code, const char *name);

/* The first call that the callbacks of |name| lead to, which is given what came with a link or an intent, and
 * opens or runs it: a page, a file, a statement, a program, another intent. NULL: none. |*unguarded_out|:
 * nothing is compared on the way; |*read_out|: its class is in the code that was
 * read. */
const aa_site *aa_effect_of_link(aa_code *code, const char *name, bool *unguarded_out, bool *read_out);

#endif
