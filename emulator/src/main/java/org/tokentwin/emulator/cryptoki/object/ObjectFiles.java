package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.FileEntry;

/** The files with the attributes of objects. */
final class ObjectFiles {
    private final CardFiles files;
    private final StrayFiles strays;
    private final boolean secretKeys;

    /** Those of a card on which it does not matter what a secret key is. */
    ObjectFiles(CardFiles files) {
        this(files, new StrayFiles(), true);
    }

    /**
     * @param strays hears of files that hold no object
     * @param secretKeys whether the token holds secret keys; else a file with one is a stray
     */
    ObjectFiles(CardFiles files, StrayFiles strays, boolean secretKeys) {
        this.files = files;
        this.strays = strays;
        this.secretKeys = secretKeys;
    }

    /** The objects that everybody sees, or those that the user sees. */
    Stream<TokenObject> read(Collection<FileEntry> index, boolean isPrivate) {
        return read(index.stream().filter(file -> FileNames.isObject(file, isPrivate)), isPrivate);
    }

    /** All objects but secret keys, on a channel with the user's status. */
    Stream<TokenObject> read(Collection<FileEntry> index) {
        return read(all(index), true)
                .peek(object -> SecretKeys.wipe(object.object()))
                .filter(object -> !object.object().kind().isSecretKey());
    }

    /**
     * The files that a power cut left: those of long objects that are not whole, and the new file of an object that still has its old one.
     *
     * @return their ids
     */
    Stream<Integer> unfinished(Collection<FileEntry> index) {
        if (all(index).allMatch(file -> CardFiles.isOneStep(file.size()))) {
            return Stream.empty();
        }
        Predicate<ObjectFile> isFirst = firstOfItsSerial();
        return all(index)
                .filter(file -> files.readOpen(file.id(), true)
                        .filter(content -> ObjectFile.isUnfinished(content)
                                || object(file, content)
                                        .filter(object -> !isFirst.test(wiped(object)))
                                        .isPresent())
                        .isPresent())
                .map(FileEntry::id);
    }

    private static Stream<FileEntry> all(Collection<FileEntry> index) {
        return index.stream().filter(file -> FileNames.isObject(file, true) || FileNames.isObject(file, false));
    }

    private Stream<TokenObject> read(Stream<FileEntry> chosen, boolean login) {
        Predicate<ObjectFile> isFirst = firstOfItsSerial();
        return chosen.map(file -> files.readOpen(file.id(), login)
                        .flatMap(content -> object(file, content))
                        .filter(isFirst)
                        .map(content -> new TokenObject(
                                ObjectIdentity.of(file.id(), content.serial()),
                                file.id(),
                                content.certificateFile(),
                                content.object())))
                .flatMap(Optional::stream);
    }

    private static ObjectFile wiped(ObjectFile file) {
        SecretKeys.wipe(file.object());
        return file;
    }

    /**
     * Nothing but what is in the file is looked at here, so whatever goes wrong is the file's fault.
     *
     * @param content wiped here
     */
    private Optional<ObjectFile> object(FileEntry file, byte[] content) {
        try {
            Optional<ObjectFile> object = ObjectFile.parse(content);
            object.ifPresent(parsed -> SoundObject.require(parsed, FileNames.isObject(file, true), secretKeys));
            return object;
        } catch (RuntimeException e) {
            strays.tell(file.id(), e);
            return Optional.empty();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** While a long object gets a new file it has two, and the old one is earlier in the index: see {@link ObjectWriter#replace}. */
    private static Predicate<ObjectFile> firstOfItsSerial() {
        Set<Long> seen = new HashSet<>();
        return content -> seen.add(content.serial());
    }
}
