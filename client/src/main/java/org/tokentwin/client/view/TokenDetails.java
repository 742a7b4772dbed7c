package org.tokentwin.client.view;

import java.util.List;
import java.util.Set;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.MechanismEntry;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenFlag;

/**
 * All that a token says of itself.
 *
 * @param guideRule the e-Cert Token's rule for a new PIN; empty on a token that holds no e-Cert
 */
public record TokenDetails(
        String slotDescription,
        Token token,
        Set<TokenFlag> flagNames,
        PinStatus pin,
        String guideRule,
        List<MechanismEntry> mechanisms) {}
