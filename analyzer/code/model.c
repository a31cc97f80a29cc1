#include "code/model_internal.h"

#include "base/bisect.h"

#include <stdlib.h>

#define MAX_OWNERS 160U
#define MAX_ABOVE  16U /* superclasses looked at */

/* Lines of one class. */
typedef struct owner {
    aa_bytes descriptor;
    const aa_model_row *first;
    size_t count;
} owner;

struct aa_models {
    const aa_program *program;
    size_t defined; /* methods of the app, which have no models */
    size_t count;
    aa_model *by_method;      /* from |defined| on */
    owner owners[MAX_OWNERS]; /* by descriptor */
    size_t owner_count;
};

static const aa_model_row none;

/* ---- finding ------------------------------------------------------------------------------------------ */

static char kind_of(aa_bytes type)
{
    char first = type.n > 0 ? (char)type.p[0] : '?';
    char inner = type.n > 1 ? (char)type.p[1] : '?';
    return first != '[' ? first : inner == 'B' ? 'b' : inner == 'C' ? 'c' : '[';
}

static bool parameters_fit(const aa_program *p, aa_method_id id, const char *want)
{
    if (want == NULL)
        return true;
    size_t count = aa_method_parameter_count(p, id);
    if (strlen(want) != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (want[i] != '*' && want[i] != kind_of(aa_method_parameter(p, id, i)))
            return false;
    return true;
}

static int compare_owners(const void *a, const void *b)
{
    const owner *x = a;
    const owner *y = b;
    return aa_bytes_compare(x->descriptor, y->descriptor);
}

/* A class has lines in more than one table: its groups lie side by side after sorting. */
static void sort_owners(aa_models *models)
{
    static const aa_model_row *const tables[] = {aa_model_strings, aa_model_texts,  aa_model_formats,
                                                 aa_model_numbers, aa_model_arrays, aa_model_base64};
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
        for (const aa_model_row *row = tables[t]; row->owner != NULL && models->owner_count < MAX_OWNERS;) {
            owner *group = &models->owners[models->owner_count++];
            *group = (owner){aa_bytes_of(row->owner, strlen(row->owner)), row, 0};
            for (; row->owner != NULL && aa_bytes_is(group->descriptor, row->owner); row++)
                group->count++;
        }
    qsort(models->owners, models->owner_count, sizeof *models->owners, compare_owners);
}

static const aa_model_row *in_group(const aa_models *models, const owner *group, aa_method_id id)
{
    aa_bytes name = aa_program_method(models->program, id)->name;
    for (size_t i = 0; i < group->count; i++)
        if (aa_bytes_is(name, group->first[i].name) &&
            parameters_fit(models->program, id, group->first[i].parameters))
            return &group->first[i];
    return NULL;
}

static const aa_model_row *in_class(const aa_models *models, aa_bytes descriptor, aa_method_id id)
{
    size_t low;
    AA_BISECT(low, models->owner_count, middle,
              aa_bytes_compare(models->owners[middle].descriptor, descriptor) < 0);
    const aa_model_row *row = NULL;
    for (; row == NULL && low < models->owner_count &&
           aa_bytes_equal(models->owners[low].descriptor, descriptor);
         low++)
        row = in_group(models, &models->owners[low], id);
    return row;
}

/* Of the class the method is named with, or the nearest above it that has one. Constructors are not handed
 * down. */
static const aa_model_row *look_up(const aa_models *models, aa_method_id id)
{
    const aa_method *m = aa_program_method(models->program, id);
    const aa_type *type = aa_program_type(models->program, m->owner);
    aa_bytes descriptor = type->descriptor;
    if (descriptor.n > 0 && descriptor.p[0] == '[')
        descriptor = aa_bytes_of("[", 1);
    const aa_model_row *row = in_class(models, descriptor, id);
    aa_platform_class above = type->platform;
    for (unsigned i = 0; i < MAX_ABOVE && row == NULL && !aa_bytes_is(m->name, "<init>"); i++) {
        above = above == AA_PLATFORM_NONE ? above : aa_platform_super(above);
        if (above == AA_PLATFORM_NONE)
            break;
        row = in_class(models, aa_platform_descriptor(above), id);
    }
    return row;
}

aa_models *aa_models_new(const aa_program *program)
{
    aa_models *models = calloc(1, sizeof *models);
    if (models == NULL)
        return NULL;
    models->program = program;
    models->count = aa_program_method_count(program, &models->defined);
    models->by_method = calloc(models->count - models->defined + 1, sizeof *models->by_method);
    if (models->by_method == NULL) {
        free(models);
        return NULL;
    }
    sort_owners(models);
    return models;
}

void aa_models_free(aa_models *models)
{
    if (models == NULL)
        return;
    free(models->by_method);
    free(models);
}

const aa_model *aa_model_of(aa_models *models, aa_method_id method)
{
    if (method >= models->count || method < models->defined)
        return NULL;
    aa_model *model = &models->by_method[method - models->defined];
    if (model->row == NULL) {
        const aa_model_row *found = look_up(models, method);
        model->row = found != NULL ? found : &none;
        model->program = models->program;
    }
    return model->row == &none ? NULL : model;
}

bool aa_model_takes_key(aa_models *models, aa_method_id method)
{
    if (method >= models->count || method < models->defined)
        return false;
    aa_model *model = &models->by_method[method - models->defined];
    if (!model->key_is_known) {
        model->takes_key = aa_model_finds_key(models->program, method);
        model->key_is_known = true;
    }
    return model->takes_key;
}

/* ---- asking ------------------------------------------------------------------------------------------- */

unsigned aa_model_effects(const aa_model *model)
{
    return model->row->effects;
}

size_t aa_model_filled(const aa_model *model)
{
    return model->row->which;
}

size_t aa_model_same(const aa_model *model)
{
    return model->row->which;
}

bool aa_model_needs(const aa_model *model, size_t argument)
{
    return argument >= 8 || !(model->row->open >> argument & 1);
}

aa_value aa_model_apply(const aa_model *model, aa_values *values, const aa_value *arguments, size_t count)
{
    aa_model_call c = {.values = values,
                       .program = model->program,
                       .args = arguments,
                       .count = count,
                       .name = model->row->name};
    return model->row->function == NULL ? AA_VALUE_UNKNOWN : model->row->function(&c);
}
