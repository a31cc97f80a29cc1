#include "code/use_source.h"

#include "code/use_allow.h"
#include "code/use_input.h"
#include "code/use_intent.h"

#define MAX_GUARDS   16U
#define MAX_STEPS    16U
#define MAX_WAY      32U
#define MAX_PUTS     16U
#define MAX_HAND_ONS 2U /* components that a value goes through */

const char *const aa_source_washed[] = {
    "Landroid/content/Intent;->getIntExtra",
    "Landroid/content/Intent;->getLongExtra",
    "Landroid/content/Intent;->getBooleanExtra",
    "Landroid/content/Intent;->getFloatExtra",
    "Landroid/content/Intent;->getDoubleExtra",
    "Landroid/content/Intent;->hasExtra",
    "Landroid/os/BaseBundle;->getInt",
    "Landroid/os/BaseBundle;->getLong",
    "Landroid/os/BaseBundle;->getBoolean",
    "Landroid/os/Bundle;->getInt",
    "Landroid/os/Bundle;->getLong",
    "Landroid/os/Bundle;->getBoolean",
    "Landroid/os/Bundle;->containsKey",
    "Ljava/lang/Integer;->parseInt",
    "Ljava/lang/Integer;->valueOf",
    "Ljava/lang/Long;->parseLong",
    "Ljava/lang/Long;->valueOf",
    "Ljava/lang/Double;->parseDouble",
    "Ljava/lang/Boolean;->parseBoolean",
    "Ljava/lang/Enum;->valueOf",
    "Ljava/lang/String;->hashCode",
    "Ljava/lang/String;->length",
    "Ljava/lang/Object;->hashCode",
    "Ljava/util/UUID;->fromString",
    "Ljava/security/MessageDigest;->digest",
    "Landroid/content/ContentUris;->parseId",
    "Landroid/content/UriMatcher;->match",
    "Landroid/content/ContentResolver;->query",
    "Landroid/content/ContentResolver;->getType",
    "Landroid/database/Cursor;->*",
    "Landroid/content/SharedPreferences;->*",
    "Landroid/database/DatabaseUtils;->sqlEscapeString",
    "Landroid/database/DatabaseUtils;->appendEscapedSQLString",
    "Landroid/content/res/Resources;->*",
    "Landroid/content/Context;->getString",
    "Landroid/content/Context;->getPackageName",
    "Landroid/content/Context;->getSystemService",
    "Landroid/content/Context;->getResources",
    "Landroid/content/Context;->getApplicationContext",
    "Landroid/content/pm/PackageManager;->*",
    NULL,
};

/* ---- what there is ------------------------------------------------------------------------------------ */

static const char *const network[] = {
    "Ljava/net/URLConnection;->getInputStream",
    "Ljava/net/URLConnection;->getContent",
    "Ljava/net/URL;->openStream",
    "Ljava/net/URL;->getContent",
    "Ljava/net/Socket;->getInputStream",
    "Lorg/apache/http/HttpEntity;->getContent",
    "Landroid/app/DownloadManager;->getUriForDownloadedFile",
    NULL,
};

static const char *const shared[] = {
    "Landroid/os/Environment;->getExternalStorageDirectory",
    "Landroid/os/Environment;->getExternalStoragePublicDirectory",
    "Landroid/content/Context;->getExternalFilesDir",
    "Landroid/content/Context;->getExternalFilesDirs",
    "Landroid/content/Context;->getExternalCacheDir",
    "Landroid/content/Context;->getExternalCacheDirs",
    "Landroid/content/Context;->getExternalMediaDirs",
    NULL,
};

static const char *const own_storage[] = {
    "Landroid/content/Context;->getFilesDir",
    "Landroid/content/Context;->getDir",
    "Landroid/content/Context;->getCacheDir",
    "Landroid/content/Context;->getCodeCacheDir",
    "Landroid/content/Context;->getNoBackupFilesDir",
    "Landroid/content/Context;->getFileStreamPath",
    NULL,
};

