/*
 * What was looked at: the app, its files with their digests, and who signed them.
 */
#include "reports/html/page.h"

static void put_fact(aa_html *h, const char *key, const char *value)
{
    if (value != NULL && value[0] != '\0')
        aa_html_put(h, "<div><dt>@{$0}</dt><dd>$1</dd></div>\n", AA_ARGS(key, value));
}

static const char *number_of(aa_html *h, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? aa_html_format(h, "%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                  : NULL;
}

static void put_system(aa_html *h, const json_t *target)
{
    const json_t *sdk = json_object_get(target, "sdk");
    const char *min = number_of(h, sdk, "min");
    const char *min_os = aa_member_text(target, "min_os");
    if (min != NULL)
        aa_html_put(h, "<div><dt>@{label.sdk}</dt><dd>@{head.sdk}</dd></div>\n",
                    AA_ARGS(min, aa_html_or(number_of(h, sdk, "target"), "-")));
    const char *built_with = aa_member_text(target, "built_with");
    if (min_os != NULL)
        aa_html_put(h, "<div><dt>@{label.ios}</dt><dd>@{$2}</dd></div>\n",
                    AA_ARGS(min_os, aa_html_or(built_with, ""), built_with == NULL ? "id.ios" : "head.ios"));
}

/* Who signed the app, as the newest version of its platform sees it. */
static void put_signer(aa_html *h, const json_t *signer)
{
    if (signer != NULL)
        aa_html_put(h,
                    "<div class=wide><dt>@{label.signer}</dt><dd>$0<br><code>SHA-256 $1</code></dd></div>\n",
                    AA_ARGS(aa_html_or(aa_member_text(signer, "subject"), "-"),
                            aa_html_or(aa_member_text(signer, "sha256"), "-")));
}

static void put_state(aa_html *h)
{
    const char *state = aa_member_text(h->root, "state");
    aa_html_put(h, "<div><dt>@{label.state}</dt><dd class=\"st-$0\">@{state.$0}</dd></div>\n",
                AA_ARGS(aa_html_or(state, "none")));
    const char *refusal = aa_member_text(json_object_get(h->root, "target"), "install_refusal");
    if (refusal != NULL)
        aa_html_put(h, "<div><dt>@{id.installing}</dt><dd class=bad>@{notes:$0}</dd></div>\n",
                    AA_ARGS(refusal));
}

static void put_artifacts(aa_html *h, const json_t *target)
{
    size_t i = 0;
    const json_t *artifact = NULL;
    aa_html_put(h,
                "<div class=scroll><table class=data><caption>@{id.files}</caption><thead><tr><th "
                "scope=col>@{label.file}"
                "<th scope=col class=num>@{id.bytes}<th scope=col>SHA-256</tr></thead><tbody>\n",
                AA_NO_ARGS);
    json_array_foreach(json_object_get(target, "artifacts"), i, artifact)
    {
        aa_html_put(h, "<tr><td class=wrap>$0<td class=num>$1<td class=hash>$2</tr>\n",
                    AA_ARGS(aa_html_or(aa_member_text(artifact, "name"), "-"),
                            aa_html_number(h, aa_member_uint(artifact, "size", 0)),
                            aa_html_or(aa_member_text(artifact, "sha256"), "-")));
    }
    aa_html_raw(h, "</tbody></table></div>\n");
}

/* ---- signatures ---------------------------------------------------------------------------------------- */

static void put_certificate(aa_html *h, const json_t *certificate)
{
    const char *key =
        aa_html_format(h, "%s %s", aa_html_or(aa_member_text(certificate, "key_algorithm"), "-"),
                       aa_html_or(number_of(h, certificate, "key_bits"), ""));
    aa_html_put(h, "<tr><td class=wrap>$0<td>$1<td>$2 – $3<td class=hash>$4</tr>\n",
                AA_ARGS(aa_html_or(aa_member_text(certificate, "subject"), "-"), key,
                        aa_html_or(aa_member_text(certificate, "not_before"), "-"),
                        aa_html_or(aa_member_text(certificate, "not_after"), "-"),
                        aa_html_or(aa_member_text(certificate, "sha256"), "-")));
}

static void put_certificates(aa_html *h, const json_t *signers)
{
    size_t i = 0;
    size_t k = 0;
    const json_t *signer = NULL;
    const json_t *certificate = NULL;
    json_array_foreach(signers, i, signer)
    {
        json_array_foreach(json_object_get(signer, "certificates"), k, certificate)
            put_certificate(h, certificate);
    }
}

static void put_certificate_table(aa_html *h, const json_t *part)
{
    size_t i = 0;
    const json_t *scheme = NULL;
    aa_html_put(h,
                "<div class=scroll><table class=data><caption>@{id.signatures}</caption><thead><tr>"
                "<th scope=col>@{id.subject}<th scope=col>@{id.key}<th scope=col>@{id.valid}"
                "<th scope=col>@{id.certificate}</tr></thead>\n",
                AA_ARGS(aa_html_or(aa_member_text(part, "artifact"), "-")));
    json_array_foreach(json_object_get(part, "schemes"), i, scheme)
    {
        bool verified = json_is_true(json_object_get(scheme, "verified"));
        aa_html_put(h, "<tbody><tr class=sub><th scope=rowgroup colspan=4>$0 · @{sig.$1}",
                    AA_ARGS(aa_html_or(aa_member_text(scheme, "scheme"), "-"),
                            verified ? "verified" : "not_verified"));
        if (aa_member_text(scheme, "error") != NULL)
            aa_html_put(h, ": @{sign:$0}", AA_ARGS(aa_member_text(scheme, "error")));
        aa_html_raw(h, "</th></tr>\n");
        put_certificates(h, json_object_get(scheme, "signers"));
        aa_html_raw(h, "</tbody>\n");
    }
    aa_html_raw(h, "</table></div>\n");
}

/* What each version of the platform makes of a signature. */
static void put_ranges(aa_html *h, const json_t *part)
{
    size_t i = 0;
    const json_t *range = NULL;
    aa_html_raw(h, "<ul class=plain>\n");
    json_array_foreach(json_object_get(part, "platforms"), i, range)
    {
        bool accepted = json_is_true(json_object_get(range, "accepted"));
        const char *last = number_of(h, range, "last");
        aa_html_put(h, "<li><b class=\"v v-$3\">@{sig.$2}</b> API $0–$1 ",
                    AA_ARGS(aa_html_or(number_of(h, range, "first"), "-"), last == NULL ? "∞" : last,
                            accepted ? "accepted" : "refused", accepted ? "pass" : "fail"));
        if (aa_member_text(range, "error") != NULL)
            aa_html_put(h, "@{sign:$0}", AA_ARGS(aa_member_text(range, "error")));
        else if (aa_member_text(range, "scheme") != NULL)
            aa_html_put(h, "($0)", AA_ARGS(aa_member_text(range, "scheme")));
        aa_html_raw(h, "</li>\n");
    }
    aa_html_raw(h, "</ul>\n");
}

static void put_signatures(aa_html *h, const json_t *target)
{
    size_t i = 0;
    const json_t *part = NULL;
    json_array_foreach(json_object_get(json_object_get(target, "signing"), "parts"), i, part)
    {
        put_certificate_table(h, part);
        put_ranges(h, part);
    }
}

void aa_html_identity(aa_html *h)
{
    const json_t *target = json_object_get(h->root, "target");
    const json_t *policy = json_object_get(h->root, "policy");
    const char *package = aa_html_or(aa_member_text(target, "package"), "-");
    aa_html_put(
        h,
        "<section id=overview aria-labelledby=h-app><p class=kicker>@{id.kicker}</p><h1 id=h-app>$0</h1>\n"
        "<p class=lead><code>$1</code> $2</p>\n<dl class=facts>\n",
        AA_ARGS(aa_html_or(aa_member_text(target, "label"), package), package,
                aa_html_or(aa_member_text(target, "version_name"), "")));
    put_fact(h, "id.build",
             aa_html_or(number_of(h, target, "version_code"), aa_member_text(target, "build")));
    put_system(h, target);
    put_state(h);
    put_fact(h, "id.today", aa_member_text(policy, "today"));
    put_signer(h, json_object_get(target, "signer"));
    aa_html_raw(h, "</dl>\n");
}

/* The rest of the overview stands below the verdicts. */
void aa_html_files(aa_html *h)
{
    const json_t *target = json_object_get(h->root, "target");
    put_artifacts(h, target);
    put_signatures(h, target);
}
