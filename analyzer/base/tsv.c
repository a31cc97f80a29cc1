#include "base/tsv.h"

#include "base/embedded.h"

aa_tsv aa_tsv_of(aa_bytes text)
{
    return (aa_tsv){text};
}

aa_tsv aa_tsv_open(const char *name)
{
    return aa_tsv_of(aa_embedded_find(name));
}

/* Cuts |*rest| at the first |stop|, which is dropped. */
static aa_bytes cut(aa_bytes *rest, char stop)
{
    const uint8_t *at = rest->n > 0 ? memchr(rest->p, stop, rest->n) : NULL;
    size_t n = at != NULL ? (size_t)(at - rest->p) : rest->n;
    aa_bytes head = {rest->p, n};
    *rest = aa_bytes_from(*rest, at != NULL ? n + 1 : n);
    return head;
}

bool aa_tsv_next(aa_tsv *table, aa_bytes *fields, size_t count)
{
    while (table->left.n > 0) {
        aa_bytes line = cut(&table->left, '\n');
        if (line.n == 0 || line.p[0] == '#')
            continue;
        for (size_t i = 0; i < count; i++)
            fields[i] = cut(&line, '\t');
        return true;
    }
    return false;
}

bool aa_tsv_find(const char *name, const char *key, aa_bytes *fields, size_t count)
{
    aa_tsv table = aa_tsv_open(name);
    while (aa_tsv_next(&table, fields, count))
        if (aa_bytes_is(fields[0], key))
            return true;
    return false;
}
