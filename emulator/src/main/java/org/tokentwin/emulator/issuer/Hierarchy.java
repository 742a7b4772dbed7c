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

        /** The certificates are kept beside the keys, since two signatures take longer than all else that a first token needs. */
        private static Hierarchy read() {
            List<byte[]> keys = Published.encodings("test-authority-keys.pem");
            List<byte[]> certificates = Published.encodings("test-authority-certificates.pem");
            return new Hierarchy(signer(keys.get(0), certificates.get(0)), signer(keys.get(1), certificates.get(1)));
        }

        private static Signer signer(byte[] key, byte[] certificate) {
            return new Signer(Published.key(key).getPrivate(), Published.certificate(certificate));
        }
    }
}
