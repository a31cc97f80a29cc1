/*
 * Error codes and export marks of libappassay.
 */
#ifndef APPASSAY_ERROR_H
#define APPASSAY_ERROR_H

#if defined(__GNUC__)
#define AA_API       __attribute__((visibility("default")))
#define AA_NODISCARD __attribute__((warn_unused_result))
#else
#define AA_API
#define AA_NODISCARD
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong, in terms of what the caller may do about it. 0 is success, errors are negative. */
typedef enum aa_err {
    AA_OK = 0,
    AA_E_NOMEM = -1,       /* out of memory: try again with more */
    AA_E_FORMAT = -2,      /* the bytes break their format: the part cannot be read */
    AA_E_LIMIT = -3,       /* a limit of aa_limits was reached */
    AA_E_IO = -4,          /* the operating system refused a read or a write */
    AA_E_UNSUPPORTED = -5, /* well-formed, but of a kind this version does not read */
    AA_E_NOTFOUND = -6,    /* the thing asked for is not there */
    AA_E_USAGE = -7,       /* the caller asked for something that does not exist */
    AA_E_INTERNAL = -8,    /* a mistake in appassay itself */
} aa_err;

/* A stable lower-case word for |err|, such as "format". Never NULL; static storage. */
AA_API const char *aa_err_name(aa_err err);

#ifdef __cplusplus
}
#endif
#endif
