char *__strcpy_chk(char *to, const char *from, unsigned long room);

int first(const char *name)
{
    char copy[64];
    __strcpy_chk(copy, name, sizeof copy);
    return copy[0];
}
