#include "support/test.h"

#include "decode/objc.h"
#include "support/fail_alloc.h"
#include "support/macho_case.h"

static aa_objc read_case(macho_case *c)
{
    aa_objc objc;
    assert_int_equal(aa_objc_read(c->arena, &c->macho, &c->notes, &objc), AA_OK);
    return objc;
}

static const aa_objc_class *class_named(const aa_objc *objc, const char *name)
{
    for (size_t i = 0; i < objc->class_count; i++) {
        if (aa_bytes_is(objc->classes[i].name, name))
            return &objc->classes[i];
    }
    fail_msg("no class %s", name);
    return NULL;
}

static const aa_objc_method *method_named(const aa_objc_class *class, const char *selector)
{
    for (uint32_t i = 0; i < class->method_count; i++) {
        if (aa_bytes_is(class->methods[i].selector, selector))
            return &class->methods[i];
    }
    fail_msg("no method %s", selector);
    return NULL;
}

static void assert_class_ref(const aa_objc *objc, const char *name)
{
    for (size_t i = 0; i < objc->class_ref_count; i++) {
        if (aa_bytes_is(objc->class_refs[i].name, name)) {
            aa_bytes found = aa_objc_class_ref_at(objc, objc->class_refs[i].address);
            assert_true(aa_bytes_is(found, name));
            return;
        }
    }
    fail_msg("no reference to %s", name);
}

static void check_greeter(const aa_macho *m, const aa_objc *objc)
{
    const aa_objc_class *class = class_named(objc, "Greeter");
    assert_true(aa_bytes_is(class->superclass, "NSObject"));
    assert_false(class->is_swift || class->is_category);
    assert_int_equal(class->address, macho_symbol(m, "_OBJC_CLASS_$_Greeter"));
    assert_int_equal(class->method_count, 6);
    const aa_objc_method *greet = method_named(class, "greet:times:");
    assert_true(aa_bytes_is(greet->types, "v28@0:8@16i24"));
    assert_int_equal(greet->code, macho_symbol(m, "-[Greeter greet:times:]"));
    assert_false(greet->is_class);
    const aa_objc_method *shared = method_named(class, "shared");
    assert_true(shared->is_class);
    assert_int_equal(shared->code, macho_symbol(m, "+[Greeter shared]"));
    assert_int_equal(class->ivar_count, 3);
    assert_true(aa_bytes_is(class->ivars[0].name, "count") && class->ivars[0].offset == 8);
    assert_true(aa_bytes_is(class->ivars[1].type, "@\"NSString\""));
    assert_int_equal(class->ivars[0].offset_address, macho_symbol(m, "_OBJC_IVAR_$_Greeter.count"));
    assert_int_equal(class->protocol_count, 2);
    assert_true(aa_bytes_is(class->protocols[0], "Greeting"));
    bool title = false;
    for (uint32_t i = 0; i < class->property_count; i++)
        title = title || aa_bytes_is(class->properties[i], "title");
    assert_true(title);
}

