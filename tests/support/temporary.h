/*
 * Files and folders that no other test, and no other run of this one, has.
 */
#ifndef AA_TEST_TEMPORARY_H
#define AA_TEST_TEMPORARY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes an empty folder whose path begins with |prefix|, and writes the path to |path|, of |size| bytes. The
 * caller removes it. False: it could not be made. */
bool temporary_folder(char *path, size_t size, const char *prefix);

/* The same of a file, open for reading and writing; -1: it could not be made. The caller closes and removes
 * it. */
int temporary_file(char *path, size_t size, const char *prefix);

#endif
