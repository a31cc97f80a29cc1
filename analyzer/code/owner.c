#include "code/owner.h"

#include <stdlib.h>

#include "base/tsv.h"

#define MAX_PREFIX 256

struct aa_owners {
    aa_arena *arena;
    aa_vec libraries; /* of aa_bytes: "androidx/", "com/google/", sorted */
    aa_vec own;       /* likewise, in order of adding */
    bool has_package; /* the first of |own| is the manifest's package, whole */
};

static int by_text(const void *a, const void *b)
{
    return aa_bytes_compare(*(const aa_bytes *)a, *(const aa_bytes *)b);
}

/* "com.app" or "com.app." as "com/app/". */
static bool add_prefix(aa_owners *owners, aa_vec *list, aa_bytes name)
{
    while (name.n > 0 && (name.p[name.n - 1] == '.' || name.p[name.n - 1] == '/'))
        name.n--;
    if (name.n == 0 || name.n > MAX_PREFIX)
        return true;
    aa_bytes *slot = aa_vec_push(owners->arena, list);
    char *copy = aa_arena_alloc(owners->arena, name.n + 1);
    if (slot == NULL || copy == NULL)
        return false;
    for (size_t i = 0; i < name.n; i++)
        copy[i] = name.p[i] == '.' ? '/' : (char)name.p[i];
    copy[name.n] = '/';
    *slot = aa_bytes_of(copy, name.n + 1);
    return true;
}

static bool has_prefix(aa_bytes text, aa_bytes prefix)
{
    return text.n >= prefix.n && memcmp(text.p, prefix.p, prefix.n) == 0;
}

/* The list has no prefix inside another that would not give the same answer, so any hit will do. */
static bool is_library(const aa_owners *owners, aa_bytes path)
{
    const aa_bytes *items = owners->libraries.items;
    for (size_t n = 1; n <= path.n && n <= MAX_PREFIX; n++) {
        if (path.p[n - 1] != '/')
            continue;
        aa_bytes prefix = aa_bytes_of(path.p, n);
        if (owners->libraries.count > 0 &&
            bsearch(&prefix, items, owners->libraries.count, sizeof *items, by_text) != NULL)
            return true;
    }
    return false;
}

/* Length of the first |labels| labels of |name| with their separators; everything when there are fewer. */
static size_t labels_of(aa_bytes name, size_t labels)
{
    size_t n = 0;
    while (n < name.n && labels > 0)
        labels -= name.p[n++] == '.';
    return n;
}

/* Second labels below which many people's packages live. */
static bool is_shared(aa_bytes name)
{
    static const char *const hosts[] = {"com.github.", "io.github.",  "com.gitlab.",     "io.gitlab.",
                                        "com.google.", "org.apache.", "net.sourceforge."};
    for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
        if (has_prefix(name, aa_bytes_of(hosts[i], strlen(hosts[i]))))
            return true;
    return false;
}

static bool add_own(aa_owners *owners, aa_bytes name)
{
    size_t n = labels_of(name, is_shared(name) ? 3 : 2);
    return add_prefix(owners, &owners->own, aa_bytes_of(name.p, n));
}

static bool read_libraries(aa_owners *owners)
{
    aa_tsv table = aa_tsv_open("library_packages.txt");
    aa_bytes line;
    bool ok = true;
    while (ok && aa_tsv_next(&table, &line, 1))
        ok = add_prefix(owners, &owners->libraries, line);
    if (ok && owners->libraries.count > 1)
        qsort(owners->libraries.items, owners->libraries.count, sizeof(aa_bytes), by_text);
    return ok;
}

aa_owners *aa_owners_new(const char *package)
{
    aa_owners *owners = calloc(1, sizeof *owners);
    if (owners == NULL)
        return NULL;
    owners->arena = aa_arena_new();
    owners->libraries = (aa_vec)AA_VEC_INIT(aa_bytes);
    owners->own = (aa_vec)AA_VEC_INIT(aa_bytes);
    bool ok = owners->arena != NULL && read_libraries(owners);
    owners->has_package = package != NULL && strchr(package, '.') != NULL;
    if (ok && owners->has_package)
        ok = add_prefix(owners, &owners->own, aa_bytes_of(package, strlen(package))) &&
             add_own(owners, aa_bytes_of(package, strlen(package)));
    if (ok)
        return owners;
    aa_owners_free(owners);
    return NULL;
}

void aa_owners_free(aa_owners *owners)
{
    if (owners == NULL)
        return;
    aa_arena_free(owners->arena);
    free(owners);
}

bool aa_owners_add(aa_owners *owners, const char *class_name)
{
    const char *dot = strrchr(class_name, '.');
    if (dot == NULL || dot == class_name)
        return true;
    aa_bytes package = aa_bytes_of(class_name, (size_t)(dot + 1 - class_name));
    char path[MAX_PREFIX];
    if (package.n > sizeof path)
        return true;
    for (size_t i = 0; i < package.n; i++)
        path[i] = package.p[i] == '.' ? '/' : (char)package.p[i];
    return is_library(owners, aa_bytes_of(path, package.n)) || add_own(owners, package);
}

aa_code_owner aa_owner_of(const aa_owners *owners, aa_bytes descriptor)
{
    if (descriptor.n < 3 || descriptor.p[0] != 'L')
        return AA_CODE_OWNER_UNKNOWN;
    aa_bytes path = aa_bytes_of(descriptor.p + 1, descriptor.n - 2);
    const aa_bytes *own = owners->own.items;
    /* The manifest's own package, the first, is the app's even below a library's. */
    if (owners->has_package && owners->own.count > 0 && has_prefix(path, own[0]))
        return AA_CODE_OWN;
    if (is_library(owners, path))
        return AA_CODE_LIBRARY;
    for (size_t i = owners->has_package; i < owners->own.count; i++)
        if (has_prefix(path, own[i]))
            return AA_CODE_OWN;
    return AA_CODE_OWNER_UNKNOWN;
}
