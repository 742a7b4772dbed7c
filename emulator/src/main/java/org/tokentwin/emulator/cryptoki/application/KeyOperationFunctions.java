package org.tokentwin.emulator.cryptoki.application;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.cryptoki.mechanism.Operation;
import org.tokentwin.emulator.cryptoki.mechanism.PrivateKeyOnCard;
import org.tokentwin.emulator.cryptoki.mechanism.PublicKeyOnHost;
import org.tokentwin.emulator.cryptoki.object.StoredObject;

/** The Init functions of PKCS#11 v2.40 sections 5.8 to 5.12: each finds a key, checks its use and begins an operation. */
final class KeyOperationFunctions {
    private final Application application;

    KeyOperationFunctions(Application application) {
        this.application = application;
    }

    void encryptInit(long session, Mechanism mechanism, long key) {
        withPublicKey(session, mechanism, key, Cka.CKA_ENCRYPT, Operations::encrypt, mechanisms()::encrypt);
    }

    void decryptInit(long session, Mechanism mechanism, long key) {
        withPrivateKey(session, mechanism, key, Cka.CKA_DECRYPT, Operations::decrypt, mechanisms()::decrypt);
    }

    void signInit(long session, Mechanism mechanism, long key) {
        withPrivateKey(session, mechanism, key, Cka.CKA_SIGN, Operations::sign, mechanisms()::sign);
    }

    void signRecoverInit(long session, Mechanism mechanism, long key) {
        withPrivateKey(
                session, mechanism, key, Cka.CKA_SIGN_RECOVER, Operations::signRecover, mechanisms()::signRecover);
    }

    void verifyInit(long session, Mechanism mechanism, long key) {
        withPublicKey(session, mechanism, key, Cka.CKA_VERIFY, Operations::verify, mechanisms()::verify);
    }

    void verifyRecoverInit(long session, Mechanism mechanism, long key) {
        withPublicKey(
                session,
                mechanism,
                key,
                Cka.CKA_VERIFY_RECOVER,
                Operations::verifyRecover,
                mechanisms()::verifyRecover);
    }

    void digestInit(long session, Mechanism mechanism) {
        application
                .session(session)
                .with(operations -> operations.digest().begin(() -> mechanisms().digest(mechanism), false));
    }

    private <T extends Operation> void withPrivateKey(
            long handle,
            Mechanism mechanism,
            long key,
            long usage,
            Function<Operations, OperationSlot<T>> slot,
            BiFunction<Mechanism, PrivateKeyOnCard, T> begin) {
        Session session = application.session(handle);
        session.with(operations -> {
            slot.apply(operations).requireFree();
            mechanisms().info(mechanism.type());
            StoredObject found = Keys.find(session, key, Cko.CKO_PRIVATE_KEY, usage, mechanism);
            slot.apply(operations)
                    .begin(
                            () -> begin.apply(mechanism, Keys.onCard(session, found)),
                            found.flag(Cka.CKA_ALWAYS_AUTHENTICATE));
        });
    }

    private <T extends Operation> void withPublicKey(
            long handle,
            Mechanism mechanism,
            long key,
            long usage,
            Function<Operations, OperationSlot<T>> slot,
            BiFunction<Mechanism, PublicKeyOnHost, T> begin) {
        Session session = application.session(handle);
        session.with(operations -> {
            slot.apply(operations).requireFree();
            mechanisms().info(mechanism.type());
            StoredObject found = Keys.find(session, key, Cko.CKO_PUBLIC_KEY, usage, mechanism);
            slot.apply(operations).begin(() -> begin.apply(mechanism, Keys.onHost(found)), false);
        });
    }

    private Mechanisms mechanisms() {
        return application.board().mechanisms();
    }
}
