/*
 * Compiled nibs and the nibs of compiled storyboards: which objects the system makes from them, with which
 * settings, and what they are connected to. Two encodings, one form: NIBArchive (UINibEncoder, iOS 6 and
 * later) and keyed archives in a property list. A nib inside a nib (cells of tables and collections) is
 * read as one more nib.
 *
 * Nothing from the file is trusted: objects may name each other in circles, and two may share values.
 *
 * Sources: nibsqueeze NibArchive.md; mothersruin.com "UIKit NIB Archives"; keys as UITextField, UISearchBar
 * and UIRuntimeConnection of UIKit decode them, and as real nibs hold them.
 */
#ifndef AA_DECODE_NIB_H
#define AA_DECODE_NIB_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"

#define AA_NIB_NONE  UINT32_MAX /* no object, no nib */
#define AA_NIB_UNSET (-1)       /* a setting that the nib does not hold: UIKit's default counts */

typedef enum aa_nib_kind {
    AA_NIB_NIL,
    AA_NIB_BOOL,
    AA_NIB_INT,
    AA_NIB_REAL,
    AA_NIB_BYTES, /* data; of a text UTF-8 */
    AA_NIB_OBJECT,
} aa_nib_kind;

typedef struct aa_nib_value {
    aa_bytes key; /* elements of a collection: all under one key */
    aa_nib_kind kind;
    int64_t integer; /* INT; BOOL: 0 or 1 */
    double real;
    aa_bytes bytes;
    uint32_t object; /* OBJECT: below object_count */
} aa_nib_value;

/* A text of a keyed archive is an object of class NSString with its bytes under "NS.bytes", a number one of
 * class NSNumber with one value. */
typedef struct aa_nib_object {
    aa_bytes class_name; /* as archived: "UIClassSwapper" when the app gives a class of its own */
    uint32_t first;      /* in aa_nib.values */
    uint32_t count;
} aa_nib_object;

/* An object for which the app gives a class. */
typedef struct aa_nib_class {
    uint32_t object;
    const char *name;   /* as the runtime looks it up: "_TtC3App5Login", "App.Login", "Login" */
    const char *module; /* of a Swift name, or NULL */
    const char *plain;  /* the name without module */
    const char *base;   /* UIKit's class that it takes the place of, or NULL */
} aa_nib_class;

/* A text field, text view or search bar, or what else has traits of text input. Settings as UIKit numbers
 * them, AA_NIB_UNSET when absent; runtime attributes of these names are taken in. */
typedef struct aa_nib_field {
    uint32_t object;
    const char *class_name;   /* the app's when it gives one */
    const char *base;         /* UIKit's */
    int secure;               /* secureTextEntry: 0, 1 */
    int autocorrection;       /* 0 default, 1 no, 2 yes */
    int spell_checking;       /* likewise */
    int capitalization;       /* 0 none, 1 words, 2 sentences, 3 all */
    int keyboard;             /* UIKeyboardType: 4 number pad, 7 e-mail, … */
    const char *content_type; /* "password", "username", "one-time-code", …; NULL: unset */
    const char *placeholder;  /* NULL: none */
    const char *text;         /* NULL: none */
    const char *outlet;       /* name of an outlet that leads to it, the first; NULL: none */
} aa_nib_field;

typedef enum aa_nib_link_kind { AA_NIB_OUTLET, AA_NIB_ACTION } aa_nib_link_kind;

/* Outlet: |source| has |destination| under |label|. Action: |source| sends |label| to |destination|. */
typedef struct aa_nib_link {
    aa_nib_link_kind kind;
    const char *label; /* selector of an action: "login:" */
    uint32_t source;   /* AA_NIB_NONE: nil, the first responder */
    uint32_t destination;
    int64_t events; /* UIControlEvents: 64 touch up inside */
} aa_nib_link;

/* A runtime attribute set by key path. */
typedef struct aa_nib_attribute {
    uint32_t object;
    const char *key_path;
    aa_nib_kind kind; /* BOOL, INT, REAL, BYTES with |text|; OBJECT, NIL: another value */
    int64_t integer;
    double real;
    const char *text; /* or NULL */
} aa_nib_attribute;

typedef struct aa_nib_segue {
    uint32_t object;
    const char *class_name;  /* "UIStoryboardShowSegueTemplate" */
    const char *identifier;  /* of each NULL: none */
    const char *destination; /* identifier of a view controller, a key of the storyboard's Info.plist */
    const char *action;
} aa_nib_segue;

/* A view controller that a storyboard can name. */
typedef struct aa_nib_scene {
    uint32_t object;
    const char *class_name;
    const char *identifier; /* of both NULL: none */
    const char *nib_name;   /* of its view */
} aa_nib_scene;

typedef struct aa_nib {
    bool keyed;     /* a keyed archive */
    uint32_t outer; /* index of the nib that holds this one; AA_NIB_NONE: the file */
    const aa_nib_object *objects;
    uint32_t object_count;
    const aa_nib_value *values;
    uint32_t value_count;
    /* all in the order of their objects */
    const aa_nib_class *classes;
    size_t class_count;
    const aa_nib_field *fields;
    size_t field_count;
    const aa_nib_link *links;
    size_t link_count;
    const aa_nib_attribute *attributes;
    size_t attribute_count;
    const aa_nib_segue *segues;
    size_t segue_count;
    const aa_nib_scene *scenes;
    size_t scene_count;
} aa_nib;

/*
 * Reads a nib and those inside it: |*out| has |*count| of them, the file itself first. Borrows from |file|,
 * lives in |arena|. Notes nib.* and plist.*, limit.plist_* and limit.nib_nested. A nib inside that cannot be
 * read is a gap and no error.
 * Errors, each with a gap: AA_E_FORMAT, AA_E_LIMIT, AA_E_UNSUPPORTED (neither encoding, or a later version);
 * AA_E_NOMEM, with |notes| marked failed.
 */
AA_NODISCARD aa_err aa_nib_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                                const aa_nib **out, size_t *count);

/* The first value under |key| of |object|, or NULL. */
const aa_nib_value *aa_nib_value_of(const aa_nib *nib, uint32_t object, const char *key);
/* The bytes of the text |object|, as UTF-8; false when it is none. */
bool aa_nib_text_of(const aa_nib *nib, uint32_t object, aa_bytes *out);
/* The class that |object| is made of: the app's own when it gives one. No bytes: no such object. */
aa_bytes aa_nib_class_of(const aa_nib *nib, uint32_t object);

#endif
