/*
 * What comes from outside the app: intents, links, other apps' queries, shared storage; and whether it was
 * compared with something before it is used.
 */
#ifndef AA_CODE_USE_INPUT_H
#define AA_CODE_USE_INPUT_H

#include "code/code.h"

/* What other apps or web pages can choose, and the first of |origins| that is; NULL: none. A parameter counts
 * when the platform gives it and it is an Intent, a Uri, or an argument of a content provider. */
bool aa_input_is(aa_code *code, const aa_origin *origin);
const aa_origin *aa_input_among(aa_code *code, const aa_origins *origins);

/*
 * True when the call runs only where a text test (equals, startsWith, endsWith, matches, contains of a
 * collection) of something that |is| says yes of went one way.
 */
typedef bool (*aa_origin_test)(aa_code *code, const aa_origin *origin);
bool aa_site_is_guarded_by(aa_code *code, const aa_site *site, aa_origin_test is);

/* A call that runs only where the app was found to be debuggable, or the other way round. */
bool aa_site_asks_debuggable(aa_code *code, const aa_site *site);

#endif
