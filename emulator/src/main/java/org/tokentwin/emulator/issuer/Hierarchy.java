package org.tokentwin.emulator.issuer;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A root and the CA below it that issues e-Certs. */
record Hierarchy(Signer root, Signer issuing) {
    /** Always the same for the same keys and address, since the signatures are deterministic. */
    static Hierarchy of(AuthorityKeys keys, Optional<AuthorityAddress> address) {
        boolean isBundled = keys.isPublished() && address.equals(Optional.of(AuthorityAddress.DEFAULT));
        return isBundled ? Bundled.HIERARCHY : signed(keys, address);
    }

    /** Without a look at the certificates that are kept with the published keys. */
    static Hierarchy signed(AuthorityKeys keys, Optional<AuthorityAddress> address) {
        Signer root = new Signer(keys.root().getPrivate(), CaCertificates.root(keys.root()));
        X509Certificate issuing = CaCertificates.issuing(root, keys.issuing().getPublic(), address);
        return new Hierarchy(root, new Signer(keys.issuing().getPrivate(), issuing));
    }

    /** The issuing CA's certificate, then the root's. */
    List<X509Certificate> certificates() {
        return List.of(issuing.certificate(), root.certificate());
    }

    private static final class Bundled {
        static final Hierarchy HIERARCHY = read(AuthorityKeys.published());

        /** The certificates are kept with the keys, since two signatures take longer than all else that a first token needs. */
        private static Hierarchy read(AuthorityKeys keys) {
            List<byte[]> certificates = Published.encodings("test-authority-certificates.pem");
            return new Hierarchy(
                    signer(keys.root().getPrivate(), certificates.get(0)),
                    signer(keys.issuing().getPrivate(), certificates.get(1)));
        }

        private static Signer signer(PrivateKey key, byte[] certificate) {
            return new Signer(key, Published.certificate(certificate));
        }
    }
}
