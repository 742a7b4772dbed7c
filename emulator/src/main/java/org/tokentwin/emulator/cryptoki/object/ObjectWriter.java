package org.tokentwin.emulator.cryptoki.object;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileAccess;
import org.tokentwin.emulator.cryptoki.token.FileEntry;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/**
 * Makes, changes and deletes token objects, on a channel with the status that the card asks for. What is not allowed, the card refuses:
 * {@code CKR_USER_NOT_LOGGED_IN}; what has no room, too: {@code CKR_DEVICE_MEMORY}.
 */
public final class ObjectWriter {
    private final CardFiles files;
    private final CardKeys keys;
    private final Containers containers;
    private final TokenChannel channel;

    public ObjectWriter(TokenChannel channel) {
        this.channel = channel;
        this.files = new CardFiles(channel);
        this.keys = new CardKeys(channel);
        this.containers = new Containers(files);
    }

    /**
     * Stores an object.
     *
     * @param object whose key, if it is a private key, is on the card already
     * @param others the token objects that the caller can see: a certificate is put with its key, a key with its certificate
     * @return the object's identity
     */
    public String create(StoredObject object, Collection<TokenObject> others) {
        if (object.kind().isPrivateKey()) {
            return createKey(object, others);
        }
        if (object.kind() == ObjectKind.X_509_CERTIFICATE && !object.isPrivate()) {
            int certificateFile = containers.place(object, others);
            return createFile(
                    new ObjectFile(newSerial(), certificateFile, object), () -> files.delete(certificateFile));
        }
        return createFile(new ObjectFile(newSerial(), TokenObject.NO_FILE, object), () -> {});
    }

    /**
     * Puts a changed object in the place of the earlier one. A long one gets its own file with the same serial number before the old file
     * goes: where the power goes in between, the old one holds.
     *
     * @return the object's identity from now on: another one where it had no separate file, or is long and gets a new one
     */
    public String replace(TokenObject earlier, StoredObject object) {
        if (earlier.fileId() == TokenObject.NO_FILE) {
            return createFile(new ObjectFile(newSerial(), earlier.certificateFile(), object), () -> {});
        }
        ObjectFile content =
                new ObjectFile(ObjectIdentity.serial(earlier.identity()), earlier.certificateFile(), object);
        if (CardFiles.isOneStep(content.length())) {
            write(earlier.fileId(), content);
            return earlier.identity();
        }
        String identity = createFile(content, () -> {});
        files.delete(earlier.fileId());
        return identity;
    }

    /**
     * Deletes an object and, with a private key, the key itself; the key's certificate stays. The container and its certificate's file are given
     * up first: where the power goes in between, the object is still there, or {@link LostKeys} finds the key.
     */
    public void delete(TokenObject object, Collection<TokenObject> others) {
        if (object.object().kind().isPrivateKey()) {
            containers.remove(object.object());
            containers
                    .certificateOf(object.object(), others)
                    .ifPresent(certificate -> move(certificate, TokenObject.NO_FILE));
        }
        if (object.fileId() != TokenObject.NO_FILE) {
            files.delete(object.fileId());
        }
        if (object.certificateFile() != TokenObject.NO_FILE) {
            files.delete(object.certificateFile());
        }
        if (object.object().kind().isPrivateKey()) {
            keys.delete(object.object().keyReference());
        }
    }

    /** Deletes every file and key and takes the user's PIN away, on a channel with the SO's status. */
    public void eraseAll() {
        files.eraseAll();
        layOut();
    }

    /** Makes what other middleware wants to find on a card without keys, too: an empty container map. */
    public void layOut() {
        containers.clear();
    }

    private String createKey(StoredObject object, Collection<TokenObject> others) {
        ObjectFile content = new ObjectFile(newSerial(), TokenObject.NO_FILE, object);
        String identity = createFile(content, () -> keys.delete(object.keyReference()));
        containers.add(object);
        containers.looseCertificateOf(object, others).ifPresent(certificate -> {
            int certificateFile = containers.place(certificate.object(), object);
            move(certificate, certificateFile);
        });
        return identity;
    }

    /** Moves a certificate between its attributes and a separate file. */
    private void move(TokenObject certificate, int certificateFile) {
        TokenObject moved =
                new TokenObject(certificate.identity(), certificate.fileId(), certificateFile, certificate.object());
        replace(moved, certificate.object());
        if (certificate.certificateFile() != TokenObject.NO_FILE && certificate.certificateFile() != certificateFile) {
            files.delete(certificate.certificateFile());
        }
    }

    /** Writes the attributes to a file of a free id; when that fails, what was made for the object before is undone. */
    private String createFile(ObjectFile content, Runnable undo) {
        try {
            Set<Integer> taken = files.index().stream().map(FileEntry::id).collect(Collectors.toSet());
            for (int id = FileNames.FIRST_OBJECT; id <= FileNames.LAST_OBJECT; id++) {
                if (!taken.contains(id) && create(id, content)) {
                    return ObjectIdentity.of(id, content.serial());
                }
            }
            throw new CryptokiException(Ckr.CKR_DEVICE_MEMORY, "the card has no file id left");
        } catch (CryptokiException e) {
            undo.run();
            throw e;
        }
    }

    private boolean create(int id, ObjectFile content) {
        byte[] encoded = content.encoded();
        boolean isPrivate = content.object().isPrivate();
        try {
            return files.create(FileNames.object(id, encoded.length, isPrivate), access(isPrivate), encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private void write(int id, ObjectFile content) {
        byte[] encoded = content.encoded();
        boolean isPrivate = content.object().isPrivate();
        try {
            files.createOrReplace(FileNames.object(id, encoded.length, isPrivate), access(isPrivate), encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static FileAccess access(boolean isPrivate) {
        return isPrivate ? FileAccess.PRIVATE : FileAccess.PUBLIC;
    }

    private long newSerial() {
        return ByteBuffer.wrap(channel.random(Long.BYTES)).getLong();
    }
}
