void DES_ecb_encrypt(const void *in, void *out, void *schedule, int direction);

void encrypt(const void *in, void *out, void *schedule)
{
    DES_ecb_encrypt(in, out, schedule, 1);
}
