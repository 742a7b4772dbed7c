package org.tokentwin.client.view;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tokentwin.client.pkcs11.MechanismEntry;
import org.tokentwin.client.pkcs11.Token;

/** {@link TokenDetails} as text. */
public final class TokenDetailsText {
    private TokenDetailsText() {}

    public static String render(TokenDetails details) {
        TextPage page = new TextPage();
        Token token = details.token();
        page.field(0, "Token", Labels.of(token.label()));
        page.field(1, "Slot", token.slotId() + ": " + details.slotDescription());
        page.field(1, "Manufacturer", token.manufacturer());
        page.field(1, "Model", token.model());
        page.field(1, "Serial number", token.serial());
        page.field(1, "Hardware version", token.hardwareVersion());
        page.field(1, "Firmware version", token.firmwareVersion());
        page.field(1, "PIN", details.pin().describe());
        page.field(1, "PIN length", token.minPinLength() + " to " + token.maxPinLength() + " bytes");
        page.field(1, "PIN rule, e-Cert", details.guideRule());
        page.field(1, "Public memory", memory(token.freePublicMemory(), token.totalPublicMemory()));
        page.field(1, "Private memory", memory(token.freePrivateMemory(), token.totalPrivateMemory()));
        page.field(1, "Time", token.utcTime());
        page.field(1, "Flags", "0x%X".formatted(token.flags()));
        page.fields(1, "", details.flagNames().stream().map(Object::toString).toList());
        page.fields(
                1,
                "Mechanisms",
                details.mechanisms().stream().map(TokenDetailsText::mechanism).toList());
        return page.toString();
    }

    private static String memory(OptionalLong free, OptionalLong total) {
        if (free.isEmpty() && total.isEmpty()) {
            return "";
        }
        return amount(free) + " of " + amount(total) + " bytes free";
    }

    private static String amount(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "?";
    }

    private static String mechanism(MechanismEntry mechanism) {
        String sizes = mechanism.maxKeySize() == 0 ? "" : " " + mechanism.minKeySize() + "-" + mechanism.maxKeySize();
        String uses = mechanism.flags().stream()
                .map(flag -> flag.name().substring("CKF_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return mechanism.name() + sizes + (uses.isEmpty() ? "" : " (" + uses + ")");
    }
}
