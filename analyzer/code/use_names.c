#include "code/use_names.h"

#include "base/tsv.h"
#include "decode/dex_value.h"

enum { SHORT = 3, MAX_TELLING = 1000, MAX_ANNOTATIONS = 64 };

enum { ACC_NATIVE = 0x0100, ACC_SYNTHETIC = 0x1000, ACC_ENUM = 0x4000 };

typedef struct measure {
    aa_code *code;
    const aa_program *p;
    aa_names out;
    aa_vec telling; /* of aa_telling_name */
    uint8_t *kept;  /* by type: the manifest or a layout names it */
    uint64_t letters[128];
} measure;

/* ---- one name --------------------------------------------------------------------------------------------
 */

static bool looks_alike(uint8_t c)
{
    return c >= 0x80 || c == '_' || c == '$' || strchr("Il1O0oiL", c) != NULL;
}

static bool is_letter(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_capital(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* |text|, in lower case, is a line of |list|. */
static bool is_listed(const char *list, const uint8_t *text, size_t n)
{
    char word[24];
    aa_bytes line;
    if (n >= sizeof word)
        return false;
    for (size_t i = 0; i < n; i++)
        word[i] = (char)(is_capital(text[i]) ? text[i] + 32 : text[i]);
    word[n] = '\0';
    return aa_tsv_find(list, word, &line, 1);
}

/* People write "get" and "id" too. */
static bool is_renamed(aa_bytes name)
{
    size_t alike = 0;
    for (size_t i = 0; i < name.n; i++)
        alike += name.p[i] != 0 && looks_alike(name.p[i]);
    return (name.n <= SHORT && !is_listed("short-words.txt", name.p, name.n)) || alike == name.n;
}

/* "Guard" of "Lapp/Main$Guard;"; empty for what has no name of its own: "Lapp/Main$1;". */
static aa_bytes simple_name(aa_bytes descriptor)
{
    size_t from = 1;
    if (descriptor.n < 3)
        return aa_bytes_none();
    for (size_t i = 1; i + 1 < descriptor.n; i++)
        if (descriptor.p[i] == '/' || (descriptor.p[i] == '$' && i + 2 < descriptor.n))
            from = i + 1;
    aa_bytes name = aa_bytes_of(descriptor.p + from, descriptor.n - 1 - from);
    return name.n > 0 && name.p[0] >= '0' && name.p[0] <= '9' ? aa_bytes_none() : name;
}

/* Parts end where a capital follows a small letter, or a letter something else. */
static bool is_telling(aa_bytes name)
{
    for (size_t i = 0, end; i < name.n; i = end) {
        end = i + 1;
        if (!is_letter(name.p[i]))
            continue;
        while (end < name.n && is_letter(name.p[end]) &&
               !(is_capital(name.p[end]) && !is_capital(name.p[end - 1])))
            end++;
        if (end - i > SHORT && is_listed("security-words.txt", name.p + i, end - i))
            return true;
    }
    return false;
}

static void count(measure *m, aa_name_count *into, aa_bytes name)
{
    into->all++;
    into->renamed += is_renamed(name);
    for (size_t i = 0; i < name.n; i++)
        m->letters[name.p[i] & 0x7F]++;
}

static void note_telling(measure *m, aa_type_id type, aa_method_id method, bool is_class)
{
    aa_telling_name *slot = m->telling.count >= MAX_TELLING ? NULL : aa_code_push(m->code, &m->telling);
    if (slot != NULL)
        *slot = (aa_telling_name){method, type, is_class};
}

/* ---- one class -------------------------------------------------------------------------------------------
 */

static bool has_metadata(const aa_dex *dex, const aa_dex_class *class)
{
    aa_dex_directory directory;
    aa_bytes set;
    if (class->annotations_offset == 0 || !aa_dex_directory_at(dex, class->annotations_offset, &directory) ||
        directory.class_set == 0 || !aa_dex_set_at(dex, directory.class_set, &set))
        return false;
    for (size_t i = 0; i + 4 <= set.n && i < 4 * MAX_ANNOTATIONS; i += 4) {
        aa_dex_values values = aa_dex_annotation_at(dex, aa_le32(set.p + i));
        if (aa_bytes_is(aa_dex_descriptor(dex, values.annotation), "Lkotlin/Metadata;"))
            return true;
    }
    return false;
}

/* "Main.kt"; shrinkers write "SourceFile", nothing, or the number of a map. */
static bool names_source(const aa_dex *dex, const aa_dex_class *class)
{
    aa_bytes text = class->source == AA_DEX_NO_INDEX ? aa_bytes_none() : aa_dex_text(dex, class->source);
    return (text.n > 5 && memcmp(text.p + text.n - 5, ".java", 5) == 0) ||
           (text.n > 3 && memcmp(text.p + text.n - 3, ".kt", 3) == 0);
}

static bool has_native(const aa_program *p, const aa_type *type)
{
    for (uint32_t i = 0; i < type->method_count; i++)
        if ((aa_program_method(p, type->first_method + i)->flags & ACC_NATIVE) != 0)
            return true;
    return false;
}

/* A layout names it: android:onClick. */
static bool is_handler(const measure *m, aa_bytes name)
{
    const aa_reach_map *map = aa_code_base_of(m->code)->reach;
    size_t entries = 0;
    const aa_entry *list = map == NULL ? NULL : aa_reach_entries(map, &entries);
    for (size_t i = 0; i < entries; i++)
        if (list[i].kind == AA_ENTRY_ON_CLICK && aa_bytes_is(name, list[i].name))
            return true;
    return false;
}

static bool is_free(const measure *m, aa_method_id id, const aa_type *type)
{
    const aa_method *method = aa_program_method(m->p, id);
    bool of_enum = (type->flags & ACC_ENUM) != 0 &&
                   (aa_bytes_is(method->name, "values") || aa_bytes_is(method->name, "valueOf"));
    return method->name.n > 0 && method->name.p[0] != '<' && !of_enum &&
           memchr(method->name.p, '$', method->name.n) == NULL &&
           (method->flags & (ACC_NATIVE | ACC_SYNTHETIC)) == 0 &&
           aa_method_overrides_platform(m->p, id) == AA_PLATFORM_NONE && !is_handler(m, method->name);
}

/* A static function of texts, bytes and numbers alone that gives a text. */
static bool is_decoder(const aa_program *p, aa_method_id id)
{
    size_t parameters = aa_method_parameter_count(p, id);
    if (!aa_method_is_defined(p, id) || !aa_method_is_static(p, id) || parameters == 0 ||
        !aa_bytes_is(aa_method_result(p, id), "Ljava/lang/String;"))
        return false;
    for (size_t i = 0; i < parameters; i++) {
        aa_bytes type = aa_method_parameter(p, id, i);
        bool plain = type.n == 1 || (type.n == 2 && type.p[0] == '[');
        if (!plain && !aa_bytes_is(type, "Ljava/lang/String;"))
            return false;
    }
    return true;
}

static void look_at_calls(measure *m, aa_method_id id)
{
    const aa_call_ref *calls = NULL;
    size_t n = aa_calls_in(m->p, id, &calls);
    for (size_t i = 0; i < n; i++)
        m->out.decoders += calls[i].kind == AA_CALL_STATIC && is_decoder(m->p, calls[i].to);
}

static void look_at_methods(measure *m, aa_type_id id, const aa_type *type, bool native)
{
    for (uint32_t i = 0; i < type->method_count; i++) {
        aa_method_id method = type->first_method + i;
        look_at_calls(m, method);
        if (!is_free(m, method, type))
            continue;
        aa_bytes name = aa_program_method(m->p, method)->name;
        count(m, &m->out.methods, name);
        if (!native && is_telling(name))
            note_telling(m, id, method, false);
    }
}

static bool is_constants(aa_bytes name)
{
    return aa_bytes_is(name, "R") || aa_bytes_is(name, "BuildConfig") || aa_bytes_is(name, "BR");
}

/* Inside "Lapp/R;" too: "Lapp/R$id;". */
static bool is_resources(aa_bytes descriptor)
{
    for (size_t i = 0; i + 2 < descriptor.n; i++)
        if (descriptor.p[i] == '/' && descriptor.p[i + 1] == 'R' &&
            (descriptor.p[i + 2] == '$' || descriptor.p[i + 2] == ';'))
            return true;
    return false;
}

static void look_at_own(measure *m, aa_type_id id, const aa_type *type, aa_bytes name)
{
    const aa_dex *dex = &aa_program_unit(m->p, type->unit)->dex;
    aa_dex_class class;
    bool native = has_native(m->p, type);
    if (aa_dex_class_at(dex, type->def, &class)) {
        m->out.sources += names_source(dex, &class);
        m->out.metadata += has_metadata(dex, &class);
    }
    if (name.n > 0 && m->kept[id] == 0 && !native) {
        count(m, &m->out.classes, name);
        if (is_telling(name))
            note_telling(m, id, type->method_count > 0 ? type->first_method : AA_NO_ID, true);
    }
    look_at_methods(m, id, type, native);
}

/* Every label of the package is short: nobody calls a package so. */
static bool is_moved(aa_bytes descriptor)
{
    size_t label = 0;
    for (size_t i = 1; i + 1 < descriptor.n; i++) {
        label = descriptor.p[i] == '/' ? 0 : label + 1;
        if (label > SHORT)
            return false;
    }
    return descriptor.n > 2;
}

/* ---- all
 * ---------------------------------------------------------------------------------------------------- */

static bool mark_kept(measure *m, size_t types)
{
    const aa_reach_map *map = aa_code_base_of(m->code)->reach;
    size_t entries = 0;
    const aa_entry *list = map == NULL ? NULL : aa_reach_entries(map, &entries);
    m->kept = aa_code_array(m->code, types + 1, sizeof *m->kept);
    for (size_t i = 0; m->kept != NULL && i < entries; i++) {
        char *name = aa_code_printf(m->code, "L%s;", list[i].name);
        for (char *c = name; c != NULL && *c != '\0'; c++)
            *c = *c == '.' ? '/' : *c;
        aa_type_id id = name == NULL ? AA_NO_ID : aa_program_find_type(m->p, aa_bytes_of(name, strlen(name)));
        if (id < types)
            m->kept[id] = 1;
    }
    return m->kept != NULL;
}

/* Tenths of a bit of log2(|a| / |b|), a >= b > 0, by squaring. */
static unsigned log2_tenths(uint64_t a, uint64_t b)
{
    unsigned whole = 0;
    double x = (double)a / (double)b;
    for (; x >= 2.0; whole++)
        x /= 2.0;
    unsigned tenths = 0;
    double power = 1.0; /* x to the 10th is 2 to the tenths */
    for (int i = 0; i < 10; i++)
        power *= x;
    for (; power >= 2.0; tenths++)
        power /= 2.0;
    return whole * 10 + tenths;
}

static unsigned entropy_of(const uint64_t *letters)
{
    uint64_t all = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < 128; i++)
        all += letters[i];
    for (size_t i = 0; i < 128; i++)
        if (letters[i] > 0)
            sum += letters[i] * log2_tenths(all, letters[i]);
    return all == 0 ? 0 : (unsigned)(sum / all);
}

static void count_texts(measure *m)
{
    const aa_string_ref *refs = NULL;
    size_t n = aa_string_refs(m->p, &refs);
    for (size_t i = 0; i < n; i++)
        m->out.texts += aa_code_owner_of(m->code, aa_program_method(m->p, refs[i].in)->owner) == AA_CODE_OWN;
}

aa_names aa_names_measure(aa_code *code)
{
    measure m = {.code = code, .p = aa_code_base_of(code)->program, .telling = AA_VEC_INIT(aa_telling_name)};
    size_t types = 0;
    aa_program_type_count(m.p, &types);
    if (!mark_kept(&m, types))
        return m.out;
    for (aa_type_id id = 0; id < types; id++) {
        const aa_type *type = aa_program_type(m.p, id);
        aa_bytes name = simple_name(type->descriptor);
        aa_code_owner owner = aa_code_owner_of(code, id);
        if ((type->flags & ACC_SYNTHETIC) != 0 || is_constants(name) || is_resources(type->descriptor))
            continue;
        if (owner == AA_CODE_OWN)
            look_at_own(&m, id, type, name);
        else if (owner == AA_CODE_OWNER_UNKNOWN && is_moved(type->descriptor))
            count(&m, &m.out.moved, name);
    }
    count_texts(&m);
    m.out.entropy = entropy_of(m.letters);
    m.out.telling = m.telling.items;
    m.out.telling_count = m.telling.count;
    return m.out;
}
