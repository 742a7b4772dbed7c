package org.tokentwin.emulator.cli;

import java.nio.file.Path;

/** Programs and libraries that load PKCS#11 modules, and what each needs to reach a server of tokens. */
enum ConfigurationKind {
    /** Java's SunPKCS11 provider. */
    sunpkcs11("""
            # SunPKCS11: save as tokentwin.cfg, and start the JVM with
            #   ${export}
            # keytool -list -keystore NONE -storetype PKCS11 -addprovider SunPKCS11 -providerarg tokentwin.cfg
            name = TokenTwin
            library = ${module}
            slotListIndex = 0
            """),

    /** Every program that asks p11-kit for modules has the tokens. */
    p11kit("p11-kit", """
            # p11-kit: save as ~/.config/pkcs11/modules/tokentwin.module, or for everybody as
            # /etc/pkcs11/modules/tokentwin.module
            #   ${export}
            # p11tool --list-tokens
            module: ${module}
            """),

    nss("""
            # NSS: for certutil, Firefox and Thunderbird, with their database in DIRECTORY
            ${export}
            modutil -force -dbdir sql:DIRECTORY -add TokenTwin -libfile '${module}'
            """),

    openssl("""
            # OpenSSL with its pkcs11 engine (Debian: libengine-pkcs11-openssl, Fedora: openssl-pkcs11,
            # macOS: brew install libp11): save as tokentwin.cnf, and
            #   ${export}
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
            """),

    ssh("""
            # ssh: put into ~/.ssh/config, and
            #   ${export}
            # The public keys, for the server's authorized_keys: ssh-keygen -D '${module}'
            Host *
                PKCS11Provider ${module}
            """);

    private final String spelling;
    private final String template;

    ConfigurationKind(String template) {
        this.spelling = name();
        this.template = template;
    }

    ConfigurationKind(String spelling, String template) {
        this.spelling = spelling;
        this.template = template;
    }

    /**
     * What to paste.
     *
     * @param export the line by which a shell tells the library where the server listens
     * @param module the library's path
     */
    String text(String export, Path module) {
        return template.replace("${export}", export).replace("${module}", module.toString());
    }

    @Override
    public String toString() {
        return spelling;
    }
}
