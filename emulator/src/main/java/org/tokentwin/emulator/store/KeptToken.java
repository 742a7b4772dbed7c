package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.scratch.TreeDeletion;
import org.tokentwin.emulator.turn.FileTurn;

/**
 * A token that is kept in its own directory, and is this process's alone while it is open. Every change of its card is on the disk
 * before the card has answered.
 */
public final class KeptToken implements AutoCloseable {
    static final String IMAGE = "card.image";

    private static final String RECORD = "token.json";
    private static final String PROFILE = "profile.toml";
    private static final String ENVELOPE = "envelope.txt";
    private static final String ENVELOPE_PAGE = "envelope.pdf";
    private static final String CHAIN = "certificates.pem";
    private static final String OTHERS = "other-certificates.pem";
    private static final String LOCK = "lock";
    private static final String SERVER = "server";
    private static final String TURN = ".turn";
    private static final String SNAPSHOTS = "snapshots";
    private static final String SNAPSHOT_ENDING = ".image";

    private final String name;
    private final Path directory;
    private final TokenLock lock;
    private final EmulatedToken token;

    private KeptToken(String name, Path directory, TokenLock lock, EmulatedToken token) {
        this.name = name;
        this.directory = directory;
        this.lock = lock;
        this.token = token;
    }

    /**
     * Keeps a token that was just issued. The issued one is closed; open the kept one to use it.
     *
     * @param profileFile the file that the token's profile was read from; empty for a bundled one
     * @throws StoreException when there is a token of that name, or it cannot be written
     */
    public static void create(TokenHome home, String name, EmulatedToken issued, Optional<Path> profileFile) {
        Path directory = home.tokenDirectory(name);
        Path unfinished = directory.resolveSibling("." + name + ".new");
        try (issued) {
            inTurn(home, () -> {
                if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                    throw new StoreException(
                            "There is a token " + name + " already: choose another name, or delete that one");
                }
                try {
                    deleteTree(unfinished); // of a process that was killed
                    writeAll(unfinished, issued, profileFile);
                    return Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    deleteTree(unfinished);
                }
            });
        } catch (IOException e) {
            throw new StoreException("The token " + name + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** One process at a time makes and deletes tokens: two that make one of the same name would write each other's files. */
    private static <T> T inTurn(TokenHome home, FileTurn.Work<T> work) throws IOException {
        OwnerOnly.createDirectories(home.tokens());
        return new FileTurn(home.tokens().resolve(TURN)).take(work);
    }

    private static void writeAll(Path directory, EmulatedToken issued, Optional<Path> profileFile) throws IOException {
        OwnerOnly.createDirectories(directory);
        if (profileFile.isPresent()) {
            OwnerOnly.replace(directory.resolve(PROFILE), Files.readAllBytes(profileFile.get()));
        }
        record(issued.issued(), profileFile.isPresent()).write(directory.resolve(RECORD));
        issued.envelope().write(directory.resolve(ENVELOPE));
        CertificateChainFile.write(directory.resolve(CHAIN), issued.certificateChain());
        if (!issued.issued().others().isEmpty()) {
            CertificateChainFile.write(
                    directory.resolve(OTHERS), issued.issued().others());
        }
        new ImageFile(directory.resolve(IMAGE), issued.serial()).write(memory(issued));
    }

    private static void deleteTree(Path directory) {
        try {
            TreeDeletion.delete(directory);
        } catch (IOException e) {
            throw new StoreException("The directory " + directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static byte[] memory(EmulatedToken issued) {
        if (issued.card() instanceof PersistentCard card) {
            return card.memory();
        }
        throw new IllegalArgumentException(issued + " has a card whose memory cannot be kept");
    }

    private static TokenRecord record(IssuedToken issued, boolean ownProfile) {
        return new TokenRecord(
                ownProfile ? null : issued.profile().name(),
                issued.serial(),
                issued.label(),
                issued.referenceNumber(),
                issued.initialPin().reveal(),
                issued.pin().reveal(),
                issued.soPin().map(Pin::reveal).orElse(null),
                Instant.now().toString());
    }

    /**
     * Opens a kept token: nobody is logged in on it.
     *
     * @throws StoreException when there is none, another process has it, or its files are damaged
     */
    public static KeptToken open(TokenHome home, String name) {
        Path directory = existing(home, name);
        TokenLock lock = TokenLock.take(directory.resolve(LOCK), name);
        boolean opened = false;
        try {
            IssuedToken issued = describe(home, name);
            ImageFile image = new ImageFile(directory.resolve(IMAGE), issued.serial());
            byte[] memory = image.readUpgraded();
            byte[] atr = issued.profile().atr().bytes();
            KeptCard card = new KeptCard(stored -> JcardsimCard.restored(atr, stored), image, memory);
            KeptToken kept = new KeptToken(name, directory, lock, EmulatedToken.of(card, issued));
            opened = true;
            return kept;
        } catch (IllegalArgumentException e) {
            throw new StoreException("The card image of " + name + " does not fit: " + e.getMessage(), e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /** What is known of a kept token without opening it. */
    public static IssuedToken describe(TokenHome home, String name) {
        Path directory = existing(home, name);
        TokenRecord record = TokenRecord.read(directory.resolve(RECORD));
        return new IssuedToken(
                profile(directory, record),
                record.label(),
                record.serial(),
                record.referenceNumber(),
                Pin.of(record.initialPin()),
                Pin.of(record.pin()),
                Optional.ofNullable(record.soPin()).map(Pin::of),
                CertificateChainFile.read(directory.resolve(CHAIN)),
                others(directory));
    }

    private static TokenProfile profile(Path directory, TokenRecord record) {
        return record.profile() == null
                ? TokenProfile.load(directory.resolve(PROFILE))
                : TokenProfile.named(record.profile());
    }

    /**
     * What distinguishes a kept token from others.
     *
     * @param profile its name
     */
    public record Summary(String serial, String label, String profile) {}

    /** Returns a kept token's summary. No certificate is read, so that thousands of tokens are listed in a second. */
    public static Summary summary(TokenHome home, String name) {
        Path directory = existing(home, name);
        TokenRecord record = TokenRecord.read(directory.resolve(RECORD));
        return new Summary(
                record.serial(), record.label(), profile(directory, record).name());
    }

    /** Most tokens have one key, and those before there were others have no such file. */
    private static List<X509Certificate> others(Path directory) {
        Path file = directory.resolve(OTHERS);
        return Files.exists(file) ? CertificateChainFile.read(file) : List.of();
    }

    /** The file of the token's profile; empty for a bundled one. */
    public static Optional<Path> profileFile(TokenHome home, String name) {
        return Optional.of(existing(home, name).resolve(PROFILE)).filter(Files::exists);
    }

    /** The PIN envelope's file. */
    public static Path envelope(TokenHome home, String name) {
        return existing(home, name).resolve(ENVELOPE);
    }

    /** The PEM file of the token's certificate and its chain. */
    public static Path certificates(TokenHome home, String name) {
        return existing(home, name).resolve(CHAIN);
    }

    /**
     * Keeps the page of a token's PIN envelope next to the envelope, for its owner's eyes only.
     *
     * @throws StoreException when there is no such token, or the page cannot be written
     */
    public static void keepEnvelopePage(TokenHome home, String name, byte[] pdf) {
        Path file = existing(home, name).resolve(ENVELOPE_PAGE);
        try {
            OwnerOnly.replace(file, pdf);
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** That page; empty where none was made. */
    public static Optional<Path> envelopePage(TokenHome home, String name) {
        return Optional.of(existing(home, name).resolve(ENVELOPE_PAGE)).filter(Files::exists);
    }

    /**
     * Deletes a kept token, its keys and its snapshots.
     *
     * @throws StoreException when there is none, or another process has it
     */
    public static void delete(TokenHome home, String name) {
        Path directory = existing(home, name);
        Path deleted = directory.resolveSibling("." + name + ".deleted");
        try {
            inTurn(home, () -> {
                deleteTree(deleted); // of a process that was killed
                try (TokenLock _ = TokenLock.take(directory.resolve(LOCK), name)) {
                    Files.move(directory, deleted, StandardCopyOption.ATOMIC_MOVE);
                }
                deleteTree(deleted);
                return deleted;
            });
        } catch (IOException e) {
            throw new StoreException("The token " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the card's memory as it is now under a name, to be gone back to.
     *
     * @throws StoreException when there is a snapshot of that name, or another process has the token
     */
    public static void snapshot(TokenHome home, String name, String snapshot) {
        snapshotFile(home, name, snapshot); // refuses a name that is none, before anything is opened
        try (KeptToken kept = open(home, name)) {
            kept.snapshot(snapshot);
        }
    }

    /**
     * Keeps the card's memory likewise, while the token is open: as it is on the disk, where every change is before the card has answered.
     *
     * @throws StoreException when there is a snapshot of that name, or it cannot be written
     */
    public void snapshot(String snapshot) {
        TokenHome.requireName(snapshot);
        Path file = directory.resolve(SNAPSHOTS).resolve(snapshot + SNAPSHOT_ENDING);
        try {
            if (Files.exists(file)) {
                throw new StoreException("There is a snapshot " + snapshot + " of " + name + " already");
            }
            OwnerOnly.createDirectories(directory.resolve(SNAPSHOTS));
            new ImageFile(file, token.serial()).write(new ImageFile(directory.resolve(IMAGE), token.serial()).read());
        } catch (IOException e) {
            throw new StoreException("The snapshot " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Goes back to a snapshot: PIN, tries, keys and objects are as they were then.
     *
     * @throws StoreException when there is none, it is damaged, or another process has the token
     */
    public static void restore(TokenHome home, String name, String snapshot) {
        Path directory = existing(home, name);
        try (TokenLock _ = TokenLock.take(directory.resolve(LOCK), name)) {
            String serial = describe(home, name).serial();
            byte[] memory = new ImageFile(snapshotFile(home, name, snapshot), serial).read();
            new ImageFile(directory.resolve(IMAGE), serial).write(memory);
        }
    }

    /** The names of a token's snapshots, in order. */
    public static List<String> snapshots(TokenHome home, String name) {
        Path directory = existing(home, name).resolve(SNAPSHOTS);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(SNAPSHOT_ENDING) && !file.startsWith("."))
                    .map(file -> file.substring(0, file.length() - SNAPSHOT_ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("The directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path snapshotFile(TokenHome home, String name, String snapshot) {
        home.tokenDirectory(snapshot); // a snapshot's name follows the same rule
        return existing(home, name).resolve(SNAPSHOTS).resolve(snapshot + SNAPSHOT_ENDING);
    }

    private static Path existing(TokenHome home, String name) {
        Path directory = home.tokenDirectory(name);
        if (!Files.isDirectory(directory)) {
            throw new StoreException("There is no token " + name + ": 'emulator list' shows those there are");
        }
        return directory;
    }

    public String name() {
        return name;
    }

    /** The token, for an {@link org.tokentwin.emulator.Emulator} to hold. */
    public EmulatedToken token() {
        return token;
    }

    /**
     * Notes next to the token who serves it: a file that only its owner reads, in the place of what has its name. A link there is replaced, and not
     * followed.
     *
     * @throws StoreException when it cannot be written
     */
    public void noteServer(Path socket) {
        Path file = directory.resolve(SERVER);
        try {
            OwnerOnly.replace(file, (socket + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Takes that note away, if it is there. */
    public void forgetServer() {
        Path file = directory.resolve(SERVER);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** The note; whether that server lives is not known. */
    public static Optional<Path> notedServer(TokenHome home, String name) {
        try {
            return Optional.of(Path.of(
                    Files.readString(home.tokenDirectory(name).resolve(SERVER)).strip()));
        } catch (IOException | InvalidPathException | StoreException e) {
            return Optional.empty(); // not served, or a serial number, or no token's name at all
        }
    }

    /** Gives the token back. */
    @Override
    public void close() {
        token.close();
        lock.close();
    }
}
