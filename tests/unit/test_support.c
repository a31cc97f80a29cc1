#include <stdlib.h>

#include "base/arena.h"
#include "support/fail_alloc.h"
#include "support/test.h"

static bool two_chunks(void *context)
{
    (void)context;
    aa_arena *arena = aa_arena_new();
    bool ok = arena != NULL && aa_arena_alloc(arena, 10) != NULL && aa_arena_alloc(arena, 1 << 20) != NULL;
    aa_arena_free(arena);
    return ok;
}

static void every_allocation_is_failed_in_turn(void **state)
{
    (void)state;
    assert_int_equal(test_each_allocation_fails(two_chunks, NULL, 0), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_is_failed_in_turn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
