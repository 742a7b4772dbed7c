package org.tokentwin.client.cms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.tokentwin.client.KeyType;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.HashMechanism;
import org.tokentwin.client.pkcs11.TokenException;

/** Has a token sign for Bouncy Castle. */
final class TokenContentSigner implements ContentSigner {
    private final TokenSession session;
    private final PrivateKeyEntry key;
    private final SignatureMechanism mechanism;
    private final AlgorithmIdentifier algorithm;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    TokenContentSigner(TokenSession session, PrivateKeyEntry key, SignatureMechanism mechanism) {
        this.session = session;
        this.key = key;
        this.mechanism = mechanism;
        this.algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithmName(mechanism));
    }

    private static String algorithmName(SignatureMechanism mechanism) {
        HashMechanism hash = mechanism
                .hash()
                .orElseThrow(() -> TokenException.refused(
                        Ckr.CKR_MECHANISM_INVALID,
                        mechanism + " does not hash, and CMS needs a mechanism that does",
                        "Choose one as CKM_SHA256_RSA_PKCS or CKM_ECDSA_SHA256."));
        String name = hash.jcaName().replace("-", "") + "with" + (mechanism.keyType() == KeyType.EC ? "ECDSA" : "RSA");
        return mechanism.isPss() ? name + "andMGF1" : name;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            byte[] signature = session.sign(key, mechanism, new ByteArrayInputStream(content.toByteArray()));
            return mechanism.keyType() == KeyType.EC ? ecdsaSigValue(signature) : signature;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PKCS#11 has r and s side by side; CMS has them in ASN.1, RFC 5480 appendix A. */
    private static byte[] ecdsaSigValue(byte[] signature) throws IOException {
        int half = signature.length / 2;
        ASN1EncodableVector integers = new ASN1EncodableVector();
        integers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOf(signature, half))));
        integers.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length))));
        return new DERSequence(integers).getEncoded();
    }
}
