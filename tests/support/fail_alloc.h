/*
 * Failing allocations, each in turn: run once to count, then fail the i-th and expect a clean error.
 * Covers malloc, calloc and realloc of our own code (linker --wrap) and of libxml2 (xmlMemSetup).
 */
#ifndef AA_TEST_FAIL_ALLOC_H
#define AA_TEST_FAIL_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Calls |attempt|(|context|) again and again, with the first, second, ... allocation failing, until a
 * run needs no more than have been tried. |attempt| must return true when it succeeded, and must free
 * what it made either way. Fails the running test when a full run does not succeed. Returns how many
 * allocations were failed. |max| (0: none) bounds the number of runs for large inputs.
 */
size_t test_each_allocation_fails(bool (*attempt)(void *context), void *context, size_t max);

/* The same for the first, 1+|step|th, 1+2|step|th, ... allocation: for work that allocates thousands of
 * times. */
size_t test_some_allocations_fail(bool (*attempt)(void *context), void *context, size_t step);

#endif
