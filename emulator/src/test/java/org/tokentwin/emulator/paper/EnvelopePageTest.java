package org.tokentwin.emulator.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.issuer.PinEnvelope;

class EnvelopePageTest {
    private static final PinEnvelope ENVELOPE = new PinEnvelope("0a1b2c3d", "0123456789", Pin.of("83650142"));

    private static String text(PinEnvelope envelope) throws IOException {
        try (PDDocument document = Loader.loadPDF(EnvelopePage.of(envelope))) {
            assertThat(document.getNumberOfPages()).isOne();
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void page_saysWhatTheEnvelopeDoes_inBothLanguages() throws IOException {
        assertThat(text(ENVELOPE))
                .contains("PIN Envelope", "密碼信封", "Token serial number", "0a1b2c3d", "權杖序號")
                .contains("Subscriber reference number", "登記人參考編號", "0123456789")
                .contains("Initial PIN", "初始密碼", "83650142")
                .contains("if you lose it, have the", "必須撤銷電子證書", "Fold here", "沿此線摺疊");
    }

    @Test
    void tokenWithoutECert_hasNoReferenceNumberOnIt() throws IOException {
        assertThat(text(new PinEnvelope("0a1b2c3d", "", Pin.of("83650142"))))
                .contains("83650142")
                .doesNotContain("Subscriber reference number");
    }

    @Test
    void pinOfAnyPrintableCharacters_canBePrinted() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char each = ' '; each <= '~'; each++) {
            all.append(each);
        }
        for (int start = 0; start < all.length(); start += 19) {
            String pin = all.substring(start, Math.min(all.length(), start + 19));
            assertThat(text(new PinEnvelope("0a1b2c3d", "", Pin.of(pin)))).contains(pin.strip());
        }
    }

    @Test
    void fonts_areEmbedded() throws IOException {
        try (PDDocument document = Loader.loadPDF(EnvelopePage.of(ENVELOPE))) {
            PDResources resources = document.getPage(0).getResources();
            assertThat(resources.getFontNames()).hasSize(2);
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
            }
        }
    }
}
