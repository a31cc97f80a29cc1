unsigned long strlen(const char *text);
char *strcpy(char *to, const char *from);

int first(const char *name)
{
    char copy[64];
    strcpy(copy, name);
    return copy[0] + (int)strlen(copy);
}
