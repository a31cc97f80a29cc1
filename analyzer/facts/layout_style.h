/*
 * The attributes of a view, its style's included. Internal to the facts layer.
 */
#ifndef AA_FACTS_LAYOUT_STYLE_H
#define AA_FACTS_LAYOUT_STYLE_H

#include "facts/layout_view.h"

typedef enum aa_view_attr {
    AA_VIEW_ID,
    AA_VIEW_INPUT_TYPE,
    AA_VIEW_HINT,
    AA_VIEW_TEXT,
    AA_VIEW_CONTENT_DESCRIPTION,
    AA_VIEW_AUTOFILL_HINTS,
    AA_VIEW_IMPORTANT_FOR_AUTOFILL,
    AA_VIEW_PASSWORD,
    AA_VIEW_IME_OPTIONS,
    AA_VIEW_FILTER_TOUCHES,
    AA_VIEW_ON_CLICK,
    AA_VIEW_ATTR_COUNT
} aa_view_attr;

typedef struct aa_view_attrs {
    bool set[AA_VIEW_ATTR_COUNT];
    aa_res_value value[AA_VIEW_ATTR_COUNT]; /* borrowed from the document and the resource tables */
} aa_view_attrs;

/* What |element| says itself, and else its style="@style/...". Themes are not looked at. */
aa_view_attrs aa_view_attrs_of(aa_layout_reader *reader, const xmlNode *element);

/* What style |id| of the app and its parents in the app say. Parents in the framework end the chain. */
void aa_view_attrs_add_style(aa_layout_reader *reader, uint32_t id, aa_view_attrs *attrs);

/* References followed. Text: default configuration, NULL when there is none. */
const char *aa_view_text(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which);
bool aa_view_true(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which);
/* |unknown_out| may be NULL: set when there is a value that cannot be told, or differs by configuration. */
uint32_t aa_view_number(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_view_attr which,
                        bool *unknown_out);

/* The text that |value| comes to; NULL when it is none. */
const char *aa_view_value_text(aa_layout_reader *reader, aa_res_value value);

#endif
