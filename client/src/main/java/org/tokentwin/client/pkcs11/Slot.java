package org.tokentwin.client.pkcs11;

import java.util.Optional;

/** What C_GetSlotInfo says of a slot, and the token in it. */
public record Slot(
        long id,
        String description,
        String manufacturer,
        String hardwareVersion,
        String firmwareVersion,
        boolean removable,
        boolean hardware,
        Optional<Token> token) {}
