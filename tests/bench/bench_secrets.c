/*
 * bench_secrets FILE…: bytes of packages looked through for credentials, beside Hyperscan with as many
 * patterns.
 *
 * The files are read into memory and looked through in turn, own book and Hyperscan alternated, ROUNDS times;
 * printed are medians of processor time and the ratio of each round. Hyperscan gets every form of the book as
 * an expression, in block mode, without the start of a match, and reports places only: no proof is asked of
 * it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/embedded.h"
#include "base/str.h"
#include "base/tsv.h"
#include "secrets/book.h"

#ifdef BENCH_HYPERSCAN
#include <hs.h>
#endif

enum { ROUNDS = 9, FILES = 4096 };

typedef struct bench {
    aa_bytes files[FILES];
    size_t count, total;
    const aa_secret_book *book;
#ifdef BENCH_HYPERSCAN
    hs_database_t *database;
    hs_scratch_t *scratch;
#endif
} bench;

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool read_file(bench *b, const char *path)
{
    FILE *in = b->count < FILES ? fopen(path, "rb") : NULL;
    long n = in != NULL && fseek(in, 0, SEEK_END) == 0 ? ftell(in) : -1;
    uint8_t *bytes = n <= 0 ? NULL : malloc((size_t)n);
    bool ok = bytes != NULL && fseek(in, 0, SEEK_SET) == 0 && fread(bytes, 1, (size_t)n, in) == (size_t)n;
    if (in != NULL)
        fclose(in);
    if (!ok) {
        free(bytes);
        return false;
    }
    b->files[b->count++] = aa_bytes_of(bytes, (size_t)n);
    b->total += (size_t)n;
    return true;
}

static size_t own_matches(bench *b)
{
    size_t found = 0;
    for (size_t i = 0; i < b->count; i++) {
        aa_arena *arena = aa_arena_new();
        aa_vec matches = AA_VEC_INIT(aa_secret_match);
        if (arena == NULL || aa_secret_find(b->book, arena, b->files[i], &matches, NULL) != AA_OK)
            exit(1);
        found += matches.count;
        aa_arena_free(arena);
    }
    return found;
}

#ifdef BENCH_HYPERSCAN
static void put_set(aa_str *out, const uint8_t *p, size_t n)
{
    static const struct {
        char sign;
        const char *set;
    } sets[] = {{'d', "0-9"},       {'a', "a-z"},       {'A', "A-Z"},
                {'w', "0-9A-Za-z"}, {'x', "0-9a-fA-F"}, {'n', "!%&*+.0-9=A-Z^_a-z|~-"}};

    aa_str_putc(out, '[');
    for (size_t i = 0; i < n; i++) {
        const char *set = NULL;
        for (size_t k = 0; k < sizeof sets / sizeof sets[0]; k++)
            set = sets[k].sign == (char)p[i] ? sets[k].set : set;
        if (set != NULL)
            aa_str_put(out, set);
        else
            aa_str_printf(out, "\\x%02x", p[i]);
    }
    aa_str_putc(out, ']');
}

/* "<set:n-m>" as "[…]{n,m}". */
static void put_run(aa_str *out, const uint8_t *p, size_t n)
{
    const uint8_t *colon = memchr(p, ':', n);
    const char *digits = (const char *)colon + 1;
    char *end = NULL;
    unsigned long low = strtoul(digits, &end, 10);
    unsigned long high = *end == '-' ? strtoul(end + 1, NULL, 10) : low;
    if (memcmp(p, "uuid", 4) == 0) {
        aa_str_put(out, "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
        return;
    }
    put_set(out, p, (size_t)(colon - p));
    if (high > 1000) /* its table would not be built otherwise */
        aa_str_printf(out, "{%lu,}", low);
    else
        aa_str_printf(out, "{%lu,%lu}", low, high);
}

static void put_expression(aa_str *out, aa_bytes form)
{
    for (size_t i = 1; i + 1 < form.n && form.p[i] != '<'; i++) {
        if (form.p[i] != ':' || form.p[i + 1] != '=')
            continue;
        aa_str_put(out, "(?i:");
        aa_str_putn(out, (const char *)form.p, i);
        aa_str_put(out, ")[\\w.-]{0,40}[^\\w]{1,12}");
        form = aa_bytes_from(form, i + 2);
        break;
    }
    for (size_t i = 0; i < form.n; i++) {
        const uint8_t *close = form.p[i] == '<' ? memchr(form.p + i, '>', form.n - i) : NULL;
        if (close == NULL) {
            aa_str_printf(out, "\\x%02x", form.p[i]);
            continue;
        }
        put_run(out, form.p + i + 1, (size_t)(close - form.p) - i - 1);
        i = (size_t)(close - form.p);
    }
}

static bool compile(bench *b)
{
    aa_tsv table = aa_tsv_open("secret-providers.tsv");
    aa_bytes fields[7];
    size_t n = 0;
    size_t count = aa_secret_rule_count(b->book);
    char **expressions = calloc(count, sizeof *expressions);
    unsigned *flags = calloc(count, sizeof *flags);
    unsigned *ids = calloc(count, sizeof *ids);
    hs_compile_error_t *error = NULL;
    while (n < count && aa_tsv_next(&table, fields, 7)) {
        aa_str text;
        aa_str_init(&text, 1 << 16);
        put_expression(&text, fields[5]);
        expressions[n] = text.ptr;
        ids[n] = (unsigned)n;
        n++;
    }
    bool ok = hs_compile_multi((const char *const *)expressions, flags, ids, (unsigned)n, HS_MODE_BLOCK, NULL,
                               &b->database, &error) == HS_SUCCESS &&
              hs_alloc_scratch(b->database, &b->scratch) == HS_SUCCESS;
    if (!ok && error != NULL)
        fprintf(stderr, "hyperscan: %s (%s)\n", error->message,
                error->expression >= 0 ? expressions[error->expression] : "");
    return ok;
}

static int count_one(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                     void *context)
{
    (void)id;
    (void)from;
    (void)to;
    (void)flags;
    ++*(size_t *)context;
    return 0;
}

static size_t their_matches(bench *b)
{
    size_t found = 0;
    for (size_t i = 0; i < b->count; i++)
        if (hs_scan(b->database, (const char *)b->files[i].p, (unsigned)b->files[i].n, 0, b->scratch,
                    count_one, &found) != HS_SUCCESS)
            exit(1);
    return found;
}
#endif

static double timed(bench *b, size_t (*run)(bench *), size_t *found)
{
    double begin = seconds();
    *found = run(b);
    return seconds() - begin;
}

static int by_value(const void *x, const void *y)
{
    double a = *(const double *)x;
    double b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static void print(const char *name, double *times, double total, size_t found)
{
    qsort(times, ROUNDS, sizeof *times, by_value);
    printf("%-12s %8.1f ms %8.0f MB/s (%.0f-%.0f) %8zu matches\n", name, times[ROUNDS / 2] * 1e3,
           total / times[ROUNDS / 2] / 1e6, total / times[ROUNDS - 1] / 1e6, total / times[0] / 1e6, found);
}

int main(int argc, char **argv)
{
    static bench b;
    double own[ROUNDS] = {0};
    size_t found = 0;
    aa_arena *arena = aa_arena_new();
    double begin = seconds();
    if (arena == NULL || aa_secret_book_new(arena, &b.book) != AA_OK)
        return 1;
    printf("book: %zu forms, read in %.2f ms\n", aa_secret_rule_count(b.book), (seconds() - begin) * 1e3);
    for (int i = 1; i < argc; i++)
        if (!read_file(&b, argv[i]))
            fprintf(stderr, "%s: left out\n", argv[i]);
    printf("%zu files, %.1f MB\n", b.count, (double)b.total / 1e6);
    (void)own_matches(&b);
#ifdef BENCH_HYPERSCAN
    double theirs[ROUNDS] = {0};
    double ratios[ROUNDS] = {0};
    size_t their_found = 0;
    if (!compile(&b))
        return 1;
    (void)their_matches(&b);
    for (size_t i = 0; i < ROUNDS; i++) {
        own[i] = timed(&b, own_matches, &found);
        theirs[i] = timed(&b, their_matches, &their_found);
        ratios[i] = theirs[i] / own[i];
    }
    print("own", own, (double)b.total, found);
    print("Hyperscan", theirs, (double)b.total, their_found);
    qsort(ratios, ROUNDS, sizeof *ratios, by_value);
    printf("own is %.2f times as fast (%.2f-%.2f)\n", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
#else
    for (size_t i = 0; i < ROUNDS; i++)
        own[i] = timed(&b, own_matches, &found);
    print("own", own, (double)b.total, found);
#endif
    aa_arena_free(arena);
    return 0;
}
