package org.tokentwin.emulator.hostile;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;

/** Files that a program with the PIN may put on the card, each of which once kept everybody out or changed what others saw. */
class CardFilesOfOthersTest {
    private static final int PUBLIC = 0;
    private static final int PRIVATE = 1;
    private static final int OTHER_CERTIFICATE = 2;
    private static final int CERTIFICATE = 3;
    private static final int CONTAINER_MAP = 4;
    private static final int LABEL = 5;
    private static final int FIRST_KEY = 0x56;
    private static final int NEVER = 4;

    private static final Attribute DATA = Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA);
    private static final Attribute VALUE = Attribute.of(Cka.CKA_VALUE, new byte[] {1});
    private static final Attribute ON_TOKEN = Attribute.ofBoolean(Cka.CKA_TOKEN, true);
    private static final Attribute OPEN = Attribute.ofBoolean(Cka.CKA_PRIVATE, false);

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void fileOfAnother_keepsNobodyOut(String name, byte[] input) {
        CardFileTarget.write(input);
    }

    static Stream<Arguments> files() {
        byte[] shortClass = object(0, 0, Attribute.of(Cka.CKA_CLASS, new byte[3]));
        byte[] longFlag = object(0, 0, DATA, VALUE, Attribute.of(Cka.CKA_TOKEN, new byte[2]), OPEN);
        byte[] date = object(0, 0, DATA, VALUE, ON_TOKEN, OPEN, Attribute.ofString(Cka.CKA_START_DATE, "tomorrow"));
        byte[] ofAKey = object(FIRST_KEY, 0, DATA, VALUE, ON_TOKEN, Attribute.ofBoolean(Cka.CKA_PRIVATE, true));
        byte[] withFile = object(0, 0x4000, DATA, VALUE, ON_TOKEN, OPEN);
        byte[] keyWithoutNumbers = object(
                FIRST_KEY,
                0,
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, 0),
                ON_TOKEN,
                Attribute.ofBoolean(Cka.CKA_PRIVATE, true));
        byte[] good = object(0, 0, DATA, VALUE, ON_TOKEN, OPEN);
        return Stream.of(
                file("a class of 3 bytes", PUBLIC, shortClass),
                file("a private class of 3 bytes", PRIVATE, shortClass),
                file("a flag of 2 bytes", PUBLIC, longFlag),
                file("a date that is none", PUBLIC, date),
                file("data that claims a key", PRIVATE, ofAKey),
                file("data that claims a certificate's file", PUBLIC, withFile),
                file("a key without numbers", PRIVATE, keyWithoutNumbers),
                file("a public file of a private object", PUBLIC, ofAKey),
                file("a private file of a public object", PRIVATE, good),
                file("a file longer than one command", PUBLIC, new byte[3800]),
                file("a container map of ones", CONTAINER_MAP, HexFormat.of().parseHex("FF".repeat(500))),
                file("a label that is cut off", LABEL, new byte[] {1, (byte) 0xFF, 'a'}),
                file("a certificate that is none", CERTIFICATE, new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1}),
                beyond("an object that nobody reads", PUBLIC, good),
                beyond("a private object that nobody reads", PRIVATE, good),
                beyond("a certificate that nobody reads", OTHER_CERTIFICATE, good),
                beyond("a container map that nobody writes", CONTAINER_MAP, new byte[86]),
                beyond("a label that nobody reads", LABEL, new byte[] {1, 2, 'a', 0}));
    }

    @Test
    void certificateOfAnUnknownKindOfKey_isNoNullPointer()
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        X500Name name = new X500Name("CN=Edwards");
        byte[] certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.EPOCH),
                        Date.from(Instant.EPOCH.plusSeconds(1)),
                        name,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate()))
                .getEncoded();

        CardFileTarget.write(CardFileTarget.input(OTHER_CERTIFICATE, certificate));
        CardFileTarget.write(CardFileTarget.input(CERTIFICATE, certificate));
        CardFileTarget.write(CardFileTarget.input(CERTIFICATE | CardFileTarget.BARE, certificate));
    }

    private static Arguments file(String name, int kind, byte[] content) {
        return Arguments.of(name, CardFileTarget.input(kind, content));
    }

    private static Arguments beyond(String name, int kind, byte[] content) {
        byte[] input = CardFileTarget.input(kind, content);
        input[1] = NEVER;
        return Arguments.of(name, input);
    }

    /** As {@code ObjectFile} writes it. */
    private static byte[] object(int keyReference, int certificateFile, Attribute... attributes) {
        ByteBuffer file = ByteBuffer.allocate(1000).put((byte) 1).put((byte) keyReference);
        file.putShort((short) certificateFile).putLong(0x1122334455667788L);
        for (Attribute attribute : attributes) {
            file.putInt((int) attribute.type())
                    .putShort((short) attribute.length())
                    .put(attribute.value());
        }
        return Arrays.copyOf(file.array(), file.position());
    }
}
