/*
 * One analysis of one app. No global state: two analyses run in two threads.
 */
#ifndef APPASSAY_ANALYSIS_H
#define APPASSAY_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <appassay/error.h>
#include <appassay/limits.h>
#include <appassay/result.h>
#include <appassay/watch.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct aa_analysis aa_analysis;

/* One table to judge by. */
typedef struct aa_standard_choice {
    const char *standard; /* "broker", "insurer", "mas" */
    const char *tier;     /* "三", "3", "L2", "L3+F", ...; NULL: the table's own default */
} aa_standard_choice;

typedef struct aa_options {
    aa_limits limits;
    const aa_standard_choice *standards; /* NULL: broker, tier 三 */
    size_t standard_count;
    unsigned threads;     /* 0: one for each core this process may use */
    const char *today;    /* "YYYY-MM-DD" to compare expiry dates with; NULL: the policy's own date */
    const char *previous; /* the release before, as a package or its result.json; NULL: none */
    int previous_fd;      /* the same, open for reading; 0: opened by its path */
    const char *isolation; /* what keeps the analysis in its process, as result.json tells it; NULL: untold */
    const aa_watch *watch; /* borrowed until the analysis is freed; NULL: nobody watches */
} aa_options;

/* A file that is open already. */
typedef struct aa_input {
    const char *path;   /* its base name is what results call it */
    int fd;             /* open for reading, and read from its beginning; stays open. -1: opened by |path| */
    const char *sha256; /* 64 hex digits when known, else NULL */
} aa_input;

#define AA_OPTIONS_INIT                                                                                      \
    {                                                                                                        \
        .limits = AA_LIMITS_INIT                                                                             \
    }

/* A new analysis with a copy of |options| (strings included). NULL when memory is out. */
AA_API aa_analysis *aa_analysis_new(const aa_options *options);
AA_API void aa_analysis_free(aa_analysis *analysis);

/*
 * Reads the files of one app (an APK, its split APKs, a .apks/.xapk/.apkm set, an AAB, an IPA) and judges it.
 * Errors: AA_E_IO unreadable, AA_E_FORMAT not an app, AA_E_USAGE unknown standard or tier or files of
 * different apps, AA_E_LIMIT, AA_E_NOMEM, AA_E_INTERNAL. Call once.
 */
AA_API AA_NODISCARD aa_err aa_analysis_run(aa_analysis *analysis, const char *const *paths, size_t count);

/* The same for files that may be open already. */
AA_API AA_NODISCARD aa_err aa_analysis_run_open(aa_analysis *analysis, const aa_input *inputs, size_t count);

/* What went wrong, as an English fragment for a person; "" when nothing did. Owned by the analysis. */
AA_API const char *aa_analysis_error(const aa_analysis *analysis);

/*
 * Where the processor time of the run went: the name of part |index| ("program", or a check's id) and its
 * nanoseconds over all threads. False past the last. Measured on a clock: no part of the result.
 */
AA_API bool aa_analysis_time(const aa_analysis *analysis, size_t index, const char **name,
                             uint64_t *nanoseconds);

/* The result, or NULL before a successful run. Owned by the analysis. */
AA_API const aa_result *aa_analysis_result(const aa_analysis *analysis);

#ifdef __cplusplus
}
#endif
#endif
