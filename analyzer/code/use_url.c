#include "code/use_url.h"

#include <stdlib.h>
#include <strings.h>

#include "base/vec.h"

/* ---- addresses
 * --------------------------------------------------------------------------------------------- */

static bool begins_with(aa_bytes text, const char *begin)
{
    size_t n = strlen(begin);
    return text.n >= n && strncasecmp((const char *)text.p, begin, n) == 0;
}

static size_t until(aa_bytes text, size_t from, const char *ends)
{
    size_t at = from;
    while (at < text.n && strchr(ends, text.p[at]) == NULL)
        at++;
    return at;
}

static bool is_host(aa_bytes host)
{
    for (size_t i = 0; i < host.n; i++) {
        uint8_t c = host.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && strchr("-._:", c) == NULL && c < 0x80)
            return false;
    }
    return true;
}

static long port_of(aa_bytes digits)
{
    long port = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9' || i >= 5)
            return -1;
        port = port * 10 + (digits.p[i] - '0');
    }
    return digits.n == 0 ? -1 : port;
}

/* WHATWG URL and RFC 3986, section 3.2: userinfo ends at the last "@" of the authority. */
static bool split_authority(aa_bytes authority, aa_bytes *host, long *port)
{
    for (size_t i = authority.n; i > 0; i--) {
        if (authority.p[i - 1] == '@') {
            authority = aa_bytes_from(authority, i);
            break;
        }
    }
    size_t end = until(authority, 0, ":");
    if (authority.n > 0 && authority.p[0] == '[') {
        end = until(authority, 0, "]");
        *host = aa_bytes_of(authority.p + 1, end - 1);
        end += end < authority.n;
    } else {
        *host = aa_bytes_of(authority.p, end);
    }
    *port = end < authority.n ? port_of(aa_bytes_from(authority, end + 1)) : -1;
    return is_host(*host);
}

/* "api.example.com:" before a port that is not constant. What ends elsewhere may go on. */
static bool begins_host(aa_bytes authority, aa_bytes *host)
{
    aa_bytes name = aa_bytes_none();
    long port = -1;
    if (!split_authority(authority, &name, &port))
        return false;
    bool ends = authority.n > 0 && authority.p[authority.n - 1] == ':';
    if (ends && (memchr(name.p, '.', name.n) != NULL || aa_bytes_is(name, "localhost")))
        *host = name;
    return true;
}

/* Two addresses that only some other path of the program would put one behind the other. */
static bool is_two(aa_bytes text)
{
    size_t schemes = 0;
    for (size_t i = 0; i + 3 <= text.n && memchr("?#", text.p[i], 2) == NULL; i++)
        schemes += memcmp(text.p + i, "://", 3) == 0;
    return schemes > 1;
}

bool aa_url_split(aa_bytes text, bool whole, aa_bytes *scheme, aa_bytes *host, long *port)
{
    static const char *const schemes[] = {"http://", "https://", "ws://", "wss://"};
    *host = aa_bytes_none();
    *port = -1;
    for (size_t i = 0; !is_two(text) && i < sizeof schemes / sizeof schemes[0]; i++) {
        if (!begins_with(text, schemes[i]))
            continue;
        size_t from = strlen(schemes[i]);
        size_t end = until(text, from, "/?#\\");
        *scheme = aa_bytes_of(text.p, from - 3);
        aa_bytes authority = aa_bytes_of(text.p + from, end - from);
        if (!whole && end == text.n)
            return begins_host(authority, host);
        return split_authority(authority, host, port);
    }
    return false;
}

const char *aa_url_client_name(aa_url_client client)
{
    static const char *const names[] = {
        [AA_URL_JAVA_NET] = "java.net.URL",  [AA_URL_APACHE] = "org.apache.http",
        [AA_URL_OKHTTP] = "OkHttp",          [AA_URL_WEB_VIEW] = "WebView",
        [AA_URL_PLATFORM] = "Android media", [AA_URL_SOCKET] = "java.net.Socket",
    };
    return names[client];
}

