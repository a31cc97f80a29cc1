#include "reports/sarif/sarif.h"

#include <stdlib.h>

/* ---- files
 * ------------------------------------------------------------------------------------------------- */

static int by_file(const void *a, const void *b)
{
    const aa_sarif_file *left = a;
    const aa_sarif_file *right = b;
    int order = left->parent < right->parent ? -1 : left->parent > right->parent;
    return order != 0 ? order : strcmp(left->member, right->member);
}

/* Index of the artifact called |name|; of the app's own file when there is none. */
static size_t artifact_index(const aa_sarif *s, const char *name)
{
    const aa_facts *facts = s->m->result->facts;
    const char *wanted = name == NULL ? s->m->app : name;
    for (size_t i = 0; i < facts->artifact_count; i++) {
        if (strcmp(facts->artifacts[i].name, wanted) == 0)
            return i;
    }
    return 0;
}

static bool add_file(aa_sarif *s, aa_vec *files, const char *artifact, const char *member)
{
    if (member == NULL)
        return true;
    aa_sarif_file *file = aa_vec_push(s->m->words->arena, files);
    if (file == NULL)
        return false;
    *file = (aa_sarif_file){artifact, member, artifact_index(s, artifact)};
    return true;
}

static bool collect_files(aa_sarif *s)
{
    const aa_result *result = s->m->result;
    aa_vec files = AA_VEC_INIT(aa_sarif_file);
    for (size_t i = 0; i < result->finding_count; i++) {
        if (!add_file(s, &files, result->findings[i].place.artifact, result->findings[i].place.member))
            return false;
    }
    for (size_t i = 0; i < result->facts->coverage.gap_count; i++) {
        const aa_gap *gap = &result->facts->coverage.gaps[i];
        if (!add_file(s, &files, gap->artifact, gap->member))
            return false;
    }
    s->files = files.items;
    if (files.count > 1)
        qsort(s->files, files.count, sizeof *s->files, by_file);
    for (size_t i = 0; i < files.count; i++) {
        if (s->file_count == 0 || by_file(&s->files[i], &s->files[s->file_count - 1]) != 0)
            s->files[s->file_count++] = s->files[i];
    }
    return true;
}

static const char *uri_of(aa_sarif *s, const char *prefix, const char *path)
{
    aa_str uri;
    aa_str_init(&uri, AA_TEXT_MAX);
    aa_str_put(&uri, prefix);
    aa_uri_put(&uri, path[0] == '\0' ? "unnamed" : path);
    return aa_words_take(s->m->words, &uri);
}

/* Nested files have URIs that begin with a slash (3.24.3). */
const char *aa_sarif_uri(aa_sarif *s, const char *artifact, const char *member)
{
    const aa_facts *facts = s->m->result->facts;
    if (member != NULL)
        return uri_of(s, "/", member + strspn(member, "/"));
    size_t index = artifact_index(s, artifact);
    return uri_of(s, "", index < facts->artifact_count ? facts->artifacts[index].name : "app");
}

/* Importers read one of the two members only, and not all the same one. */
void aa_sarif_file_at(aa_sarif *s, const char *key, const aa_place *place, const aa_finding *finding)
{
    size_t index = artifact_index(s, place->artifact);
    if (s->profile == AA_SARIF_GITHUB) {
        aa_json_open_object(&s->j, key);
        aa_json_text(&s->j, "uri",
                     finding != NULL ? aa_machine_finding_path(s->m, finding, true)
                                     : aa_machine_path(s->m, place, true));
        aa_json_close_object(&s->j);
        return;
    }
    if (place->member != NULL && s->file_count > 0) {
        aa_sarif_file wanted = {place->artifact, place->member, index};
        const aa_sarif_file *found = bsearch(&wanted, s->files, s->file_count, sizeof wanted, by_file);
        if (found != NULL)
            index = s->m->result->facts->artifact_count + (size_t)(found - s->files);
    }
    aa_json_open_object(&s->j, key);
    aa_json_text(&s->j, "uri", aa_sarif_uri(s, place->artifact, place->member));
    aa_json_uint(&s->j, "index", index);
    aa_json_close_object(&s->j);
}

