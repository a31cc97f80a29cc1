#include "facts/layout_view.h"

#include "facts/layout_style.h"
#include "facts/text.h"
#include "facts/tree.h"

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/*
 * Names without a package are looked up among the framework's views alone
 * (PhoneLayoutInflater.onCreateView(), LayoutInflater.onCreateView()): android.widget, android.webkit,
 * android.app, android.view.
 */
static bool is_framework_view(const char *name)
{
    static const char *const endings[] = {"View",   "Layout",   "Button",  "Bar",  "Text",
                                          "Picker", "Switcher", "Flipper", "Clock"};
    static const char *const names[] = {"CheckBox",        "Chronometer",   "DialerFilter", "Gallery",
                                        "MediaController", "SlidingDrawer", "Space",        "Spinner",
                                        "Switch",          "TabHost",       "TabWidget",    "TableRow",
                                        "TwoLineListItem", "ViewAnimator",  "ViewStub",     "ZoomControls"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (ends_with(name, endings[i]))
            return *name >= 'A' && *name <= 'Z';
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Settings screens name classes too. */
static bool is_preference(const char *name)
{
    return ends_with(name, "Preference") || ends_with(name, "PreferenceScreen") ||
           ends_with(name, "PreferenceCategory");
}

bool aa_layout_is_root(const char *name)
{
    if (strcmp(name, "merge") == 0 || strcmp(name, "view") == 0 || strcmp(name, "fragment") == 0)
        return true;
    return strchr(name, '.') != NULL ? !is_preference(name) : is_framework_view(name);
}

/* The class of the view: LayoutInflater.createViewFromTag() takes it from "class" for <view>. */
static const char *view_name(const xmlNode *node)
{
    const xmlAttr *attr = aa_source_is(node, "view") ? aa_axml_plain_attr(node, "class") : NULL;
    if (attr != NULL && attr->children != NULL && attr->children->content != NULL)
        return (const char *)attr->children->content;
    return (const char *)node->name;
}

/*
 * Text fields by the suffix that their classes keep, and views of the app's own that say what may be typed.
 * A TextView or Button that carries an input type is still not editable.
 */
static bool is_field(const char *name, const aa_view_attrs *attrs)
{
    if (ends_with(name, "EditText") || ends_with(name, "AutoCompleteTextView"))
        return true;
    if (!attrs->set[AA_VIEW_INPUT_TYPE] || ends_with(name, "TextView") || ends_with(name, "Button"))
        return false;
    return strchr(name, '.') != NULL || strcmp(name, "SearchView") == 0;
}

/* The number of android:id="@+id/username"; 0: none. */
static uint32_t id_number(const aa_view_attrs *attrs)
{
    aa_res_value id = attrs->value[AA_VIEW_ID];
    bool reference = id.type == AA_RES_REFERENCE || id.type == AA_RES_DYNAMIC_REFERENCE;
    return attrs->set[AA_VIEW_ID] && reference ? id.data : 0;
}

/* The library's own attribute app:hint has an id of the app, so only its name tells. */
static const char *library_hint(aa_layout_reader *reader, const xmlNode *node)
{
    for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
        if (strcmp((const char *)attr->name, "hint") == 0)
            return aa_view_value_text(reader, aa_axml_attr_origin(attr).value);
    return NULL;
}

/* TextInputLayout shows the hint that its field then does not have, also with one view in between. */
static const char *outer_hint(aa_layout_reader *reader, const xmlNode *node)
{
    const xmlNode *parent = node->parent;
    for (int i = 0; i < 2 && parent != NULL && parent->type == XML_ELEMENT_NODE; i++) {
        if (ends_with((const char *)parent->name, "TextInputLayout")) {
            aa_view_attrs attrs = aa_view_attrs_of(reader, parent);
            const char *hint = aa_view_text(reader, &attrs, AA_VIEW_HINT);
            return hint != NULL ? hint : library_hint(reader, parent);
        }
        parent = parent->parent;
    }
    return NULL;
}

static void add_field(aa_layout_reader *reader, const aa_source_doc *doc, const xmlNode *node,
                      const char *name, const aa_view_attrs *attrs)
{
    aa_source *source = reader->source;
    if (reader->fields.count >= AA_MAX_INPUT_FIELDS) {
        reader->limit_code = "limit.input_fields";
        return;
    }
    aa_input_field *field = aa_source_push(source, &reader->fields);
    if (field == NULL)
        return;
    field->view = aa_text_cut(source, name);
    field->id_number = id_number(attrs);
    field->id = field->id_number != 0 ? aa_text_entry(source, field->id_number, NULL) : NULL;
    field->layout = reader->layouts.count; /* which is added when it was read */
    field->hint = aa_view_text(reader, attrs, AA_VIEW_HINT);
    if (field->hint == NULL)
        field->hint = outer_hint(reader, node);
    field->text = aa_view_text(reader, attrs, AA_VIEW_TEXT);
    field->content_description = aa_view_text(reader, attrs, AA_VIEW_CONTENT_DESCRIPTION);
    field->autofill_hints = aa_view_text(reader, attrs, AA_VIEW_AUTOFILL_HINTS);
    field->important_for_autofill = aa_view_number(reader, attrs, AA_VIEW_IMPORTANT_FOR_AUTOFILL, NULL);
    field->input_type_declared = attrs->set[AA_VIEW_INPUT_TYPE];
    field->input_type = aa_view_number(reader, attrs, AA_VIEW_INPUT_TYPE, &field->input_type_unknown);
    field->password_attr = aa_view_true(reader, attrs, AA_VIEW_PASSWORD);
    field->ime_options = aa_view_number(reader, attrs, AA_VIEW_IME_OPTIONS, NULL);
    field->place = aa_source_place(source, doc, node, NULL);
}

static void add_text(aa_layout_reader *reader, const aa_view_attrs *attrs)
{
    uint32_t id = id_number(attrs);
    if (id == 0)
        return;
    if (reader->texts.count >= AA_MAX_TEXT_VIEWS) {
        reader->limit_code = "limit.text_views";
        return;
    }
    aa_text_view *text = aa_source_push(reader->source, &reader->texts);
    if (text != NULL)
        *text = (aa_text_view){id, aa_text_entry(reader->source, id, NULL)};
}

static void add_handler(aa_layout_reader *reader, const aa_view_attrs *attrs, aa_vec *handlers)
{
    const char *name = aa_view_text(reader, attrs, AA_VIEW_ON_CLICK);
    if (name == NULL)
        return;
    if (reader->handlers >= AA_MAX_CLICK_HANDLERS) {
        reader->limit_code = "limit.click_handlers";
        return;
    }
    const char **kept = aa_source_push(reader->source, handlers);
    if (kept != NULL)
        *kept = name;
    reader->handlers++;
}

static void add_class(aa_layout_reader *reader, const char *name, aa_vec *classes)
{
    if (reader->classes >= AA_MAX_LAYOUT_CLASSES) {
        reader->limit_code = "limit.layout_classes";
        return;
    }
    const char **kept = aa_source_push(reader->source, classes);
    if (kept != NULL)
        *kept = aa_source_copy(reader->source, name);
    reader->classes++;
}

/*
 * Views are made by their element's name; fragments, behaviors and layout managers by attributes of the
 * libraries that read them, whose names say nothing here.
 */
static void add_classes(aa_layout_reader *reader, const xmlNode *node, aa_vec *classes)
{
    if (aa_text_is_class((const char *)node->name))
        add_class(reader, (const char *)node->name, classes);
    for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next) {
        const xmlChar *value = attr->children == NULL ? NULL : attr->children->content;
        if (value != NULL && aa_text_is_class((const char *)value))
            add_class(reader, (const char *)value, classes);
    }
}

/* What gathers while one layout is read. */
typedef struct lists {
    aa_vec handlers, classes; /* of const char * */
} lists;

static void read_view(aa_layout_reader *reader, const aa_source_doc *doc, const xmlNode *node,
                      aa_layout *layout, lists *found)
{
    aa_view_attrs attrs = aa_view_attrs_of(reader, node);
    const char *name = view_name(node);
    add_classes(reader, node, &found->classes);
    if (aa_view_true(reader, &attrs, AA_VIEW_FILTER_TOUCHES)) {
        layout->filters_somewhere = true;
        layout->filters_obscured_touches |= node->parent == NULL || node->parent->type != XML_ELEMENT_NODE;
    }
    layout->has_web_view |= ends_with(name, "WebView");
    add_handler(reader, &attrs, &found->handlers);
    if (is_field(name, &attrs))
        add_field(reader, doc, node, name, &attrs);
    else if (ends_with(name, "TextView"))
        add_text(reader, &attrs);
}

void aa_layout_read(aa_layout_reader *reader, const aa_source_doc *doc, const char *name, uint32_t resource)
{
    aa_source *source = reader->source;
    const xmlNode *root = xmlDocGetRootElement(doc->axml.doc);
    lists found = {.handlers = AA_VEC_INIT(const char *), .classes = AA_VEC_INIT(const char *)};
    aa_layout layout = {.name = name != NULL ? name : doc->member, .resource = resource};
    layout.place = aa_source_place(source, doc, root, NULL);
    for (const xmlNode *at = root; at != NULL && !source->failed; at = aa_tree_next(root, at))
        read_view(reader, doc, at, &layout, &found);
    layout.click_handlers = found.handlers.items;
    layout.click_handler_count = found.handlers.count;
    layout.classes = found.classes.items;
    layout.class_count = found.classes.count;
    aa_layout *kept = aa_source_push(source, &reader->layouts);
    if (kept != NULL)
        *kept = layout;
}

bool aa_layout_style_filters(aa_layout_reader *reader, uint32_t id)
{
    aa_view_attrs attrs = {0};
    aa_view_attrs_add_style(reader, id, &attrs);
    return aa_view_true(reader, &attrs, AA_VIEW_FILTER_TOUCHES);
}
