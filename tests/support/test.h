/*
 * cmocka with the headers it needs before it, and what tests share.
 */
#ifndef AA_TEST_H
#define AA_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bytes.h"

/* The whole of a file, malloc'd (free with free()); fails the running test when it cannot be read. */
aa_bytes test_read_file(const char *path);

/* Writes the whole of a file to |to|; fails the running test when it cannot. */
void test_copy_file(const char *from, const char *to);

#endif
