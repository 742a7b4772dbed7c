package org.tokentwin.emulator.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.rpc.RpcSession;

/** A PKCS#11 application at the other end of the socket. */
final class SocketUser implements MixedWork.User {
    private final RpcSession session;
    private final int number;
    private final long key;
    private int made;

    SocketUser(Path socket, EmulatedToken token, int number) throws IOException {
        this.session = RpcSession.open(socket);
        this.number = number;
        require(session.login(new String(token.pin())));
        this.key = session.findClass(Cko.CKO_PRIVATE_KEY);
    }

    @Override
    public void work(Random random) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> makeAndDestroy(random);
            case 1 -> require(session.sign(key, new byte[32]));
            default -> session.find("no such label");
        }
    }

    private void makeAndDestroy(Random random) throws IOException {
        String label = "note " + number + "-" + made++;
        require(session.createData(label, new byte[50], random.nextBoolean()));
        require(session.destroy(session.find(label)));
    }

    private static void require(Ckr ckr) throws IOException {
        if (ckr != Ckr.CKR_OK) {
            throw new IOException("refused: " + ckr);
        }
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
