/* appassay inspect signature on apps that fixtures/signing made. */
#include <stdio.h>
#include <unistd.h>

#include "program.h"
#include "support/test.h"

static void link_app(const char *name)
{
    char path[4096];
    char here[64];
    snprintf(path, sizeof path, TEST_BINARY_DIR "/signing/%s.ipa", name);
    snprintf(here, sizeof here, "%s.ipa", name);
    if (access(path, R_OK) != 0) {
        print_message("signed apps were not built: clang, lld-16, python3 or openssl is missing\n");
        skip();
    }
    assert_int_equal(symlink(path, here), 0);
}

static void a_signature_is_told_in_full(void **state)
{
    (void)state;
    link_app("good");
    expect_run(
        "inspect signature good.ipa", 0,
        "Payload/App.app: the app\n.*seal +version 2: 8 of 8 files match.*profile +development, 2 devices.*"
        "Payload/App.app/App \\(arm64\\).*directory 0x0: SHA-256, version 0x20400.*cdhash +[0-9a-f]{40}\n.*"
        "all match.*slot 1 +Info.plist matches.*requirement +.*identifier \"org.example.app\".*"
        "get-task-allow = true.*chain other.*refused +codesign.chain_other",
        "^$");
}

static void what_was_changed_is_named(void **state)
{
    (void)state;
    link_app("changed");
    expect_run("inspect signature changed.ipa", 0,
               "added +inject.dylib\n.*changed +data/list.json\n.*missing +current.json\n.*1 changed: 1\n.*"
               "Info.plist was changed",
               "^$");
}

static void code_without_a_signature_is_told(void **state)
{
    (void)state;
    link_app("unsigned");
    expect_run("inspect signature unsigned.ipa", 0, "seal +there is none.*App \\(arm64\\): not signed", "^$");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_told_in_full),
        cmocka_unit_test(what_was_changed_is_named),
        cmocka_unit_test(code_without_a_signature_is_told),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
