/**
 * The emulator: a PKCS#11 module that the JVM loads, tokens in its slots, and what stands around them. What it is built with is inside, and not exported.
 */
module org.tokentwin.emulator {
    requires transitive org.tokentwin.cryptoki;

    requires java.logging;
    requires java.management;
    requires java.naming;
    requires jdk.httpserver;
    requires jdk.management;
    requires jdk.net;

    // Values of these that Jackson and Bouncy Castle know, and no token has; with a JSON file's structure they have nothing to do.
    requires static java.desktop;
    requires static java.sql;
    requires static java.xml;

    // For jCardSim's remote methods and its reader, which no card here has.
    requires static java.rmi;
    requires static java.smartcardio;

    exports org.tokentwin.emulator;
    exports org.tokentwin.emulator.authority;
    exports org.tokentwin.emulator.card;
    exports org.tokentwin.emulator.cryptoki;
    exports org.tokentwin.emulator.fault;
    exports org.tokentwin.emulator.issuer;
    exports org.tokentwin.emulator.module;
    exports org.tokentwin.emulator.profile;
    exports org.tokentwin.emulator.rpc;
    exports org.tokentwin.emulator.trace;
    exports org.tokentwin.emulator.uri to
            org.tokentwin.junit;

    uses org.tokentwin.emulator.inside.jackson.core.ObjectCodec;
    uses org.tokentwin.emulator.inside.jackson.databind.Module;
    uses org.tokentwin.emulator.inside.slf4j.spi.SLF4JServiceProvider;

    provides org.tokentwin.emulator.inside.jackson.core.ObjectCodec with
            org.tokentwin.emulator.inside.jackson.databind.ObjectMapper;
    provides org.tokentwin.emulator.inside.slf4j.spi.SLF4JServiceProvider with
            org.tokentwin.emulator.inside.slf4j.jul.JULServiceProvider;

    // The JDK makes what Bouncy Castle's provider has registered: all of its packages, as a test compares.
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.cmce to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.compositekem to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.compositesignatures to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.dh to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.dsa to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.dstu to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.ec to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.ecgost to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.ecgost12 to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.edec to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.elgamal to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.frodokem to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.gost to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.ies to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.lms to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.mldsa to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.mlkem to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.rsa to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.slhdsa to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.sm9 to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.util to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.x509 to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.xmss to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.asymmetric.xwing to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.config to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.digest to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.drbg to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.hkdf to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.kbkdf to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.kmac to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.onestep to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.pbkdf2 to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.kdf.scrypt to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.keystore to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.keystore.bc to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.keystore.bcfks to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.keystore.pkcs12 to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.keystore.util to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.symmetric to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.symmetric.util to
            java.base;
    opens org.tokentwin.emulator.inside.bouncycastle.jcajce.provider.util to
            java.base;
}