/* Pointers filled in by opcodes or chains, absolute and relative lists, selectors in three sections. */
static void every_layout_reads_the_same(void **state)
{
    (void)state;
    static const char *const names[] = {"app14",          "app16",        "app16_chained", "app19",
                                        "app19_relative", "libapp.dylib", "app_fat"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        macho_case c = macho_case_open(names[i]);
        print_message("%s\n", names[i]);
        aa_objc objc = read_case(&c);
        assert_int_equal(c.notes.items.count, 0);
        check_greeter(&c.macho, &objc);
        const aa_objc_class *loud = class_named(&objc, "Loud");
        assert_true(aa_bytes_is(loud->superclass, "Greeter"));
        const aa_objc_class *category = class_named(&objc, "NSString");
        assert_true(category->is_category);
        assert_int_equal(category->address, 0);
        assert_int_equal(method_named(category, "mine")->code,
                         macho_symbol(&c.macho, "-[NSString(Mine) mine]"));
        assert_int_equal(objc.load_count, 2);
        assert_int_equal(objc.load_methods[0], macho_symbol(&c.macho, "+[Greeter load]"));
        assert_int_equal(objc.load_methods[1], macho_symbol(&c.macho, "+[NSString(Mine) load]"));
        assert_class_ref(&objc, "WKWebView");
        assert_class_ref(&objc, "Loud");
        bool found = false;
        for (size_t k = 0; k < objc.selector_count; k++) {
            if (!aa_bytes_is(objc.selectors[k].name, "setObject:forKey:"))
                continue;
            aa_bytes name = aa_objc_selector_at(&objc, objc.selectors[k].address);
            found = aa_bytes_is(name, "setObject:forKey:");
        }
        assert_true(found);
        assert_int_equal(aa_objc_selector_at(&objc, 1).n, 0);
        bool greeting = false;
        for (size_t k = 0; k < objc.protocol_count; k++) {
            if (!aa_bytes_is(objc.protocols[k].name, "Greeting"))
                continue;
            greeting = objc.protocols[k].method_count == 2 && objc.protocols[k].methods[0].code == 0;
        }
        assert_true(greeting);
        macho_case_done(&c);
    }
}

static void constant_strings(void **state)
{
    (void)state;
    static const char *const names[] = {"app14", "app19"};
    static const char *const texts[] = {"\xE6\xBC\xA2\xE5\xAD\x97", "h\xC3\xA9llo", "loaded %@ %@", "last"};
    for (size_t i = 0; i < 2; i++) {
        macho_case c = macho_case_open(names[i]);
        const aa_macho_section *s = aa_macho_section_of(&c.macho, NULL, "__cfstring");
        uint32_t seen = 0;
        for (uint64_t at = 0; at < s->size; at += 32) {
            aa_bytes text;
            assert_true(aa_objc_string(c.arena, &c.macho, s->address + at, &text));
            for (uint32_t k = 0; k < 4; k++)
                seen |= (uint32_t)aa_bytes_is(text, texts[k]) << k;
        }
        assert_int_equal(seen, 15);
        aa_bytes text;
        assert_false(aa_objc_string(c.arena, &c.macho, s->address + 8, &text));
        assert_false(aa_objc_string(c.arena, &c.macho, c.macho.entry, &text));
        macho_case_done(&c);
    }
}

static void encrypted_names_are_no_second_gap(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app_encrypted");
    size_t before = c.notes.items.count;
    aa_objc objc = read_case(&c);
    assert_int_equal(objc.class_count, 1); /* a category is named by what it extends, which is imported */
    assert_true(aa_bytes_is(objc.classes[0].name, "NSString"));
    assert_int_equal(objc.classes[0].methods[0].selector.n, 0);
    assert_int_not_equal(objc.classes[0].methods[0].code, 0);
    assert_int_equal(c.notes.items.count, before);
    assert_true(aa_notes_has(&c.notes, "macho.encrypted"));
    macho_case_done(&c);
}