static const char *const archive[] = {"Ljava/util/zip/ZipEntry;->getName", NULL};
static const char *const typed[] = {"Landroid/widget/EditText;->getText", NULL};

static bool is_shared_path(aa_bytes text)
{
    static const char *const begins[] = {"/sdcard", "/mnt/sdcard", "/storage/", "/data/local/tmp"};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
        size_t n = strlen(begins[i]);
        if (text.n >= n && memcmp(text.p, begins[i], n) == 0)
            return true;
    }
    return false;
}

static bool of_platform_class(aa_code *code, aa_method_id method, const char *descriptor)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, method);
    return m != NULL && aa_type_is_platform(p, m->owner, descriptor);
}

/* What another activity gave back was asked for. */
static bool is_answer(aa_code *code, const aa_origin *o)
{
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, o->in);
    return o->kind == AA_ORIGIN_ENTRY && m != NULL && aa_bytes_is(m->name, "onActivityResult");
}

/*
 * Scripts call what is marked for them, and choose the addresses and texts that a view tells the app of. What
 * a page requests (shouldInterceptRequest) is left out: it is shown to the page, whose own files these mostly
 * are.
 */
static bool is_of_page(aa_code *code, const aa_origin *o)
{
    static const char *const texts[] = {"Ljava/lang/String;", "[Ljava/lang/String;", NULL};
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = aa_program_method(p, o->in);
    if (m == NULL || (o->kind != AA_ORIGIN_PARAM && o->kind != AA_ORIGIN_ENTRY) || o->number < 1 ||
        !aa_bytes_is_any(aa_method_parameter(p, o->in, (size_t)o->number - 1), texts))
        return false;
    if (o->kind == AA_ORIGIN_PARAM)
        return aa_method_is_marked(p, o->in, "Landroid/webkit/JavascriptInterface;");
    return !aa_bytes_is(m->name, "shouldInterceptRequest") &&
           (of_platform_class(code, o->in, "Landroid/webkit/WebViewClient;") ||
            of_platform_class(code, o->in, "Landroid/webkit/WebChromeClient;"));
}

static unsigned kind_of(aa_code *code, const aa_origin *o)
{
    if (is_of_page(code, o))
        return AA_SOURCE_PAGE;
    if (aa_input_is(code, o) && !is_answer(code, o))
        return of_platform_class(code, o->in, "Landroid/content/ContentProvider;") &&
                       o->kind == AA_ORIGIN_ENTRY
                   ? AA_SOURCE_PROVIDER
                   : AA_SOURCE_APP;
    if (o->kind == AA_ORIGIN_STRING)
        return is_shared_path(o->text) ? AA_SOURCE_SHARED : 0;
    if (o->kind != AA_ORIGIN_CALL)
        return 0;
    return aa_method_is_any(code, o->method, network)       ? AA_SOURCE_NETWORK
           : aa_method_is_any(code, o->method, shared)      ? AA_SOURCE_SHARED
           : aa_method_is_any(code, o->method, archive)     ? AA_SOURCE_ARCHIVE
           : aa_method_is_any(code, o->method, typed)       ? AA_SOURCE_TYPED
           : aa_method_is_any(code, o->method, own_storage) ? AA_SOURCE_PRIVATE
                                                            : 0U;
}

static bool is_washed(aa_code *code, const aa_origin *o, const char *const *washed)
{
    const aa_step *step = o->way;
    for (size_t i = 0; step != NULL && i < MAX_WAY; i++, step = step->next)
        if (step->kind == AA_STEP_CALL && step->method != AA_NO_ID &&
            aa_method_is_any(code, step->method, washed))
            return true;
    return false;
}

static size_t way_length(const aa_origin *o)
{
    size_t count = 0;
    for (const aa_step *step = o->way; step != NULL && count < MAX_WAY; step = step->next)
        count++;
    return count;
}

