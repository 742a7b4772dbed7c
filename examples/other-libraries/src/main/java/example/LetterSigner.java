package example;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Writes a letter with PDFBox, and signs it by DSS with the first key of a PKCS#11 token. */
public final class LetterSigner {
    private final Path module;
    private final char[] pin;

    public LetterSigner(Path module, char[] pin) {
        this.module = module;
        this.pin = pin.clone();
    }

    public byte[] sign() throws IOException {
        try (Pkcs11SignatureToken token = new Pkcs11SignatureToken(module.toString(), new PasswordProtection(pin))) {
            DSSPrivateKeyEntry holder = token.getKeys().get(0);
            PAdESSignatureParameters parameters = new PAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(holder.getCertificate());
            parameters.setCertificateChain(holder.getCertificateChain());
            PAdESService service = new PAdESService(new CommonCertificateVerifier());
            DSSDocument letter = letter();
            SignatureValue signature =
                    token.sign(service.getDataToSign(letter, parameters), parameters.getDigestAlgorithm(), holder);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            service.signDocument(letter, parameters, signature).writeTo(out);
            return out.toByteArray();
        }
    }

    private static DSSDocument letter() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.save(out);
        }
        return new InMemoryDocument(out.toByteArray(), "letter.pdf");
    }
}
