package org.tokentwin.emulator.cryptoki.application;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.mechanism.DigestOperation;
import org.tokentwin.emulator.cryptoki.mechanism.KeyInUse;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.cryptoki.mechanism.Operation;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;

/** The Init functions of PKCS#11 v2.40 sections 5.8 to 5.12: each finds a key, checks its use and begins an operation; and C_DigestKey. */
final class KeyOperationFunctions {
    private static final Set<Long> PUBLIC = Set.of(Cko.CKO_PUBLIC_KEY, Cko.CKO_SECRET_KEY);
    private static final Set<Long> PRIVATE = Set.of(Cko.CKO_PRIVATE_KEY, Cko.CKO_SECRET_KEY);

    private final Application application;

    KeyOperationFunctions(Application application) {
        this.application = application;
    }

    void encryptInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_ENCRYPT, PUBLIC, Operations::encrypt, mechanisms()::encrypt);
    }

    void decryptInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_DECRYPT, PRIVATE, Operations::decrypt, mechanisms()::decrypt);
    }

    void signInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_SIGN, PRIVATE, Operations::sign, mechanisms()::sign);
    }

    void signRecoverInit(long session, Mechanism mechanism, long key) {
        begin(
                session,
                mechanism,
                key,
                Cka.CKA_SIGN_RECOVER,
                PRIVATE,
                Operations::signRecover,
                mechanisms()::signRecover);
    }

    void verifyInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_VERIFY, PUBLIC, Operations::verify, mechanisms()::verify);
    }

    void verifyRecoverInit(long session, Mechanism mechanism, long key) {
        begin(
                session,
                mechanism,
                key,
                Cka.CKA_VERIFY_RECOVER,
                PUBLIC,
                Operations::verifyRecover,
                mechanisms()::verifyRecover);
    }

    void messageEncryptInit(long session, Mechanism mechanism, long key) {
        begin(
                session,
                mechanism,
                key,
                Cka.CKA_ENCRYPT,
                PUBLIC,
                Operations::messageEncrypt,
                mechanisms()::encryptMessages);
    }

    void messageDecryptInit(long session, Mechanism mechanism, long key) {
        begin(
                session,
                mechanism,
                key,
                Cka.CKA_DECRYPT,
                PRIVATE,
                Operations::messageDecrypt,
                mechanisms()::decryptMessages);
    }

    void messageSignInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_SIGN, PRIVATE, Operations::messageSign, mechanisms()::signMessages);
    }

    void messageVerifyInit(long session, Mechanism mechanism, long key) {
        begin(session, mechanism, key, Cka.CKA_VERIFY, PUBLIC, Operations::messageVerify, mechanisms()::verifyMessages);
    }

    void digestInit(long session, Mechanism mechanism) {
        application
                .session(session)
                .with(operations -> operations.digest().begin(() -> mechanisms().digest(mechanism), false));
    }

    void digestKey(long handle, long key) {
        Session session = application.session(handle);
        session.with(operations -> {
            DigestOperation digest = operations.digest().active();
            try (SecretKeyOnHost secret = digestible(Keys.find(session, key))) {
                digest.update(secret);
            } catch (CryptokiException e) {
                operations.digest().end();
                throw e;
            }
        });
    }

    private static SecretKeyOnHost digestible(StoredObject key) {
        if (!key.kind().isSecretKey()) {
            throw new CryptokiException(Ckr.CKR_KEY_INDIGESTIBLE, "the key is no secret key");
        }
        return SecretKeys.onHost(key);
    }

    private <T extends Operation> void begin(
            long handle,
            Mechanism mechanism,
            long key,
            long usage,
            Set<Long> classes,
            Function<Operations, OperationSlot<T>> slot,
            BiFunction<Mechanism, KeyInUse, T> begin) {
        Session session = application.session(handle);
        session.with(operations -> {
            slot.apply(operations).requireFree();
            mechanisms().info(mechanism.type());
            StoredObject found = Keys.find(session, key, classes, usage, mechanism);
            slot.apply(operations)
                    .begin(
                            () -> Keys.with(session, found, used -> begin.apply(mechanism, used)),
                            found.flag(Cka.CKA_ALWAYS_AUTHENTICATE));
        });
    }

    private Mechanisms mechanisms() {
        return application.board().mechanisms();
    }
}
