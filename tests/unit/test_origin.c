#include "code/origin.h"

#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

typedef struct origin_case {
    program_case program;
    aa_flows *flows;
    aa_tracer *tracer;
    aa_str text;
} origin_case;

static int begin(void **state)
{
    static origin_case t;
    program_case_begin(&t.program, "origin");
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    assert_non_null(t.flows);
    t.tracer = aa_tracer_new(t.flows);
    assert_non_null(t.tracer);
    aa_str_init(&t.text, 10000);
    *state = &t;
    return 0;
}

static int end(void **state)
{
    origin_case *t = *state;
    aa_str_done(&t->text);
    aa_tracer_free(t->tracer);
    aa_flows_free(t->flows);
    program_case_end(&t->program);
    return 0;
}

/* ---- origins as text ---------------------------------------------------------------------------------- */

static void put_bytes(aa_str *s, aa_bytes bytes)
{
    for (size_t i = 0; i < bytes.n; i++)
        aa_str_printf(s, "%02x", bytes.p[i]);
}

static void put_name(aa_str *s, aa_bytes name)
{
    aa_str_putn(s, (const char *)name.p, name.n);
}

static void put_origin(origin_case *t, const aa_origin *o)
{
    const aa_program *p = t->program.program;
    aa_str *s = &t->text;
    aa_str_put(s, o->exact ? "" : "~");
    switch (o->kind) {
    case AA_ORIGIN_INT:
        aa_str_printf(s, "%lld", (long long)o->number);
        break;
    case AA_ORIGIN_NULL:
        aa_str_put(s, "null");
        break;
    case AA_ORIGIN_STRING:
        aa_str_printf(s, "'%.*s'", (int)o->text.n, (const char *)o->text.p);
        break;
    case AA_ORIGIN_BYTES:
        aa_str_put(s, "bytes ");
        put_bytes(s, o->text);
        break;
    case AA_ORIGIN_CLASS:
        aa_str_put(s, "class ");
        put_name(s, aa_program_type(p, o->type)->descriptor);
        break;
    case AA_ORIGIN_CALL:
        aa_str_put(s, "call ");
        put_name(s, aa_program_method(p, o->method)->name);
        break;
    case AA_ORIGIN_ENTRY:
    case AA_ORIGIN_PARAM:
        aa_str_printf(s, "%s %lld of ", o->kind == AA_ORIGIN_ENTRY ? "entry" : "parameter",
                      (long long)o->number);
        put_name(s, aa_program_method(p, o->in)->name);
        break;
    case AA_ORIGIN_FIELD:
        aa_str_put(s, "field ");
        put_name(s, aa_program_field(p, o->field)->name);
        break;
    case AA_ORIGIN_NEW:
        aa_str_put(s, "new ");
        put_name(s, aa_program_type(p, o->type)->descriptor);
        break;
    case AA_ORIGIN_CAUGHT:
        aa_str_put(s, "caught");
        break;
    case AA_ORIGIN_UNKNOWN:
        aa_str_put(s, "?");
        break;
    }
}

static const char *as_text(origin_case *t, aa_origins origins)
{
    aa_str_clear(&t->text);
    for (size_t i = 0; i < origins.count; i++) {
        aa_str_put(&t->text, i > 0 ? ", " : "");
        put_origin(t, &origins.items[i]);
    }
    aa_str_put(&t->text, origins.complete ? "" : " ...");
    assert_true(aa_str_ok(&t->text));
    return t->text.ptr;
}

/* The call of System.identityHashCode() in |method|. */
static uint32_t sink_of(origin_case *t, aa_method_id method)
{
    const aa_flow *flow = aa_flow_of(t->flows, method);
    assert_non_null(flow);
    for (size_t i = 0; i < flow->call_count; i++)
        if (flow->calls[i].to != AA_NO_ID &&
            aa_bytes_is(aa_program_method(t->program.program, flow->calls[i].to)->name, "identityHashCode"))
            return flow->calls[i].pc;
    fail_msg("no call is asked about");
    return 0;
}

static aa_origins origins_with(origin_case *t, const char *method, const aa_trace_options *options)
{
    aa_method_id id = program_case_method(&t->program, method);
    return aa_trace_argument(t->tracer, id, sink_of(t, id), 0, options);
}

static void assert_origins(origin_case *t, const char *method, const char *expected)
{
    const char *got = as_text(t, origins_with(t, method, NULL));
    if (strcmp(got, expected) != 0)
        fail_msg("%s: %s", method, got);
}

