/*
 * CycloneDX 1.6: the third-party components of the app with what shows each, for tools that follow
 * components. No time and no random number: the serial number comes from the app's files, so the same result
 * gives the same bytes.
 *
 * Source: cyclonedx.org, specification 1.6 (ECMA-424), JSON.
 */
#include <stdio.h>

#include "base/hash.h"
#include "base/json.h"
#include "engine/report.h"
#include "reports/document/document.h"

/* How CycloneDX calls what shows a component, and how far it shows which one it is and which version:
 * percent. */
typedef struct proof_words {
    const char *proof, *technique;
    unsigned confidence;
} proof_words;

static const proof_words *words_of(const char *proof)
{
    static const proof_words words[] = {
        {"metadata", "manifest-analysis", 95},  {"bundle", "manifest-analysis", 90},
        {"constant", "binary-analysis", 90},    {"neighbour", "binary-analysis", 85},
        {"native-text", "binary-analysis", 85}, {"text", "binary-analysis", 80},
        {"mark", "binary-analysis", 70},        {"package", "other", 70},
        {"shape", "binary-analysis", 65},
    };
    size_t count = sizeof words / sizeof words[0];
    for (size_t i = 0; i < count; i++)
        if (proof != NULL && strcmp(words[i].proof, proof) == 0)
            return &words[i];
    return &words[count - 1];
}

/* JSON numbers with a point, which the writer of this project does not have: "0.95". */
static void put_confidence(aa_json *j, aa_str *out, unsigned percent)
{
    aa_json_uint(j, "confidence", 0);
    if (aa_str_ok(out) && out->len > 0 && out->ptr[out->len - 1] == '0')
        aa_str_printf(out, ".%02u", percent);
}

/* ---- identity of the document
 * ------------------------------------------------------------------------------ */

