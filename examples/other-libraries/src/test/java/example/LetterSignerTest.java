package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.tokentwin.junit.Token;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class LetterSignerTest {
    @Test
    void signedLetter_verifiesByBouncyCastle(Token token) throws Exception {
        byte[] signed = new LetterSigner(token.modulePath(), token.pin()).sign();

        try (PDDocument pdf = Loader.loadPDF(signed)) {
            PDSignature signature = pdf.getLastSignatureDictionary();
            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(signed)), signature.getContents(signed));
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            assertTrue(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(token.certificate())));
        }
    }

    @Test
    void wrongPin_costsATry(Token token) {
        LetterSigner signer = new LetterSigner(token.modulePath(), "Wrong-PIN-1".toCharArray());

        assertThrows(RuntimeException.class, signer::sign);
        assertEquals(14, token.triesLeft());
    }

    @Test
    void receipt_isReadAsItWasWritten(Token token) throws Exception {
        Receipt receipt = new Receipt(token.certificate().getSubjectX500Principal().getName(), "B-B");

        assertEquals(receipt, Receipt.parse(receipt.toJson()));
    }
}
