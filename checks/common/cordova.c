/*
 * Cordova and Capacitor apps: where their web view may go, and what scripts it runs.
 */
#include "framework_texts.h"

enum {
    NAVIGATION,
    ACCESS,
    INTENT,
    CLEARTEXT,
    SERVER,
    DEBUG,
    MIXED,
    NO_POLICY,
    WIDE_POLICY,
    CLEAR,
    UNREAD,
    NONE
};

static const aa_message messages[] = {
    [NAVIGATION] = {"navigates_anywhere",
                    {"The web view may open any address, with the app's plugins: {0}",
                     "網頁檢視可開啟任何網址，並使用應用程式之外掛：{0}"}},
    [ACCESS] = {"requests_anywhere",
                {"Scripts may send requests to any address: {0}", "指令碼可向任何網址發出要求：{0}"}},
    [INTENT] = {"opens_anything", {"Pages may have any app opened: {0}", "網頁可開啟任何應用程式：{0}"}},
    [CLEARTEXT] = {"cleartext_server", {"The web part may be loaded without TLS", "網頁部分可不經 TLS 載入"}},
    [SERVER] = {"remote_server", {"The web part is loaded from {0}", "網頁部分由 {0} 載入"}},
    [DEBUG] = {"web_debugging", {"The web view can be debugged in the release", "正式版之網頁檢視可供偵錯"}},
    [MIXED] = {"mixed_content", {"Pages may load parts without TLS", "網頁可不經 TLS 載入部分內容"}},
    [NO_POLICY] = {"no_policy",
                   {"The start page has no Content-Security-Policy", "起始頁未設定 Content-Security-Policy"}},
    [WIDE_POLICY] = {"wide_policy",
                     {"The Content-Security-Policy of the start page lets any script run: {0}",
                      "起始頁之 Content-Security-Policy 允許執行任何指令碼：{0}"}},
    [CLEAR] = {"web_bounded",
               {"Settings of the web part name no place that is too wide", "網頁部分之設定未列有過寬之範圍"}},
    [UNREAD] = {"web_unread", {"No settings of the web part can be read", "無法讀取網頁部分之設定"}},
    [NONE] = {"no_web_app",
              {"The app is made with neither Cordova nor Capacitor", "應用程式未使用 Cordova 或 Capacitor"}},
};

/* "*", "*:" with anything, "http://" with "*" as the host: the whole web. */
static bool is_any_host(const char *value)
{
    const char *host = strstr(value, "://");
    host = host != NULL ? host + 3 : value;
    return host[0] == '*' && (host[1] == '\0' || host[1] == '/' || host[1] == ':');
}

static bool is_plain(const char *url)
{
    return strncmp(url, "http://", 7) == 0;
}

/* True when something was found. */
static bool judge_setting(const aa_web_setting *s, aa_sink *sink)
{
    static const unsigned by_key[] = {
        [AA_WEB_ACCESS] = ACCESS,       [AA_WEB_NAVIGATION] = NAVIGATION, [AA_WEB_INTENT] = INTENT,
        [AA_WEB_CLEARTEXT] = CLEARTEXT, [AA_WEB_SERVER] = SERVER,         [AA_WEB_DEBUG] = DEBUG,
        [AA_WEB_MIXED] = MIXED,         [AA_WEB_START] = SERVER,
    };
    aa_severity severity = AA_SEVERITY_MEDIUM;
    switch (s->key) {
    case AA_WEB_INTENT: /* addresses of the web are opened in the browser, as they should */
        if (strcmp(s->value, "*") != 0)
            return false;
        severity = AA_SEVERITY_LOW;
        break;
    case AA_WEB_ACCESS:
        if (!is_any_host(s->value))
            return false;
        severity = AA_SEVERITY_LOW; /* the policy of the page bounds requests, too */
        break;
    case AA_WEB_NAVIGATION:
        if (!is_any_host(s->value))
            return false;
        break;
    case AA_WEB_SERVER:
    case AA_WEB_START:
        if (strstr(s->value, "://") == NULL)
            return false;
        severity = is_plain(s->value) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
        break;
    case AA_WEB_CLEARTEXT:
    case AA_WEB_DEBUG:
    case AA_WEB_MIXED:
        break;
    }
    aa_hit_as(sink, by_key[s->key], severity, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &s->place,
              AA_ARGS(s->value));
    return true;
}

