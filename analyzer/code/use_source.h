/*
 * Who chose a value: another app, a server, whoever can write shared storage or an archive, a page, the user.
 * Whether others can get to the component it came through, and whether it or its sender is looked at before
 * use.
 */
#ifndef AA_CODE_USE_SOURCE_H
#define AA_CODE_USE_SOURCE_H

#include "code/code.h"

/* Bits, the worst first. */
enum {
    AA_SOURCE_PROVIDER = 1, /* an argument of a content provider */
    AA_SOURCE_APP = 2,      /* an intent, a link or a broadcast */
    AA_SOURCE_NETWORK = 4,
    AA_SOURCE_SHARED = 8,    /* storage that other apps can write, or the place it lies in */
    AA_SOURCE_ARCHIVE = 16,  /* the name of an entry of an archive */
    AA_SOURCE_PAGE = 32,     /* what the script of a page hands to the app */
    AA_SOURCE_TYPED = 64,    /* a text field */
    AA_SOURCE_PRIVATE = 128, /* the app's own storage */
    AA_SOURCE_KINDS = 8
};

typedef enum aa_open { AA_OPEN_NO, AA_OPEN_UNSURE, AA_OPEN_YES } aa_open;

typedef struct aa_source_seen {
    unsigned kind; /* 0: none */
    const aa_origin *origin;
    aa_open open; /* of PROVIDER and APP: other apps can get to the component */
} aa_source_seen;

/*
 * The worst source of |kinds| among |origins|. One whose value goes through a call of |washed|
 * (NULL-terminated patterns; NULL: none) does not count. What a component that others cannot get to takes out
 * of its intent is followed to the components of the app that put it in.
 */
aa_source_seen aa_source_find(aa_code *code, const aa_origins *origins, unsigned kinds,
                              const char *const *washed);

/* Can other apps get to the component that |origin| came through? A method of no component is one of the
 * component on the shortest way to it. */
aa_open aa_source_is_open(aa_code *code, const aa_origin *origin);

/* Library calls that make a number, a digest or a random name of what they are given, or look something up
 * with it: what they give is not chosen by whoever chose the input. */
extern const char *const aa_source_washed[];

/* |origin| is compared with something, or its sender asked for a permission or a name, before the call or on
 * the way to it. |origin| may be NULL. */
bool aa_site_checks_source(aa_code *code, const aa_site *site, const aa_origin *origin);
/* The same for the sender alone. */
bool aa_site_checks_sender(aa_code *code, const aa_site *site, const aa_origin *origin);

/* On its way |origin| was an argument of a call of |patterns| (NULL-terminated) that an override of the app
 * can take: that call is judged on its own. */
bool aa_origin_was_given_to(aa_code *code, const aa_origin *origin, const char *const *patterns);

/* Name for messages: "getStringExtra(…)…", or the method whose parameter it is. */
const char *aa_source_name(aa_code *code, const aa_origin *origin);

#endif