/* The nearer of two like ones says more: the extra, not the intent it was in. */
static bool is_worse(const aa_source_seen *now, const aa_source_seen *than)
{
    if (than->kind == 0 || now->open != than->open)
        return than->kind == 0 || now->open > than->open;
    if (now->kind != than->kind)
        return now->kind < than->kind;
    return way_length(now->origin) < way_length(than->origin);
}

/* ---- handed on from one component to another ---- */

typedef struct source_search {
    aa_code *code;
    unsigned kinds;
    const char *const *washed;
    unsigned hand_ons; /* left */
} source_search;

static aa_source_seen find_worst(const source_search *s, const aa_origins *origins);

static aa_step *add_step(aa_code *code, aa_step **last, aa_step one)
{
    aa_step *step = aa_arena_alloc(aa_code_arena(code), sizeof *step);
    if (step == NULL)
        return NULL;
    *step = one;
    step->next = NULL;
    if (*last != NULL)
        (*last)->next = step;
    *last = step;
    return step;
}

/* |outer| as it comes to where |inner| is read, by way of the call that puts it in; NULL: memory is out. */
static const aa_origin *joined(aa_code *code, const aa_origin *outer, const aa_site *put,
                               const aa_origin *inner)
{
    aa_origin *out = aa_arena_alloc(aa_code_arena(code), sizeof *out);
    aa_step *first = NULL, *last = NULL;
    size_t count = 0;
    if (out == NULL)
        return NULL;
    for (const aa_step *step = outer->way; step != NULL && count < MAX_WAY; step = step->next, count++) {
        aa_step *copy = add_step(code, &last, *step);
        first = first == NULL ? copy : first;
        if (copy == NULL)
            return NULL;
    }
    const aa_step handed = {
        .kind = AA_STEP_ARGUMENT, .in = put->in, .pc = put->pc, .method = inner->in, .field = AA_NO_ID};
    const aa_step taken = {
        .kind = AA_STEP_CALL, .in = inner->in, .pc = inner->pc, .method = inner->method, .field = AA_NO_ID};
    aa_step *over = add_step(code, &last, handed);
    aa_step *out_of = over == NULL ? NULL : add_step(code, &last, taken);
    if (out_of == NULL)
        return NULL;
    out_of->next = inner->way;
    *out = *outer;
    out->way = first == NULL ? over : first;
    return out;
}

/* Nobody else can start the component that |inner| is read in: what those of the app put in, and from where.
 */
static aa_source_seen handed_on(const source_search *s, const aa_origin *inner)
{
    const source_search further = {s->code, s->kinds, s->washed, s->hand_ons - 1};
    aa_intent_put puts[MAX_PUTS];
    aa_source_seen worst = {0};
    size_t count = s->hand_ons == 0 ? 0 : aa_intent_puts(s->code, inner, puts, MAX_PUTS);
    for (size_t i = 0; i < count && i < MAX_PUTS; i++) {
        aa_origins whence = aa_code_whence(s->code, &puts[i].site, puts[i].value);
        aa_source_seen seen = find_worst(&further, &whence);
        if (seen.kind == 0 || seen.open == AA_OPEN_NO || !is_worse(&seen, &worst))
            continue;
        seen.origin = joined(s->code, seen.origin, &puts[i].site, inner);
        worst = seen.origin == NULL ? worst : seen;
    }
    return worst;
}

static aa_source_seen find_worst(const source_search *s, const aa_origins *origins)
{
    aa_code *code = s->code;
    aa_source_seen worst = {0};
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        aa_source_seen now = {.kind = kind_of(code, o) & s->kinds, .origin = o};
        if (now.kind == 0 || (s->washed != NULL && is_washed(code, o, s->washed)))
            continue;
        bool asks = (now.kind & (AA_SOURCE_PROVIDER | AA_SOURCE_APP)) != 0;
        now.open = asks ? aa_source_is_open(code, o) : AA_OPEN_YES;
        aa_source_seen before = {0};
        if (now.kind == AA_SOURCE_APP && now.open == AA_OPEN_NO)
            before = handed_on(s, o);
        now = before.kind != 0 ? before : now;
        if (is_worse(&now, &worst))
            worst = now;
    }
    return worst;
}

