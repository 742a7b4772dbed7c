package org.tokentwin.client.view;

import java.util.Optional;
import org.tokentwin.client.SignatureMechanism;

/**
 * A signature.
 *
 * @param format {@code raw} as the token gave it, or {@code cms}
 * @param signature in base64
 * @param file where it was written to, if it was
 */
public record Signature(
        String keyId, SignatureMechanism mechanism, String format, String signature, Optional<String> file) {}