/* Sources of a directive: what stands between its name and ";". */
static bool directive(const char *policy, const char *name, aa_bytes *sources)
{
    size_t n = strlen(name);
    for (const char *p = policy; *p != '\0'; p += strcspn(p, ";"), p += *p == ';') {
        p += strspn(p, " \t\r\n");
        if (strncmp(p, name, n) == 0 && strchr(" \t\r\n;", p[n]) != NULL) {
            *sources = aa_bytes_of(p + n, strcspn(p + n, ";"));
            return true;
        }
    }
    return false;
}

static bool has_source(aa_bytes sources, const char *wanted)
{
    size_t n = strlen(wanted);
    for (size_t i = 0; i + n <= sources.n; i++) {
        bool begins = i == 0 || sources.p[i - 1] == ' ';
        bool ends = i + n == sources.n || sources.p[i + n] == ' ';
        if (begins && ends && memcmp(sources.p + i, wanted, n) == 0)
            return true;
    }
    return false;
}

/* CSP 3, 6.8: script-src decides, or default-src where it is not there. */
static bool allows_any_script(const char *policy)
{
    aa_bytes sources;
    if (!directive(policy, "script-src", &sources) && !directive(policy, "default-src", &sources))
        return true;
    return has_source(sources, "*") || has_source(sources, "http:") || has_source(sources, "https:") ||
           has_source(sources, "http://*") || has_source(sources, "https://*");
}

static bool judge_page(const aa_web_page *page, aa_sink *sink)
{
    if (!page->start || (page->policy != NULL && !allows_any_script(page->policy)))
        return false;
    aa_hit_as(sink, page->policy == NULL ? NO_POLICY : WIDE_POLICY, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED,
              AA_OWNER_APP, &page->place, AA_ARGS(aa_arg_text(page->policy)));
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_frameworks *f = in->facts->frameworks;
    const aa_framework *app = aa_framework_of(f, AA_FRAMEWORK_CORDOVA);
    app = app != NULL ? app : aa_framework_of(f, AA_FRAMEWORK_CAPACITOR);
    if (app == NULL) {
        aa_absent(sink, NONE, AA_NO_ARGS);
        return;
    }
    bool found = false;
    for (size_t i = 0; i < f->setting_count; i++)
        found = judge_setting(&f->settings[i], sink) || found;
    for (size_t i = 0; i < f->page_count; i++)
        found = judge_page(&f->pages[i], sink) || found;
    if (!found && f->setting_count + f->page_count > 0)
        aa_clear(sink, CLEAR, &app->place, AA_NO_ARGS);
    else if (!found)
        aa_cannot_tell(sink, UNREAD, &app->place, AA_NO_ARGS);
}

const aa_check aa_check_common_cordova = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0237",
    .cwe = "CWE-749",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A Cordova or Capacitor app lets too much into its web view",
                    .why =
                        "A page in this web view has the app's plugins: files, contacts, the camera. Whoever "
                        "brings "
                        "the view to a page of their own, or a script into one of the app's, has them too.",
                    .fix = "List each host in allow-navigation and access, or leave them out; set a "
                           "Content-Security-Policy in every page; take server.url, cleartext, mixed content "
                           "and "
                           "webContentsDebuggingEnabled out of releases.",
                    .limits =
                        "Settings are read as they lie in the package. What plugins change at run time, and "
                        "policies that a server sends, are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "Cordova 或 Capacitor 應用程式之網頁檢視開放過寬",
                    .why = "此網頁檢視中之網頁可使用應用程式之外掛，例如檔案、聯絡人與相機；能使檢視開啟其網"
                           "頁，或於應用"
                           "程式網頁中植入指令碼者，亦可使用。",
                    .fix = "於 allow-navigation 與 access 逐一列明主機，或予以移除；各網頁設定 "
                           "Content-Security-Policy；"
                           "正式版移除 server.url、cleartext、混合內容及 webContentsDebuggingEnabled。",
                    .limits = "依套件內之設定判讀；外掛於執行時所為之變更，以及伺服器傳送之政策，無法得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
