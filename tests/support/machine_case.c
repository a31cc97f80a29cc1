#include "support/machine_case.h"

#include <stdlib.h>

#include "support/test.h"

machine_case *machine_case_open(const char *name)
{
    macho_case file = macho_case_open(name);
    machine_case *c = calloc(1, sizeof *c);
    assert_non_null(c);
    c->file = file;
    assert_int_equal(aa_objc_read(c->file.arena, &c->file.macho, &c->file.notes, &c->objc), AA_OK);
    assert_int_equal(aa_image_make(c->file.arena, &c->file.macho, &c->objc, &c->image), AA_OK);
    c->image.artifact = "test.ipa";
    c->image.member = name;
    c->image.arch = "arm64";
    c->image.is_app = true;
    assert_int_equal(aa_mreach_find(c->file.arena, &c->image, 1, &(aa_mreach_names){0}, &c->reach), AA_OK);
    c->base = (aa_machine_base){
        .images = &c->image, .image_count = 1, .reach = c->reach, .limits = c->file.limits, .complete = true};
    c->machine = aa_machine_new(&c->base);
    assert_non_null(c->machine);
    return c;
}

void machine_case_done(machine_case *c)
{
    assert_false(aa_machine_failed(c->machine));
    aa_machine_free(c->machine);
    macho_case_done(&c->file);
    free(c);
}

static aa_msite pick(machine_case *c, aa_msites sites, const char *what, const char *in)
{
    for (size_t i = 0; i < sites.count; i++)
        if (strcmp(aa_machine_function_name(c->machine, 0, sites.items[i].function), in) == 0)
            return sites.items[i];
    fail_msg("%s is not called in %s", what, in);
    return (aa_msite){0};
}

aa_msite machine_call(machine_case *c, const char *symbol, const char *in)
{
    return pick(c, aa_machine_calls(c->machine, symbol), symbol, in);
}

aa_msite machine_send(machine_case *c, const char *selector, const char *in)
{
    return pick(c, aa_machine_sends(c->machine, selector, NULL), selector, in);
}
