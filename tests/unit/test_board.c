#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "supervise/board.h"
#include "support/test.h"

static int set_up(void **state)
{
    *state = aa_board_new();
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    aa_board_free(*state);
    return 0;
}

static void put(aa_board *board, uint32_t thread, const char *member)
{
    const aa_stage stage = {"read", "a.apk", member};
    aa_board_put(board, thread, &stage);
}

static void nothing_was_written(void **state)
{
    aa_board_entry entry;
    assert_false(aa_board_read(*state, AA_BOARD_LAST, &entry));
    assert_string_equal(entry.stage, "");
    assert_string_equal(entry.member, "");
    assert_false(aa_board_read(*state, 7, &entry));
}

static void each_thread_has_its_own_place_and_the_last_turn_is_known(void **state)
{
    aa_board_entry entry;
    put(*state, 7, "one");
    put(*state, 8, "two");
    put(*state, 7, "three");
    const aa_stage bare = {"judge", NULL, NULL};
    aa_board_put(*state, 9, &bare);
    assert_true(aa_board_read(*state, 7, &entry));
    assert_string_equal(entry.stage, "read");
    assert_string_equal(entry.artifact, "a.apk");
    assert_string_equal(entry.member, "three");
    assert_false(entry.cut);
    assert_true(aa_board_read(*state, 8, &entry));
    assert_string_equal(entry.member, "two");
    assert_true(aa_board_read(*state, AA_BOARD_LAST, &entry));
    assert_string_equal(entry.stage, "judge");
    assert_string_equal(entry.artifact, "");
    assert_string_equal(entry.member, "");
}

static void who_stays_at_a_part_is_the_first_and_who_rests_is_nowhere(void **state)
{
    aa_board_entry entry;
    assert_false(aa_board_read(*state, AA_BOARD_FIRST, &entry));
    put(*state, 6, "done");
    put(*state, 7, "hangs");
    put(*state, 8, "one");
    put(*state, 8, "two");
    aa_board_leave(*state, 6);
    assert_true(aa_board_read(*state, AA_BOARD_FIRST, &entry));
    assert_string_equal(entry.member, "hangs");
    assert_false(aa_board_read(*state, 6, &entry));
    aa_board_leave(*state, 8);
    assert_true(aa_board_read(*state, AA_BOARD_LAST, &entry));
    assert_string_equal(entry.member, "hangs");
}

static void names_are_cut_to_fit_and_that_is_said(void **state)
{
    aa_board_entry entry;
    char name[2 * AA_BOARD_TEXT];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    put(*state, 7, name);
    assert_true(aa_board_read(*state, 7, &entry));
    assert_true(entry.cut);
    assert_int_equal(strspn(entry.member, "n"), strlen(entry.member));
    const aa_stage stage = {"read", name, "m"};
    aa_board_put(*state, 7, &stage);
    assert_true(aa_board_read(*state, 7, &entry));
    assert_true(entry.cut);
    assert_string_equal(entry.member, "m");
}

static void another_thread_takes_the_place_that_is_oldest(void **state)
{
    aa_board_entry entry;
    for (uint32_t thread = 1; thread <= AA_BOARD_PLACES; thread++)
        put(*state, thread, "old");
    put(*state, 1, "newer");
    put(*state, 1000, "new");
    assert_true(aa_board_read(*state, 1, &entry));
    assert_true(aa_board_read(*state, 1000, &entry));
    assert_string_equal(entry.member, "new");
    assert_false(aa_board_read(*state, 2, &entry));
}

static void what_a_process_forked_later_writes_is_seen(void **state)
{
    aa_board_entry entry;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        put(*state, 7, "there");
        _exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_true(aa_board_read(*state, AA_BOARD_LAST, &entry));
    assert_string_equal(entry.member, "there");
}

/* Whatever stands in the memory, texts end inside the copy. */
static void any_bytes_are_read_without_harm(void **state)
{
    aa_board_entry entry;
    uint8_t *bytes = *state;
    put(*state, 7, "m"); /* gives the size of what may be written over */
    for (int value = 0; value < 256; value += 15) {
        memset(bytes, value, 4096 * (size_t)AA_BOARD_PLACES);
        if (aa_board_read(*state, AA_BOARD_LAST, &entry))
            assert_true(strlen(entry.stage) + strlen(entry.artifact) + strlen(entry.member) <= AA_BOARD_TEXT);
        else
            assert_string_equal(entry.stage, "");
    }
}

typedef struct writer {
    aa_board *board;
    uint32_t thread;
} writer;

static void *write_many(void *context)
{
    const writer *w = context;
    char name[16];
    snprintf(name, sizeof name, "%u", w->thread);
    for (int i = 0; i < 2000; i++)
        put(w->board, w->thread, name);
    return NULL;
}

static void threads_write_at_the_same_time(void **state)
{
    aa_board_entry entry;
    pthread_t threads[8];
    writer writers[8];
    for (uint32_t i = 0; i < 8; i++) {
        writers[i] = (writer){*state, i + 1};
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &writers[i]), 0);
    }
    for (size_t i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    for (uint32_t i = 0; i < 8; i++) {
        char name[16];
        snprintf(name, sizeof name, "%u", i + 1);
        assert_true(aa_board_read(*state, i + 1, &entry));
        assert_string_equal(entry.member, name);
    }
}

#define board_test(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        board_test(nothing_was_written),
        board_test(each_thread_has_its_own_place_and_the_last_turn_is_known),
        board_test(who_stays_at_a_part_is_the_first_and_who_rests_is_nowhere),
        board_test(names_are_cut_to_fit_and_that_is_said),
        board_test(another_thread_takes_the_place_that_is_oldest),
        board_test(what_a_process_forked_later_writes_is_seen),
        board_test(any_bytes_are_read_without_harm),
        board_test(threads_write_at_the_same_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
