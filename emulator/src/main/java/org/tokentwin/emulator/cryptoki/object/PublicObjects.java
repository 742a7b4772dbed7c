package org.tokentwin.emulator.cryptoki.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileEntry;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/** The token objects that anyone may read. Read anew only when the card says that something changed. Safe for use by many threads. */
public final class PublicObjects {
    private final CardFiles files;
    private final CardKeys keys;
    private final FreshObjects fresh;
    private final StrayFiles strays = new StrayFiles();

    /** @param channel any: nothing here needs a PIN */
    public PublicObjects(TokenChannel channel) {
        this.files = new CardFiles(channel);
        this.keys = new CardKeys(channel);
        this.fresh = new FreshObjects(files, this::load);
    }

    /** The objects as they are on the card now. */
    public List<TokenObject> all() {
        return fresh.get();
    }

    StrayFiles strays() {
        return strays;
    }

    private List<TokenObject> load() {
        Map<Integer, byte[]> certificates = new HashMap<>();
        List<TokenObject> objects = new ArrayList<>();
        List<FileEntry> index = files.index();
        for (FileEntry file : index) {
            if (FileNames.container(file).isPresent()) {
                files.readOpen(file.id(), false)
                        .flatMap(CertificateFile::decode)
                        .ifPresent(certificate -> certificates.put(file.id(), certificate));
            }
        }
        new ObjectFiles(files, strays, false)
                .read(index, false)
                .forEach(object -> withCertificate(object, certificates).ifPresent(objects::add));
        dropKeysThatAreGone(objects);
        Set<Integer> described = new HashSet<>();
        objects.forEach(object -> described.add(object.certificateFile()));
        certificates.forEach((id, content) -> {
            if (!described.contains(id) && !isShown(content, objects)) {
                BareObjects.certificate(id, content, strays).ifPresent(objects::add);
            }
        });
        return objects;
    }

    /** A power cut while a certificate moved leaves it in two places; see {@link InterruptedChanges}. */
    private static boolean isShown(byte[] certificate, List<TokenObject> objects) {
        Attribute value = Attribute.of(Cka.CKA_VALUE, certificate);
        return objects.stream()
                .map(TokenObject::object)
                .anyMatch(object -> object.kind() == ObjectKind.X_509_CERTIFICATE && object.matches(List.of(value)));
    }

    /** A key that was deleted by other means leaves the file of its attributes behind. */
    private void dropKeysThatAreGone(List<TokenObject> objects) {
        if (objects.stream().anyMatch(each -> each.object().kind().isPrivateKey())) {
            List<Integer> references = keys.references();
            objects.removeIf(each -> each.object().kind().isPrivateKey()
                    && !references.contains(each.object().keyReference()));
        }
    }

    /** Puts in the value from the certificate's own file; an object whose file is gone is gone too. */
    private static Optional<TokenObject> withCertificate(TokenObject object, Map<Integer, byte[]> certificates) {
        if (object.certificateFile() == TokenObject.NO_FILE) {
            return Optional.of(object);
        }
        return Optional.ofNullable(certificates.get(object.certificateFile()))
                .map(content -> new TokenObject(
                        object.identity(),
                        object.fileId(),
                        object.certificateFile(),
                        object.object().with(Attribute.of(Cka.CKA_VALUE, content))));
    }
}
