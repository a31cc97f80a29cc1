unsigned long strlen(const char *text);

/* What every libcurl holds is no pin. */
unsigned long prefix(void)
{
    return strlen("sha256//");
}
