package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** Many threads, in one application and in several, on one card. */
class ThreadsTest {
    private static final Mechanism ECDSA = Mechanism.of(Ckm.CKM_ECDSA_SHA256);
    private static final Mechanism RSA = Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS);
    private static final int ROUNDS = 15;

    private final TokenFixture token = TokenFixture.ready();

    @Test
    void sessionsOfSeveralApplications_signSideBySideWithKeysOfTheirOwn() throws Exception {
        Cryptoki shared = token.application();
        TokenFixture.openUser(shared);
        Cryptoki other = token.application();
        TokenFixture.openUser(other);

        run(
                () -> signAndVerify(shared, KeyType.P256, ECDSA),
                () -> signAndVerify(shared, KeyType.RSA_1024, RSA),
                () -> signAndVerify(other, KeyType.P256, ECDSA),
                () -> signAndVerify(other, KeyType.RSA_1024, RSA));
    }

    @Test
    void objectsMadeAtOnce_areAllThere() throws Exception {
        Cryptoki shared = token.application();
        TokenFixture.openUser(shared);
        Cryptoki other = token.application();
        TokenFixture.openUser(other);

        run(() -> make(shared, "a"), () -> make(shared, "b"), () -> make(other, "c"), () -> make(other, "d"));

        Cryptoki reader = token.application();
        long[] found = TokenFixture.find(
                reader, TokenFixture.openReadOnly(reader), Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA));
        assertThat(found).hasSize(4 * ROUNDS).doesNotHaveDuplicates();
    }

    @Test
    void loginsAndLogoutsAtOnce_endInAStateThatAllSessionsShare() throws Exception {
        Cryptoki shared = token.application();
        long session = TokenFixture.openReadWrite(shared);
        Callable<Void> changer = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                ignoringState(() -> shared.login(session, 1, TokenFixture.ascii(TokenFixture.PIN)));
                ignoringState(() -> shared.logout(session));
            }
            return null;
        };

        run(changer, changer, changer);
        ignoringState(() -> shared.logout(session));

        assertThat(shared.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
        assertThat(shared.getTokenInfo(0).flags()).isEqualTo(0x60D);
    }

    /** Another thread was there first. */
    private static void ignoringState(Runnable call) {
        try {
            call.run();
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isIn(Ckr.CKR_USER_ALREADY_LOGGED_IN, Ckr.CKR_USER_NOT_LOGGED_IN);
        }
    }

    private static Void signAndVerify(Cryptoki application, KeyType type, Mechanism mechanism) {
        long session = TokenFixture.openReadOnly(application);
        Credential credential = Templates.credential(type);
        long key = application.createObject(session, Templates.privateKey(credential));
        long publicKey = application.createObject(session, Templates.publicKey(credential));
        for (int i = 0; i < ROUNDS; i++) {
            byte[] data = {(byte) i};
            OutputBuffer signature = OutputBuffer.of(512);
            application.signInit(session, mechanism, key);
            application.sign(session, data, signature);
            application.verifyInit(session, mechanism, publicKey);
            application.verify(session, data, signature.bytes().orElseThrow());
        }
        return null;
    }

    private static Void make(Cryptoki application, String name) {
        long session = TokenFixture.openReadWrite(application);
        for (int i = 0; i < ROUNDS; i++) {
            application.createObject(session, Templates.onToken(Templates.data(name + i, "value")));
        }
        return null;
    }

    @SafeVarargs
    private static void run(Callable<Void>... tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(tasks.length)) {
            List<Future<Void>> done = new ArrayList<>();
            for (Callable<Void> task : tasks) {
                done.add(threads.submit(task));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        }
    }
}
