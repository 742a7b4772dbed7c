/** A client for any PKCS#11 module. Its command line and its window are programs, and not exported. */
module org.tokentwin.client {
    requires transitive org.tokentwin.cryptoki;
    requires transitive java.net.http;

    // The IAIK wrapper has no module's name: this is its file's. Nothing of it is in what is exported.
    requires ipkcs11wrapper;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires com.formdev.flatlaf;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports org.tokentwin.client;
    exports org.tokentwin.client.cms;
    exports org.tokentwin.client.doctor;
    exports org.tokentwin.client.pkcs11;
    exports org.tokentwin.client.revocation;
    exports org.tokentwin.client.uri;
    exports org.tokentwin.client.view;
    exports org.tokentwin.client.x509;

    // picocli sets the options of the command line.
    opens org.tokentwin.client.cli to
            info.picocli;
}
