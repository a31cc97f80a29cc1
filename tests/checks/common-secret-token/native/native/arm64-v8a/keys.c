/* Values in constant data that code uses in three ways: an address, a part of a text, a copy to the stack. */
#define EXPORTED __attribute__((visibility("default"), noinline))

EXPORTED const char *Java_org_example_app_Keys_alerts(void)
{
    return "https://hooks.slack{|}.com/ser{|}vices/TR37E3P3E/B2Z8IQ9Y7JZ/qhB6baeCN6Zj4a3dDVhYRnKT";
}

EXPORTED const char *mail_header(void)
{
    return "Authorization: Bearer SG{|}.ah{|}qSIj{|}OugM1yTMAd7V3DnI.8lFPPwtV5ASPZHu8qRtZHjQMhuOzE95B9EgE0VrbBGI";
}

unsigned sum(const char *text);

EXPORTED unsigned sum(const char *text)
{
    unsigned all = 0;
    while (*text != 0)
        all = all * 31 + *text++;
    return all;
}

EXPORTED unsigned copied(void)
{
    char id[] = "AK{|}IA7{|}566T{|}FJGVQ6KBNXJ";
    id[19] ^= 1; /* it must be on the stack */
    return sum(id);
}