/* A name-based UUID (RFC 9562, version 8) of all files given. */
static void put_serial(aa_json *j, const json_t *artifacts)
{
    uint8_t digest[32] = {0};
    char text[64];
    aa_str all;
    size_t i;
    const json_t *artifact;
    aa_str_init(&all, 1 << 20);
    json_array_foreach(artifacts, i, artifact)
    {
        const char *sha256 = aa_member_text(artifact, "sha256");
        aa_str_printf(&all, "%s\n", sha256 == NULL ? "" : sha256);
    }
    if (!aa_str_ok(&all) || aa_sha256(aa_bytes_of(all.ptr, all.len), digest) != AA_OK)
        j->out->failed = true;
    aa_str_done(&all);
    digest[6] = (uint8_t)((digest[6] & 0x0F) | 0x80);
    digest[8] = (uint8_t)((digest[8] & 0x3F) | 0x80);
    int n = snprintf(text, sizeof text, "urn:uuid:");
    for (i = 0; i < 16; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%s%02x",
                      i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
    aa_json_text(j, "serialNumber", text);
}

static void put_hash(aa_json *j, const char *sha256)
{
    if (sha256 == NULL)
        return;
    aa_json_open_array(j, "hashes");
    aa_json_open_object(j, NULL);
    aa_json_text(j, "alg", "SHA-256");
    aa_json_text(j, "content", sha256);
    aa_json_close_object(j);
    aa_json_close_array(j);
}

static void put_tools(aa_json *j, const json_t *tool)
{
    aa_json_open_object(j, "tools");
    aa_json_open_array(j, "components");
    aa_json_open_object(j, NULL);
    aa_json_text(j, "type", "application");
    aa_json_text(j, "name", "appassay");
    aa_json_text(j, "version", aa_member_text(tool, "version"));
    aa_json_close_object(j);
    aa_json_close_array(j);
    aa_json_close_object(j);
}

static void put_app(aa_json *j, const json_t *target)
{
    const json_t *first = json_array_get(json_object_get(target, "artifacts"), 0);
    const char *package = aa_member_text(target, "package");
    const char *name = package != NULL ? package : aa_member_text(first, "name");
    aa_json_open_object(j, "component");
    aa_json_text(j, "type", "application");
    aa_json_text(j, "bom-ref", "app");
    aa_json_text(j, "name", name == NULL ? "app" : name);
    aa_json_text(j, "version", aa_member_text(target, "version_name"));
    put_hash(j, aa_member_text(first, "sha256"));
    aa_json_close_object(j);
}

/* Whether all of the app was searched: "the list is complete" is never said, for a renamed one is not seen.
 */
static void put_coverage(aa_json *j, const json_t *coverage)
{
    size_t i;
    const json_t *area;
    aa_json_open_array(j, "properties");
    json_array_foreach(coverage, i, area)
    {
        const char *name = aa_member_text(area, "area");
        if (name == NULL || strcmp(name, "libraries") != 0)
            continue;
        aa_json_open_object(j, NULL);
        aa_json_text(j, "name", "appassay:libraries");
        aa_json_text(j, "value", aa_member_text(area, "state"));
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

/* ---- components
 * -------------------------------------------------------------------------------------------- */

static void put_methods(aa_json *j, aa_str *out, const json_t *evidence)
{
    size_t i;
    const json_t *e;
    aa_json_open_array(j, "methods");
    json_array_foreach(evidence, i, e)
    {
        const proof_words *words = words_of(aa_member_text(e, "proof"));
        aa_json_open_object(j, NULL);
        aa_json_text(j, "technique", words->technique);
        put_confidence(j, out, words->confidence);
        aa_json_text(j, "value", aa_member_text(e, "detail"));
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_identity(aa_json *j, aa_str *out, const char *field, const char *value,
                         const json_t *evidence)
{
    const proof_words *best = words_of(aa_member_text(json_array_get(evidence, 0), "proof"));
    aa_json_open_object(j, NULL);
    aa_json_text(j, "field", field);
    put_confidence(j, out, best->confidence);
    aa_json_text(j, "concludedValue", value);
    put_methods(j, out, evidence);
    aa_json_close_object(j);
}

static void put_occurrences(aa_json *j, const json_t *evidence)
{
    size_t i;
    const json_t *e;
    aa_json_open_array(j, "occurrences");
    json_array_foreach(evidence, i, e)
    {
        const json_t *place = json_object_get(e, "place");
        const char *member = aa_member_text(place, "member");
        uint64_t offset = aa_member_uint(place, "offset", UINT64_MAX);
        aa_json_open_object(j, NULL);
        aa_json_text(j, "location", member == NULL || *member == '\0' ? "-" : member);
        if (offset <= INT32_MAX)
            aa_json_uint(j, "offset", offset);
        aa_json_text(j, "symbol", aa_member_text(place, "class"));
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_licence(aa_json *j, const char *expression)
{
    if (expression == NULL)
        return;
    aa_json_open_array(j, "licenses");
    aa_json_open_object(j, NULL);
    aa_json_text(j, "expression", expression);
    aa_json_close_object(j);
    aa_json_close_array(j);
}

/* "@" begins a version in a purl; what versions here are made of needs no escape but "+". */
static void put_purl(aa_str *s, const char *purl, const char *version)
{
    aa_str_put(s, purl);
    if (version == NULL)
        return;
    aa_str_putc(s, '@');
    for (const char *c = version; *c != '\0'; c++)
        if (*c == '+')
            aa_str_put(s, "%2B");
        else
            aa_str_putc(s, *c);
}

static void put_supplier(aa_json *j, const char *vendor)
{
    if (vendor == NULL)
        return;
    aa_json_open_object(j, "supplier");
    aa_json_text(j, "name", vendor);
    aa_json_close_object(j);
}

static void put_component(aa_json *j, aa_str *out, const json_t *library)
{
    const char *purl = aa_member_text(library, "purl");
    const char *version = aa_member_text(library, "version");
    const json_t *evidence = json_object_get(library, "evidence");
    aa_str full;
    aa_str_init(&full, 4096);
    put_purl(&full, purl == NULL ? "" : purl, version);
    if (!aa_str_ok(&full))
        out->failed = true;
    aa_json_open_object(j, NULL);
    aa_json_text(j, "type", "library");
    aa_json_text(j, "bom-ref", full.ptr);
    put_supplier(j, aa_member_text(library, "vendor"));
    aa_json_text(j, "name", aa_member_text(library, "name"));
    aa_json_text(j, "version", version);
    put_licence(j, aa_member_text(library, "licence"));
    aa_json_text(j, "purl", full.ptr);
    aa_json_open_object(j, "evidence");
    aa_json_open_array(j, "identity");
    put_identity(j, out, "purl", full.ptr, evidence);
    if (version != NULL)
        put_identity(j, out, "version", version, evidence);
    aa_json_close_array(j);
    put_occurrences(j, evidence);
    aa_json_close_object(j);
    aa_json_close_object(j);
    aa_str_done(&full);
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    (void)options; /* codes and values: the same in every language */
    const json_t *root = aa_document_root(document);
    const json_t *target = json_object_get(root, "target");
    const json_t *libraries = json_object_get(json_object_get(root, "inventory"), "libraries");
    size_t i;
    const json_t *library;
    aa_json j;
    aa_json_init(&j, out);
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
    aa_json_text(&j, "bomFormat", "CycloneDX");
    aa_json_text(&j, "specVersion", "1.6");
    put_serial(&j, json_object_get(target, "artifacts"));
    aa_json_uint(&j, "version", 1);
    aa_json_open_object(&j, "metadata");
    put_tools(&j, json_object_get(root, "tool"));
    put_app(&j, target);
    put_coverage(&j, json_object_get(root, "coverage"));
    aa_json_close_object(&j);
    aa_json_open_array(&j, "components");
    json_array_foreach(libraries, i, library) put_component(&j, out, library);
    aa_json_close_array(&j);
    aa_json_open_array(&j, "compositions");
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "aggregate", "incomplete");
    aa_json_open_array(&j, "assemblies");
    aa_json_text(&j, NULL, "app");
    aa_json_close_array(&j);
    aa_json_close_object(&j);
    aa_json_close_array(&j);
    aa_json_close_object(&j);
}

const aa_report_format aa_report_format_cyclonedx = {
    .media_type = "application/vnd.cyclonedx+json; version=1.6",
    .render_document = render,
};
