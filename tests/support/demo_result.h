/*
 * A result made by hand, with every kind of reason, two tables, both scripts and hostile texts: for tests of
 * reports. It does not depend on the checks and rule books compiled in.
 */
#ifndef AA_TEST_DEMO_RESULT_H
#define AA_TEST_DEMO_RESULT_H

#include "engine/result.h"

/* The result, in |arena|; fails the running test when memory is out. */
const aa_result *test_demo_result(aa_arena *arena);

/* The same app with names that attack a terminal: ANSI sequences, bidirectional controls, newlines. */
const aa_result *test_hostile_result(aa_arena *arena);

/* The same with |text| for every name; |text| must outlive the result. */
const aa_result *test_result_of_names(aa_arena *arena, const char *text);

/* A result whose one table passes, with nothing found. */
const aa_result *test_clean_result(aa_arena *arena);

#endif
