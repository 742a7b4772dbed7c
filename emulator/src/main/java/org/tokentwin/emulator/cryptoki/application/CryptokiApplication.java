package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.MessageParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.cryptoki.SessionInfo;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.mechanism.DigestOperation;
import org.tokentwin.emulator.cryptoki.mechanism.MessageSignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.MessageVerifyOperation;
import org.tokentwin.emulator.cryptoki.mechanism.SignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.VerifyOperation;
import org.tokentwin.emulator.profile.Lenience;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * One application on a {@link SlotBoard}: a JVM's module instance, or one connection. It only finds the application's state and hands each
 * call on to those who know what the function does.
 */
public final class CryptokiApplication extends UnsupportedFunctions {
    private static final int ALL_MUTEX_FUNCTIONS = 4;

    private final SlotBoard board;
    private final Program program;
    private final int number;
    private final EarlierVersion version;
    private final AtomicReference<@Nullable Application> state = new AtomicReference<>();

    /**
     * An application that returns what the version of PKCS#11 has that its library reports, and refuses what its tokens' profile refuses.
     *
     * @param board the slots, shared with other applications
     * @param program what the application is, for a user who is asked for a PIN
     * @param number distinguishes it from the others on the board
     */
    public static Cryptoki on(SlotBoard board, Program program, int number) {
        TokenProfile profile = board.profile();
        EarlierVersion version = EarlierVersion.of(profile.library().cryptokiVersion());
        return Refusals.of(profile.refusals(), new CryptokiApplication(board, program, number, version));
    }

    /**
     * An application that returns what v2.40 has.
     *
     * @param board the slots, shared with other applications
     * @param program what the application is, for a user who is asked for a PIN
     * @param number distinguishes it from the others on the board
     */
    public CryptokiApplication(SlotBoard board, Program program, int number) {
        this(board, program, number, new EarlierVersion(false));
    }

    CryptokiApplication(SlotBoard board, Program program, int number, EarlierVersion version) {
        this.board = board;
        this.program = program;
        this.number = number;
        this.version = version;
    }

    public int number() {
        return number;
    }

    public Program program() {
        return program;
    }

    /** Returns how many sessions it has open, on all tokens. */
    public int sessionCount() {
        return Optional.ofNullable(state.get())
                .map(begun -> begun.sessions().count())
                .orElse(0);
    }

    /** Returns how many objects it made since C_Initialize, on all tokens, those that are gone included. */
    public long objectsMade() {
        return Optional.ofNullable(state.get()).map(Application::objectsMade).orElse(0L);
    }

    /** Returns who is logged in, by the ids of the slots where somebody is. */
    public Map<Long, Long> logins() {
        return Optional.ofNullable(state.get())
                .map(begun -> begun.sessions().logins())
                .orElse(Map.of());
    }

    /** Ends it, as {@code C_Finalize} does; its next call returns {@code CKR_CRYPTOKI_NOT_INITIALIZED}. */
    public void end() {
        Application ended = state.getAndSet(null);
        if (ended != null) {
            board.over(this);
            ended.close();
        }
    }

    @Override
    public void initialize(@Nullable InitializeArgs args) {
        requireAcceptable(args);
        Application begun = new Application(board, program);
        if (!state.compareAndSet(null, begun)) {
            begun.close();
            throw new CryptokiException(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED, "it is");
        }
        board.begun(this);
        if (state.get() != begun) {
            board.over(this); // another thread was as quick with C_Finalize
        }
    }

