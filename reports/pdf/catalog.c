#include "reports/pdf/catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* The last place of |word| in |b|, or SIZE_MAX. */
static size_t find_last(aa_bytes b, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = b.n < n ? 0 : b.n - n + 1; i > 0; i--) {
        if (memcmp(b.p + i - 1, word, n) == 0)
            return i - 1;
    }
    return SIZE_MAX;
}

/* The number behind the last |word| of |b|; 0 for none. */
static unsigned long number_after(aa_bytes b, const char *word)
{
    size_t at = find_last(b, word);
    unsigned long value = 0;
    for (size_t i = at == SIZE_MAX ? b.n : at + strlen(word); i < b.n && b.p[i] >= '0' && b.p[i] <= '9'; i++)
        value = value < 100000000 ? value * 10 + (b.p[i] - '0') : 0;
    return value;
}

/* What stands between "<<" and ">>" of object |number|, as a text; NULL when it is not there. */
static const char *entries_of(aa_arena *arena, aa_bytes file, unsigned long number)
{
    static const char end[] = "\n>>\nendobj";
    char head[64];
    snprintf(head, sizeof head, "\n%lu 0 obj\n<< ", number);
    size_t at = find_last(file, head);
    if (number == 0 || at == SIZE_MAX)
        return NULL;
    aa_bytes rest = aa_bytes_from(file, at + strlen(head));
    size_t n = 0;
    while (n + sizeof end - 1 <= rest.n && memcmp(rest.p + n, end, sizeof end - 1) != 0)
        n++;
    return n + sizeof end - 1 > rest.n ? NULL : aa_arena_strndup(arena, (const char *)rest.p, n);
}

/* The trailer's numbers, and the objects to write anew. */
typedef struct update {
    unsigned long size, root, info, xref, tree, parents;
    const char *catalog; /* entries, without the structure tree */
    const char *kids;    /* "[ 3 0 R ... ]" */
} update;

/* |entries| without the line that begins with |key|. */
static const char *without(aa_arena *arena, const char *entries, const char *key)
{
    const char *at = strstr(entries, key);
    if (at == NULL)
        return entries;
    const char *end = strchr(at, '\n');
    return aa_arena_printf(arena, "%.*s%s", (int)(at - entries), entries, end == NULL ? "" : end + 1);
}

static bool read_update(aa_arena *arena, aa_bytes file, update *u)
{
    aa_bytes tail = aa_bytes_from(file, file.n > 1024 ? file.n - 1024 : 0);
    u->size = number_after(tail, "/Size ");
    u->root = number_after(tail, "/Root ");
    u->info = number_after(tail, "/Info ");
    u->xref = number_after(tail, "startxref\n");
    const char *catalog = entries_of(arena, file, u->root);
    if (catalog == NULL || u->size == 0 || u->info == 0 || u->xref == 0)
        return false;
    u->tree = number_after(aa_bytes_of(catalog, strlen(catalog)), "/StructTreeRoot ");
    u->catalog = without(arena, catalog, "   /StructTreeRoot ");
    const char *tree = entries_of(arena, file, u->tree);
    if (tree == NULL || u->catalog == NULL)
        return false;
    u->parents = number_after(aa_bytes_of(tree, strlen(tree)), "/ParentTree ");
    u->kids = strchr(tree, '[');
    return u->parents > 0 && u->kids != NULL;
}

/*
 * The object that was the root of the tree becomes the document element, so that its children need no other
 * parent; a new object becomes the root.
 */
static void write_update(aa_str *pdf, size_t start, const update *u, const char *language)
{
    size_t tree = pdf->len - start;
    aa_str_printf(pdf,
                  "%lu 0 obj\n<< /Type /StructElem\n   /S /Document\n   /P %lu 0 R\n   /K %s\n>>\nendobj\n",
                  u->tree, u->size, u->kids);
    size_t root = pdf->len - start;
    aa_str_printf(pdf, "%lu 0 obj\n<< %s\n   /StructTreeRoot %lu 0 R\n   /Lang (%s)\n", u->root, u->catalog,
                  u->size, language);
    aa_str_put(
        pdf,
        "   /MarkInfo << /Marked true >>\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n");
    size_t added = pdf->len - start;
    aa_str_printf(
        pdf, "%lu 0 obj\n<< /Type /StructTreeRoot\n   /ParentTree %lu 0 R\n   /K [ %lu 0 R ]\n>>\nendobj\n",
        u->size, u->parents, u->tree);
    size_t table = pdf->len - start;
    aa_str_printf(pdf, "xref\n%lu 1\n%010zu 00000 n \n%lu 1\n%010zu 00000 n \n%lu 1\n%010zu 00000 n \n",
                  u->tree, tree, u->root, root, u->size, added);
    aa_str_printf(pdf, "trailer\n<< /Size %lu\n   /Root %lu 0 R\n   /Info %lu 0 R\n   /Prev %lu\n>>\n",
                  u->size + 1, u->root, u->info, u->xref);
    aa_str_printf(pdf, "startxref\n%zu\n%%%%EOF\n", table);
}

bool aa_catalog_complete(aa_str *pdf, size_t start, const char *language)
{
    update u;
    aa_arena *arena = aa_arena_new();
    aa_bytes file = aa_bytes_from(aa_bytes_of(pdf->ptr, pdf->len), start);
    bool ok = arena != NULL && read_update(arena, file, &u);
    if (ok)
        write_update(pdf, start, &u, language);
    aa_arena_free(arena);
    return ok;
}
