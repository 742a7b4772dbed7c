package org.tokentwin.emulator.cryptoki.object;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The file of a container's certificate, as Windows minidrivers write it: {@code 01 00}, the certificate's length (2 bytes, little-endian),
 * and the certificate, compressed (RFC 1950). A file that begins otherwise is the certificate itself.
 */
final class CertificateFile {
    private static final byte COMPRESSED = 1;
    private static final int HEADER = 4;
    private static final int LONGEST = 0xFFFF;

    private CertificateFile() {}

    /** @param certificate in DER; as it is where its length does not fit */
    static byte[] encode(byte[] certificate) {
        if (certificate.length > LONGEST) {
            return certificate;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(COMPRESSED);
        out.write(0);
        out.write(certificate.length);
        out.write(certificate.length >> Byte.SIZE);
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(certificate);
            deflater.finish();
            byte[] part = new byte[certificate.length + HEADER];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
        }
        return out.toByteArray();
    }

    /** The certificate in DER; empty where the file cannot be decompressed to the length that it tells. */
    static Optional<byte[]> decode(byte[] content) {
        if (content.length < HEADER || content[0] != COMPRESSED || content[1] != 0) {
            return Optional.of(content);
        }
        byte[] certificate = new byte
                [Short.toUnsignedInt(
                        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getShort(2))];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(content, HEADER, content.length - HEADER);
            boolean whole = inflater.inflate(certificate) == certificate.length;
            return whole ? Optional.of(certificate) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }
}