aa_source_seen aa_source_find(aa_code *code, const aa_origins *origins, unsigned kinds,
                              const char *const *washed)
{
    const source_search s = {code, kinds, washed, MAX_HAND_ONS};
    return find_worst(&s, origins);
}

/* ---- who can get there -------------------------------------------------------------------------------- */

static aa_type_id type_of_entry(aa_code *code, const aa_entry *entry)
{
    char descriptor[512];
    size_t n = strlen(entry->name);
    if (n + 3 > sizeof descriptor)
        return AA_NO_ID;
    descriptor[0] = 'L';
    for (size_t i = 0; i < n; i++)
        descriptor[i + 1] = entry->name[i] == '.' ? '/' : entry->name[i];
    descriptor[n + 1] = ';';
    return aa_program_find_type(aa_code_base_of(code)->program, aa_bytes_of(descriptor, n + 2));
}

aa_open aa_source_is_open(aa_code *code, const aa_origin *origin)
{
    const aa_code_base *base = aa_code_base_of(code);
    const aa_method *m = aa_program_method(base->program, origin->in);
    size_t count = 0;
    const aa_entry *entries = base->reach == NULL ? NULL : aa_reach_entries(base->reach, &count);
    bool component = false;
    for (size_t i = 0; m != NULL && i < count; i++) {
        aa_type_id type = entries[i].kind == AA_ENTRY_COMPONENT ? type_of_entry(code, &entries[i]) : AA_NO_ID;
        if (type == AA_NO_ID || !aa_type_is_a(base->program, type, m->owner))
            continue;
        component = true;
        if (entries[i].open)
            return AA_OPEN_YES;
    }
    if (component)
        return AA_OPEN_NO;
    if (m != NULL && (of_platform_class(code, origin->in, "Landroid/content/ContentProvider;") ||
                      of_platform_class(code, origin->in, "Landroid/app/Activity;") ||
                      of_platform_class(code, origin->in, "Landroid/app/Service;")))
        return AA_OPEN_NO; /* the manifest does not name it: nobody can start it */
    if (m == NULL || of_platform_class(code, origin->in, "Landroid/content/BroadcastReceiver;"))
        return AA_OPEN_UNSURE;
    aa_method_id way[1];
    uint32_t entry = AA_NO_ID;
    if (base->reach == NULL || aa_reach_path(base->reach, origin->in, way, 1, &entry) == 0 ||
        entry >= count || entries[entry].kind != AA_ENTRY_COMPONENT)
        return AA_OPEN_UNSURE;
    return entries[entry].open ? AA_OPEN_YES : AA_OPEN_UNSURE;
}

/* ---- who looks ---------------------------------------------------------------------------------------- */

static const char *const asks_sender[] = {
    "Landroid/content/Context;->checkCallingPermission",
    "Landroid/content/Context;->checkCallingOrSelfPermission",
    "Landroid/content/Context;->checkCallingUriPermission",
    "Landroid/content/Context;->checkPermission",
    "Landroid/content/pm/PackageManager;->checkSignatures",
    "Landroid/content/pm/PackageManager;->checkPermission",
    "Landroid/content/pm/PackageManager;->hasSigningCertificate",
    "Landroid/content/pm/PackageManager;->getPackagesForUid",
    "Landroid/content/pm/PackageManager;->getNameForUid",
    "Landroid/os/Binder;->getCallingUid",
    "Landroid/app/Activity;->getCallingPackage",
    "Landroid/app/Activity;->getCallingActivity",
    "Landroid/app/Activity;->getLaunchedFromPackage",
    "Landroid/app/Activity;->getLaunchedFromUid",
    "Landroid/content/ContentProvider;->getCallingPackage",
    "Landroid/content/BroadcastReceiver;->getSentFromPackage",
    "Landroid/content/BroadcastReceiver;->getSentFromUid",
    "Landroid/app/PendingIntent;->getCreatorPackage",
    "Landroid/app/PendingIntent;->getCreatorUid",
    NULL,
};

