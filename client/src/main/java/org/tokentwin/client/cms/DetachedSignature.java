package org.tokentwin.client.cms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.x509.PssRestriction;

/** A CMS SignedData without its content, RFC 5652 section 5. */
public final class DetachedSignature {
    private static final int LONGEST_HELD = 16 << 20;

    private DetachedSignature() {}

    /**
     * Signs data with a key on a token.
     *
     * @param chain the key's certificate first; all of them go into the signature
     * @param data read to its end, and never held
     * @return the signature in DER
     */
    public static byte[] create(
            TokenSession session,
            PrivateKeyEntry key,
            SignatureMechanism mechanism,
            List<X509Certificate> chain,
            InputStream data)
            throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(new TokenContentSigner(session, key, mechanism), chain.getFirst()));
            generator.addCertificates(new JcaCertStore(chain));
            return generator.generate(new Streamed(data), false).getEncoded("DER");
        } catch (CMSException | OperatorCreationException | CertificateEncodingException e) {
            throw TokenException.failed(
                    "the CMS signature cannot be made: " + e.getMessage(), "Use --format base64 instead.", e);
        }
    }

    /**
     * Whether a signature is that of a certificate's key over the data.
     *
     * @param data read to its end, and held only where the certificate's key has signed more than once
     * @throws TokenException if it is no CMS SignedData, or the data that it takes to hold is long
     */
    public static boolean verify(byte[] signature, InputStream data, X509Certificate certificate) throws IOException {
        try {
            X509CertificateHolder holder = new JcaX509CertificateHolder(certificate);
            List<SignerInformation> signers = signers(new Streamed(data), signature, holder);
            if (signers.size() > 1) {
                signers = signers(new CMSProcessableByteArray(held(data)), signature, holder);
            }
            for (SignerInformation signer : signers) {
                boolean pss = signer.getEncryptionAlgOID().equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId());
                refuseOutsidePss(pss, certificate);
                if (verifies(signer, verifier(certificate, pss))) {
                    return true;
                }
            }
            return false;
        } catch (CMSException | OperatorCreationException | CertificateEncodingException e) {
            throw notCms(e);
        }
    }

    private static List<SignerInformation> signers(
            CMSTypedData data, byte[] signature, X509CertificateHolder certificate) throws CMSException {
        return new CMSSignedData(data, signature)
                .getSignerInfos().getSigners().stream()
                        .filter(signer -> signer.getSID().match(certificate))
                        .toList();
    }

    private static byte[] held(InputStream data) throws IOException {
        byte[] bytes = data.readNBytes(LONGEST_HELD);
        if (data.read() != -1) {
            throw TokenException.refused(
                    "the signature has several signers with this certificate, for which data may have " + LONGEST_HELD
                            + " bytes",
                    "Have the data signed once.");
        }
        return bytes;
    }

    /** The JDK does not verify the PSS of CMS; Bouncy Castle's provider, which does, takes a while to make. */
    private static SignerInformationVerifier verifier(X509Certificate certificate, boolean pss)
            throws OperatorCreationException {
        JcaSimpleSignerInfoVerifierBuilder builder = new JcaSimpleSignerInfoVerifierBuilder();
        return (pss ? builder.setProvider(new BouncyCastleProvider()) : builder).build(certificate);
    }

    /** RFC 4055 section 1.2: the key of such a certificate makes PSS signatures and no others. */
    private static void refuseOutsidePss(boolean pss, X509Certificate certificate) {
        if (!pss && PssRestriction.of(certificate.getPublicKey()).isPresent()) {
            throw TokenException.refused(
                    Ckr.CKR_MECHANISM_INVALID,
                    "the certificate is of id-RSASSA-PSS, and the signature is not of PSS",
                    "Have it signed with PSS.");
        }
    }

    private static boolean verifies(SignerInformation signer, SignerInformationVerifier verifier) {
        try {
            return signer.verify(verifier);
        } catch (CMSException e) {
            return false; // the digest or the signature has not the form that it must have
        }
    }

    /** Data that is read once. */
    private record Streamed(InputStream data) implements CMSTypedData {
        @Override
        public ASN1ObjectIdentifier getContentType() {
            return PKCSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            data.transferTo(out);
        }

        @Override
        public Object getContent() {
            return data;
        }
    }

    private static TokenException notCms(Exception cause) {
        return TokenException.failed(
                "the signature is no CMS SignedData", "Name its format with --format base64 or --format raw.", cause);
    }
}
