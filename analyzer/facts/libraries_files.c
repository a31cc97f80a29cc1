/*
 * Components in files that builds leave in a package: META-INF, properties, scripts.
 */
#include "facts/libraries_internal.h"
#include "facts/packers.h"

enum { SMALL = 64 << 10 }; /* bytes; what builds write of a library is below one KiB */

typedef struct file_search {
    aa_library_search *s;
    const char *artifact;
    const aa_zip *zip;
    const aa_zip_entry *entry;
    aa_bytes name; /* of the member */
    aa_library_scan *scripts;
} file_search;

static bool ends_with(aa_bytes text, const char *end)
{
    size_t n = strlen(end);
    return text.n >= n && memcmp(text.p + text.n - n, end, n) == 0;
}

static bool takes_prefix(aa_bytes *text, const char *prefix)
{
    size_t n = strlen(prefix);
    if (text->n < n || memcmp(text->p, prefix, n) != 0)
        return false;
    *text = aa_bytes_from(*text, n);
    return true;
}

static aa_bytes trim(aa_bytes text)
{
    while (text.n > 0 && (text.p[text.n - 1] <= ' '))
        text.n--;
    while (text.n > 0 && text.p[0] <= ' ')
        text = aa_bytes_from(text, 1);
    return text;
}

static bool read_small(file_search *f, aa_zip_content *content)
{
    *content = (aa_zip_content){.bytes = aa_bytes_none()};
    return f->entry->uncompressed_size <= SMALL &&
           aa_library_read(f->s, f->artifact, f->zip, f->entry, content);
}

/* Of the member that was read last. */
static aa_place member_place(const file_search *f)
{
    return (aa_place){.artifact = f->artifact,
                      .member = aa_source_copy(f->s->source, f->entry->name),
                      .offset = AA_NO_OFFSET};
}

/* The version as such, or no bytes. */
static aa_bytes version_of(aa_bytes text)
{
    text = trim(text);
    if (text.n > 1 && text.p[0] == 'v')
        text = aa_bytes_from(text, 1);
    return aa_library_is_version(text) ? text : aa_bytes_none();
}

/* "key=value" on a line of its own. */
static aa_bytes property(aa_bytes text, aa_bytes key)
{
    while (text.n > 0) {
        const uint8_t *end = memchr(text.p, '\n', text.n);
        size_t n = end == NULL ? text.n : (size_t)(end - text.p);
        aa_bytes line = trim(aa_bytes_of(text.p, n));
        if (line.n > key.n && memcmp(line.p, key.p, key.n) == 0) {
            aa_bytes rest = trim(aa_bytes_from(line, key.n));
            if (rest.n > 0 && (rest.p[0] == '=' || rest.p[0] == ':'))
                return trim(aa_bytes_from(rest, 1));
        }
        text = aa_bytes_from(text, end == NULL ? n : n + 1);
    }
    return aa_bytes_none();
}

static aa_bytes named_property(aa_bytes text, const char *key)
{
    return property(text, aa_bytes_of(key, strlen(key)));
}

/* Letters, digits and ".-_": what groups and artifacts are called. */
static bool is_name(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++) {
        uint8_t c = text.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
              c == '-' || c == '_'))
            return false;
    }
    return text.n > 0 && text.n < 100;
}

static void see_maven(file_search *f, aa_bytes group, aa_bytes artifact, aa_bytes version)
{
    char purl[240];
    if (!is_name(group) || !is_name(artifact))
        return;
    snprintf(purl, sizeof purl, "pkg:maven/%.*s/%.*s", (int)group.n, (const char *)group.p, (int)artifact.n,
             (const char *)artifact.p);
    aa_place place = member_place(f);
    aa_library_see_purl(f->s, purl, AA_PROOF_METADATA, version, f->name, &place);
}

/* ---- META-INF/GROUP_ARTIFACT.version ----------------------------------------------------------------------
 */

/* The Android Gradle plugin writes it for AndroidX; some versions of it wrote the name of a task instead. */
static void look_at_version_file(file_search *f, aa_bytes stem)
{
    aa_zip_content content;
    const uint8_t *bar = memchr(stem.p, '_', stem.n);
    const aa_trait *trait = aa_library_trait(f->s, AA_TRAIT_VERSION_FILE, stem);
    if (!read_small(f, &content) || (trait == NULL && bar == NULL)) {
        aa_zip_content_done(&content);
        return;
    }
    aa_bytes version = version_of(content.bytes);
    aa_place place = member_place(f);
    aa_bytes group = bar == NULL ? stem : aa_bytes_of(stem.p, (size_t)(bar - stem.p));
    if (trait != NULL)
        aa_library_see(f->s, trait->component, AA_PROOF_METADATA, version, f->name, &place);
    else if (memchr(group.p, '.', group.n) != NULL)
        see_maven(f, group, aa_bytes_from(stem, group.n + 1), version);
    aa_zip_content_done(&content);
}

/* ---- META-INF/maven/GROUP/ARTIFACT/pom.properties ---------------------------------------------------------
 */

