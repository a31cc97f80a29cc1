unsigned long strlen(const char *text);

int length(const char *text)
{
    return (int)strlen(text);
}
