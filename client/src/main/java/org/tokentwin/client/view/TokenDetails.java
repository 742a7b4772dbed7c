package org.tokentwin.client.view;

import java.util.List;
import java.util.Set;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.MechanismEntry;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenFlag;

/** All that a token says of itself. */
public record TokenDetails(
        String slotDescription,
        Token token,
        Set<TokenFlag> flagNames,
        PinStatus pin,
        String guideRule,
        List<MechanismEntry> mechanisms) {}
