// The JDK asks by OCSP and by revocation list whether the e-Cert is revoked, before and after it is.
// Needs: jdk
import java.io.FileInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

public class PkixRevocation {
    public static void main(String[] arguments) throws Exception {
        System.setProperty("com.sun.security.enableCRLDP", "true"); // else the JDK takes no list from where a certificate says
        System.setProperty("jdk.security.certpath.ocspNonce", "true");
        expect("good, by OCSP", byOcsp());
        expect("good, by revocation lists", byLists());
        expect("good, the whole chain", wholeChain());
        Process revoking = new ProcessBuilder("tokentwin", "emulator", "authority", "revoke", "--reason", "superseded").start();
        if (revoking.waitFor() != 0) {
            throw new IllegalStateException("the e-Cert could not be revoked");
        }
        expect("revoked, SUPERSEDED", byOcsp()); // lists are kept for half a minute by the JDK
    }

    static void expect(String expected, String found) {
        if (!found.equals(expected)) {
            throw new IllegalStateException("expected: " + expected + "; found: " + found);
        }
        System.out.println(found);
    }

    static List<? extends Certificate> read(String variable) throws GeneralSecurityException, IOException {
        try (FileInputStream in = new FileInputStream(System.getenv(variable))) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    static String byOcsp() throws GeneralSecurityException, IOException {
        return validate("good, by OCSP", Set.of(Option.NO_FALLBACK, Option.ONLY_END_ENTITY));
    }

    static String byLists() throws GeneralSecurityException, IOException {
        return validate("good, by revocation lists", Set.of(Option.NO_FALLBACK, Option.PREFER_CRLS));
    }

    /** As a program does that sets no option: the e-Cert by OCSP; its CA, for which the root has a list only, by that. */
    static String wholeChain() throws GeneralSecurityException, IOException {
        return validate("good, the whole chain", Set.of());
    }

    static String validate(String good, Set<Option> options) throws GeneralSecurityException, IOException {
        List<Certificate> chain = new ArrayList<>(read("TOKENTWIN_CERT"));
        chain.addAll(read("TOKENTWIN_CA"));
        X509Certificate root = (X509Certificate) chain.remove(chain.size() - 1);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(options);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.addCertPathChecker(checker);
        try {
            validator.validate(path, parameters);
            return good;
        } catch (CertPathValidatorException e) {
            if (e.getCause() instanceof CertificateRevokedException revoked) {
                return "revoked, " + revoked.getRevocationReason();
            }
            throw e;
        }
    }
}
