#include <libc.h>

__attribute__((noinline)) static void copy(const char *text)
{
    char line[32];
    strcpy(line, text);
    puts(line);
}

int main(int argc, char **argv)
{
    copy(argv[argc - 1]);
    return 0;
}