/* ---- calls that load
 * --------------------------------------------------------------------------------------- */

typedef struct loader {
    const char *pattern;
    size_t argument; /* receiver 0 */
    aa_url_client client;
} loader;

/* Android reference. */
static const loader loaders[] = {
    {"Ljava/net/URL;-><init>(Ljava/lang/String;)V", 1, AA_URL_JAVA_NET},
    {"Ljava/net/URL;-><init>(Ljava/net/URL;Ljava/lang/String;)V", 2, AA_URL_JAVA_NET},
    {"Ljava/net/URI;->toURL", 0, AA_URL_JAVA_NET},
    {"Lorg/apache/http/client/methods/HttpGet;-><init>", 1, AA_URL_APACHE},
    {"Lorg/apache/http/client/methods/HttpPost;-><init>", 1, AA_URL_APACHE},
    {"Lorg/apache/http/client/methods/HttpPut;-><init>", 1, AA_URL_APACHE},
    {"Lorg/apache/http/client/methods/HttpDelete;-><init>", 1, AA_URL_APACHE},
    {"Lorg/apache/http/client/methods/HttpHead;-><init>", 1, AA_URL_APACHE},
    {"Lorg/apache/http/client/methods/HttpRequestBase;->setURI", 1, AA_URL_APACHE},
    {"Landroid/webkit/WebView;->loadUrl", 1, AA_URL_WEB_VIEW},
    {"Landroid/webkit/WebView;->postUrl", 1, AA_URL_WEB_VIEW},
    {"Landroid/webkit/WebView;->loadDataWithBaseURL", 1, AA_URL_WEB_VIEW},
    {"Landroid/app/DownloadManager$Request;-><init>", 1, AA_URL_PLATFORM},
    {"Landroid/media/MediaPlayer;->setDataSource(Ljava/lang/String;)V", 1, AA_URL_PLATFORM},
    {"Landroid/media/MediaPlayer;->setDataSource(Landroid/content/Context;Landroid/net/Uri;)V", 2,
     AA_URL_PLATFORM},
    {"Landroid/widget/VideoView;->setVideoPath", 1, AA_URL_PLATFORM},
    {"Landroid/widget/VideoView;->setVideoURI", 1, AA_URL_PLATFORM},
};

/* Text of HttpUrl.Builder.parse() in OkHttp 3.10 to 5, which stays when the class is renamed. */
static const char okhttp_parse[] = "Expected URL scheme 'http' or 'https' but ";

typedef struct collection {
    aa_code *code;
    aa_vec uses;
} collection;

static const char *lower(aa_code *code, aa_bytes text)
{
    char *copy = aa_code_utf8(code, text);
    for (char *c = copy; c != NULL && *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    return copy;
}

static void add_use(collection *c, const aa_origin *origin, const aa_site *sink, size_t argument,
                    aa_url_client client)
{
    aa_bytes scheme = aa_bytes_none();
    aa_bytes host = aa_bytes_none();
    aa_url_use use = {.text = origin->text,
                      .whole = origin->exact,
                      .client = client,
                      .in = origin->in,
                      .pc = origin->pc,
                      .way = origin->way,
                      .sink = *sink,
                      .argument = argument};
    if (!aa_url_split(origin->text, origin->exact, &scheme, &host, &use.port))
        return;
    use.scheme = lower(c->code, scheme);
    use.host = host.n == 0 ? NULL : lower(c->code, host);
    aa_url_use *slot = aa_code_push(c->code, &c->uses);
    if (slot != NULL && use.scheme != NULL)
        *slot = use;
    else if (slot != NULL)
        c->uses.count--;
}

/* Texts that are looked for in an address are not loaded: url.replace("http://", "https://"). */
static bool is_searched(collection *c, const aa_origins *origins, const aa_origin *origin)
{
    static const char *const searches[] = {"Ljava/lang/String;->replace", "Ljava/lang/String;->replaceFirst",
                                           "Ljava/lang/String;->replaceAll", "Ljava/lang/String;->split"};
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        for (size_t k = 0;
             o->kind == AA_ORIGIN_CALL && o->in == origin->in && k < sizeof searches / sizeof searches[0];
             k++)
            if (aa_method_is(c->code, o->method, searches[k]))
                return true;
    }
    return false;
}

