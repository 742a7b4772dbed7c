package org.tokentwin.emulator.cryptoki.object;

import java.util.Collection;
import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileAccess;
import org.tokentwin.emulator.cryptoki.token.FileEntry;

/**
 * The containers of the card's minidriver layout: a key, and the file of its certificate, which middleware that knows nothing of our object
 * files looks for. A certificate belongs to the key that its public key says.
 */
final class Containers {
    private final CardFiles files;
    private final ContainerMap map;

    Containers(CardFiles files) {
        this.files = files;
        this.map = new ContainerMap(files);
    }

    /** Notes a new key in the container map. */
    void add(StoredObject key) {
        map.put(container(key), bits(key), isForKeyExchange(key));
    }

    /** Whether the container of a key's reference has a record in the map, or a certificate. */
    boolean isKnown(int keyReference, Collection<FileEntry> index) {
        int container = keyReference - CardKeys.FIRST_PERSISTENT;
        return map.has(container)
                || index.stream()
                        .anyMatch(file -> FileNames.container(file).stream().anyMatch(it -> it == container));
    }

    /** Whether the container of a key's reference has a record in the map. */
    boolean isMapped(int keyReference) {
        return map.has(keyReference - CardKeys.FIRST_PERSISTENT);
    }

    /** Notes that a key is gone. */
    void remove(StoredObject key) {
        map.remove(container(key));
    }

    /** Makes an empty container map. */
    void clear() {
        map.clear();
    }

    /** Puts a certificate into the file of its key's container; returns the file's id, or 0 where it has no key or the file is taken. */
    int place(StoredObject certificate, Collection<TokenObject> others) {
        return others.stream()
                .map(TokenObject::object)
                .filter(other -> other.kind().isPrivateKey() && samePublicKey(other, certificate))
                .findFirst()
                .map(key -> place(certificate, key))
                .orElse(TokenObject.NO_FILE);
    }

    /** Likewise, the key being known. */
    int place(StoredObject certificate, StoredObject key) {
        byte[] content = CertificateFile.encode(certificate.value(Cka.CKA_VALUE));
        FileEntry file = FileNames.certificate(container(key), content.length, isForKeyExchange(key));
        return files.create(file, FileAccess.PUBLIC, content) ? file.id() : TokenObject.NO_FILE;
    }

    /** The certificate in the key's container. */
    Optional<TokenObject> certificateOf(StoredObject key, Collection<TokenObject> others) {
        return certificates(key, others, true);
    }

    /** A public certificate of the key that is in no container. */
    Optional<TokenObject> looseCertificateOf(StoredObject key, Collection<TokenObject> others) {
        return certificates(key, others, false);
    }

    private static Optional<TokenObject> certificates(
            StoredObject key, Collection<TokenObject> others, boolean placed) {
        return others.stream()
                .filter(other -> other.object().kind() == ObjectKind.X_509_CERTIFICATE
                        && !other.object().isPrivate()
                        && (other.certificateFile() != TokenObject.NO_FILE) == placed
                        && samePublicKey(key, other.object()))
                .findFirst();
    }

    private static boolean samePublicKey(StoredObject one, StoredObject other) {
        return one.get(Cka.CKA_PUBLIC_KEY_INFO)
                .flatMap(info -> other.get(Cka.CKA_PUBLIC_KEY_INFO).filter(info::matches))
                .isPresent();
    }

    private static int container(StoredObject key) {
        return key.keyReference() - CardKeys.FIRST_PERSISTENT;
    }

    private static int bits(StoredObject key) {
        return key.kind().isRsa()
                ? Unsigned.of(key.value(Cka.CKA_MODULUS)).bitLength()
                : NamedCurve.of(key.value(Cka.CKA_EC_PARAMS)).bits();
    }

    private static boolean isForKeyExchange(StoredObject key) {
        return key.flag(Cka.CKA_DECRYPT) || key.flag(Cka.CKA_UNWRAP);
    }
}