/* The same through library calls. */
static void assert_whence(origin_case *t, const char *method, const char *expected)
{
    const char *got = as_text(t, origins_with(t, method, &(aa_trace_options){.through_library = true}));
    if (strcmp(got, expected) != 0)
        fail_msg("%s: %s", method, got);
}

/* ---- from method to method ---------------------------------------------------------------------------- */

static void arguments_are_followed_to_all_callers(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Calls;->sink", "'AES'");
    assert_origins(t, "Lorigin/Calls;->shared", "'MD5', 'SHA-256'");
    assert_origins(t, "Lorigin/Calls;->undecided", "'AES', 'DES'");
    assert_origins(t, "Lorigin/Calls;->uncalled", "parameter 0 of uncalled");
}

static void a_helper_gives_each_caller_its_own(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Calls;->sameAes", "'AES'");
    assert_origins(t, "Lorigin/Calls;->sameDes", "'DES'");
    assert_origins(t, "Lorigin/Calls;->decided", "'AES/GCM/NoPadding'");
}

static void the_platform_hands_values_on(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Task;->look", "'first', 'second'");
    assert_origins(t, "Lorigin/Task;->onPostExecute", "'done'");
    assert_origins(t, "Lorigin/OtherTask;->doInBackground", "entry 1 of doInBackground");
}

static void what_the_platform_calls_gets_what_it_gives(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Screen;->onCreate", "entry 1 of onCreate");
    assert_origins(t, "Lorigin/Screen;->onNewIntent", "entry 1 of onNewIntent, new Landroid/content/Intent;");
    assert_origins(t, "Lorigin/Screen;->model", "field MODEL");
    assert_origins(t, "Lorigin/Calls;->whoAmI", "new Lorigin/Calls;");
    assert_origins(t, "Lorigin/Calls;->nativeResult", "call abstractLike");
    assert_origins(t, "Lorigin/Calls;->caught", "caught");
}

static void a_call_runs_what_its_receiver_can_be(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Calls;->anyNamed", "'strong', 'weak'");
    assert_origins(t, "Lorigin/Calls;->oneNamed", "'weak'");
    assert_origins(t, "Lorigin/Calls;->baseNamed", "'strong'");
}

static void circles_end(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Calls;->recursive", "'bottom'");
    assert_origins(t, "Lorigin/Calls;->mutual", "");
    assert_origins(t, "Lorigin/Calls;->round", "'once'");
    assert_origins(t, "Lorigin/Fields;->useCircle", "");
}

static void what_lies_deeper_than_asked_is_told(void **state)
{
    origin_case *t = *state;
    const aa_trace_options two = {.depth = 2};
    const aa_trace_options three = {.depth = 3};
    const aa_trace_options step = {.steps = 1};
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->deep3", &three)), "'too deep'");
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->deep3", &two)), "? ...");
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->deep3", &step)), "? ...");
    /* What was kept from one question is not the answer to another. */
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->deep3", &three)), "'too deep'");
}

static void more_origins_than_an_answer_holds_are_told(void **state)
{
    origin_case *t = *state;
    aa_origins origins = origins_with(t, "Lorigin/Many;->raw", NULL);
    assert_false(origins.complete);
    assert_int_equal(origins.items[origins.count - 1].kind, AA_ORIGIN_UNKNOWN);
    assert_true(origins.count > 100 && origins.count < 300);
}