/* The beginning of an address that the method of |sink| puts together and that is told as a whole. */
static bool is_begun(const aa_origins *origins, const aa_origin *origin, const aa_site *sink)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind == AA_ORIGIN_STRING && o->exact && o->in == sink->in && o->text.n > origin->text.n &&
            memcmp(o->text.p, origin->text.p, origin->text.n) == 0)
            return true;
    }
    return false;
}

bool aa_origin_is_answered(aa_code *code, const aa_origin *origin)
{
    static const char *const answers[] = {
        "Ljava/net/URLConnection;->*",
        "Ljava/net/URL;->openConnection",
        "Ljava/net/URL;->openStream",
        "Ljava/net/Socket;->*",
        "Lorg/apache/http/HttpResponse;->*",
        "Lorg/apache/http/HttpEntity;->*",
        "Lorg/apache/http/util/EntityUtils;->*",
        "Lorg/apache/http/client/HttpClient;->execute",
        "Lorg/xmlpull/v1/XmlPullParser;->*",
        "Landroid/util/AttributeSet;->*",
        "Ljavax/xml/parsers/DocumentBuilder;->*",
        "Landroid/content/ContentResolver;->query",
        NULL,
    };
    for (const aa_step *step = origin->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_CALL && aa_method_is_any(code, step->method, answers))
            return true;
    return false;
}

/* OkHttp puts "http://" before the pattern of a pin, to read the name of the host; nothing is loaded. */
static bool is_pattern(const collection *c, const aa_origin *origin)
{
    static const aa_shape_kind kinds[] = {AA_SHAPE_OKHTTP_PIN, AA_SHAPE_OKHTTP_PINNER_BUILDER,
                                          AA_SHAPE_OKHTTP_PINNER};
    const aa_code_base *base = aa_code_base_of(c->code);
    const aa_method *in = aa_program_method(base->program, origin->in);
    for (size_t i = 0; in != NULL && i < sizeof kinds / sizeof kinds[0]; i++)
        if (aa_shape_of_type(base->shapes, kinds[i], in->owner) != NULL)
            return true;
    return false;
}

static void add_origins(collection *c, const aa_origins *origins, const aa_site *sink, size_t argument,
                        aa_url_client client)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind == AA_ORIGIN_STRING && !aa_origin_is_answered(c->code, o) && !is_pattern(c, o) &&
            (o->exact || !(is_searched(c, origins, o) || is_begun(origins, o, sink))))
            add_use(c, o, sink, argument, client);
    }
}

static void add_sites(collection *c, aa_sites sites, size_t argument, aa_url_client client)
{
    for (size_t i = 0; i < sites.count; i++) {
        if (argument >= sites.items[i].call->argument_count)
            continue;
        aa_origins origins = aa_code_whence(c->code, &sites.items[i], argument);
        add_origins(c, &origins, &sites.items[i], argument, client);
    }
}

/* Builders of requests and of Retrofit, renamed or not. */
static void add_builders(collection *c)
{
    static const aa_shape_kind kinds[] = {AA_SHAPE_OKHTTP_REQUEST, AA_SHAPE_RETROFIT};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const aa_shape *shapes = NULL;
        size_t count = aa_shapes_of(aa_code_base_of(c->code)->shapes, kinds[i], &shapes);
        for (size_t k = 0; k < count; k++)
            if (shapes[k].part == AA_PART_SET_URL && shapes[k].method != AA_NO_ID)
                add_sites(c, aa_code_calls_to(c->code, shapes[k].method), 1, AA_URL_OKHTTP);
    }
}

