void SSL_CTX_set_custom_verify(void *context, int mode, void *callback);

static int accept(void *connection)
{
    return connection != 0;
}

void open_context(void *context)
{
    SSL_CTX_set_custom_verify(context, 1, (void *)accept);
}