static void the_only_way_may_be_longer(void **state)
{
    origin_case *t = *state;
    const aa_trace_options none = {.depth = 1};
    assert_origins(t, "Lorigin/Calls;->far11", "'far away'");
    assert_origins(t, "Lorigin/Calls;->far12", "? ...");
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->far7", &none)), "'far away'");
    assert_string_equal(as_text(t, origins_with(t, "Lorigin/Calls;->far8", &none)), "? ...");
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static void fields_hold_what_is_stored(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Fields;->useFixed", "'fixed'");
    assert_origins(t, "Lorigin/Fields;->useChanging", "'after', 'before'");
    assert_origins(t, "Lorigin/Fields;->useUntouched", "0");
    assert_origins(t, "Lorigin/Fields;->useNever", "field never");
    assert_origins(t, "Lorigin/Fields;->useLazy", "'made when asked for'");
    assert_origins(t, "Lorigin/Holder;->useKey", "bytes 30313233343536373839616263646566");
}

static void what_the_class_initialiser_leaves_is_found(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Fields;->useJoined", "'AES/ECB'");
    assert_origins(t, "Lorigin/Fields;->useTable", "'Blowfish', 'RC4'");
    assert_origins(t, "Lorigin/Fields;->useTableAt", "'Blowfish'");
    assert_origins(t, "Lorigin/Fields;->useRandom", "call nextBytes");
}

static void objects_are_told_apart_by_their_constructor_calls(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Fields;->twoHolders", "'right'");
    assert_origins(t, "Lorigin/Fields;->defaultHolder", "'unnamed'");
    assert_origins(t, "Lorigin/Holder;->use", "'left', 'right', 'unnamed'");
}

/* ---- expressions -------------------------------------------------------------------------------------- */

static void texts_are_put_together_across_methods(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Texts;->transform", "'AES/CBC/NoPadding', 'AES/CTR/NoPadding'");
    assert_origins(t, "Lorigin/Texts;->join", "'AES/GCM'");
    assert_origins(t, "Lorigin/Texts;->bytes", "bytes 736573616d65");
    assert_origins(t, "Lorigin/Texts;->typed", "'Atrue66'");
    assert_origins(t, "Lorigin/Texts;->count", "256");
    assert_origins(t, "Lorigin/Texts;->copied", "'ok'");
    assert_origins(t, "Lorigin/Texts;->partly", "call concat");
    assert_whence(t, "Lorigin/Texts;->partly", "~'http://', call concat, ~parameter 0 of partly");
}

/* ---- the library -------------------------------------------------------------------------------------- */

static void library_calls_are_followed_when_asked_for(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Library;->key", "new Ljavax/crypto/spec/SecretKeySpec;");
    assert_whence(t, "Lorigin/Library;->key",
                  "~'AES', ~call getBytes, ~parameter 0 of key, new Ljavax/crypto/spec/SecretKeySpec;");
    assert_whence(t, "Lorigin/Library;->digest",
                  "~'SHA-256', ~call getInstance, ~call getBytes, call digest, ~parameter 0 of digest");
    assert_whence(t, "Lorigin/Library;->built",
                  "~'http', call build, ~parameter 0 of built, ~new Landroid/net/Uri$Builder;");
}

static void arrays_have_what_was_written_into_them(void **state)
{
    origin_case *t = *state;
    assert_origins(t, "Lorigin/Library;->random", "~call nextBytes");
    assert_origins(t, "Lorigin/Library;->zeros", "bytes 00000000");
    assert_origins(t, "Lorigin/Library;->filled", "~call nextBytes");
    assert_origins(t, "Lorigin/Library;->cloned", "bytes 6b6579");
    assert_origins(t, "Lorigin/Library;->clonedParameter", "parameter 0 of clonedParameter");
}

/* ---- the way ------------------------------------------------------------------------------------------ */

static void the_way_leads_from_the_constant_to_the_question(void **state)
{
    origin_case *t = *state;
    aa_origins origins = origins_with(t, "Lorigin/Calls;->sink", NULL);
    static const char *const names[] = {"first", "second", "third"};
    assert_int_equal(origins.count, 1);
    const aa_step *step = origins.items[0].way;
    for (size_t i = 0; i < 3; i++, step = step->next) {
        assert_non_null(step);
        assert_int_equal(step->kind, AA_STEP_ARGUMENT);
        assert_true(aa_bytes_is(aa_program_method(t->program.program, step->in)->name, names[i]));
    }
    assert_null(step);
    assert_true(aa_bytes_is(aa_program_method(t->program.program, origins.items[0].in)->name, "first"));
}

static void what_came_by_different_calls_is_told_apart(void **state)
{
    origin_case *t = *state;
    static const char *const callers[] = {"between", "twice", "twice"};
    const aa_trace_options options = {.by_caller = true};
    const aa_program *p = t->program.program;
    aa_method_id apart = program_case_method(&t->program, "Lorigin/Calls;->apart");
    assert_origins(t, "Lorigin/Calls;->apart", "'same', 'same'"); /* where each stands */
    aa_origins origins = origins_with(t, "Lorigin/Calls;->apart", &options);
    assert_true(origins.complete);
    assert_int_equal(origins.count, 3);
    uint32_t last = 0;
    for (size_t i = 0; i < 3; i++) {
        const aa_step *step = aa_origin_entered(&origins.items[i], apart);
        assert_non_null(step);
        assert_int_equal(step->kind, AA_STEP_ARGUMENT);
        assert_int_equal(step->method, apart);
        if (!aa_bytes_is(aa_program_method(p, step->in)->name, callers[i]))
            fail_msg("call %zu is in %.*s", i, (int)aa_program_method(p, step->in)->name.n,
                     (const char *)aa_program_method(p, step->in)->name.p);
        assert_true(i != 2 || step->pc > last);
        last = step->pc;
        assert_null(aa_origin_entered(&origins.items[i], sink_of(t, apart) + 100000));
    }
    /* What stands in the method itself came in by no call. */
    aa_origins own = origins_with(t, "Lorigin/Calls;->undecided", &options);
    for (size_t i = 0; i < own.count; i++)
        assert_null(aa_origin_entered(&own.items[i], apart));
}

static void what_is_not_there_has_no_origin(void **state)
{
    origin_case *t = *state;
    aa_method_id method = program_case_method(&t->program, "Lorigin/Calls;->uncalled");
    aa_origins origins = aa_trace_argument(t->tracer, method, 1000, 0, NULL);
    assert_int_equal(origins.count, 0);
    assert_false(origins.complete);
    origins = aa_trace_argument(t->tracer, method, sink_of(t, method), 7, NULL);
    assert_int_equal(origins.count, 0);
    assert_false(aa_tracer_failed(t->tracer));
}

/* ---- memory ------------------------------------------------------------------------------------------- */

static bool ask_once(void *context)
{
    static const char *const methods[] = {"Lorigin/Calls;->sink",       "Lorigin/Calls;->anyNamed",
                                          "Lorigin/Calls;->decided",    "Lorigin/Fields;->useJoined",
                                          "Lorigin/Texts;->transform",  "Lorigin/Library;->key",
                                          "Lorigin/Fields;->twoHolders"};
    origin_case t = {.program = ((origin_case *)context)->program};
    t.flows = aa_flows_new(t.program.program, &t.program.limits);
    t.tracer = t.flows == NULL ? NULL : aa_tracer_new(t.flows);
    bool ok = t.tracer != NULL;
    for (size_t i = 0; ok && i < sizeof methods / sizeof methods[0]; i++) {
        aa_method_id method = program_case_method(&t.program, methods[i]);
        const aa_flow *flow = aa_flow_of(t.flows, method);
        const aa_trace_options options = {.through_library = true, .by_caller = i % 2 == 0};
        for (size_t k = 0; flow != NULL && k < flow->call_count; k++) {
            aa_origins origins = aa_trace_argument(t.tracer, method, flow->calls[k].pc, 0, &options);
            assert_true(!origins.complete || !aa_tracer_failed(t.tracer));
        }
        ok = !aa_tracer_failed(t.tracer);
        assert_true(flow != NULL || !ok);
    }
    aa_tracer_free(t.tracer);
    aa_flows_free(t.flows);
    return ok;
}

static void memory_running_out_is_told(void **state)
{
    assert_true(test_each_allocation_fails(ask_once, *state, 0) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_followed_to_all_callers),
        cmocka_unit_test(a_helper_gives_each_caller_its_own),
        cmocka_unit_test(what_the_platform_calls_gets_what_it_gives),
        cmocka_unit_test(the_platform_hands_values_on),
        cmocka_unit_test(a_call_runs_what_its_receiver_can_be),
        cmocka_unit_test(circles_end),
        cmocka_unit_test(what_lies_deeper_than_asked_is_told),
        cmocka_unit_test(more_origins_than_an_answer_holds_are_told),
        cmocka_unit_test(the_only_way_may_be_longer),
        cmocka_unit_test(fields_hold_what_is_stored),
        cmocka_unit_test(what_the_class_initialiser_leaves_is_found),
        cmocka_unit_test(objects_are_told_apart_by_their_constructor_calls),
        cmocka_unit_test(texts_are_put_together_across_methods),
        cmocka_unit_test(library_calls_are_followed_when_asked_for),
        cmocka_unit_test(arrays_have_what_was_written_into_them),
        cmocka_unit_test(the_way_leads_from_the_constant_to_the_question),
        cmocka_unit_test(what_came_by_different_calls_is_told_apart),
        cmocka_unit_test(what_is_not_there_has_no_origin),
        cmocka_unit_test(memory_running_out_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
