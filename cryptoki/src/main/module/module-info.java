/** The PKCS#11 standard as data: functions, constants and structures. */
module org.tokentwin.cryptoki {
    exports org.tokentwin.cryptoki;
}
