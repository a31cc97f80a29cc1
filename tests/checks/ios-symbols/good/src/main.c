__attribute__((noinline)) static int part0(int x)
{
    return x * 3;
}
__attribute__((noinline)) static int part1(int x)
{
    return x * 4;
}
__attribute__((noinline)) static int part2(int x)
{
    return x * 5;
}
__attribute__((noinline)) static int part3(int x)
{
    return x * 6;
}
__attribute__((noinline)) static int part4(int x)
{
    return x * 7;
}
__attribute__((noinline)) static int part5(int x)
{
    return x * 8;
}
__attribute__((noinline)) static int part6(int x)
{
    return x * 9;
}
__attribute__((noinline)) static int part7(int x)
{
    return x * 10;
}
__attribute__((noinline)) static int part8(int x)
{
    return x * 11;
}
__attribute__((noinline)) static int part9(int x)
{
    return x * 12;
}
__attribute__((noinline)) static int part10(int x)
{
    return x * 13;
}
__attribute__((noinline)) static int part11(int x)
{
    return x * 14;
}
__attribute__((noinline)) static int part12(int x)
{
    return x * 15;
}
__attribute__((noinline)) static int part13(int x)
{
    return x * 16;
}
__attribute__((noinline)) static int part14(int x)
{
    return x * 17;
}
__attribute__((noinline)) static int part15(int x)
{
    return x * 18;
}
__attribute__((noinline)) static int part16(int x)
{
    return x * 19;
}
__attribute__((noinline)) static int part17(int x)
{
    return x * 20;
}
__attribute__((noinline)) static int part18(int x)
{
    return x * 21;
}
__attribute__((noinline)) static int part19(int x)
{
    return x * 22;
}
__attribute__((noinline)) static int part20(int x)
{
    return x * 23;
}
__attribute__((noinline)) static int part21(int x)
{
    return x * 24;
}
__attribute__((noinline)) static int part22(int x)
{
    return x * 25;
}
__attribute__((noinline)) static int part23(int x)
{
    return x * 26;
}
__attribute__((noinline)) static int part24(int x)
{
    return x * 27;
}
__attribute__((noinline)) static int part25(int x)
{
    return x * 28;
}
__attribute__((noinline)) static int part26(int x)
{
    return x * 29;
}
__attribute__((noinline)) static int part27(int x)
{
    return x * 30;
}
__attribute__((noinline)) static int part28(int x)
{
    return x * 31;
}
__attribute__((noinline)) static int part29(int x)
{
    return x * 32;
}
__attribute__((noinline)) static int part30(int x)
{
    return x * 33;
}
__attribute__((noinline)) static int part31(int x)
{
    return x * 34;
}
__attribute__((noinline)) static int part32(int x)
{
    return x * 35;
}
__attribute__((noinline)) static int part33(int x)
{
    return x * 36;
}
__attribute__((noinline)) static int part34(int x)
{
    return x * 37;
}
__attribute__((noinline)) static int part35(int x)
{
    return x * 38;
}
__attribute__((noinline)) static int part36(int x)
{
    return x * 39;
}
__attribute__((noinline)) static int part37(int x)
{
    return x * 40;
}
__attribute__((noinline)) static int part38(int x)
{
    return x * 41;
}
__attribute__((noinline)) static int part39(int x)
{
    return x * 42;
}
__attribute__((noinline)) static int part40(int x)
{
    return x * 43;
}
__attribute__((noinline)) static int part41(int x)
{
    return x * 44;
}
__attribute__((noinline)) static int part42(int x)
{
    return x * 45;
}
__attribute__((noinline)) static int part43(int x)
{
    return x * 46;
}
__attribute__((noinline)) static int part44(int x)
{
    return x * 47;
}
__attribute__((noinline)) static int part45(int x)
{
    return x * 48;
}
__attribute__((noinline)) static int part46(int x)
{
    return x * 49;
}
__attribute__((noinline)) static int part47(int x)
{
    return x * 50;
}
__attribute__((noinline)) static int part48(int x)
{
    return x * 51;
}
__attribute__((noinline)) static int part49(int x)
{
    return x * 52;
}
__attribute__((noinline)) static int part50(int x)
{
    return x * 53;
}
__attribute__((noinline)) static int part51(int x)
{
    return x * 54;
}
__attribute__((noinline)) static int part52(int x)
{
    return x * 55;
}
__attribute__((noinline)) static int part53(int x)
{
    return x * 56;
}
__attribute__((noinline)) static int part54(int x)
{
    return x * 57;
}
__attribute__((noinline)) static int part55(int x)
{
    return x * 58;
}
__attribute__((noinline)) static int part56(int x)
{
    return x * 59;
}
__attribute__((noinline)) static int part57(int x)
{
    return x * 60;
}
__attribute__((noinline)) static int part58(int x)
{
    return x * 61;
}
__attribute__((noinline)) static int part59(int x)
{
    return x * 62;
}

int main(int argc, char **argv)
{
    (void)argv;
    return part0(argc) + part1(argc) + part2(argc) + part3(argc) + part4(argc) + part5(argc) + part6(argc) + part7(argc) + part8(argc) + part9(argc) + part10(argc) + part11(argc) + part12(argc) + part13(argc) + part14(argc) + part15(argc) + part16(argc) + part17(argc) + part18(argc) + part19(argc) + part20(argc) + part21(argc) + part22(argc) + part23(argc) + part24(argc) + part25(argc) + part26(argc) + part27(argc) + part28(argc) + part29(argc) + part30(argc) + part31(argc) + part32(argc) + part33(argc) + part34(argc) + part35(argc) + part36(argc) + part37(argc) + part38(argc) + part39(argc) + part40(argc) + part41(argc) + part42(argc) + part43(argc) + part44(argc) + part45(argc) + part46(argc) + part47(argc) + part48(argc) + part49(argc) + part50(argc) + part51(argc) + part52(argc) + part53(argc) + part54(argc) + part55(argc) + part56(argc) + part57(argc) + part58(argc) + part59(argc);
}
