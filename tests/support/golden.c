#include "support/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/test.h"

static void write_file(const char *path, const char *text, size_t len)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        fail_msg("cannot write %s", path);
    assert_int_equal(fwrite(text, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static void print_line(const char *mark, const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    print_error("%s|%.*s|\n", mark, (int)(end == NULL ? len : (size_t)(end - text)), text);
}

void test_golden(const char *name, const char *text, size_t len)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/golden/%s", TEST_SOURCE_DIR, name);
    if (getenv("APPASSAY_UPDATE_GOLDEN") != NULL) {
        write_file(path, text, len);
        return;
    }
    aa_bytes wanted = test_read_file(path);
    const char *golden = (const char *)wanted.p;
    size_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < wanted.n || i < len; i++) {
        if (i >= wanted.n || i >= len || golden[i] != text[i]) {
            print_line("golden ", golden + start, wanted.n - start);
            print_line("now    ", text + start, len - start);
            fail_msg("%s differs in line %zu (tests/golden/update rewrites it)", name, line);
        }
        if (text[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    free((void *)(uintptr_t)wanted.p);
}