    @Override
    public void finalizeCryptoki(boolean reserved) {
        if (reserved) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "pReserved is not null");
        }
        Application ended = application();
        if (state.compareAndSet(ended, null)) {
            board.over(this);
            ended.close();
        }
    }

    @Override
    public LibraryInfo getInfo() {
        return slots().info();
    }

    @Override
    public long[] getSlotList(boolean tokenPresent) {
        return slots().slotList(tokenPresent);
    }

    @Override
    public SlotInfo getSlotInfo(long slotId) {
        return slots().slotInfo(slotId);
    }

    @Override
    public TokenInfo getTokenInfo(long slotId) {
        return slots().tokenInfo(slotId);
    }

    @Override
    public long waitForSlotEvent(long flags) {
        return slots().waitForEvent(flags);
    }

    @Override
    public long[] getMechanismList(long slotId) {
        return slots().mechanisms(slotId);
    }

    @Override
    public MechanismInfo getMechanismInfo(long slotId, long type) {
        return slots().mechanismInfo(slotId, type);
    }

    @Override
    public void initToken(long slotId, byte @Nullable [] pin, byte[] label) {
        slots().initToken(slotId, pin, label);
    }

    @Override
    public void initPin(long session, byte @Nullable [] pin) {
        sessions().initPin(session, pin);
    }

    @Override
    public void setPin(long session, byte @Nullable [] oldPin, byte @Nullable [] newPin) {
        sessions().setPin(session, oldPin, newPin);
    }

    @Override
    public long openSession(long slotId, long flags) {
        return sessions().open(slotId, flags);
    }

    @Override
    public void closeSession(long session) {
        sessions().close(session);
    }

    @Override
    public void closeAllSessions(long slotId) {
        sessions().closeAll(slotId);
    }

    @Override
    public SessionInfo getSessionInfo(long session) {
        return sessions().info(session);
    }

    @Override
    public void login(long session, long userType, byte @Nullable [] pin) {
        sessions().login(session, userType, pin);
    }

    @Override
    public void loginUser(long session, long userType, byte @Nullable [] pin, byte[] username) {
        requireVersion3(session);
        sessions().loginUser(session, userType, pin, username);
    }

    @Override
    public void sessionCancel(long session, long flags) {
        requireVersion3(session);
        with(session, operations -> operations.cancel(flags));
    }

    private void requireVersion3(long session) {
        if (board.profile().library().cryptokiVersion().major() < 3) {
            throw unsupported(session);
        }
    }

    @Override
    public void logout(long session) {
        sessions().logout(session, has(Lenience.LOGOUT_WITHOUT_LOGIN));
    }

    @Override
    public long createObject(long session, List<Attribute> template) {
        return version.of(() -> objects().create(session, template));
    }

    @Override
    public long copyObject(long session, long object, List<Attribute> template) {
        return version.of(() -> objects().copy(session, object, template));
    }

    @Override
    public void destroyObject(long session, long object) {
        version.of(() -> {
            objects().destroy(session, object);
            return null;
        });
    }

    @Override
    public long getObjectSize(long session, long object) {
        return objects().size(session, object);
    }

    @Override
    public List<AttributeResult> getAttributeValue(long session, long object, long[] types) {
        return objects().values(session, object, types);
    }

    @Override
    public void setAttributeValue(long session, long object, List<Attribute> template) {
        version.of(Ckr.CKR_ATTRIBUTE_READ_ONLY, () -> {
            objects().setValues(session, object, template);
            return null;
        });
    }

    @Override
    public void findObjectsInit(long session, List<Attribute> template) {
        objects().findInit(session, template);
    }

    @Override
    public long[] findObjects(long session, long most) {
        return objects().find(session, most);
    }

    @Override
    public void findObjectsFinal(long session) {
        objects().findFinal(session);
    }

    @Override
    public void encryptInit(long session, Mechanism mechanism, long key) {
        keyOperations().encryptInit(session, mechanism, key);
    }

    @Override
    public void encrypt(long session, byte[] data, OutputBuffer encryptedData) {
        with(session, operations -> operations.encrypt().active().process(data, encryptedData));
    }

    @Override
    public void encryptUpdate(long session, byte[] part, OutputBuffer encryptedPart) {
        with(session, operations -> operations.encrypt().active().update(part, encryptedPart));
    }

    @Override
    public void encryptFinal(long session, OutputBuffer lastEncryptedPart) {
        with(session, operations -> operations.encrypt().active().finish(lastEncryptedPart));
    }

    @Override
    public void decryptInit(long session, Mechanism mechanism, long key) {
        keyOperations().decryptInit(session, mechanism, key);
    }

    @Override
    public void decrypt(long session, byte[] encryptedData, OutputBuffer data) {
        with(session, operations -> operations.decrypt().active().process(encryptedData, data));
    }

    @Override
    public void decryptUpdate(long session, byte[] encryptedPart, OutputBuffer part) {
        with(session, operations -> operations.decrypt().active().update(encryptedPart, part));
    }

    @Override
    public void decryptFinal(long session, OutputBuffer lastPart) {
        with(session, operations -> operations.decrypt().active().finish(lastPart));
    }

    @Override
    public void digestInit(long session, Mechanism mechanism) {
        keyOperations().digestInit(session, mechanism);
    }

    @Override
    public void digest(long session, byte[] data, OutputBuffer digest) {
        with(session, operations -> {
            DigestOperation operation = operations.digest().active();
            if (has(Lenience.DIGEST_ENDS_PARTS)) {
                operation.digestRest(data, digest);
            } else {
                operation.digest(data, digest);
            }
        });
    }

    @Override
    public void digestUpdate(long session, byte[] part) {
        with(session, operations -> operations.digest().active().update(part));
    }

    @Override
    public void digestKey(long session, long key) {
        requireSecretKeys(session);
        keyOperations().digestKey(session, key);
    }

    @Override
    public void digestFinal(long session, OutputBuffer digest) {
        with(session, operations -> operations.digest().active().finish(digest));
    }

    @Override
    public void signInit(long session, Mechanism mechanism, long key) {
        keyOperations().signInit(session, mechanism, key);
    }

    @Override
    public void sign(long session, byte[] data, OutputBuffer signature) {
        with(session, operations -> {
            SignOperation operation = operations.sign().active();
            if (has(Lenience.SIGNATURE_ENDS_PARTS)) {
                operation.signRest(data, signature);
            } else {
                operation.sign(data, signature);
            }
        });
    }

    @Override
    public void signUpdate(long session, byte[] part) {
        with(session, operations -> operations.sign().active().update(part));
    }

    @Override
    public void signFinal(long session, OutputBuffer signature) {
        with(session, operations -> operations.sign().active().finish(signature));
    }

    @Override
    public void signRecoverInit(long session, Mechanism mechanism, long key) {
        keyOperations().signRecoverInit(session, mechanism, key);
    }

    @Override
    public void signRecover(long session, byte[] data, OutputBuffer signature) {
        with(session, operations -> operations.signRecover().active().process(data, signature));
    }

    @Override
    public void verifyInit(long session, Mechanism mechanism, long key) {
        keyOperations().verifyInit(session, mechanism, key);
    }

    @Override
    public void verify(long session, byte[] data, byte[] signature) {
        with(session, operations -> operations.verify().active().verify(data, signature));
    }

    @Override
    public void verifyUpdate(long session, byte[] part) {
        with(session, operations -> operations.verify().active().update(part));
    }

    @Override
    public void verifyFinal(long session, byte[] signature) {
        with(session, operations -> operations.verify().active().finish(signature));
    }

    @Override
    public void verifyRecoverInit(long session, Mechanism mechanism, long key) {
        keyOperations().verifyRecoverInit(session, mechanism, key);
    }

    @Override
    public void verifyRecover(long session, byte[] signature, OutputBuffer data) {
        with(session, operations -> operations.verifyRecover().active().process(signature, data));
    }

    @Override
    public void digestEncryptUpdate(long session, byte[] part, OutputBuffer encryptedPart) {
        requireSecretKeys(session);
        dual(session, CryptokiFunction.C_DigestEncryptUpdate, operations -> {
            DigestOperation digest = operations.digest().active();
            operations.encrypt().active().update(part, encryptedPart);
            encryptedPart.bytes().ifPresent(done -> digest.update(part));
        });
    }

    @Override
    public void decryptDigestUpdate(long session, byte[] encryptedPart, OutputBuffer part) {
        requireSecretKeys(session);
        dual(session, CryptokiFunction.C_DecryptDigestUpdate, operations -> {
            DigestOperation digest = operations.digest().active();
            operations.decrypt().active().update(encryptedPart, part);
            part.bytes().ifPresent(digest::update);
        });
    }

    @Override
    public void signEncryptUpdate(long session, byte[] part, OutputBuffer encryptedPart) {
        requireSecretKeys(session);
        dual(session, CryptokiFunction.C_SignEncryptUpdate, operations -> {
            SignOperation sign = operations.sign().active();
            operations.encrypt().active().update(part, encryptedPart);
            encryptedPart.bytes().ifPresent(done -> sign.update(part));
        });
    }

    @Override
    public void decryptVerifyUpdate(long session, byte[] encryptedPart, OutputBuffer part) {
        requireSecretKeys(session);
        dual(session, CryptokiFunction.C_DecryptVerifyUpdate, operations -> {
            VerifyOperation verify = operations.verify().active();
            operations.decrypt().active().update(encryptedPart, part);
            part.bytes().ifPresent(verify::update);
        });
    }

    /** Goes on with two operations, both of which end where one of them does. */
    private void dual(long session, CryptokiFunction function, Consumer<Operations> use) {
        with(session, operations -> {
            try {
                use.accept(operations);
            } catch (CryptokiException e) {
                if (e.ckr() != Ckr.CKR_BUFFER_TOO_SMALL) {
                    operations.endAfterRefusalOf(function);
                }
                throw e;
            }
        });
    }

    private void requireSecretKeys(long session) {
        if (board.mechanisms().secretKeyTypes().isEmpty()) {
            throw unsupported(session);
        }
    }

    @Override
    public long generateKey(long session, Mechanism mechanism, List<Attribute> template) {
        requireOffered(session, Ckf.CKF_GENERATE);
        return version.of(() -> objects().generateKey(session, mechanism, template));
    }

    @Override
    public void wrapKey(long session, Mechanism mechanism, long wrappingKey, long key, OutputBuffer wrappedKey) {
        requireOffered(session, Ckf.CKF_WRAP);
        keyTransport().wrapKey(session, mechanism, wrappingKey, key, wrappedKey);
    }

    @Override
    public long unwrapKey(
            long session, Mechanism mechanism, long unwrappingKey, byte[] wrappedKey, List<Attribute> template) {
        requireOffered(session, Ckf.CKF_UNWRAP);
        return version.of(() -> keyTransport().unwrapKey(session, mechanism, unwrappingKey, wrappedKey, template));
    }

    @Override
    public Optional<Long> deriveKey(long session, Mechanism mechanism, long baseKey, List<Attribute> template) {
        requireOffered(session, Ckf.CKF_DERIVE);
        return Optional.of(version.of(() -> keyTransport().deriveKey(session, mechanism, baseKey, template)));
    }

    /** A function for which no mechanism is offered is one that the token does not have. */
    private void requireOffered(long session, long flag) {
        if (!board.mechanisms().offers(flag)) {
            throw unsupported(session);
        }
    }

    @Override
    public KeyPairHandles generateKeyPair(
            long session, Mechanism mechanism, List<Attribute> publicTemplate, List<Attribute> privateTemplate) {
        return version.of(() -> objects().generateKeyPair(session, mechanism, publicTemplate, privateTemplate));
    }

    @Override
    public void messageEncryptInit(long session, @Nullable Mechanism mechanism, long key) {
        requireEncryptedMessages(session);
        if (mechanism == null) {
            with(session, operations -> operations.messageEncrypt().end());
        } else {
            keyOperations().messageEncryptInit(session, mechanism, key);
        }
    }

    @Override
    public void encryptMessage(
            long session,
            MessageParameter parameter,
            byte[] associatedData,
            byte[] plaintext,
            OutputBuffer ciphertext) {
        requireEncryptedMessages(session);
        with(
                session,
                operations ->
                        operations.messageEncrypt().active().process(parameter, associatedData, plaintext, ciphertext));
    }

    @Override
    public void encryptMessageBegin(long session, MessageParameter parameter, byte[] associatedData) {
        requireEncryptedMessages(session);
        with(session, operations -> operations.messageEncrypt().active().begin(parameter, associatedData));
    }

    @Override
    public void encryptMessageNext(
            long session, MessageParameter parameter, byte[] plaintextPart, OutputBuffer ciphertextPart, long flags) {
        requireEncryptedMessages(session);
        boolean last = (flags & Ckf.CKF_END_OF_MESSAGE) != 0;
        with(
                session,
                operations ->
                        operations.messageEncrypt().active().next(parameter, plaintextPart, ciphertextPart, last));
    }

    @Override
    public void messageEncryptFinal(long session) {
        requireEncryptedMessages(session);
        endMessages(session, Operations::messageEncrypt);
    }

    @Override
    public void messageDecryptInit(long session, @Nullable Mechanism mechanism, long key) {
        requireEncryptedMessages(session);
        if (mechanism == null) {
            with(session, operations -> operations.messageDecrypt().end());
        } else {
            keyOperations().messageDecryptInit(session, mechanism, key);
        }
    }

    @Override
    public void decryptMessage(
            long session,
            MessageParameter parameter,
            byte[] associatedData,
            byte[] ciphertext,
            OutputBuffer plaintext) {
        requireEncryptedMessages(session);
        with(
                session,
                operations ->
                        operations.messageDecrypt().active().process(parameter, associatedData, ciphertext, plaintext));
    }

    @Override
    public void decryptMessageBegin(long session, MessageParameter parameter, byte[] associatedData) {
        requireEncryptedMessages(session);
        with(session, operations -> operations.messageDecrypt().active().begin(parameter, associatedData));
    }

    @Override
    public void decryptMessageNext(
            long session, MessageParameter parameter, byte[] ciphertextPart, OutputBuffer plaintextPart, long flags) {
        requireEncryptedMessages(session);
        boolean last = (flags & Ckf.CKF_END_OF_MESSAGE) != 0;
        with(
                session,
                operations ->
                        operations.messageDecrypt().active().next(parameter, ciphertextPart, plaintextPart, last));
    }

    @Override
    public void messageDecryptFinal(long session) {
        requireEncryptedMessages(session);
        endMessages(session, Operations::messageDecrypt);
    }

    @Override
    public void messageSignInit(long session, @Nullable Mechanism mechanism, long key) {
        requireSignedMessages(session);
        if (mechanism == null) {
            with(session, operations -> operations.messageSign().end());
        } else {
            keyOperations().messageSignInit(session, mechanism, key);
        }
    }

    @Override
    public void signMessage(long session, byte[] parameter, byte[] data, OutputBuffer signature) {
        requireSignedMessages(session);
        with(session, operations -> operations.messageSign().active().sign(parameter, data, signature));
    }

    @Override
    public void signMessageBegin(long session, byte[] parameter) {
        requireSignedMessages(session);
        with(session, operations -> operations.messageSign().active().begin(parameter));
    }

    @Override
    public void signMessageNext(long session, byte[] parameter, byte[] part, @Nullable OutputBuffer signature) {
        requireSignedMessages(session);
        with(session, operations -> {
            MessageSignOperation sign = operations.messageSign().active();
            if (signature == null) {
                sign.update(parameter, part);
            } else {
                sign.finish(parameter, part, signature);
            }
        });
    }

    @Override
    public void messageSignFinal(long session) {
        requireSignedMessages(session);
        endMessages(session, Operations::messageSign);
    }

    @Override
    public void messageVerifyInit(long session, @Nullable Mechanism mechanism, long key) {
        requireSignedMessages(session);
        if (mechanism == null) {
            with(session, operations -> operations.messageVerify().end());
        } else {
            keyOperations().messageVerifyInit(session, mechanism, key);
        }
    }

    @Override
    public void verifyMessage(long session, byte[] parameter, byte[] data, byte[] signature) {
        requireSignedMessages(session);
        with(session, operations -> operations.messageVerify().active().verify(parameter, data, signature));
    }

    @Override
    public void verifyMessageBegin(long session, byte[] parameter) {
        requireSignedMessages(session);
        with(session, operations -> operations.messageVerify().active().begin(parameter));
    }

    @Override
    public void verifyMessageNext(long session, byte[] parameter, byte[] part, byte @Nullable [] signature) {
        requireSignedMessages(session);
        with(session, operations -> {
            MessageVerifyOperation verify = operations.messageVerify().active();
            if (signature == null) {
                verify.update(parameter, part);
            } else {
                verify.finish(parameter, part, signature);
            }
        });
    }

    @Override
    public void messageVerifyFinal(long session) {
        requireSignedMessages(session);
        endMessages(session, Operations::messageVerify);
    }

    /** Ends what was begun for messages, which has to be there. */
    private void endMessages(long session, Function<Operations, OperationSlot<?>> begun) {
        with(session, operations -> {
            OperationSlot<?> slot = begun.apply(operations);
            slot.active();
            slot.end();
        });
    }

    private void requireEncryptedMessages(long session) {
        requireMessages(session, MechanismInfo.ENCRYPTED_MESSAGES);
    }

    private void requireSignedMessages(long session) {
        requireMessages(session, MechanismInfo.SIGNED_MESSAGES);
    }

    /** A token of 2.x does not have these functions, and one without a mechanism for them does not offer them. */
    private void requireMessages(long session, long flags) {
        requireVersion3(session);
        requireOffered(session, flags);
    }

    /** Accepted, and of no effect: the card's own source needs no seed. */
    @Override
    public void seedRandom(long session, byte[] seed) {
        requireSession(session);
    }

    @Override
    public byte[] generateRandom(long session, int length) {
        return application()
                .session(session)
                .token()
                .token()
                .card()
                .publicChannel()
                .random(length);
    }

    @Override
    public Ckr refused(String function, long session, Ckr ckr) {
        Application now = state.get();
        boolean endsNothing = ckr == Ckr.CKR_ARGUMENTS_BAD && has(Lenience.BAD_ARGUMENTS_END_NOTHING);
        if (now != null && !endsNothing) {
            CryptokiFunction.named(function)
                    .ifPresent(named -> now.sessions()
                            .find(session)
                            .ifPresent(found -> found.with(operations -> operations.endAfterRefusalOf(named))));
        }
        return ckr;
    }

    @Override
    void requireSession(long session) {
        application().session(session);
    }

    private boolean has(Lenience lenience) {
        return board.profile().leniences().contains(lenience);
    }

    private void with(long session, Consumer<Operations> use) {
        application().session(session).with(use);
    }

    private SlotFunctions slots() {
        return new SlotFunctions(application());
    }

    private SessionFunctions sessions() {
        return new SessionFunctions(application());
    }

    private ObjectFunctions objects() {
        return new ObjectFunctions(application());
    }

    private KeyOperationFunctions keyOperations() {
        return new KeyOperationFunctions(application());
    }

    private KeyTransportFunctions keyTransport() {
        return new KeyTransportFunctions(application());
    }

    private Application application() {
        Application now = state.get();
        if (now == null) {
            throw new CryptokiException(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, "C_Initialize comes first");
        }
        return now;
    }

    /** The library locks by its own means; it cannot do so with the application's mutexes alone, PKCS#11 v2.40 section 5.4. */
    private static void requireAcceptable(@Nullable InitializeArgs args) {
        if (args == null) {
            return;
        }
        if (args.reserved() || (args.mutexFunctions() != 0 && args.mutexFunctions() != ALL_MUTEX_FUNCTIONS)) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "pReserved, or some of the mutex functions only");
        }
        if (args.mutexFunctions() != 0 && (args.flags() & Ckf.CKF_OS_LOCKING_OK) == 0) {
            throw new CryptokiException(Ckr.CKR_CANT_LOCK, "this library locks by the system's means");
        }
    }
}
