.class public Lorg/example/app/Pins;
.super Ljava/lang/Object;


.method public static has(Ljava/security/cert/X509Certificate;)Z
    .registers 4
    const-string v0, "SHA-256"
    :try_start
    invoke-static {v0}, Ljava/security/MessageDigest;->getInstance(Ljava/lang/String;)Ljava/security/MessageDigest;
    move-result-object v0
    invoke-virtual {p0}, Ljava/security/cert/X509Certificate;->getEncoded()[B
    move-result-object v1
    invoke-virtual {v0, v1}, Ljava/security/MessageDigest;->digest([B)[B
    move-result-object v0
    const/4 v1, 0x2
    invoke-static {v0, v1}, Landroid/util/Base64;->encodeToString([BI)Ljava/lang/String;
    move-result-object v0
    const-string v1, "tKmfTnjBmzA2dZQKtCEBCjeKDEbgqrd6fFfN4Xl7qkE="
    invoke-virtual {v1, v0}, Ljava/lang/String;->equals(Ljava/lang/Object;)Z
    move-result v0
    :try_end
    .catch Ljava/lang/Exception; {:try_start .. :try_end} :caught
    return v0
    :caught
    move-exception v0
    const/4 v0, 0x0
    return v0
.end method
