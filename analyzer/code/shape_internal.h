/*
 * How shapes are looked for. Internal to shape*.c.
 */
#ifndef AA_CODE_SHAPE_INTERNAL_H
#define AA_CODE_SHAPE_INTERNAL_H

#include "code/shape.h"

typedef struct aa_shape_search {
    const aa_program *p;
    aa_arena *arena; /* of what is found */
    aa_vec found;    /* of aa_shape */
    uint64_t work;   /* steps left: methods looked at, callers, references */
    bool failed;     /* memory is out */
} aa_shape_search;

/*
 * A form says what a method's prototype must be, in descriptors as in a DEX file and these signs:
 *   s( or i(  the method is static, or is not        @  the class it belongs to
 *   #  a class of the app, not an array              $  the class |bound|
 *   *  any one type                                  .  any types that follow; the last parameter
 *   ~  as result: void or @
 */
bool aa_shape_fits(const aa_program *p, aa_method_id method, const char *form, aa_type_id bound);

/* Takes |steps| of the work that is left; false when it does not suffice, from then on. */
bool aa_shape_spend(aa_shape_search *s, uint64_t steps);

/* The first own method of |type| with that form after |from| (AA_NO_ID to begin); constructors only when
 * |news|, and then nothing else. AA_NO_ID: none, or the work is spent. */
aa_method_id aa_shape_next(aa_shape_search *s, aa_type_id type, const char *form, aa_type_id bound, bool news,
                           aa_method_id from);

/* The class of the app that parameter |i| of |method| is; AA_NO_ID: none. */
aa_type_id aa_shape_parameter(const aa_program *p, aa_method_id method, size_t i);

/* The first own instance field of |type| with the descriptor |of|; AA_NO_ID: none. */
aa_field_id aa_shape_field(const aa_program *p, aa_type_id type, const char *of);
/* The same for a field whose type is the class |of|. */
aa_field_id aa_shape_field_of(const aa_program *p, aa_type_id type, aa_type_id of);

bool aa_shape_is_defined(const aa_program *p, aa_type_id type);
/* The class of that descriptor when the app defines it; AA_NO_ID otherwise. */
aa_type_id aa_shape_class(const aa_program *p, const char *descriptor);

/* The class goes by its own name, as one of that kind (AA_SHAPE_COUNT: of any). */
bool aa_shape_is_known(const aa_program *p, aa_shape_kind kind, aa_type_id type);

void aa_shape_add(aa_shape_search *s, const aa_shape *shape);

/* Every method of |like.type| with that form is |like|; true when there was one. */
bool aa_shape_add_forms(aa_shape_search *s, const aa_shape *like, const char *form, aa_type_id bound);

/* ---- tables ------------------------------------------------------------------------------------------ */

/* A class that goes by its own name. */
typedef struct aa_shape_known {
    aa_shape_kind kind;
    aa_shape_part part;
    const char *type;
    const char *method; /* name; NULL: every method of |form|, or the class when there is none */
    const char *form;   /* overloads that count, and what a renamed method looks like; NULL: all, none */
} aa_shape_known;

/* A text, and what its place is when the method that holds it has the form. */
typedef struct aa_shape_anchor {
    const char *text;
    bool whole; /* the text is all of it; otherwise it begins so */
    bool alone; /* worth a LITERAL when it stands anywhere else */
    aa_shape_kind kind;
    aa_shape_part part;
    const char *form;  /* of the method; NULL: any */
    const char *below; /* its class is below this one of the platform; NULL: any. Without form and below it
                          is never more than a LITERAL */
} aa_shape_anchor;

/* What else a renamed class holds, once an anchor gave it away. */
typedef struct aa_shape_form {
    aa_shape_kind kind;
    aa_shape_part part;
    const char *form;
} aa_shape_form;

extern const aa_shape_known aa_shape_knowns[];
extern const size_t aa_shape_known_count;
extern const aa_shape_anchor aa_shape_anchors[];
extern const size_t aa_shape_anchor_count;
extern const aa_shape_form aa_shape_forms[];
extern const size_t aa_shape_form_count;

/* ---- classes that hang together ---------------------------------------------------------------------- */

/* A text of |anchor| in method |in| of class |type|; AA_NO_ID: as value of a static field. */
typedef struct aa_shape_hit {
    uint32_t anchor;
    aa_type_id type;
    aa_method_id in;
    aa_bytes text;
} aa_shape_hit;

typedef struct aa_shape_hits {
    const aa_shape_hit *items; /* by type, then method, then anchor */
    size_t count;
} aa_shape_hits;

/* Each is called once, after what the tables gave is in |s->found|. */
void aa_shape_okhttp(aa_shape_search *s, const aa_shape_hits *hits);
void aa_shape_okhttp_request(aa_shape_search *s, const aa_shape_hits *hits);
void aa_shape_okhttp_url(aa_shape_search *s, const aa_shape_hits *hits);
void aa_shape_biometric(aa_shape_search *s, const aa_shape_hits *hits);
void aa_shape_prefs(aa_shape_search *s, const aa_shape_hits *hits);
void aa_shape_app_update(aa_shape_search *s, const aa_shape_hits *hits);

#endif
