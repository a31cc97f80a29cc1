/*
 * What the objects of a nib say about text input, classes, connections and scenes.
 */
#include "decode/nib_reader.h"

typedef struct lists {
    aa_nib_reader *r;
    aa_nib *nib;
    const char **texts; /* by object: copies that were made */
    bool *asked;        /* by object: whether it is a text was asked */
    aa_vec classes, fields, links, attributes, segues, scenes;
    uint32_t *field_of; /* by object: index + 1 of its field */
    aa_err err;
} lists;

/* ---- texts ---- */

static const char *copy(lists *l, aa_bytes bytes)
{
    if (l->err != AA_OK)
        return NULL;
    if (bytes.n > l->r->limits->plist_text - l->r->text) {
        aa_nib_gap(l->r, "limit.plist_text", AA_NO_OFFSET);
        l->err = AA_E_LIMIT;
        return NULL;
    }
    l->r->text += bytes.n;
    const char *text = aa_arena_utf8(l->r->arena, bytes);
    if (text == NULL)
        l->err = AA_E_NOMEM;
    return text;
}

/* The text that |object| is, or NULL. Asked once for each: many may name one object of many values. */
static const char *text_of(lists *l, uint32_t object)
{
    aa_bytes bytes;
    if (object >= l->nib->object_count)
        return NULL;
    if (!l->asked[object] && aa_nib_text_of(l->nib, object, &bytes))
        l->texts[object] = copy(l, bytes);
    l->asked[object] = true;
    return l->texts[object];
}

static const char *text_under(lists *l, uint32_t object, const char *key)
{
    const aa_nib_value *v = aa_nib_value_of(l->nib, object, key);
    if (v == NULL || v->kind == AA_NIB_BYTES)
        return v == NULL ? NULL : copy(l, v->bytes);
    return v->kind == AA_NIB_OBJECT ? text_of(l, v->object) : NULL;
}

static const char *class_text(lists *l, uint32_t object)
{
    const aa_nib_object *o = &l->nib->objects[object];
    const char *own =
        aa_bytes_is(o->class_name, "UIClassSwapper") ? text_under(l, object, "UIClassName") : NULL;
    return own != NULL ? own : copy(l, o->class_name);
}

static uint32_t object_under(const lists *l, uint32_t object, const char *key)
{
    const aa_nib_value *v = aa_nib_value_of(l->nib, object, key);
    return v == NULL || v->kind != AA_NIB_OBJECT ? AA_NIB_NONE : v->object;
}

static void *add(lists *l, aa_vec *list)
{
    void *item = l->err == AA_OK ? aa_vec_push(l->r->arena, list) : NULL;
    if (item == NULL && l->err == AA_OK)
        l->err = AA_E_NOMEM;
    return item;
}

static bool is_class(const lists *l, uint32_t object, const char *name)
{
    return aa_bytes_is(l->nib->objects[object].class_name, name);
}

static bool class_has(const lists *l, uint32_t object, const char *prefix, const char *suffix)
{
    aa_bytes name = l->nib->objects[object].class_name;
    size_t p = strlen(prefix);
    size_t s = strlen(suffix);
    return name.n >= p + s && memcmp(name.p, prefix, p) == 0 && memcmp(name.p + name.n - s, suffix, s) == 0;
}

/* ---- classes ---- */

/* The decimal length at |*text|, which moves behind it; 0 when there is none. */
static size_t mangled_length(const char **text)
{
    size_t n = 0;
    for (; **text >= '0' && **text <= '9' && n < 1000; ++*text)
        n = n * 10 + (size_t)(**text - '0');
    return n;
}

/* Splits "_TtC3App5Login" and "App.Login". */
static void split_name(lists *l, aa_nib_class *c)
{
    c->plain = c->name;
    const char *dot = strchr(c->name, '.');
    if (dot != NULL && dot != c->name && dot[1] != '\0') {
        c->module = copy(l, aa_bytes_of(c->name, (size_t)(dot - c->name)));
        c->plain = dot + 1;
    }
    if (strncmp(c->name, "_TtC", 4) != 0)
        return;
    const char *module = c->name + 4;
    size_t module_length = mangled_length(&module);
    if (module_length == 0 || module_length >= strlen(module))
        return;
    const char *plain = module + module_length;
    size_t plain_length = mangled_length(&plain);
    if (plain_length == 0 || plain_length != strlen(plain)) /* a nested class keeps its mangled name */
        return;
    c->module = copy(l, aa_bytes_of(module, module_length));
    c->plain = plain;
}

