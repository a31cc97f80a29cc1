#include "decode/platform_attrs.h"

#include <stdlib.h>
#include <string.h>

#include "decode/axml.h"

#define ATTR(id, name) [(id)&0xFFFF] = #name,
static const char *const names_by_id[AA_PLATFORM_ATTRS] = {
#include "decode/platform_attrs.inc"
};
#undef ATTR

const char *aa_axml_platform_attr_name(uint32_t resource_id)
{
    uint32_t entry = resource_id & 0xFFFF;
    return resource_id >> 16 == 0x0101 && entry < AA_PLATFORM_ATTRS ? names_by_id[entry] : NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t aa_platform_attrs_sorted(const char **names)
{
    size_t n = 0;
    for (size_t i = 0; i < AA_PLATFORM_ATTRS; i++)
        if (names_by_id[i] != NULL)
            names[n++] = names_by_id[i];
    qsort(names, n, sizeof *names, by_text);
    return n;
}
