package org.tokentwin.client.view;

import java.util.List;
import java.util.Optional;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.ModuleInfo;

/** A module with its slots, their tokens and the certificates on these. */
public record TokenTree(ModuleInfo module, List<SlotNode> slots) {

    /** A slot, and the token in it. */
    public record SlotNode(long id, String description, Optional<TokenNode> token) {}

    /** A token, and the certificates that are visible without a login. */
    public record TokenNode(
            String label,
            String manufacturer,
            String model,
            String serial,
            PinStatus pin,
            List<CertificateSummary> certificates) {}
}
