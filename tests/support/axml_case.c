#include "support/axml_case.h"

#include <stdlib.h>

axml_case axml_case_decode_with(aa_bytes data, const aa_limits *limits)
{
    axml_case d = {.arena = aa_arena_new()};
    assert_non_null(d.arena);
    aa_notes_init(&d.notes, d.arena, 0);
    d.bytes = malloc(data.n + 1); /* a copy without slack, so that a read past its end is seen */
    assert_non_null(d.bytes);
    memcpy(d.bytes, data.p, data.n);
    d.err = aa_axml_parse(d.arena, aa_bytes_of(d.bytes, data.n), limits, &d.notes, &d.axml);
    return d;
}

axml_case axml_case_decode(aa_bytes data)
{
    aa_limits limits = AA_LIMITS_INIT;
    return axml_case_decode_with(data, &limits);
}

void axml_case_release(axml_case *d)
{
    aa_axml_done(&d->axml);
    aa_arena_free(d->arena);
    free(d->bytes);
}

axml_case axml_case_decode_built(axml_builder *b)
{
    aa_bytes data = axml_finish(b);
    axml_case d = axml_case_decode(data);
    free((void *)(uintptr_t)data.p);
    return d;
}

xmlNode *axml_case_root_of(const axml_case *d)
{
    assert_int_equal(d->err, AA_OK);
    xmlNode *root = xmlDocGetRootElement(d->axml.doc);
    assert_non_null(root);
    return root;
}

const char *axml_case_text_of(const xmlAttr *attr)
{
    assert_non_null(attr);
    assert_non_null(attr->children);
    return (const char *)attr->children->content;
}

bool axml_case_has_gap(const axml_case *d)
{
    for (size_t i = 0; i < d->notes.items.count; i++)
        if (aa_notes_at(&d->notes, i)->kind == AA_NOTE_GAP)
            return true;
    return false;
}

void assert_axml_note(const axml_case *d, const char *code, aa_note_kind kind)
{
    for (size_t i = 0; i < d->notes.items.count; i++)
        if (strcmp(aa_notes_at(&d->notes, i)->code, code) == 0) {
            assert_int_equal(aa_notes_at(&d->notes, i)->kind, kind);
            return;
        }
    fail_msg("no note %s", code);
}

/* <manifest package="a.b"><application android:name=".App" android:debuggable="true"/></manifest> */
axml_builder axml_case_small(void)
{
    axml_builder b = {0};
    axml_name_id(&b, "name", ID_NAME);
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    return b;
}

void axml_case_fill_small(axml_builder *b)
{
    const axml_attr package[] = {{NULL, "package", "a.b", 0, 0}};
    const axml_attr application[] = {{NS, "name", ".App", 0, 0}, {NS, "debuggable", BOOL(true)}};
    axml_namespace(b, true, "android", NS);
    axml_start(b, "manifest", package, 1);
    axml_start(b, "application", application, 2);
    axml_end(b, "application");
    axml_end(b, "manifest");
    axml_namespace(b, false, "android", NS);
}

void axml_case_check_small(const axml_case *d)
{
    xmlNode *root = axml_case_root_of(d);
    assert_string_equal((const char *)root->name, "manifest");
    assert_string_equal(axml_case_text_of(aa_axml_plain_attr(root, "package")), "a.b");
    assert_string_equal((const char *)root->nsDef->href, NS);
    assert_string_equal((const char *)root->nsDef->prefix, "android");
    xmlNode *app = root->children;
    assert_string_equal((const char *)app->name, "application");
    assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_NAME, "name")), ".App");
    assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
    assert_null(aa_axml_attr(app, ID_BACKUP, "allowBackup"));
    assert_null(aa_axml_plain_attr(app, "name"));
    assert_null(app->next);
}
