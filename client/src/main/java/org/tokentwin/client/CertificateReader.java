package org.tokentwin.client;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.x509.PartialCertificate;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/** Reads the certificates of a token, and whether their private keys are there. */
final class CertificateReader {
    private static final HexFormat HEX = HexFormat.of();

    private final CryptokiSession session;
    private final KeyPresence whereNoKeyIsSeen;

    /**
     * Reads through a session.
     *
     * @param privateObjectsVisible whether the user is logged in, or the token needs no login
     */
    CertificateReader(CryptokiSession session, boolean privateObjectsVisible) {
        this.session = session;
        this.whereNoKeyIsSeen = privateObjectsVisible ? KeyPresence.ABSENT : KeyPresence.UNKNOWN;
    }

    List<CertificateEntry> read() {
        Set<String> keyIds = ids(Cko.CKO_PRIVATE_KEY);
        if (whereNoKeyIsSeen == KeyPresence.UNKNOWN) {
            keyIds.addAll(ids(Cko.CKO_PUBLIC_KEY)); // a key pair's public half is visible before login
        }
        List<CertificateEntry> entries = new ArrayList<>();
        for (long object : session.find(new CkAttribute(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE))) {
            entries.add(entry(object, keyIds));
        }
        return entries;
    }

    private CertificateEntry entry(long object, Set<String> keyIds) {
        String id = HEX.formatHex(session.bytes(object, Cka.CKA_ID));
        byte[] value = session.bytes(object, Cka.CKA_VALUE);
        KeyPresence key = !id.isEmpty() && keyIds.contains(id) ? KeyPresence.PRESENT : whereNoKeyIsSeen;
        String label = session.text(object, Cka.CKA_LABEL);
        try {
            return new CertificateEntry(id, label, Optional.of(parse(value)), Optional.empty(), key);
        } catch (CertificateException e) {
            // the entry says so; the others are still worth showing
            PartialCertificate partial = PartialCertificate.of(value, String.valueOf(e.getMessage()));
            return new CertificateEntry(id, label, Optional.empty(), Optional.of(partial), key);
        }
    }

    private Set<String> ids(long objectClass) {
        Set<String> ids = new HashSet<>();
        for (long key : session.find(new CkAttribute(Cka.CKA_CLASS, objectClass))) {
            ids.add(HEX.formatHex(session.bytes(key, Cka.CKA_ID)));
        }
        return ids;
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }
}
