package org.tokentwin.emulator.cli;

/** Programs and libraries that load PKCS#11 modules, and what each has to be told to reach a server of tokens. */
enum ConfigurationKind {
    /** Java's SunPKCS11 provider. */
    sunpkcs11("""
            # SunPKCS11: save as tokentwin.cfg, and start the JVM with
            #   export ${variable}='${address}'
            # keytool -list -keystore NONE -storetype PKCS11 -addprovider SunPKCS11 -providerarg tokentwin.cfg
            name = TokenTwin
            library = ${module}
            slotListIndex = 0
            """, true),

    /** p11-kit speaks to the server itself, so that every program that asks p11-kit for modules has the tokens. */
    p11kit("p11-kit", """
            # p11-kit: save as ~/.config/pkcs11/modules/tokentwin.module, or for everybody as
            # /etc/pkcs11/modules/tokentwin.module
            # p11tool --list-tokens
            remote: ${address}
            """, false),

    nss("""
            # NSS: for certutil, Firefox and Thunderbird, with their database in DIRECTORY
            export ${variable}='${address}'
            modutil -force -dbdir sql:DIRECTORY -add TokenTwin -libfile '${module}'
            """, true),

    openssl("""
            # OpenSSL with its pkcs11 engine (Debian: libengine-pkcs11-openssl, Fedora: openssl-pkcs11,
            # macOS: brew install libp11): save as tokentwin.cnf, and
            #   export ${variable}='${address}'
            #   export OPENSSL_CONF=tokentwin.cnf
            # openssl dgst -sha256 -engine pkcs11 -keyform engine -sign 'pkcs11:type=private' -out FILE.sig FILE
            openssl_conf = openssl_init

            [openssl_init]
            engines = engines

            [engines]
            pkcs11 = pkcs11

            [pkcs11]
            engine_id = pkcs11
            MODULE_PATH = ${module}
            """, true),

    ssh("""
            # ssh: put into ~/.ssh/config, and
            #   export ${variable}='${address}'
            # The public keys, for the server's authorized_keys: ssh-keygen -D '${module}'
            Host *
                PKCS11Provider ${module}
            """, true);

    private final String spelling;
    private final String template;
    private final boolean needsModule;

    ConfigurationKind(String template, boolean needsModule) {
        this.spelling = name();
        this.template = template;
        this.needsModule = needsModule;
    }

    ConfigurationKind(String spelling, String template, boolean needsModule) {
        this.spelling = spelling;
        this.template = template;
        this.needsModule = needsModule;
    }

    /** Whether the program loads {@code p11-kit-client.so}. */
    boolean needsModule() {
        return needsModule;
    }

    /** @param module the path of {@code p11-kit-client.so}; not looked at where none is needed */
    String text(ServerSocket socket, String module) {
        return template.replace("${variable}", ServerSocket.VARIABLE)
                .replace("${address}", socket.address())
                .replace("${module}", module);
    }

    @Override
    public String toString() {
        return spelling;
    }
}
