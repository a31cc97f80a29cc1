int curl_easy_setopt(void *handle, int option, ...);

/* CURLOPT_SSL_VERIFYHOST, then CURLOPT_SSL_VERIFYPEER */
void open_client(void *handle)
{
    curl_easy_setopt(handle, 81, 2L);
    curl_easy_setopt(handle, 64, 0L);
}
