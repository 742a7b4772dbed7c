// Apache PDFBox signs a PDF with the token's e-Cert and a time stamp of the authority; what it reads back is then verified: the signature, the
// time stamp, and that nobody has changed the document.
// Needs: jdk, pdfbox
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

public class PdfBoxTimestamp {
    public static void main(String[] arguments) throws Exception {
        byte[] signed = sign();
        verify(signed);
        byte[] changed = signed.clone();
        changed[new String(signed, StandardCharsets.ISO_8859_1).indexOf("/Page")] ^= 1;
        try {
            verify(changed);
        } catch (IllegalStateException e) {
            System.out.println("the changed document: " + e.getMessage());
            return;
        }
        throw new IllegalStateException("a document that was changed was taken for the signed one");
    }

    static byte[] sign() throws Exception {
        Provider pkcs11 = Security.getProvider("SunPKCS11")
                .configure("--name=Twin\nlibrary=" + System.getenv("PKCS11_MODULE_PATH"));
        KeyStore token = KeyStore.getInstance("PKCS11", pkcs11);
        token.load(null, System.getenv("TOKENTWIN_PIN").toCharArray());
        String holder = Collections.list(token.aliases()).get(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument letter = new PDDocument()) {
            letter.addPage(new PDPage());
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            letter.save(written);
            try (PDDocument document = Loader.loadPDF(written.toByteArray())) {
                PDSignature signature = new PDSignature();
                signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
                signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
                signature.setSignDate(Calendar.getInstance());
                document.addSignature(signature, content -> cms(content, token, holder, pkcs11));
                document.saveIncremental(out);
            }
        }
        return out.toByteArray();
    }

    /** The signature by the token, with a time stamp of it as an unsigned attribute, RFC 3161 appendix A. */
    static byte[] cms(InputStream content, KeyStore token, String holder, Provider pkcs11) throws IOException {
        try {
            PrivateKey key = (PrivateKey) token.getKey(holder, null);
            X509Certificate certificate = (X509Certificate) token.getCertificate(holder);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").setProvider(pkcs11).build(key), certificate));
            generator.addCertificates(new JcaCertStore(List.of(token.getCertificateChain(holder))));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false);
            SignerInformation signer = signed.getSignerInfos().iterator().next();
            AttributeTable unsigned = new AttributeTable(new DERSet(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new DERSet(ASN1Primitive.fromByteArray(timeStamp(signer.getSignature()))))));
            return CMSSignedData.replaceSigners(
                            signed,
                            new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer, unsigned)))
                    .getEncoded();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    static byte[] timeStamp(byte[] signature) throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(
                TSPAlgorithms.SHA256,
                MessageDigest.getInstance("SHA-256").digest(signature),
                new BigInteger(64, new SecureRandom()));
        HttpURLConnection tsa = (HttpURLConnection)
                URI.create(System.getenv("TOKENTWIN_AUTHORITY_URL") + "/tsa").toURL().openConnection();
        tsa.setRequestProperty("Content-Type", "application/timestamp-query");
        tsa.setDoOutput(true);
        tsa.getOutputStream().write(request.getEncoded());
        TimeStampResponse response = new TimeStampResponse(tsa.getInputStream());
        response.validate(request);
        return response.getTimeStampToken().getEncoded();
    }

    static void verify(byte[] signed) throws Exception {
        try (PDDocument document = Loader.loadPDF(signed)) {
            PDSignature signature = document.getLastSignatureDictionary();
            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(signed)),
                    ContentInfo.getInstance(unpadded(signature.getContents(signed))));
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            X509CertificateHolder holder = certificate(cms.getCertificates(), signer.getSID());
            if (!verifies(signer, holder)) {
                throw new IllegalStateException("the signature is wrong");
            }
            Attribute attribute = signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
            TimeStampToken stamp = new TimeStampToken(new CMSSignedData(
                    attribute.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded()));
            X509CertificateHolder tsa = certificate(stamp.getCertificates(), stamp.getSID());
            stamp.validate(new JcaSimpleSignerInfoVerifierBuilder().build(tsa));
            byte[] imprint = MessageDigest.getInstance("SHA-256").digest(signer.getSignature());
            if (!MessageDigest.isEqual(imprint, stamp.getTimeStampInfo().getMessageImprintDigest())) {
                throw new IllegalStateException("the time stamp is of something else");
            }
            requireTrusted(tsa, stamp.getTimeStampInfo().getGenTime());
            requireTrusted(holder, stamp.getTimeStampInfo().getGenTime());
            System.out.println("signed by " + holder.getSubject());
            System.out.println("stamped by " + tsa.getSubject());
        }
    }

    /** A PDF has room for a signature, and zeros where it is shorter. */
    static ASN1Primitive unpadded(byte[] contents) throws IOException {
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            return in.readObject();
        }
    }

    static X509CertificateHolder certificate(Store<X509CertificateHolder> among, SignerId of) {
        return among.getMatches(null).stream().filter(of::match).findFirst().orElseThrow();
    }

    static boolean verifies(SignerInformation signer, X509CertificateHolder holder) throws Exception {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
        } catch (CMSSignerDigestMismatchException e) {
            return false;
        }
    }

    /** By the JDK, at the time of the stamp, with revocation. */
    static void requireTrusted(X509CertificateHolder certificate, Date when)
            throws GeneralSecurityException, IOException {
        System.setProperty("com.sun.security.enableCRLDP", "true"); // for the issuing CA: the root has a list only
        Security.setProperty("ocsp.enable", "true");
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<? extends Certificate> chain;
        try (FileInputStream in = new FileInputStream(System.getenv("TOKENTWIN_CA"))) {
            chain = List.copyOf(factory.generateCertificates(in));
        }
        PKIXParameters parameters = new PKIXParameters(
                Set.of(new TrustAnchor((X509Certificate) chain.get(chain.size() - 1), null)));
        parameters.setDate(when);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        factory.generateCertPath(
                                List.of(new JcaX509CertificateConverter().getCertificate(certificate), chain.get(0))),
                        parameters);
    }
}