/* new URL("http", "example.com", …): scheme and host apart. */
static void add_parts(collection *c)
{
    static const char *const patterns[] = {
        "Ljava/net/URL;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V",
        "Ljava/net/URL;-><init>(Ljava/lang/String;Ljava/lang/String;ILjava/lang/String;)V", NULL};
    aa_sites sites = aa_code_calls_of(c->code, patterns);
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes scheme = aa_bytes_none();
        aa_bytes host = aa_bytes_none();
        if (!aa_site_text(c->code, &sites.items[i], 1, &scheme))
            continue;
        bool known = aa_site_text(c->code, &sites.items[i], 2, &host);
        const char *text = aa_code_printf(c->code, "%.*s://%.*s", (int)(scheme.n & 0xff),
                                          (const char *)scheme.p, (int)(host.n & 0xff), (const char *)host.p);
        aa_origin whole = {.kind = AA_ORIGIN_STRING,
                           .exact = known,
                           .text = aa_bytes_of(text, text == NULL ? 0 : strlen(text)),
                           .in = sites.items[i].in,
                           .pc = sites.items[i].pc};
        add_use(c, &whole, &sites.items[i], 2, AA_URL_JAVA_NET);
    }
}

static bool is_okhttp_parse(void *context, aa_bytes text)
{
    (void)context;
    return begins_with(text, okhttp_parse);
}

/* Renamed clients: the parser of addresses is known by its text, and every address goes through it. */
static void add_renamed_okhttp(collection *c)
{
    const aa_program *p = aa_code_base_of(c->code)->program;
    const aa_literal *literals = NULL;
    size_t count = aa_code_literals(c->code, is_okhttp_parse, NULL, &literals);
    for (size_t i = 0; i < count; i++) {
        aa_method_id method = literals[i].in;
        size_t receiver = aa_method_is_static(p, method) ? 0 : 1;
        for (size_t k = 0; k < aa_method_parameter_count(p, method); k++) {
            if (!aa_bytes_is(aa_method_parameter(p, method, k), "Ljava/lang/String;"))
                continue;
            add_sites(c, aa_code_calls_to(c->code, method), k + receiver, AA_URL_OKHTTP);
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const aa_url_use *x = a;
    const aa_url_use *y = b;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->pc != y->pc)
        return x->pc < y->pc ? -1 : 1;
    int order = aa_bytes_compare(x->text, y->text);
    if (order == 0)
        order = (int)x->client - (int)y->client;
    if (order != 0)
        return order;
    if (x->sink.in != y->sink.in)
        return x->sink.in < y->sink.in ? -1 : 1;
    return x->sink.pc < y->sink.pc ? -1 : x->sink.pc > y->sink.pc;
}

/* |a| is |b|, or a beginning of it that the same place puts together on the way. */
static bool is_part_of(const aa_url_use *a, const aa_url_use *b)
{
    if (a->in != b->in || a->client != b->client || a->text.n > b->text.n)
        return false;
    if (a->text.n == b->text.n)
        return a->pc == b->pc && aa_bytes_equal(a->text, b->text);
    return !a->whole && a->pc == b->pc && memcmp(a->text.p, b->text.p, a->text.n) == 0;
}

aa_url_uses aa_code_urls(aa_code *code)
{
    collection c = {.code = code, .uses = AA_VEC_INIT(aa_url_use)};
    for (size_t i = 0; i < sizeof loaders / sizeof loaders[0]; i++)
        add_sites(&c, aa_code_calls(code, loaders[i].pattern), loaders[i].argument, loaders[i].client);
    add_parts(&c);
    add_builders(&c);
    add_renamed_okhttp(&c);
    aa_url_use *items = c.uses.items;
    size_t kept = 0;
    if (c.uses.count > 0)
        qsort(items, c.uses.count, sizeof *items, by_place);
    for (size_t i = 0; i < c.uses.count; i++)
        if (i + 1 == c.uses.count || !is_part_of(&items[i], &items[i + 1]))
            items[kept++] = items[i];
    return (aa_url_uses){items, kept};
}
