package org.tokentwin.emulator.paper;

import org.tokentwin.emulator.issuer.PinEnvelope;

/**
 * The PIN envelope as an A4 page to print and fold twice, in English and Chinese: the lower third is full of figures, and covers the digits in
 * the middle from behind; the upper third is outside, and says what it is. This class can be loaded without PDFBox.
 */
public final class EnvelopePage {
    private EnvelopePage() {}

    /** Whether this program can make such a page: whether PDFBox is on its class path. */
    public static boolean isPossible() {
        try {
            return EnvelopePage.class.getClassLoader().loadClass("org.apache.pdfbox.pdmodel.PDDocument") != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The page as a PDF. It holds the PIN: for a file that only its owner reads. */
    public static byte[] of(PinEnvelope envelope) {
        return EnvelopeDrawing.pdf(envelope);
    }
}
