package org.tokentwin.client;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.x509.PssRestriction;

/** Which mechanism goes with a key, and with what its certificate allows. */
public final class MechanismChoice {
    private MechanismChoice() {}

    /**
     * The mechanism asked for, or the usual one.
     *
     * @param certified the public key in the key's certificate, if there is one
     * @throws TokenException if the certificate does not allow the mechanism that was asked for, or any of ours
     */
    public static SignatureMechanism of(
            KeyType type, Optional<PublicKey> certified, Optional<SignatureMechanism> asked) {
        Optional<PssRestriction> pss = certified.flatMap(PssRestriction::of);
        if (pss.isEmpty()) {
            return asked.orElseGet(() -> SignatureMechanism.defaultFor(type));
        }
        SignatureMechanism chosen = asked.orElseGet(() -> usual(pss.get()));
        if (!allows(pss.get(), chosen)) {
            throw TokenException.refused(
                    Ckr.CKR_MECHANISM_INVALID,
                    "the certificate is of id-RSASSA-PSS, and does not allow " + chosen,
                    "Choose " + usual(pss.get()) + ", or leave --mechanism out.");
        }
        return chosen;
    }

    private static SignatureMechanism usual(PssRestriction pss) {
        return Arrays.stream(SignatureMechanism.values())
                .filter(each -> allows(pss, each))
                .findFirst()
                .orElseThrow(() -> TokenException.refused(
                        Ckr.CKR_MECHANISM_INVALID,
                        "the certificate is of id-RSASSA-PSS with "
                                + pss.hash().orElse("no hash") + " and a salt of at least "
                                + pss.shortestSalt().orElse(0) + " bytes, which no mechanism of this client has",
                        "Use another key."));
    }

    /** The salt of each of our mechanisms is as long as its hash. */
    private static boolean allows(PssRestriction pss, SignatureMechanism mechanism) {
        return mechanism.isPss()
                && mechanism
                        .hash()
                        .filter(hash -> pss.hash()
                                .map(hash.jcaName().replace("-", "")::equalsIgnoreCase)
                                .orElse(true))
                        .filter(hash -> pss.shortestSalt().orElse(0) <= hash.length())
                        .isPresent();
    }
}
