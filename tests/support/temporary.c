#include "support/temporary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOSEN = 6 }; /* characters at the end of a template that mkstemp() and mkdtemp() choose */

/* |prefix|, '-' and the characters to choose; false when there is no room. */
static bool put_template(char *path, size_t size, const char *prefix)
{
    int n = snprintf(path, size, "%s-", prefix);
    if (n < 0 || (size_t)n + CHOSEN >= size)
        return false;
    memset(path + n, 'X', CHOSEN);
    path[(size_t)n + CHOSEN] = '\0';
    return true;
}

bool temporary_folder(char *path, size_t size, const char *prefix)
{
    return put_template(path, size, prefix) && mkdtemp(path) != NULL;
}

int temporary_file(char *path, size_t size, const char *prefix)
{
    return put_template(path, size, prefix) ? mkstemp(path) : -1;
}
