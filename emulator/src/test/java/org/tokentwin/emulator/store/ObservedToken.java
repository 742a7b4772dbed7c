package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Reads all that a token has to remember. A data object and a certificate are their value in hexadecimal, a private key is that it signs, and
 * a public one that it is there.
 */
final class ObservedToken {
    static final String SIGNS = "signs";
    static final String IS_THERE = "is there";

    private static final byte[] MESSAGE = {1, 2, 3};

    private final Cryptoki application;
    private final long session;

    private ObservedToken(Emulator emulator) {
        application = emulator.newApplication();
        application.initialize(null);
        session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
    }

    /** @param pins of which one is right; it is found out by logging in with it, which restores the tries afterwards */
    static TokenState of(EmulatedToken token, List<String> pins) {
        try (Emulator emulator = Emulator.with(token)) {
            int tries = triesLeft(token);
            ObservedToken observed = new ObservedToken(emulator);
            String pin = pins.stream()
                    .filter(observed::isRight)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the token has another PIN than it can have"));
            return new TokenState(pin, tries, observed.objects());
        }
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }

    private boolean isRight(String pin) {
        try {
            application.login(session, Cku.CKU_USER, pin.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_PIN_INCORRECT);
            return false;
        }
    }

    private Map<ObjectName, String> objects() {
        application.findObjectsInit(session, List.of());
        long[] handles = application.findObjects(session, 1000);
        application.findObjectsFinal(session);
        Map<ObjectName, String> objects = new TreeMap<>();
        for (long handle : handles) {
            ObjectName name = name(handle);
            assertThat(objects.put(name, remembered(name, handle)))
                    .as("%s is there once", name)
                    .isNull();
        }
        return objects;
    }

    private ObjectName name(long handle) {
        long objectClass =
                Attribute.of(Cka.CKA_CLASS, value(handle, Cka.CKA_CLASS)).asUlong();
        return ObjectName.isByLabel(objectClass)
                ? ObjectName.data(new String(value(handle, Cka.CKA_LABEL), StandardCharsets.UTF_8))
                : ObjectName.of(objectClass, value(handle, Cka.CKA_ID));
    }

    private String remembered(ObjectName name, long handle) {
        if (name.objectClass() == Cko.CKO_PRIVATE_KEY) {
            return signs(handle) ? SIGNS : "signs wrongly";
        }
        return name.objectClass() == Cko.CKO_PUBLIC_KEY
                ? IS_THERE
                : HexFormat.of().formatHex(value(handle, Cka.CKA_VALUE));
    }

    private boolean signs(long key) {
        boolean ec =
                Attribute.of(Cka.CKA_KEY_TYPE, value(key, Cka.CKA_KEY_TYPE)).asUlong() == Ckk.CKK_EC;
        OutputBuffer signature = OutputBuffer.of(512);
        application.signInit(session, Mechanism.of(ec ? Ckm.CKM_ECDSA_SHA256 : Ckm.CKM_SHA256_RSA_PKCS), key);
        application.sign(session, MESSAGE, signature);
        try {
            PublicKey publicKey = KeyFactory.getInstance(ec ? "EC" : "RSA")
                    .generatePublic(new X509EncodedKeySpec(value(key, Cka.CKA_PUBLIC_KEY_INFO)));
            Signature verifier = Signature.getInstance(ec ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update(MESSAGE);
            return verifier.verify(signature.bytes().orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] value(long handle, long type) {
        return application
                .getAttributeValue(session, handle, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow()
                .value();
    }

    static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
