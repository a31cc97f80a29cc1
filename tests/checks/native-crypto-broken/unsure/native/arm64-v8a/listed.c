const void *EVP_rc4(void);

/* No cipher is begun here. */
const void *listed(void)
{
    return EVP_rc4();
}
