package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileEntry;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/**
 * Changes of several steps that the power cut in the middle: a key that is not in the container map yet, or no more, and a certificate that
 * is both among its attributes and in its key's container. They are brought to one of their ends.
 */
public final class InterruptedChanges {
    private final CardFiles files;
    private final CardKeys keys;
    private final Containers containers;
    private final ObjectWriter writer;

    /** @param channel with the user's status */
    public InterruptedChanges(TokenChannel channel) {
        this.files = new CardFiles(channel);
        this.keys = new CardKeys(channel);
        this.containers = new Containers(files);
        this.writer = new ObjectWriter(channel);
    }

    /**
     * Ends them. Nobody may be changing objects meanwhile.
     *
     * @param open the objects that anybody sees
     */
    public void finish(Collection<TokenObject> open) {
        List<FileEntry> index = files.index();
        mapKeys(index);
        joinCertificates(index, open);
    }

    private void mapKeys(Collection<FileEntry> index) {
        Set<Integer> unmapped = new HashSet<>(keys.references());
        unmapped.removeIf(containers::isMapped);
        if (!unmapped.isEmpty()) {
            new ObjectFiles(files)
                    .read(index)
                    .map(TokenObject::object)
                    .filter(object -> object.kind().isPrivateKey() && unmapped.contains(object.keyReference()))
                    .forEach(containers::add);
        }
    }

    private void joinCertificates(Collection<FileEntry> index, Collection<TokenObject> open) {
        Set<Integer> described = open.stream().map(TokenObject::certificateFile).collect(Collectors.toSet());
        for (FileEntry file : index) {
            if (FileNames.container(file).isPresent() && !described.contains(file.id())) {
                files.readOpen(file.id(), true)
                        .flatMap(CertificateFile::decode)
                        .flatMap(certificate -> looseCopy(certificate, open))
                        .ifPresent(loose -> writer.replace(
                                new TokenObject(loose.identity(), loose.fileId(), file.id(), loose.object()),
                                loose.object()));
            }
        }
    }

    private static Optional<TokenObject> looseCopy(byte[] certificate, Collection<TokenObject> open) {
        return open.stream()
                .filter(object -> object.object().kind() == ObjectKind.X_509_CERTIFICATE
                        && object.certificateFile() == TokenObject.NO_FILE
                        && Arrays.equals(object.object().value(Cka.CKA_VALUE), certificate))
                .findFirst();
    }
}
