__asm__(".section .patched, \"awx\", %progbits\n .word 0\n .text");
int twice(int x) { return 2 * x; }
