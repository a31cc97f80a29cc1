#include "facts/hosts.h"
#include "support/test.h"

typedef struct sample {
    const char *host;
    aa_host_scope scope;
} sample;

static void addresses_and_names_have_a_scope(void **state)
{
    (void)state;
    static const sample samples[] = {
        {"localhost", AA_HOST_LOOPBACK},
        {"a.localhost", AA_HOST_LOOPBACK},
        {"127.0.0.1", AA_HOST_LOOPBACK},
        {"127.255.0.9", AA_HOST_LOOPBACK},
        {"::1", AA_HOST_LOOPBACK},
        {"10.0.2.2", AA_HOST_LOOPBACK},
        {"10.1.2.3", AA_HOST_PRIVATE},
        {"172.16.0.1", AA_HOST_PRIVATE},
        {"172.31.255.1", AA_HOST_PRIVATE},
        {"192.168.1.1", AA_HOST_PRIVATE},
        {"169.254.0.1", AA_HOST_PRIVATE},
        {"printer.local", AA_HOST_PRIVATE},
        {"fe80::1", AA_HOST_PRIVATE},
        {"fd00::1", AA_HOST_PRIVATE},
        {"api.test", AA_HOST_PRIVATE},
        {"172.32.0.1", AA_HOST_PUBLIC},
        {"11.0.0.1", AA_HOST_PUBLIC},
        {"192.169.1.1", AA_HOST_PUBLIC},
        {"2001:db8::1", AA_HOST_PUBLIC},
        {"example.com", AA_HOST_PUBLIC},
        {"local", AA_HOST_PUBLIC},
        {"notlocalhost", AA_HOST_PUBLIC},
        {"127.0.0.1.evil.com", AA_HOST_PUBLIC},
        {"10.0.0", AA_HOST_PUBLIC},
        {"10.0.0.256", AA_HOST_PUBLIC},
        {"", AA_HOST_PUBLIC},
        {"10.0.0.1 ", AA_HOST_PUBLIC},
        {"00010.0.0.1", AA_HOST_PUBLIC},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        if (aa_host_scope_of(samples[i].host) != samples[i].scope)
            fail_msg("%s", samples[i].host);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(addresses_and_names_have_a_scope)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
