package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.rpc.RpcServer;

/** A server in this process, over a store of a test's own. At its death the connection ends and the card's memory is gone. */
final class DyingServer implements Victim {
    private final Emulator emulator;
    private final RpcServer server;
    private final CountDownLatch dead = new CountDownLatch(1);

    private DyingServer(Emulator emulator, RpcServer server) {
        this.emulator = emulator;
        this.server = server;
    }

    /** @param store keeps a card's memory in an image file, or fails to */
    static Victim.Start with(BiFunction<PersistentCard, ImageFile, Card> store) {
        return (home, name, socket) -> start(home, name, socket, store);
    }

    private static DyingServer start(
            TokenHome home, String name, Path socket, BiFunction<PersistentCard, ImageFile, Card> store)
            throws IOException {
        IssuedToken issued = KeptToken.describe(home, name);
        ImageFile image = new ImageFile(home.tokenDirectory(name).resolve(KeptToken.IMAGE), issued.serial());
        PersistentCard card = JcardsimCard.restored(issued.profile().atr().bytes(), image.read());
        Emulator emulator = Emulator.with(EmulatedToken.of(store.apply(card, image), issued));
        return new DyingServer(emulator, RpcServer.start(socket, emulator::connect));
    }

    @Override
    public void killAfter(Duration time) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
                close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                dead.countDown();
            }
        });
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        dead.await();
    }

    @Override
    public void close() {
        server.close();
        emulator.close();
    }
}
