package org.tokentwin.client.window.model;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Files with certificates, as holders have them. */
public final class CertificateFiles {
    public static final String PASSWORD = "of the file";

    private CertificateFiles() {}

    /** An e-Cert of LEE SIU MING that is on no token. */
    public static Credential credential(KeyType type) {
        return TestAuthority.bundled(InstantSource.system())
                .issue(PersonalSubscriber.named("LEE SIU MING"), type, KeySource.TEST_KEYS, 1);
    }

    public static Path pkcs12(Path directory, Credential credential) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "lee",
                credential.privateKey(),
                PASSWORD.toCharArray(),
                credential.certificates().toArray(X509Certificate[]::new));
        Path file = directory.resolve("lee.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** The certificate with an RSA key of another length, whose exponent is as long. */
    public static byte[] ofHugeKey(X509Certificate like, int bits) throws IOException, GeneralSecurityException {
        Certificate own = Certificate.getInstance(like.getEncoded());
        ASN1EncodableVector fields = new ASN1EncodableVector();
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0).setBit(bits / 2);
        for (ASN1Encodable field : ASN1Sequence.getInstance(own.getTBSCertificate())) {
            fields.add(
                    field.equals(own.getSubjectPublicKeyInfo().toASN1Primitive())
                            ? new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    new RSAPublicKey(modulus, modulus.subtract(BigInteger.TWO)))
                            : field);
        }
        return new DERSequence(
                        new ASN1Encodable[] {new DERSequence(fields), own.getSignatureAlgorithm(), own.getSignature()})
                .getEncoded();
    }

    public static Path pem(Path directory, Credential credential) throws IOException {
        return Files.writeString(directory.resolve("lee.pem"), CertificateDetails.pem(credential.certificate()));
    }
}