static void look_at_class(lists *l, uint32_t object)
{
    const char *name = is_class(l, object, "UIClassSwapper") ? text_under(l, object, "UIClassName") : NULL;
    const char *base = name == NULL ? NULL : text_under(l, object, "UIOriginalClassName");
    if (name == NULL || (base != NULL && strcmp(name, base) == 0))
        return;
    aa_nib_class *c = add(l, &l->classes);
    if (c == NULL)
        return;
    *c = (aa_nib_class){.object = object, .name = name, .base = base};
    split_name(l, c);
}

/* ---- text input ---- */

typedef struct setting {
    const char *key;      /* in the object */
    const char *key_path; /* as a runtime attribute */
    size_t place;         /* of an int in aa_nib_field */
} setting;

static const setting settings[] = {
    {"UISecureTextEntry", "secureTextEntry", offsetof(aa_nib_field, secure)},
    {"UIAutocorrectionType", "autocorrectionType", offsetof(aa_nib_field, autocorrection)},
    {"UISpellCheckingType", "spellCheckingType", offsetof(aa_nib_field, spell_checking)},
    {"UIAutocapitalizationType", "autocapitalizationType", offsetof(aa_nib_field, capitalization)},
    {"UIKeyboardType", "keyboardType", offsetof(aa_nib_field, keyboard)},
};

#define SETTING_COUNT (sizeof settings / sizeof settings[0])

static void set(aa_nib_field *field, size_t place, int64_t value)
{
    int narrow = value < 0 || value > INT32_MAX ? AA_NIB_UNSET : (int)value;
    memcpy((char *)field + place, &narrow, sizeof narrow);
}

static bool takes_text(const lists *l, uint32_t object, const char *base)
{
    static const char *const classes[] = {"UITextField", "UITextView", "UISearchBar", "UISearchTextField"};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (strcmp(base, classes[i]) == 0)
            return true;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (aa_nib_value_of(l->nib, object, settings[i].key) != NULL)
            return true;
    return false;
}

/* UIKit's class of |object|, or NULL. */
static const char *base_of(lists *l, uint32_t object)
{
    const char *original =
        is_class(l, object, "UIClassSwapper") ? text_under(l, object, "UIOriginalClassName") : NULL;
    return original != NULL ? original : copy(l, l->nib->objects[object].class_name);
}

static void look_at_field(lists *l, uint32_t object)
{
    const char *base = base_of(l, object);
    if (base == NULL || !takes_text(l, object, base))
        return;
    aa_nib_field field = {.object = object,
                          .class_name = class_text(l, object),
                          .base = base,
                          .content_type = text_under(l, object, "UITextContentType"),
                          .placeholder = text_under(l, object, "UIPlaceholder"),
                          .text = text_under(l, object, "UIText")};
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const aa_nib_value *v = aa_nib_value_of(l->nib, object, settings[i].key);
        bool number = v != NULL && (v->kind == AA_NIB_INT || v->kind == AA_NIB_BOOL);
        set(&field, settings[i].place, number ? v->integer : AA_NIB_UNSET);
    }
    aa_nib_field *slot = add(l, &l->fields);
    if (slot == NULL)
        return;
    *slot = field;
    l->field_of[object] = (uint32_t)l->fields.count;
}

static aa_nib_field *field_of(const lists *l, uint32_t object)
{
    uint32_t index = object < l->nib->object_count ? l->field_of[object] : 0;
    return index == 0 ? NULL : (aa_nib_field *)l->fields.items + index - 1;
}

/* ---- connections, attributes ---- */

static void look_at_link(lists *l, uint32_t object)
{
    bool action = class_has(l, object, "UIRuntime", "EventConnection");
    bool outlet = class_has(l, object, "UIRuntime", "OutletConnection") ||
                  class_has(l, object, "UIRuntime", "OutletCollectionConnection");
    aa_nib_link *link = action || outlet ? add(l, &l->links) : NULL;
    if (link == NULL)
        return;
    const aa_nib_value *events = aa_nib_value_of(l->nib, object, "UIEventMask");
    *link = (aa_nib_link){.kind = action ? AA_NIB_ACTION : AA_NIB_OUTLET,
                          .label = text_under(l, object, "UILabel"),
                          .source = object_under(l, object, "UISource"),
                          .destination = object_under(l, object, "UIDestination"),
                          .events = events == NULL ? 0 : events->integer};
    aa_nib_field *field = outlet ? field_of(l, link->destination) : NULL;
    if (field != NULL && field->outlet == NULL)
        field->outlet = link->label;
}