static void put_artifact(aa_sarif *s, const aa_artifact *artifact)
{
    bool ios = s->m->page.from->ios;
    aa_json_open_object(&s->j, NULL);
    aa_json_open_object(&s->j, "location");
    aa_json_text(&s->j, "uri", uri_of(s, "", artifact->name));
    aa_json_close_object(&s->j);
    aa_json_open_array(&s->j, "roles");
    aa_json_text(&s->j, NULL, "analysisTarget");
    aa_json_close_array(&s->j);
    aa_json_text(&s->j, "mimeType",
                 ios ? "application/octet-stream" : "application/vnd.android.package-archive");
    aa_json_open_object(&s->j, "hashes");
    aa_json_text(&s->j, "sha-256", artifact->sha256);
    aa_json_close_object(&s->j);
    aa_json_uint(&s->j, "length", artifact->size);
    aa_json_close_object(&s->j);
}

void aa_sarif_artifacts(aa_sarif *s)
{
    const aa_facts *facts = s->m->result->facts;
    aa_json_open_array(&s->j, "artifacts");
    for (size_t i = 0; i < facts->artifact_count; i++)
        put_artifact(s, &facts->artifacts[i]);
    for (size_t i = 0; i < s->file_count; i++) {
        const aa_sarif_file *file = &s->files[i];
        aa_json_open_object(&s->j, NULL);
        aa_json_open_object(&s->j, "location");
        aa_json_text(&s->j, "uri", aa_sarif_uri(s, file->artifact, file->member));
        aa_json_close_object(&s->j);
        if (file->parent < facts->artifact_count)
            aa_json_uint(&s->j, "parentIndex", file->parent);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
}

/* ---- symbols
 * ----------------------------------------------------------------------------------------------- */

static int by_full(const void *a, const void *b)
{
    const aa_sarif_symbol *left = a;
    const aa_sarif_symbol *right = b;
    int order = strcmp(left->full, right->full);
    return order != 0 ? order : strcmp(left->kind, right->kind);
}

/* "com.example" of "com.example.Foo"; NULL without a dot. */
static const char *package_of(aa_sarif *s, const char *class_name)
{
    const char *dot = strrchr(class_name, '.');
    if (dot == NULL || dot == class_name)
        return NULL;
    const char *package = aa_arena_strndup(s->m->words->arena, class_name, (size_t)(dot - class_name));
    if (package == NULL)
        s->m->words->failed = true;
    return package;
}

static const char *method_name(aa_sarif *s, const char *method)
{
    const char *name = aa_arena_strndup(s->m->words->arena, method, strcspn(method, "("));
    if (name == NULL)
        s->m->words->failed = true;
    return name == NULL || name[0] == '\0' ? method : name;
}

static const char *full_method(aa_sarif *s, const char *class_name, const char *method)
{
    return class_name == NULL ? method : aa_words_fill(s->m->words, "{0}.{1}", AA_ARGS(class_name, method));
}

/* "Lcom/example/Foo;->query()V", when it is a method of bytecode. */
static const char *decorated(aa_sarif *s, const char *class_name, const char *method)
{
    if (class_name == NULL || strchr(method, '(') == NULL || strchr(method, ')') == NULL)
        return NULL;
    aa_str text;
    aa_str_init(&text, AA_TEXT_MAX);
    aa_str_putc(&text, 'L');
    for (const char *c = class_name; *c != '\0'; c++)
        aa_str_putc(&text, *c == '.' ? '/' : *c);
    aa_str_printf(&text, ";->%s", method);
    return aa_words_take(s->m->words, &text);
}

static void add_symbol(aa_sarif *s, aa_vec *symbols, aa_sarif_symbol symbol)
{
    aa_sarif_symbol *slot = aa_vec_push(s->m->words->arena, symbols);
    if (slot == NULL)
        s->m->words->failed = true;
    else
        *slot = symbol;
}

static void add_code(aa_sarif *s, aa_vec *symbols, const char *class_name, const char *method)
{
    if (class_name != NULL && class_name[0] == '\0')
        class_name = NULL;
    const char *package = class_name == NULL ? NULL : package_of(s, class_name);
    if (package != NULL)
        add_symbol(s, symbols, (aa_sarif_symbol){package, package, NULL, "package", NULL});
    if (class_name != NULL) {
        const char *dot = strrchr(class_name, '.');
        const char *name = dot == NULL || dot[1] == '\0' ? class_name : dot + 1;
        add_symbol(s, symbols, (aa_sarif_symbol){class_name, name, NULL, "type", package});
    }
    if (method != NULL && method[0] != '\0')
        add_symbol(s, symbols,
                   (aa_sarif_symbol){full_method(s, class_name, method), method_name(s, method),
                                     decorated(s, class_name, method), "function", class_name});
}

static bool collect_symbols(aa_sarif *s)
{
    const aa_result *result = s->m->result;
    aa_vec symbols = AA_VEC_INIT(aa_sarif_symbol);
    for (size_t i = 0; i < result->finding_count; i++) {
        const aa_finding *f = &result->findings[i];
        add_code(s, &symbols, f->place.class_name, f->place.method);
        for (size_t k = 0; k < f->trace_count; k++)
            add_code(s, &symbols, f->trace[k].class_name, f->trace[k].method);
    }
    s->symbols = symbols.items;
    if (symbols.count > 1)
        qsort(s->symbols, symbols.count, sizeof *s->symbols, by_full);
    for (size_t i = 0; i < symbols.count; i++) {
        if (s->symbol_count == 0 || by_full(&s->symbols[i], &s->symbols[s->symbol_count - 1]) != 0)
            s->symbols[s->symbol_count++] = s->symbols[i];
    }
    return !s->m->words->failed;
}

bool aa_sarif_collect_places(aa_sarif *s)
{
    return collect_files(s) && collect_symbols(s);
}

/* SIZE_MAX when there is none. */
static size_t symbol_index(const aa_sarif *s, const char *full, const char *kind)
{
    const aa_sarif_symbol wanted = {.full = full, .kind = kind};
    const aa_sarif_symbol *found =
        full == NULL || s->symbol_count == 0
            ? NULL
            : bsearch(&wanted, s->symbols, s->symbol_count, sizeof wanted, by_full);
    return found == NULL ? SIZE_MAX : (size_t)(found - s->symbols);
}

void aa_sarif_symbols(aa_sarif *s)
{
    aa_json_open_array(&s->j, "logicalLocations");
    for (size_t i = 0; i < s->symbol_count; i++) {
        const aa_sarif_symbol *symbol = &s->symbols[i];
        bool is_function = strcmp(symbol->kind, "function") == 0;
        size_t parent = symbol_index(s, symbol->parent, is_function ? "type" : "package");
        aa_json_open_object(&s->j, NULL);
        aa_json_text(&s->j, "name", aa_words_excerpt(s->m->words, symbol->name));
        aa_json_text(&s->j, "fullyQualifiedName", aa_words_excerpt(s->m->words, symbol->full));
        if (symbol->decorated != NULL)
            aa_json_text(&s->j, "decoratedName", aa_words_excerpt(s->m->words, symbol->decorated));
        aa_json_text(&s->j, "kind", symbol->kind);
        if (parent != SIZE_MAX)
            aa_json_uint(&s->j, "parentIndex", parent);
        aa_json_close_object(&s->j);
    }
    aa_json_close_array(&s->j);
}

static void put_logical(aa_sarif *s, const char *full, const char *kind)
{
    size_t index = symbol_index(s, full, kind);
    aa_json_open_array(&s->j, "logicalLocations");
    aa_json_open_object(&s->j, NULL);
    aa_json_text(&s->j, "fullyQualifiedName", aa_words_excerpt(s->m->words, full));
    if (index != SIZE_MAX && s->profile == AA_SARIF_ARCHIVE)
        aa_json_uint(&s->j, "index", index);
    else
        aa_json_text(&s->j, "kind", kind);
    aa_json_close_object(&s->j);
    aa_json_close_array(&s->j);
}

void aa_sarif_logical(aa_sarif *s, const aa_place *place)
{
    const char *class_name =
        place->class_name != NULL && place->class_name[0] == '\0' ? NULL : place->class_name;
    if (place->method != NULL && place->method[0] != '\0')
        put_logical(s, full_method(s, class_name, place->method), "function");
    else if (class_name != NULL)
        put_logical(s, class_name, "type");
    else if (place->path != NULL && place->path[0] != '\0')
        put_logical(s, place->path, "element");
}
