package org.tokentwin.emulator.issuer;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;

/** A root and the CA below it that issues e-Certs. */
record Hierarchy(Signer root, Signer issuing) {
    /** Always the same, since its keys are published and its signatures are deterministic. */
    static Hierarchy bundled() {
        return Bundled.HIERARCHY;
    }

    static Hierarchy of(KeyPair rootKeys, KeyPair issuingKeys) {
        X509Certificate root = CaCertificates.root(rootKeys);
        Signer rootSigner = new Signer(rootKeys.getPrivate(), root);
        return new Hierarchy(
                rootSigner,
                new Signer(issuingKeys.getPrivate(), CaCertificates.issuing(rootSigner, issuingKeys.getPublic())));
    }

    /** The issuing CA's certificate, then the root's. */
    List<X509Certificate> certificates() {
        return List.of(issuing.certificate(), root.certificate());
    }

    private static final class Bundled {
        static final Hierarchy HIERARCHY = read();

        private static Hierarchy read() {
            List<byte[]> keys = PublishedKeys.encodings("test-authority-keys.pem");
            return of(PublishedKeys.rsa(keys.get(0)), PublishedKeys.rsa(keys.get(1)));
        }
    }
}