/* Fills in what |value|, or the number or text that it names, holds. */
static void take_value(lists *l, const aa_nib_value *value, aa_nib_attribute *a)
{
    const aa_nib_value *v = value;
    const aa_nib_object *o = v->kind == AA_NIB_OBJECT ? &l->nib->objects[v->object] : NULL;
    if (o != NULL && aa_bytes_is(o->class_name, "NSNumber") && o->count > 0)
        v = &l->nib->values[o->first];
    a->kind = v->kind;
    a->integer = v->integer;
    a->real = v->real;
    if (v->kind == AA_NIB_BYTES)
        a->text = copy(l, v->bytes);
    else if (v->kind == AA_NIB_OBJECT)
        a->text = text_of(l, v->object);
    if (a->text != NULL)
        a->kind = AA_NIB_BYTES;
}

/* What a runtime attribute does to the traits of a text field. */
static void apply(const lists *l, const aa_nib_attribute *a)
{
    aa_nib_field *field = field_of(l, a->object);
    if (field == NULL || a->key_path == NULL)
        return;
    bool number = a->kind == AA_NIB_BOOL || a->kind == AA_NIB_INT;
    const char *path = strcmp(a->key_path, "isSecureTextEntry") == 0 ? "secureTextEntry" : a->key_path;
    for (size_t i = 0; number && i < SETTING_COUNT; i++)
        if (strcmp(path, settings[i].key_path) == 0)
            set(field, settings[i].place, a->integer);
    if (a->kind == AA_NIB_BYTES && strcmp(path, "textContentType") == 0)
        field->content_type = a->text;
}

static void look_at_attribute(lists *l, uint32_t object)
{
    const aa_nib_value *value = aa_nib_value_of(l->nib, object, "UIValue");
    if (!is_class(l, object, "UINibKeyValuePair"))
        return;
    aa_nib_attribute *a = add(l, &l->attributes);
    if (a == NULL)
        return;
    *a = (aa_nib_attribute){.object = object_under(l, object, "UIObject"),
                            .key_path = text_under(l, object, "UIKeyPath"),
                            .kind = AA_NIB_NIL};
    if (value != NULL)
        take_value(l, value, a);
    apply(l, a);
}

/* ---- scenes ---- */

static void look_at_scene(lists *l, uint32_t object)
{
    if (class_has(l, object, "UIStoryboard", "SegueTemplate")) {
        aa_nib_segue *segue = add(l, &l->segues);
        if (segue != NULL)
            *segue =
                (aa_nib_segue){.object = object,
                               .class_name = copy(l, l->nib->objects[object].class_name),
                               .identifier = text_under(l, object, "UIIdentifier"),
                               .destination = text_under(l, object, "UIDestinationViewControllerIdentifier"),
                               .action = text_under(l, object, "UIActionName")};
        return;
    }
    const char *identifier = text_under(l, object, "UIStoryboardIdentifier");
    const char *nib_name = text_under(l, object, "UINibName");
    aa_nib_scene *scene = identifier == NULL && nib_name == NULL ? NULL : add(l, &l->scenes);
    if (scene != NULL)
        *scene = (aa_nib_scene){object, class_text(l, object), identifier, nib_name};
}

aa_err aa_nib_make_lists(aa_nib_reader *r, aa_nib *nib)
{
    lists l = {.r = r,
               .nib = nib,
               .texts = aa_arena_array(r->arena, nib->object_count, sizeof(char *)),
               .asked = aa_arena_array(r->arena, nib->object_count, sizeof(bool)),
               .classes = AA_VEC_INIT(aa_nib_class),
               .fields = AA_VEC_INIT(aa_nib_field),
               .links = AA_VEC_INIT(aa_nib_link),
               .attributes = AA_VEC_INIT(aa_nib_attribute),
               .segues = AA_VEC_INIT(aa_nib_segue),
               .scenes = AA_VEC_INIT(aa_nib_scene),
               .field_of = aa_arena_array(r->arena, nib->object_count, sizeof(uint32_t))};
    if (l.texts == NULL || l.asked == NULL || l.field_of == NULL)
        return AA_E_NOMEM;
    for (uint32_t i = 0; i < nib->object_count && l.err == AA_OK; i++) {
        look_at_class(&l, i);
        look_at_field(&l, i);
        look_at_scene(&l, i);
    }
    for (uint32_t i = 0; i < nib->object_count && l.err == AA_OK; i++) {
        look_at_link(&l, i);
        look_at_attribute(&l, i);
    }
    nib->classes = l.classes.items;
    nib->class_count = l.classes.count;
    nib->fields = l.fields.items;
    nib->field_count = l.fields.count;
    nib->links = l.links.items;
    nib->link_count = l.links.count;
    nib->attributes = l.attributes.items;
    nib->attribute_count = l.attributes.count;
    nib->segues = l.segues.items;
    nib->segue_count = l.segues.count;
    nib->scenes = l.scenes.items;
    nib->scene_count = l.scenes.count;
    return l.err;
}
