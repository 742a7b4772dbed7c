package org.tokentwin.emulator.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Nothing that lives on keeps a PIN that was presented, or the value of a secret key that is gone. The PIN is a wrong one: the right one is in the card's memory, which is in this heap.
 * Garbage is not looked at: Java says neither when it goes nor that it is wiped.
 */
class HeapDumpTest {
    private static final int LENGTH = 16;
    private static final byte MASK = 0x55;

    @TempDir
    private Path directory;

    @Test
    void presentedPin_isKeptNowhere() throws IOException {
        byte[] masked = maskedPin();
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
            present(application, session, masked);
            change(application, session, masked);
            application.getTokenInfo(0);

            assertThat(occurrences(masked)).isZero();
        }
    }

    /** Its value is there as long as an object holds it, whichever way that came to it, and nowhere when the last one has ended. */
    @Test
    void valueOfASecretKey_endsWithItsObjects() throws IOException {
        byte[] masked = maskedPin();
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long user = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            long other = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            byte[] pin = new String(token.pin()).getBytes(StandardCharsets.US_ASCII);
            application.login(user, Cku.CKU_USER, pin);
            long key = secretKey(application, user, masked);
            application.copyObject(user, key, List.of());
            unwrapped(application, other, key);
            assertThat(occurrences(masked)).isPositive();

            application.destroyObject(user, key);
            application.closeSession(other);
            application.logout(user);
            assertThat(occurrences(masked)).isZero();
        }
    }

    private static long secretKey(Cryptoki application, long session, byte[] masked) {
        byte[] value = unmasked(masked);
        try {
            return application.createObject(
                    session,
                    List.of(
                            Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                            Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_AES),
                            Attribute.ofBoolean(Cka.CKA_EXTRACTABLE, true),
                            Attribute.of(Cka.CKA_VALUE, value)));
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    /** Wraps the key under another one, unwraps it, and uses it. */
    private static void unwrapped(Cryptoki application, long session, long key) {
        Mechanism ecb = Mechanism.of(Ckm.CKM_AES_ECB);
        long wrapping = application.generateKey(
                session,
                Mechanism.of(Ckm.CKM_AES_KEY_GEN),
                List.of(
                        Attribute.ofUlong(Cka.CKA_VALUE_LEN, LENGTH),
                        Attribute.ofBoolean(Cka.CKA_WRAP, true),
                        Attribute.ofBoolean(Cka.CKA_UNWRAP, true)));
        OutputBuffer wrapped = OutputBuffer.of(LENGTH);
        application.wrapKey(session, ecb, wrapping, key, wrapped);
        long unwrapped = application.unwrapKey(
                session,
                ecb,
                wrapping,
                wrapped.bytes().orElseThrow(),
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                        Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_AES)));
        application.encryptInit(session, ecb, unwrapped);
        application.encrypt(session, new byte[LENGTH], OutputBuffer.of(LENGTH));
    }

    @Test
    void pinThatIsKept_isFound() throws IOException {
        byte[] masked = maskedPin();
        byte[] kept = unmasked(masked);

        assertThat(occurrences(masked)).isPositive();
        assertThat(kept).hasSize(LENGTH);
    }

    private static void present(Cryptoki application, long session, byte[] masked) {
        byte[] pin = unmasked(masked);
        assertRefused(() -> application.login(session, Cku.CKU_USER, pin));
        Arrays.fill(pin, (byte) 0);
    }

    private static void change(Cryptoki application, long session, byte[] masked) {
        byte[] pin = unmasked(masked);
        assertRefused(() -> application.setPin(session, pin, pin));
        Arrays.fill(pin, (byte) 0);
    }

    private static void assertRefused(Runnable call) {
        try {
            call.run();
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_PIN_INCORRECT);
            return;
        }
        throw new AssertionError("a wrong PIN was taken");
    }

    private static byte[] maskedPin() {
        byte[] masked = new byte[LENGTH];
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < LENGTH; i++) {
            masked[i] = (byte) ('a' + random.nextInt(26) ^ MASK);
        }
        return masked;
    }

    private static byte[] unmasked(byte[] masked) {
        byte[] pin = new byte[masked.length];
        for (int i = 0; i < pin.length; i++) {
            pin[i] = (byte) (masked[i] ^ MASK);
        }
        return pin;
    }

    /** In the objects that live on. */
    private int occurrences(byte[] masked) throws IOException {
        Path dump = directory.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        int found = 0;
        byte[] last = new byte[masked.length];
        int at = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(dump), 1 << 16)) {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                last[at] = (byte) octet;
                at = (at + 1) % last.length;
                found += isMasked(last, at, masked) ? 1 : 0;
            }
        }
        Files.delete(dump);
        return found;
    }

    private static boolean isMasked(byte[] ring, int start, byte[] masked) {
        for (int i = 0; i < masked.length; i++) {
            if ((ring[(start + i) % ring.length] ^ MASK) != masked[i]) {
                return false;
            }
        }
        return true;
    }
}
