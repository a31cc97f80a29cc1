/*
 * Golden files: outputs that a person has reviewed, compared byte by byte. tests/golden/update rewrites them.
 */
#ifndef AA_TEST_GOLDEN_H
#define AA_TEST_GOLDEN_H

#include <stddef.h>

/*
 * Compares |text| with tests/golden/|name| and fails the running test at the first line that differs. With
 * APPASSAY_UPDATE_GOLDEN in the environment it writes the file instead.
 */
void test_golden(const char *name, const char *text, size_t len);

#endif
