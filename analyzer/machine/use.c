#include "machine/use.h"

#include "machine/machine_internal.h"

#define VISITED_MAX 64U

typedef struct visit {
    aa_machine *machine;
    uint32_t image;
    const char *const *names;
    uint32_t seen[VISITED_MAX];
    size_t seen_count;
} visit;

static bool is_named(const aa_mcall *call, const char *const *names)
{
    if (call->kind != AA_MCALL_IMPORT && call->kind != AA_MCALL_SEND)
        return false;
    for (size_t i = 0; names[i] != NULL; i++)
        if ((names[i][0] == '_') == (call->kind == AA_MCALL_IMPORT) && aa_mname_fits(call->name, names[i]))
            return true;
    return false;
}

static bool seen(visit *v, uint32_t function)
{
    for (size_t i = 0; i < v->seen_count; i++)
        if (v->seen[i] == function)
            return true;
    if (v->seen_count < VISITED_MAX)
        v->seen[v->seen_count++] = function;
    return v->seen_count >= VISITED_MAX;
}

/* |depth| is a small constant of the caller. */
static const aa_mcall *find(visit *v, uint32_t function, unsigned depth)
{
    if (function == AA_NO_FUNCTION || seen(v, function))
        return NULL;
    const aa_mflow *flow = aa_machine_flow(v->machine, v->image, function);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        if (is_named(&flow->calls[i], v->names))
            return &flow->calls[i];
    for (size_t i = 0; depth > 0 && flow != NULL && i < flow->call_count; i++) {
        const aa_mcall *found =
            flow->calls[i].kind == AA_MCALL_LOCAL ? find(v, flow->calls[i].function, depth - 1) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

const aa_mcall *aa_muse_call_in(aa_machine *machine, uint32_t image, uint32_t function,
                                const char *const *names, unsigned depth)
{
    visit v = {.machine = machine, .image = image, .names = names};
    return find(&v, function, depth < 3 ? depth : 3);
}

const aa_mcall *aa_muse_call_near(aa_machine *machine, uint32_t image, uint32_t function,
                                  const char *const *names)
{
    if (function == AA_NO_FUNCTION)
        return NULL;
    const aa_mcall *found = aa_muse_call_in(machine, image, function, names, 2);
    aa_msites callers = {NULL, 0};
    if (found == NULL)
        callers = aa_machine_calls_to(machine, image, function);
    for (size_t i = 0; found == NULL && i < callers.count; i++)
        found = aa_muse_call_in(machine, image, callers.items[i].function, names, 2);
    return found;
}

/* The system makes it for the first screen, and runs this before anybody touches the screen.
 * Source: Apple, UIViewController. */
static bool begins_first_screen(const aa_machine_base *base, const aa_image_function *f, const aa_mreach *r)
{
    static const char *const begins[] = {
        "initWithCoder:",  "awakeFromNib",     "loadView",       "viewDidLoad",
        "viewWillAppear:", "viewIsAppearing:", "viewDidAppear:", NULL};
    if (r->how != AA_MREACH_BY_FILE || !aa_muse_is_one_of(f->selector, begins))
        return false;
    for (size_t i = 0; i < base->first_class_count; i++)
        if (aa_bytes_is(f->class_name, base->first_classes[i]))
            return true;
    return false;
}

bool aa_muse_at_launch(aa_machine *machine, uint32_t image, uint32_t function)
{
    static const char *const first[] = {"application:didFinishLaunchingWithOptions:",
                                        "application:willFinishLaunchingWithOptions:",
                                        "applicationDidBecomeActive:",
                                        "scene:willConnectToSession:options:",
                                        "sceneDidBecomeActive:",
                                        "load",
                                        "initialize",
                                        NULL};
    for (unsigned steps = 0; steps < 32 && function != AA_NO_FUNCTION; steps++) {
        const aa_machine_base *base = aa_machine_base_of(machine);
        const aa_image_function *f = &base->images[image].functions[function];
        aa_mreach r = aa_machine_reach(machine, image, function);
        if (r.state == AA_MREACH_NO)
            return false;
        if (aa_muse_is_one_of(f->selector, first) || (f->is_entry && r.how == AA_MREACH_BY_ENTRY) ||
            begins_first_screen(base, f, &r))
            return true;
        if (r.how != AA_MREACH_BY_CALL && r.how != AA_MREACH_BY_SELECTOR && r.how != AA_MREACH_BY_POINTER)
            return false;
        image = r.image;
        function = r.function;
    }
    return false;
}

bool aa_muse_is_one_of(aa_bytes text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (text.n > 0 && (uint8_t)words[i][0] == text.p[0] && aa_bytes_is(text, words[i]))
            return true;
    return false;
}

bool aa_muse_begins_with(aa_bytes text, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        size_t n = 0;
        while (n < text.n && words[i][n] != '\0' && (uint8_t)words[i][n] == text.p[n])
            n++;
        if (words[i][n] == '\0')
            return true;
    }
    return false;
}
