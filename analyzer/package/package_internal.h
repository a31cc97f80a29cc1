/*
 * Shared by the files of the package layer.
 */
#ifndef AA_PACKAGE_PACKAGE_INTERNAL_H
#define AA_PACKAGE_PACKAGE_INTERNAL_H

#include "package/package.h"

#define PKG_MANIFEST "AndroidManifest.xml"
#define PKG_API      34 /* platform version whose rules decide */

/* A mapped file. */
typedef struct pkg_mapping {
    void *p;
    size_t n;
} pkg_mapping;

struct aa_package_store {
    aa_vec mappings; /* of pkg_mapping */
    aa_vec blocks;   /* of void *: inflated parts and members, freed with free() */
    aa_arena *arena; /* of the package */
};

/* A v4 signature file, until the package it belongs to is known. */
typedef struct pkg_sidecar {
    const char *name;
    aa_bytes data;
} pkg_sidecar;

/* A package while it is being opened. */
typedef struct pkg_build {
    aa_arena *arena;
    const aa_limits *limits;
    aa_notes *notes;
    aa_package *package;
    aa_vec parts;       /* of aa_part */
    aa_vec sidecars;    /* of pkg_sidecar */
    uint32_t opened;    /* archives inside archives so far */
    bool withheld;      /* an archive was left closed because of a limit */
    const char *reason; /* why it is no app, an English fragment; NULL */
} pkg_build;

/* What an archive is, by its members. */
typedef enum pkg_class {
    PKG_CLASS_OTHER, /* no app */
    PKG_CLASS_APK,
    PKG_CLASS_AAB,
    PKG_CLASS_IPA,
    PKG_CLASS_CONTAINER, /* of APKs: .apks, .xapk, .apkm */
} pkg_class;

static inline aa_part *pkg_part(const pkg_build *b, size_t i)
{
    return (aa_part *)b->parts.items + i;
}

/* True when |text| ends with |suffix|, ASCII letters in either case. */
bool pkg_ends_with(const char *text, const char *suffix);

/* Leaves |code| as a gap about |artifact| with |reason| as its detail, and |err| as the result. */
aa_err pkg_refuse(pkg_build *b, aa_err err, const char *code, const char *artifact, const char *reason);

/* package_file.c: maps one input file as a new part. */
AA_NODISCARD aa_err pkg_map_file(pkg_build *b, const aa_input *input);

/* package_kind.c: |name| decides only where the members leave it open. */
pkg_class pkg_classify(const aa_zip *zip, const char *name);
/* An iOS app: in Payload, or the zipped folder that builds for the simulator are handed on as. */
bool pkg_has_app(const aa_zip *zip);
const char *pkg_describe_zip(const aa_zip *zip);

/* package_sniff.c: what bytes that are no archive look like; NULL when nothing is known about them. */
const char *pkg_describe_bytes(aa_bytes data);

/* package_inner.c: finds the APKs in the container at part |index|, or the archives with code in the APK
 * there, and adds them as parts. */
AA_NODISCARD aa_err pkg_open_inner(pkg_build *b, size_t index, pkg_class class);

/* package_modules.c: adds the modules of the app bundle at part |index|. */
AA_NODISCARD aa_err pkg_open_modules(pkg_build *b, size_t index);

/* package_set.c: which of the APKs from |first| on are parts of one app. |hint|: the package name that an
 * .xapk claims, or NULL. */
AA_NODISCARD aa_err pkg_settle_container(pkg_build *b, size_t first, const char *hint);
AA_NODISCARD aa_err pkg_check_set(pkg_build *b);

/* package_xapk.c: compares manifest.json of the container at part |index| with what is there. |*package|
 * becomes the name it claims; untouched when there is none. */
AA_NODISCARD aa_err pkg_read_xapk(pkg_build *b, size_t index, const char **package);

#endif
