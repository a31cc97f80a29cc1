#include "support/fail_alloc.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xmlmemory.h>

#include "support/test.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);

/*
 * libxml2 2.9.14 itself loses a buffer when memory runs out while it copies the text to parse
 * (xmlParserInputBufferCreateMem() frees the input without its buffer). cairo 1.16 and fontconfig do not give
 * back some hundred bytes of each PDF.
 */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:xmlBufCreateSize\nleak:libcairo\nleak:libfontconfig\n";
}

static size_t seen;    /* allocations since the run began */
static size_t failing; /* the one that fails, counted from 1; 0: none */

static bool fails_now(void)
{
    return ++seen == failing;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return fails_now() ? NULL : __real_realloc(p, size);
}

static char *xml_strdup(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = __wrap_malloc(n);
    return copy == NULL ? NULL : memcpy(copy, text, n);
}

/* Fails every |step|-th of the first |max| allocations (0: of all). */
static size_t fail_each(bool (*attempt)(void *context), void *context, size_t max, size_t step)
{
    xmlMemSetup(free, __wrap_malloc, __wrap_realloc, xml_strdup);
    failing = 0;
    seen = 0;
    bool whole = attempt(context);
    size_t total = seen;
    size_t last = max != 0 && max < total ? max : total;
    size_t runs = 0;
    for (size_t i = 1; i <= last; i += step) {
        failing = i;
        seen = 0;
        attempt(context);
        runs++;
    }
    failing = 0;
    assert_true(whole);
    assert_true(attempt(context)); /* nothing was left broken */
    return runs;
}

size_t test_each_allocation_fails(bool (*attempt)(void *context), void *context, size_t max)
{
    return fail_each(attempt, context, max, 1);
}

size_t test_some_allocations_fail(bool (*attempt)(void *context), void *context, size_t step)
{
    return fail_each(attempt, context, 0, step);
}
