package org.tokentwin.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.tokentwin.client.pkcs11.HashMechanism;

/** Hashes for a token that signs hashes only: what goes into CKM_ECDSA or CKM_RSA_PKCS instead of the data. */
final class HostHash {
    private HostHash() {}

    static InputStream of(SignatureMechanism mechanism, InputStream data) throws IOException {
        HashMechanism hash = mechanism.hash().orElseThrow();
        byte[] digest = digest(hash, data);
        return new ByteArrayInputStream(mechanism.keyType() == KeyType.RSA ? digestInfo(hash, digest) : digest);
    }

    private static byte[] digest(HashMechanism hash, InputStream data) throws IOException {
        try {
            DigestInputStream in = new DigestInputStream(data, MessageDigest.getInstance(hash.jcaName()));
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + hash.jcaName(), e);
        }
    }

    /** RFC 8017 section 9.2, step 2. */
    private static byte[] digestInfo(HashMechanism hash, byte[] digest) throws IOException {
        return new DigestInfo(new DefaultDigestAlgorithmIdentifierFinder().find(hash.jcaName()), digest)
                .getEncoded("DER");
    }
}
