// esig DSS signs a PDF with the token, at the level B-LT: with a time stamp, and with what the authority says of each certificate. The signature
// is valid, and stays so after the e-Cert is revoked; one that is made after the revocation is not.
// Needs: jdk, dss
import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.service.http.commons.OCSPDataLoader;
import eu.europa.esig.dss.service.http.commons.TimestampDataLoader;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

public class DssLongTerm {
    public static void main(String[] arguments) throws Exception {
        CertificateVerifier verifier = verifier();
        try (Pkcs11SignatureToken token = new Pkcs11SignatureToken(
                System.getenv("PKCS11_MODULE_PATH"), new PasswordProtection(System.getenv("TOKENTWIN_PIN").toCharArray()))) {
            DSSPrivateKeyEntry holder = token.getKeys().get(0);
            DSSDocument before = sign(token, holder, SignatureLevel.PAdES_BASELINE_LT, verifier);
            expect("before the revocation", Indication.TOTAL_PASSED, validate(before, verifier));

            Process revoking = new ProcessBuilder("tokentwin", "emulator", "authority", "revoke", "--reason", "superseded").start();
            if (revoking.waitFor() != 0) {
                throw new IllegalStateException("the e-Cert could not be revoked");
            }
            expect("the same, after the revocation", Indication.TOTAL_PASSED, validate(before, verifier()));
            DSSDocument after = sign(token, holder, SignatureLevel.PAdES_BASELINE_T, verifier());
            SimpleReport report = validate(after, verifier());
            expect("signed after the revocation", Indication.INDETERMINATE, report);
            if (report.getSubIndication(report.getFirstSignatureId()) != SubIndication.REVOKED_NO_POE) {
                throw new IllegalStateException("not for its revocation, but: " + report.getSubIndication(report.getFirstSignatureId()));
            }
            try {
                sign(token, holder, SignatureLevel.PAdES_BASELINE_LT, verifier());
                throw new IllegalStateException("a signature of the level B-LT was made with a revoked e-Cert");
            } catch (AlertException e) {
                System.out.println("B-LT after the revocation: refused");
            }
        }
    }

    /** Trusts the test authority's root, and asks where the certificates say: OCSP first, else the revocation list. */
    static CertificateVerifier verifier() throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        try (FileInputStream in = new FileInputStream(System.getenv("TOKENTWIN_CA"))) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            trusted.addCertificate(new CertificateToken(chain.get(chain.size() - 1)));
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setOcspSource(new OnlineOCSPSource(new OCSPDataLoader()));
        verifier.setCrlSource(new OnlineCRLSource(new CommonsDataLoader()));
        return verifier;
    }

    static DSSDocument sign(
            Pkcs11SignatureToken token, DSSPrivateKeyEntry holder, SignatureLevel level, CertificateVerifier verifier)
            throws Exception {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(holder.getCertificate());
        parameters.setCertificateChain(holder.getCertificateChain());
        PAdESService service = new PAdESService(verifier);
        service.setTspSource(new OnlineTSPSource(System.getenv("TOKENTWIN_AUTHORITY_URL") + "/tsa", new TimestampDataLoader()));
        DSSDocument document = document();
        ToBeSigned data = service.getDataToSign(document, parameters);
        SignatureValue signature = token.sign(data, parameters.getDigestAlgorithm(), holder);
        return service.signDocument(document, parameters, signature);
    }

    static DSSDocument document() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.save(out);
        }
        return new InMemoryDocument(out.toByteArray(), "letter.pdf");
    }

    static SimpleReport validate(DSSDocument signed, CertificateVerifier verifier) {
        PDFDocumentValidator validator = new PDFDocumentValidator(signed);
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument().getSimpleReport();
    }

    static void expect(String what, Indication expected, SimpleReport report) {
        String id = report.getFirstSignatureId();
        Indication found = report.getIndication(id);
        System.out.println(what + ": " + report.getSignatureFormat(id) + ", " + found);
        if (found != expected) {
            throw new IllegalStateException(what + ": expected " + expected + ", found " + found + ", "
                    + report.getSubIndication(id) + ", " + report.getAdESValidationErrors(id));
        }
    }
}
