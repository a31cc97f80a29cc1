/*
 * One layout file: its views, input fields and what protects them. Internal to the facts layer.
 */
#ifndef AA_FACTS_LAYOUT_VIEW_H
#define AA_FACTS_LAYOUT_VIEW_H

#include "facts/source.h"

/* What reading all layouts of an app may cost; the numbers come from the app. */
typedef struct aa_layout_reader {
    aa_source *source;
    aa_vec layouts;         /* of aa_layout */
    aa_vec fields;          /* of aa_input_field */
    aa_vec texts;           /* of aa_text_view */
    size_t handlers;        /* kept so far */
    size_t classes;         /* likewise */
    size_t steps;           /* style items and resource values looked at so far */
    const char *limit_code; /* the limit that was reached, or NULL */
} aa_layout_reader;

/* Limits of one analysis. No app seen comes near a hundredth of them. */
#define AA_MAX_INPUT_FIELDS   20000
#define AA_MAX_TEXT_VIEWS     100000
#define AA_MAX_CLICK_HANDLERS 20000
#define AA_MAX_LAYOUT_CLASSES 200000
#define AA_MAX_STYLE_STEPS    10000000

/* True for an element name that can start a layout: a view of the framework or a class with a package. */
bool aa_layout_is_root(const char *name);

/* Adds the layout |doc| and its fields. |name| and |resource|: of the resource, or NULL and 0. */
void aa_layout_read(aa_layout_reader *reader, const aa_source_doc *doc, const char *name, uint32_t resource);

/* True when style |id|, or one that it inherits from in this app, sets filterTouchesWhenObscured. */
bool aa_layout_style_filters(aa_layout_reader *reader, uint32_t id);

#endif