static const char *const stops_sender[] = {
    "Landroid/content/Context;->enforceCallingPermission",
    "Landroid/content/Context;->enforceCallingOrSelfPermission",
    "Landroid/content/Context;->enforcePermission",
    "Landroid/content/Context;->enforceCallingUriPermission",
    "Landroid/content/Context;->enforceCallingOrSelfUriPermission",
    NULL,
};

static bool value_asks(aa_code *code, const aa_site *site, aa_value value)
{
    const aa_trace_options options = {.through_library = true, .depth = 3, .steps = 400};
    aa_origins from = aa_code_trace(code, site->in, site->pc, value, &options);
    for (size_t i = 0; i < from.count; i++)
        if (from.items[i].kind == AA_ORIGIN_CALL && aa_method_is_any(code, from.items[i].method, asks_sender))
            return true;
    return false;
}

static bool place_checks_sender(aa_code *code, const aa_site *site)
{
    aa_flow_guard guards[MAX_GUARDS];
    const aa_flow *flow = site->flow;
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_flow_call *c = &flow->calls[i];
        if (c->pc < site->pc && c->to != AA_NO_ID && aa_method_is_any(code, c->to, stops_sender) &&
            (c->block == site->call->block || aa_flow_dominates(flow, c->block, site->call->block)))
            return true;
    }
    size_t count = aa_flow_guards(flow, site->call->block, guards, MAX_GUARDS);
    for (size_t i = 0; i < count && i < MAX_GUARDS; i++)
        if (value_asks(code, site, guards[i].branch->a) || value_asks(code, site, guards[i].branch->b))
            return true;
    return false;
}

/* |looks| says yes of the call itself or of one that handed the value on. */
static bool on_the_way(aa_code *code, const aa_site *site, const aa_origin *origin,
                       bool (*looks)(aa_code *, const aa_site *))
{
    if (looks(code, site))
        return true;
    const aa_step *step = origin == NULL ? NULL : origin->way;
    for (size_t i = 0; step != NULL && i < MAX_STEPS; i++, step = step->next) {
        aa_site at = {.in = step->in, .to = step->method, .pc = step->pc};
        at.flow = step->kind == AA_STEP_FIELD ? NULL : aa_code_flow(code, step->in);
        at.call = at.flow == NULL ? NULL : aa_flow_call_at(at.flow, step->pc);
        if (at.call != NULL && looks(code, &at))
            return true;
    }
    return false;
}

bool aa_site_checks_sender(aa_code *code, const aa_site *site, const aa_origin *origin)
{
    return on_the_way(code, site, origin, place_checks_sender);
}

bool aa_site_checks_source(aa_code *code, const aa_site *site, const aa_origin *origin)
{
    return aa_site_tests(code, site, origin) || aa_site_checks_sender(code, site, origin);
}

bool aa_origin_was_given_to(aa_code *code, const aa_origin *origin, const char *const *patterns)
{
    const aa_step *step = origin->way;
    for (size_t i = 0; step != NULL && i < MAX_WAY; i++, step = step->next) {
        const aa_flow *flow = step->kind == AA_STEP_ARGUMENT ? aa_code_flow(code, step->in) : NULL;
        const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, step->pc);
        if (call != NULL && call->to != AA_NO_ID && call->to != step->method &&
            aa_method_is_any(code, call->to, patterns))
            return true;
    }
    return false;
}

const char *aa_source_name(aa_code *code, const aa_origin *origin)
{
    switch ((int)origin->kind) {
    case AA_ORIGIN_CALL:
        return aa_code_method_name(code, origin->method);
    case AA_ORIGIN_STRING: {
        const char *text = aa_arena_utf8(aa_code_arena(code), origin->text);
        return text != NULL ? text : "-";
    }
    default:
        return origin->in == AA_NO_ID ? "-" : aa_code_method_name(code, origin->in);
    }
}
