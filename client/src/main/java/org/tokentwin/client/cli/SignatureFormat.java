package org.tokentwin.client.cli;

import java.util.Arrays;
import java.util.Base64;
import org.tokentwin.client.pkcs11.TokenException;

/** How a signature is written. The names are what the user types. */
enum SignatureFormat {
    /** The bytes as the token gave them; for ECDSA r and s. */
    raw,
    /** The same in base64, and a line feed. */
    base64,
    /** A detached CMS SignedData in DER, with the certificate and its chain. */
    cms;

    /** What the signature's bytes are in a file of this format. */
    byte[] decode(byte[] file) {
        if (this != base64) {
            return file;
        }
        try {
            return Base64.getMimeDecoder().decode(file);
        } catch (IllegalArgumentException e) {
            throw TokenException.failed(
                    "the signature is not base64", "Name its format with --format raw or --format cms.", e);
        }
    }

    byte[] encode(byte[] signature) {
        if (this != base64) {
            return signature;
        }
        byte[] text = Base64.getEncoder().encode(signature);
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }
}
