package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.issuer.KeyType;

/** What takes several commands on the card, a reading and then a writing, by two applications at once: neither's change is lost. */
class ConcurrentChangesTest {
    private static final int KEYS_EACH = 12;
    private static final int ROUNDS = 40;
    private static final int RECORD = 86;
    private static final int FLAGS = 80;

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki one = token.application();
    private final Cryptoki other = token.application();
    private final long session = TokenFixture.openUser(one);
    private final long otherSession = TokenFixture.openUser(other);

    @Test
    void keysMadeAtOnce_areAllInTheContainerMap() throws Exception {
        Callable<Void> first = () -> importKeys(one, session);
        Callable<Void> second = () -> importKeys(other, otherSession);
        run(first, second);

        byte[] map = containerMap();
        for (int container = 0; container < 2 * KEYS_EACH; container++) {
            assertThat(map[container * RECORD + FLAGS])
                    .as("flags of container %d", container)
                    .isEqualTo((byte) 1);
        }
    }

    private static Void importKeys(Cryptoki application, long session) {
        for (int i = 0; i < KEYS_EACH; i++) {
            application.createObject(
                    session, Templates.onToken(Templates.privateKey(Templates.credential(KeyType.P256))));
        }
        return null;
    }

    private byte[] containerMap() {
        token.send(0xA4, 0x00, 0x00, new byte[] {0x02, 0x04});
        return token.send(0xB0, 0, 0, new byte[0]);
    }

    @Test
    void attributesSetAtOnce_areBothThere() throws Exception {
        long object = one.createObject(session, Templates.onToken(Templates.data("note", "")));
        long seenByOther = TokenFixture.find(other, otherSession, Attribute.ofString(Cka.CKA_LABEL, "note"))[0];
        CyclicBarrier together = new CyclicBarrier(2);
        for (int i = 0; i < ROUNDS; i++) {
            Attribute label = Attribute.ofString(Cka.CKA_LABEL, "note " + i);
            Attribute value = Attribute.ofString(Cka.CKA_VALUE, "value " + i);
            run(
                    () -> set(together, one, session, object, label),
                    () -> set(together, other, otherSession, seenByOther, value));

            assertThat(TokenFixture.find(one, session, label, value)).hasSize(1);
        }
    }

    private static Void set(
            CyclicBarrier together, Cryptoki application, long session, long object, Attribute attribute)
            throws Exception {
        together.await();
        application.setAttributeValue(session, object, List.of(attribute));
        return null;
    }

    @Test
    void objectChangedWhileAnotherDestroysIt_isGone() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int i = 0; i < ROUNDS; i++) {
            Attribute label = Attribute.ofString(Cka.CKA_LABEL, "short-lived");
            long object = one.createObject(session, Templates.onToken(Templates.data("short-lived", "")));
            long seenByOther = TokenFixture.find(other, otherSession, label)[0];
            Attribute value = Attribute.ofString(Cka.CKA_VALUE, "value " + i);
            run(() -> setIfThere(together, object, value), () -> destroyTogether(together, seenByOther));

            assertThat(TokenFixture.find(one, session, label)).isEmpty();
        }
    }

    private Void setIfThere(CyclicBarrier together, long object, Attribute value) throws Exception {
        try {
            return set(together, one, session, object, value);
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_OBJECT_HANDLE_INVALID);
            return null;
        }
    }

    private Void destroyTogether(CyclicBarrier together, long object) throws Exception {
        together.await();
        other.destroyObject(otherSession, object);
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
