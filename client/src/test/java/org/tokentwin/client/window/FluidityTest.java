package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.swing.SwingUtilities;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * Fifty tokens with a hundred certificates each. That the window stays fluid is held by what {@link ShownWindow} watches, that no call of
 * PKCS#11 is made on the event thread, and by the longest pause there: in the processor's time that the event thread took for it, since on a busy
 * machine the clock on the wall counts what others took, too.
 */
@WindowTest
class FluidityTest {
    private static final int TOKENS = 50;
    private static final int CERTIFICATES = 100;
    private static final int MILLISECONDS_BETWEEN_LOOKS = 5;
    private static final long LONGEST_PAUSE = 100;

    @TempDir
    private Path directory;

    @Test
    void fiftyTokensWithAHundredCertificates_stayFluid(TestReporter reporter) throws Exception {
        List<X509Certificate> certificates = certificates();
        List<EmulatedToken> tokens = IntStream.range(0, TOKENS)
                .mapToObj(i -> EmulatedToken.order()
                        .profile(profile())
                        .withPin(InsertedToken.PIN)
                        .withTestKey()
                        .issue())
                .toList();
        try (Emulator emulator = Emulator.with(tokens.toArray(EmulatedToken[]::new))) {
            fill(emulator, certificates);
            try (ShownWindow shown = ShownWindow.on(emulator);
                    Watchdog watchdog = new Watchdog()) {
                assertFluid(reporter, watchdog, "simple view");
                shown.press("tools.advanced");
                shown.await("all tokens are in the tree", () -> tokens(shown) == TOKENS);
                assertFluid(reporter, watchdog, "advanced view, for the first time");
                shown.press("tools.simple");
                shown.awaitText("page.title", "My Token");
                shown.press("tools.advanced");
                shown.awaitGone("action.information");
                assertFluid(reporter, watchdog, "simple and advanced view again");
                shown.press("tools.refresh");
                shown.chooseNode("My Token");
                shown.awaitText("page.title", "My Token");
                assertFluid(reporter, watchdog, "refresh, and a token");
                emulator.remove(tokens.getLast());
                shown.awaitText("status.line", "was unplugged");
                shown.await("it is gone", () -> tokens(shown) == TOKENS - 1);
                assertFluid(reporter, watchdog, "unplugged");
                emulator.insert(tokens.getLast());
                shown.awaitText("status.line", "was plugged in");
                shown.await("it is back", () -> tokens(shown) == TOKENS);
                assertFluid(reporter, watchdog, "plugged in");

                assertThat(watchdog.looks()).isPositive();
            }
        } finally {
            tokens.forEach(EmulatedToken::close);
        }
    }

    private static long tokens(ShownWindow shown) {
        return shown.nodes().stream().filter("My Token"::equals).count();
    }

    private static void assertFluid(TestReporter reporter, Watchdog watchdog, String after) {
        long pause = watchdog.longestPause();
        reporter.publishEntry("longest pause on the event thread, " + after, pause + " ms");
        System.out.println(
                "longest pause on the event thread, " + after + ": " + pause + " ms of its processor's time");
        assertThat(pause).as("longest pause, " + after).isLessThan(LONGEST_PAUSE);
    }

    private TokenProfile profile() {
        try {
            return TokenProfile.load(Files.writeString(directory.resolve("fifty.toml"), """
                    based-on = "hongkongpost-ecert"
                    [slots]
                    count = 64
                    """));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(Emulator emulator, List<X509Certificate> certificates)
            throws CertificateEncodingException {
        Cryptoki application = emulator.newApplication();
        application.initialize(null);
        for (long slot : application.getSlotList(true)) {
            long session = application.openSession(slot, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
            application.login(session, Cku.CKU_USER, InsertedToken.PIN.getBytes(StandardCharsets.UTF_8));
            for (X509Certificate certificate : certificates) {
                application.createObject(
                        session,
                        List.of(
                                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                                Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                                Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                                Attribute.of(
                                        Cka.CKA_SUBJECT,
                                        certificate.getSubjectX500Principal().getEncoded()),
                                Attribute.of(Cka.CKA_VALUE, certificate.getEncoded())));
            }
        }
        application.finalizeCryptoki(false);
    }

    private static List<X509Certificate> certificates() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        Instant now = Instant.now();
        List<X509Certificate> certificates = new ArrayList<>();
        for (int i = 1; i <= CERTIFICATES; i++) {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Issuer"),
                                    BigInteger.valueOf(i),
                                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                                    Date.from(now.plus(365, ChronoUnit.DAYS)),
                                    new X500Name("CN=Holder " + i),
                                    pair.getPublic())
                            .build(signer));
            certificates.add(certificate);
        }
        return certificates;
    }

    /** Asks the event thread again and again, and takes the processor's time that it spends on other things before it comes. */
    private static final class Watchdog implements AutoCloseable {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final long eventThread =
                OnScreen.onEventThread(() -> Thread.currentThread().threadId());
        private final AtomicLong longest = new AtomicLong();
        private final AtomicLong looks = new AtomicLong();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("watchdog").start(this::watch);

        private void watch() {
            try {
                while (!Thread.interrupted()) {
                    long asked = spent();
                    SwingUtilities.invokeAndWait(
                            () -> longest.accumulateAndGet((spent() - asked) / 1_000_000, Math::max));
                    looks.incrementAndGet();
                    Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
                }
            } catch (InterruptedException e) {
                // it is closed
            } catch (InvocationTargetException e) {
                throw new AssertionError(e);
            }
        }

        private long spent() {
            return threads.getThreadCpuTime(eventThread);
        }

        /** The longest pause since this was asked last, in milliseconds. */
        long longestPause() {
            return longest.getAndSet(0);
        }

        long looks() {
            return looks.get();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