static void look_at_pom(file_search *f, aa_bytes path)
{
    const uint8_t *slash = memchr(path.p, '/', path.n);
    aa_zip_content content;
    if (slash == NULL || !read_small(f, &content))
        return;
    aa_bytes group = aa_bytes_of(path.p, (size_t)(slash - path.p));
    aa_bytes artifact = aa_bytes_from(path, group.n + 1);
    artifact.n -= strlen("/pom.properties") < artifact.n ? strlen("/pom.properties") : artifact.n;
    see_maven(f, group, artifact, version_of(named_property(content.bytes, "version")));
    aa_zip_content_done(&content);
}

/* ---- ARTIFACT.properties of Google ------------------------------------------------------------------------
 */

static const char *group_of_client(aa_bytes client)
{
    static const struct {
        const char *prefix, *group;
    } groups[] = {{"play-services-", "com.google.android.gms"},
                  {"firebase-", "com.google.firebase"},
                  {"transport-", "com.google.android.datatransport"}};

    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (takes_prefix(&client, groups[i].prefix))
            return groups[i].group;
    return NULL;
}

static void look_at_client(file_search *f)
{
    aa_zip_content content;
    if (!read_small(f, &content)) {
        aa_zip_content_done(&content);
        return;
    }
    aa_bytes client = named_property(content.bytes, "client");
    aa_bytes version = version_of(named_property(content.bytes, "version"));
    const aa_trait *trait = client.n == 0 ? NULL : aa_library_trait(f->s, AA_TRAIT_CLIENT, client);
    const char *group = group_of_client(client);
    aa_place place = member_place(f);
    if (trait != NULL)
        aa_library_see(f->s, trait->component, AA_PROOF_METADATA, version, f->name, &place);
    else if (group != NULL)
        see_maven(f, aa_bytes_of(group, strlen(group)), client, version);
    aa_zip_content_done(&content);
}

/* ---- what the table says ---------------------------------------------------------------------------------
 */

static void look_inside(file_search *f, const aa_trait *trait)
{
    aa_zip_content content;
    aa_place place = member_place(f);
    if (aa_library_read(f->s, f->artifact, f->zip, f->entry, &content)) {
        if (trait->kind == AA_TRAIT_INSIDE)
            aa_library_scan_for(f->s, trait, content.bytes, &place);
        else
            aa_library_see(f->s, trait->component, AA_PROOF_METADATA,
                           version_of(property(content.bytes, trait->more)), f->name, &place);
    }
    aa_zip_content_done(&content);
}

static void look_at_traits(file_search *f)
{
    static const aa_trait_kind kinds[] = {AA_TRAIT_FILE, AA_TRAIT_INSIDE, AA_TRAIT_PROPERTIES};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        aa_traits of = aa_library_traits(f->s, kinds[k]);
        for (size_t i = 0; i < of.count; i++) {
            const aa_trait *t = &of.items[i];
            bool file = t->kind == AA_TRAIT_FILE;
            if ((file && memchr(t->value.p, '/', t->value.n) == NULL) || !aa_packer_fits(t->value, f->name))
                continue;
            aa_place place = member_place(f);
            if (file)
                aa_library_see(f->s, t->component, AA_PROOF_MARK, aa_bytes_none(), f->name, &place);
            else
                look_inside(f, t);
        }
    }
}

static void look_at_script(file_search *f)
{
    aa_zip_content content;
    aa_place place = member_place(f);
    if (aa_library_read(f->s, f->artifact, f->zip, f->entry, &content))
        aa_library_scan_run(f->scripts, content.bytes, &place);
    aa_zip_content_done(&content);
}

static bool is_script(aa_bytes name)
{
    return ends_with(name, ".js") || ends_with(name, ".jsbundle") || ends_with(name, ".android.bundle");
}

static void look_at_member(file_search *f)
{
    aa_bytes rest = f->name;
    bool meta = takes_prefix(&rest, "META-INF/");
    bool flat = memchr(rest.p, '/', rest.n) == NULL;
    if (meta && flat && ends_with(rest, ".version"))
        look_at_version_file(f, aa_bytes_of(rest.p, rest.n - strlen(".version")));
    else if (meta && takes_prefix(&rest, "maven/") && ends_with(rest, "/pom.properties"))
        look_at_pom(f, rest);
    else if (!meta && flat && ends_with(rest, ".properties"))
        look_at_client(f);
    else if (is_script(f->name))
        look_at_script(f);
    look_at_traits(f);
}

static void look_at_part(aa_library_search *s, const aa_part *part, const char *artifact,
                         aa_library_scan *scripts)
{
    for (size_t i = 0; part->zip != NULL && i < aa_zip_count(part->zip) && !s->source->failed; i++) {
        const aa_zip_entry *entry = aa_zip_at(part->zip, i);
        file_search f = {s,      artifact, part->zip, entry, aa_bytes_of(entry->name, strlen(entry->name)),
                         scripts};
        if (f.name.n > 0)
            look_at_member(&f);
    }
}

void aa_library_look_at_files(aa_library_search *s)
{
    aa_library_scan *scripts = aa_library_scan_new(s, 1U << AA_TRAIT_SCRIPT);
    if (scripts == NULL)
        return;
    for (size_t i = 0; i < s->source->part_count; i++)
        look_at_part(s, s->source->parts[i].part, s->source->parts[i].artifact, scripts);
    for (size_t i = 0; i < s->source->package->part_count && s->source->package->kind == AA_PACKAGE_IPA; i++)
        look_at_part(s, &s->source->package->parts[i], s->source->package->parts[i].name, scripts);
}
