extern int frida_agent_main(void);

int main(void)
{
    return frida_agent_main();
}
