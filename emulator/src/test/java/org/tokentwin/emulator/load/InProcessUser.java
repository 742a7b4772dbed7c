package org.tokentwin.emulator.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** A PKCS#11 application in this process. */
final class InProcessUser implements MixedWork.User {
    private final Cryptoki application;
    private final long session;

    InProcessUser(Emulator emulator, EmulatedToken token) {
        application = emulator.newApplication();
        application.initialize(null);
        session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        application.login(session, Cku.CKU_USER, new String(token.pin()).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void work(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> sign();
            case 1 -> application.getTokenInfo(0);
            case 2 -> application.generateRandom(session, 64);
            case 3 -> digest();
            case 4 -> find(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE));
            default -> makeAndDestroy(random);
        }
    }

    private void sign() {
        long key = find(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY))[0];
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
        application.sign(session, new byte[] {1, 2, 3}, OutputBuffer.of(512));
    }

    private void digest() {
        application.digestInit(session, Mechanism.of(Ckm.CKM_SHA256));
        application.digest(session, new byte[1000], OutputBuffer.of(32));
    }

    private void makeAndDestroy(Random random) {
        long object = application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                        Attribute.ofBoolean(Cka.CKA_TOKEN, random.nextInt(8) == 0),
                        Attribute.ofString(Cka.CKA_LABEL, "note"),
                        Attribute.ofString(Cka.CKA_VALUE, "value")));
        application.destroyObject(session, object);
    }

    private long[] find(Attribute... template) {
        application.findObjectsInit(session, List.of(template));
        long[] found = application.findObjects(session, 100);
        application.findObjectsFinal(session);
        return found;
    }

    @Override
    public void close() {
        application.finalizeCryptoki(false);
    }
}