static void swift_types_are_named(void **state)
{
    (void)state;
    macho_case c = macho_case_open("swift_types");
    aa_objc objc = read_case(&c);
    assert_int_equal(c.notes.items.count, 0);
    assert_int_equal(objc.swift_type_count, 3);
    const aa_swift_type *t = objc.swift_types;
    assert_true(aa_bytes_is(t[0].name, "Store") && aa_bytes_is(t[0].full_name, "Vault.Store"));
    assert_int_equal(t[0].kind, 17);
    assert_int_equal(t[0].field_count, 2);
    assert_true(aa_bytes_is(t[0].fields[0], "secret") && aa_bytes_is(t[0].fields[1], "salt"));
    assert_true(aa_bytes_is(t[1].full_name, "Vault.Store.Key") && t[1].kind == 16);
    assert_true(aa_bytes_is(t[2].full_name, "Swift.String.Mode") && t[2].kind == 18);
    static const char *const conformances[] = {"Vault.Store: Vault.Guarded",
                                               "Vault.Store.Key: Swift.Hashable", "NSString: Vault.Guarded"};
    assert_int_equal(objc.swift_conformance_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(aa_bytes_is(objc.swift_conformances[i], conformances[i]));
    macho_case_done(&c);
}

static void swift_names(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"_$s9CryptoKit8InsecureO3MD5VMa", "CryptoKit.Insecure.MD5"},
        {"$s9CryptoKit8InsecureO3MD5VN", "CryptoKit.Insecure.MD5"},
        {"_$s10Foundation4DataV5write2to7optionsyAA3URLV_So20NSDataWritingOptionsVtKF",
         "Foundation.Data.write(to:options:)"},
        {"_$s9CryptoKit12HashFunctionPAAE4hash4data6DigestQzqd___t10Foundation12DataProtocolRd__lFZ",
         "CryptoKit.HashFunction.hash(data:)"},
        {"_$s10Foundation10URLRequestV3url11cachePolicy15timeoutIntervalAcA3URLV_"
         "So017NSURLRequestCacheE0VSdtcfC",
         "Foundation.URLRequest.init(url:cachePolicy:timeoutInterval:)"},
        {"_$s10Foundation10URLRequestV10httpMethodSSSgvs", "Foundation.URLRequest.httpMethod.setter"},
        {"_$s10Foundation10URLRequestV9AlamofireE02asB0ACyKF", "Foundation.URLRequest.asURLRequest()"},
        {"_$s10Foundation11JSONDecoderC6decode_4fromxxm_AA4DataVtKSeRzlFTj",
         "Foundation.JSONDecoder.decode(_:from:)"},
        {"_$s10Foundation10URLRequestVs23CustomStringConvertibleAAMc",
         "Foundation.URLRequest: Swift.CustomStringConvertible"},
        {"$sSS", "Swift.String"},
        {"$sSaySSG", "Swift.Array"},
        {"$sScT", "Swift.Task"},
        {"$ss5print_9separator10terminatoryypd_S2StF", "Swift.print(_:separator:terminator:)"},
        {"$s4main3fooyyF", "main.foo()"},
        {"$s4main3fooyySiF", "main.foo(_:)"},
        {"$s4main3foo1xySi_tF", "main.foo(x:)"},
        {"$s4main3foo1xySi_tYaKF", "main.foo(x:)"},
        {"$s4main1CC1xSivg", "main.C.x.getter"},
        {"$s4main1CC6secret33_0123456789ABCDEF0123456789ABCDEFLLSSvp", "main.C.secret"},
        {"$s4main1CCfD", "main.C.deinit"},
        {"$s4main1CCySiSScig", "main.C.subscript(_:).getter"},
        {"$s4main1pyxx_xtlF", "main.p(_:_:)"},
        {"$s4main1PPAAE1fyyF", "main.P.f()"},
        {"$s4main3fooyyF3BarL_V", "main.foo().Bar"},
        {"$s4main2peoiyS2i_SitF", "main.+=(_:_:)"},
        {"$s4main3fooyyFyycfU_", "main.foo().closure"},
        {"_TtC6Module5Class", "Module.Class"},
        {"_TtCC6Module5Outer5Inner", "Module.Outer.Inner"},
        {"_TtC6ModuleP33_0123456789ABCDEF0123456789ABCDEF5Class", "Module.Class"},
        {"_TtCs12_SwiftObject", "Swift._SwiftObject"},
        {"_$s4main3fooyyFTo", "main.foo()"},
        {"$s4main3fooyyF.cold.1", "main.foo()"},
    };
    aa_arena *arena = aa_arena_new();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *got = aa_swift_demangle(arena, aa_bytes_of(names[i][0], strlen(names[i][0])));
        if (got == NULL)
            fail_msg("%s is not understood", names[i][0]);
        assert_string_equal(got, names[i][1]);
    }
    static const char *const none[] = {"",
                                       "_main",
                                       "$s",
                                       "_$s4main",
                                       "$s4mai",
                                       "$s4main3fooyyFZZZq",
                                       "$sA_",
                                       "$s0a",
                                       "$sSg",
                                       "$sS99999S",
                                       "$sA9999999A",
                                       "_$s0",
                                       "_Tt",
                                       "_TtC",
                                       "_TtC9Mod",
                                       "$s4main1f1xySi_tXX",
                                       "$sG",
                                       "$st",
                                       "$s_t",

                                       "_T04main3fooySiF"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        if (aa_swift_demangle(arena, aa_bytes_of(none[i], strlen(none[i]))) != NULL)
            fail_msg("%s is understood", none[i]);
    }
    aa_arena_free(arena);
}

