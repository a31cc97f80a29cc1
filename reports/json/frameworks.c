#include "facts/frameworks.h"

#include "reports/json/parts.h"

static void put_file(aa_json *j, const aa_framework_file *file)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "form", aa_framework_form_name(file->form));
    aa_json_text(j, "name", file->name);
    aa_json_text(j, "version", file->version);
    aa_json_bool(j, "read", file->read);
    if (file->debug)
        aa_json_bool(j, "debug", true);
    if (file->form == AA_FORM_HERMES && file->read)
        aa_json_bool(j, "intact", file->sealed);
    if (file->form == AA_FORM_ASSEMBLY)
        aa_json_bool(j, "library", file->library);
    if (file->functions > 0)
        aa_json_uint(j, file->form == AA_FORM_HERMES ? "functions" : "types", file->functions);
    aa_json_uint(j, "texts", file->text_count);
    aa_json_text(j, "artifact", file->artifact);
    aa_json_text(j, "member", file->member);
    aa_json_close_object(j);
}

static void put_framework(aa_json *j, const aa_frameworks *all, const aa_framework *f)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "kind", aa_framework_name(f->kind));
    aa_json_text(j, "engine", f->engine);
    aa_json_text(j, "version", f->version);
    aa_json_text(j, "build", f->build);
    aa_json_text(j, "features", f->features);
    aa_json_place(j, &f->place);
    aa_json_open_array(j, "files");
    for (size_t i = 0; i < all->file_count; i++)
        if (all->files[i].framework == f->kind)
            put_file(j, &all->files[i]);
    aa_json_close_array(j);
    aa_json_close_object(j);
}

void aa_json_frameworks(aa_json *j, const aa_frameworks *frameworks)
{
    aa_json_open_array(j, "frameworks");
    for (size_t i = 0; i < frameworks->count; i++)
        put_framework(j, frameworks, &frameworks->items[i]);
    aa_json_close_array(j);
}
