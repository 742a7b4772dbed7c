package org.tokentwin.client.window.model;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.DataObjectEntry;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.view.HarmlessText;

/**
 * A token as it was when it was read.
 *
 * @param administrator the administrator's password (SO PIN); empty where the token says that it has none
 * @param policy the rules for its password; empty where the module has no object that tells them
 * @param renamable whether the module has an object by which it can be renamed
 * @param ecert whether it holds an e-Cert, so that the rule of the e-Cert Token's user guide is its own
 * @param keys the private keys, which as a rule are visible after log-on only
 */
public record TokenView(
        Slot slot,
        Token token,
        PinStatus pin,
        Optional<PinStatus> administrator,
        Optional<PinPolicy> policy,
        boolean renamable,
        boolean ecert,
        boolean loggedOn,
        List<CertificateEntry> certificates,
        List<PrivateKeyEntry> keys,
        List<DataObjectEntry> data) {
    public TokenView {
        certificates = List.copyOf(certificates);
        keys = List.copyOf(keys);
        data = List.copyOf(data);
    }

    public TokenId id() {
        return new TokenId(slot.id(), token.serial());
    }

    /** The token's name as the window shows it; its serial number where it has none. */
    public String name() {
        return HarmlessText.of(token.label().isEmpty() ? token.serial() : token.label());
    }

    /** The rules that its administrator may change; empty where there are none, or nobody who may. */
    public Optional<PinPolicy> changeablePolicy() {
        return administrator.isPresent() ? policy : Optional.empty();
    }

    /** The certificates of people, or those of authorities. */
    public List<CertificateEntry> certificates(boolean authorities) {
        return certificates.stream()
                .filter(entry -> entry.isAuthority() == authorities)
                .toList();
    }

    /** All certificates that could be read. */
    public List<X509Certificate> allCertificates() {
        return certificates.stream()
                .flatMap(entry -> entry.certificate().stream())
                .toList();
    }

    /** The certificate that has the same CKA_ID as a key. */
    public Optional<CertificateEntry> certificateOf(PrivateKeyEntry key) {
        return certificates.stream()
                .filter(entry -> !key.id().isEmpty() && entry.id().equals(key.id()))
                .findFirst();
    }
}