static void limits_are_told(void **state)
{
    (void)state;
    macho_case c = macho_case_open("app16");
    c.limits->objc_items = 4;
    (void)read_case(&c);
    assert_int_equal(aa_notes_count(&c.notes, "limit.objc_items", AA_NOTE_GAP), 1);
    macho_case_done(&c);
    c = macho_case_open("swift_types");
    c.limits->swift_text = 20;
    (void)read_case(&c);
    assert_int_equal(aa_notes_count(&c.notes, "limit.swift_text", AA_NOTE_GAP), 1);
    macho_case_done(&c);
}

/* ---- damage ---- */

static bool read_once(void *context)
{
    const macho_case *c = context;
    aa_arena *arena = aa_arena_new();
    aa_notes notes;
    aa_objc objc;
    if (arena == NULL)
        return false;
    aa_notes_init(&notes, arena, 10);
    bool ok = aa_objc_read(arena, &c->macho, &notes, &objc) == AA_OK && !notes.failed;
    aa_arena_free(arena);
    return ok;
}

static void failing_allocations_are_clean(void **state)
{
    (void)state;
    static const char *const names[] = {"app19_relative", "swift_types"};
    for (size_t i = 0; i < 2; i++) {
        macho_case c = macho_case_open(names[i]);
        assert_in_range(test_each_allocation_fails(read_once, &c, 500), 2, 500);
        macho_case_done(&c);
    }
}

/* Every byte of what the metadata lie in, changed: read or left out, never more. */
static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    static const char *const names[] = {"app14", "app19_relative", "swift_types"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        macho_case c = macho_case_open(names[i]);
        for (size_t k = 0; k < c.macho.section_count; k++) {
            aa_bytes data = c.macho.sections[k].data;
            if (strcmp(c.macho.sections[k].name, "__text") == 0)
                continue;
            uint8_t *bytes = (uint8_t *)(uintptr_t)data.p;
            for (size_t at = 0; at < data.n; at++) {
                uint8_t was = bytes[at];
                aa_arena *arena = aa_arena_new();
                aa_notes notes;
                aa_macho m;
                aa_objc objc;
                aa_notes_init(&notes, arena, 10);
                bytes[at] = (uint8_t)(was ^ (at % 2 == 0 ? 0xffU : 1U << (at % 8)));
                if (aa_macho_open(arena, c.slices[0].data, c.limits, &notes, &m) == AA_OK)
                    assert_int_equal(aa_objc_read(arena, &m, &notes, &objc), AA_OK);
                aa_arena_free(arena);
                bytes[at] = was;
            }
        }
        macho_case_done(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layout_reads_the_same),
        cmocka_unit_test(constant_strings),
        cmocka_unit_test(encrypted_names_are_no_second_gap),
        cmocka_unit_test(swift_types_are_named),
        cmocka_unit_test(swift_names),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(failing_allocations_are_clean),
        cmocka_unit_test(any_byte_may_be_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
