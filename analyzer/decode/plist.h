/*
 * Property lists, binary and XML, as CoreFoundation reads them, in one form: nodes in a table.
 *
 * A binary list can name one object many times: the nodes are a graph without cycles, not a tree, so whoever
 * walks it whole counts its steps (aa_plist_walk() does). Every text is as written in the file; nothing from
 * the file is trusted.
 *
 * Sources: swift-corelibs-foundation CFBinaryPList.c, CFPropertyList.c; Apple TN "NSKeyedArchiver" layout as
 * written by Foundation ($objects, $top, CF$UID).
 */
#ifndef AA_DECODE_PLIST_H
#define AA_DECODE_PLIST_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"

#define AA_PLIST_NONE UINT32_MAX

typedef enum aa_plist_kind {
    AA_PLIST_NULL,
    AA_PLIST_BOOL,
    AA_PLIST_INT,
    AA_PLIST_REAL,
    AA_PLIST_DATE, /* seconds since 2001-01-01T00:00:00Z, in |real| */
    AA_PLIST_DATA,
    AA_PLIST_STRING,
    AA_PLIST_UID, /* of a keyed archive: an index into $objects */
    AA_PLIST_ARRAY,
    AA_PLIST_SET,
    AA_PLIST_DICT,
} aa_plist_kind;

typedef struct aa_plist_node {
    aa_plist_kind kind;
    bool boolean;
    bool wide;       /* an INT above INT64_MAX: |integer| holds its bits */
    uint64_t offset; /* bytes into the file */
    uint32_t line;   /* of an XML list; 0: binary */
    int64_t integer; /* INT, UID */
    double real;     /* REAL, DATE */
    aa_bytes bytes;  /* DATA: the bytes; STRING: UTF-8 without NUL at the end, invalid input as U+FFFD */
    uint32_t first; /* containers: index of the first child in aa_plist.refs; DICT: keys and values in turn */
    uint32_t count; /* children of an array or set, pairs of a dictionary */
} aa_plist_node;

typedef enum aa_plist_form { AA_PLIST_BINARY, AA_PLIST_XML, AA_PLIST_STRINGS } aa_plist_form;

typedef struct aa_plist {
    aa_plist_form form;
    const aa_plist_node *nodes;
    uint32_t node_count;
    const uint32_t *refs; /* node indices; AA_PLIST_NONE never occurs */
    uint32_t ref_count;
    uint32_t root; /* node; AA_PLIST_NONE only when reading failed */
} aa_plist;

/*
 * Reads a binary list, an XML list, or a strings file (old style, UTF-8 or UTF-16). |out| borrows from
 * |file| and lives in |arena|; of a file that is not UTF-8 offsets count bytes of its text as UTF-8. Notes
 * plist.*: anomalies where CoreFoundation reads on, gaps where something is lost; limit.plist_* where a limit
 * ended the reading.
 * Errors, each with a gap: AA_E_FORMAT CoreFoundation refuses it, AA_E_LIMIT, AA_E_UNSUPPORTED an encoding
 * that it knows and this reader does not; AA_E_NOMEM, with |notes| marked failed.
 */
AA_NODISCARD aa_err aa_plist_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                                  aa_plist *out);

/* The node, or NULL for AA_PLIST_NONE and what lies outside. */
const aa_plist_node *aa_plist_at(const aa_plist *plist, uint32_t node);
/* The value of |key| in the dictionary |node|; AA_PLIST_NONE: no such key, or no dictionary. Of a key that
 * is there more than once CoreFoundation keeps the first in a binary list and the last in the others. */
uint32_t aa_plist_get(const aa_plist *plist, uint32_t node, const char *key);
/* A path of keys and array indices below |node|: "NSAppTransportSecurity/NSExceptionDomains". No escapes:
 * keys that hold '/' are asked for with aa_plist_get(). */
uint32_t aa_plist_path(const aa_plist *plist, uint32_t node, const char *path);
/* Child |i| of an array or set; key and value |i| of a dictionary. */
uint32_t aa_plist_child(const aa_plist *plist, uint32_t node, uint32_t i);
bool aa_plist_pair(const aa_plist *plist, uint32_t node, uint32_t i, uint32_t *key, uint32_t *value);

/* True with |*out| when the node is of that kind. Text: in |arena|, NUL-terminated UTF-8, or NULL. */
bool aa_plist_bool(const aa_plist *plist, uint32_t node, bool *out);
bool aa_plist_int(const aa_plist *plist, uint32_t node, int64_t *out);
const char *aa_plist_text(aa_arena *arena, const aa_plist *plist, uint32_t node);
bool aa_plist_is(const aa_plist *plist, uint32_t node, const char *text);

/*
 * A boolean as Foundation's -boolValue gives it: true, numbers other than 0, and the texts that begin with
 * Y, y, T, t or a digit 1-9 after spaces, sign and zeros. |*strict| (may be NULL) is false when it was no
 * <true/> or <false/>.
 */
bool aa_plist_truth(const aa_plist *plist, uint32_t node, bool *strict);

/*
 * |root| and every value below it, once for each way to it, parents first, until |visit| gives false,
 * |budget| nodes were visited, or memory is out (false is returned then). |path| is "A/B/0", "" for |root|,
 * valid during the call; keys are shown up to 256 bytes, and are not visited themselves.
 */
typedef bool (*aa_plist_visit)(void *context, const aa_plist *plist, uint32_t node, const char *path);
bool aa_plist_walk(aa_arena *arena, const aa_plist *plist, uint32_t root, uint32_t budget,
                   aa_plist_visit visit, void *context);

/*
 * Keyed archives, as NSKeyedArchiver writes them. The object that the UID |node| names in $objects;
 * |node| itself when it is no UID; AA_PLIST_NONE for "$null" and what is not there.
 */
uint32_t aa_plist_unarchive(const aa_plist *plist, uint32_t node);
/* The value of |key| in the archived object |node|, resolved. */
uint32_t aa_plist_archived(const aa_plist *plist, uint32_t node, const char *key);
/* The name of the class of the archived object |node|; AA_PLIST_NONE when it has none. */
uint32_t aa_plist_archived_class(const aa_plist *plist, uint32_t node);

#endif
