package org.tokentwin.emulator.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.tokentwin.emulator.issuer.PinEnvelope;

/** Draws the page of a PIN envelope, with PDFBox. */
final class EnvelopeDrawing {
    private static final PDRectangle A4 = PDRectangle.A4;
    private static final float THIRD = A4.getHeight() / 3;
    private static final float LEFT = 60;
    private static final float COLUMN = 270;
    private static final int SMALL = 9;
    private static final int NORMAL = 11;
    private static final int LARGE = 20;
    private static final int PIN_SIZE = 26;
    private static final int COVER_SIZE = 7;

    /** The longest part of a line that one font has. */
    private static final Pattern ONE_SCRIPT = Pattern.compile("([\\x20-\\x7E]+)|[^\\x20-\\x7E]+");

    private static final List<String> OUTSIDE = List.of(
            "An emulated token, for tests only", "模擬權杖，僅供測試", "To be opened by the subscriber only", "只可由登記人開啟");
    private static final List<String> ADVICE = List.of(
            "Keep this envelope apart from the token. Nobody else has the PIN: if you lose it, have the",
            "e-Cert revoked and apply for a new one.",
            "請將此信封與權杖分開存放。密碼沒有其他人知道：如遺失密碼，必須撤銷電子證書，並重新申請。");

    private final PDPageContentStream page;
    private final PDFont latin;
    private final PDFont chinese;

    private EnvelopeDrawing(PDPageContentStream page, PDFont latin, PDFont chinese) {
        this.page = page;
        this.latin = latin;
        this.chinese = chinese;
    }

    static byte[] pdf(PinEnvelope envelope) {
        try (PDDocument document = new PDDocument()) {
            PDPage sheet = new PDPage(A4);
            document.addPage(sheet);
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                new EnvelopeDrawing(content, font(document, "latin.ttf"), font(document, "chinese.ttf")).draw(envelope);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The PIN envelope's page cannot be made", e);
        }
    }

    /** A part of DejaVu Sans or of Droid Sans Fallback: the characters of this page. */
    private static PDFont font(PDDocument document, String resource) throws IOException {
        try (InputStream in = EnvelopeDrawing.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the emulator's jar lacks " + resource);
            }
            return PDType0Font.load(document, in);
        }
    }

    private void draw(PinEnvelope envelope) throws IOException {
        outside();
        inside(envelope);
        cover();
        fold(THIRD);
        fold(2 * THIRD);
    }

    private void outside() throws IOException {
        text(LEFT, A4.getHeight() - 80, LARGE, "PIN Envelope  密碼信封");
        float line = A4.getHeight() - 120;
        for (String each : OUTSIDE) {
            text(LEFT, line, NORMAL, each);
            line -= 20;
        }
    }

    private void inside(PinEnvelope envelope) throws IOException {
        float line = 2 * THIRD - 60;
        field(line, "Token serial number  權杖序號", envelope.tokenSerial(), NORMAL);
        if (!envelope.referenceNumber().isEmpty()) {
            field(line - 25, "Subscriber reference number  登記人參考編號", envelope.referenceNumber(), NORMAL);
        }
        field(line - 85, "Initial PIN  初始密碼", envelope.initialPin().reveal(), PIN_SIZE);
        page.addRect(LEFT + COLUMN - 15, line - 97, 215, 45);
        page.stroke();
        float advice = THIRD + 65;
        for (String each : ADVICE) {
            text(LEFT, advice, SMALL, each);
            advice -= 16;
        }
    }

    private void field(float line, String name, String value, int size) throws IOException {
        text(LEFT, line, NORMAL, name);
        text(LEFT + COLUMN, line, size, value);
    }

    /** Figures close together: paper that lies upon others lets none of those below be read. */
    private void cover() throws IOException {
        Random figures = new Random(0); // the same on each page, and of nothing
        for (float line = 20; line < THIRD - 20; line += COVER_SIZE - 1.5f) {
            StringBuilder row = new StringBuilder();
            while (width(row.toString(), COVER_SIZE) < A4.getWidth() - 2 * LEFT) {
                row.append(figures.nextInt(10));
            }
            text(LEFT, line, COVER_SIZE, row.toString());
        }
    }

    private float width(String text, int size) throws IOException {
        return latin.getStringWidth(text) / 1000 * size;
    }

    private void fold(float height) throws IOException {
        page.setLineDashPattern(new float[] {4, 4}, 0);
        page.moveTo(0, height);
        page.lineTo(A4.getWidth(), height);
        page.stroke();
        page.setLineDashPattern(new float[] {}, 0);
        text(A4.getWidth() - 130, height + 5, SMALL, "Fold here  沿此線摺疊");
    }

    private void text(float x, float y, int size, String words) throws IOException {
        page.beginText();
        page.newLineAtOffset(x, y);
        Matcher parts = ONE_SCRIPT.matcher(words);
        while (parts.find()) {
            page.setFont(parts.group(1) == null ? chinese : latin, size);
            page.showText(parts.group());
        }
        page.endText();
    }
}
