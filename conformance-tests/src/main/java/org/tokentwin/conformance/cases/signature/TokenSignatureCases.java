package org.tokentwin.conformance.cases.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.pss;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_X_509;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.Pkcs1Cryptogram;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What the token's RSA key signs, by every mechanism and in every way to give it the message, verified by the JDK. */
@ExtendWith(ConformanceExtension.class)
class TokenSignatureCases {
    private static final int LONG_MESSAGE = 10_000;
    private static final int LONGEST_PART = 64;
    private static final int LONGEST_SIGNATURE = 2048;

    /** How the message comes. */
    enum Delivery {
        AT_ONCE(1, "a message of 10,000 bytes"),
        IN_PARTS(2, "a message in parts of 1 to 64 bytes"),
        EMPTY(3, "an empty message");

        private final int number;
        private final String text;

        Delivery(int number, String text) {
            this.number = number;
            this.text = text;
        }

        byte[] message() {
            byte[] message = new byte[this == EMPTY ? 0 : LONG_MESSAGE];
            Arrays.fill(message, (byte) 0x37);
            return message;
        }
    }

    /** A hash, a padding and a way to give the message. */
    record Row(HashAlgorithm hash, boolean isPss, Delivery delivery) implements CaseRow {
        @Override
        public String id() {
            return "SIGN-%s-%d%02d".formatted(hash, isPss ? 2 : 1, delivery.number);
        }

        @Override
        public String requirement() {
            return "CKM_%s_RSA_PKCS%s of %s verifies with the JDK".formatted(hash, isPss ? "_PSS" : "", delivery.text);
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(isPss ? hash.rsaPss() : hash.rsaPkcs());
        }

        CK_MECHANISM ckMechanism() {
            return isPss
                    ? mechanism(hash.rsaPss(), pss(hash.mechanism(), hash.mgf(), hash.bytes()))
                    : mechanism(hash.rsaPkcs());
        }
    }

    @ConformanceCases(section = "5.11 C_Sign", rows = "rows")
    void signature_verifies(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        byte[] message = row.delivery().message();
        token.p11().C_SignInit(session, row.ckMechanism(), key, true);
        byte[] signature = sign(token, session, row.delivery(), message);

        RSAPublicKey publicKey = PublicKeys.rsa(token, session, key);
        assertThat(verifies(row, publicKey, message, signature)).isTrue();
    }

    @ConformanceCase(
            id = "SIGN-RAW-001",
            section = "2.1.7 X.509 (raw) RSA",
            requirement = "CKM_RSA_X_509 signs a block as it is: the public key gives it back",
            mechanisms = CKM_RSA_X_509)
    void rawBlock_isGivenBack(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        RSAPublicKey publicKey = PublicKeys.rsa(token, session, key);
        byte[] block = SignatureBlock.of(SoftwareKeys.modulusBytes(publicKey), new byte[] {9, 8, 7});
        byte[] signature = token.sign(session, mechanism(CKM_RSA_X_509), key, block);

        assertThat(SoftwareKeys.encryptBlock(publicKey, signature)).isEqualTo(block);
    }

    @ConformanceCase(
            id = "SIGN-RAW-002",
            section = "2.1.7 X.509 (raw) RSA",
            requirement = "CKM_RSA_X_509 takes a short block as a number, with zeros before it",
            mechanisms = CKM_RSA_X_509)
    void shortRawBlock_isANumber(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_SIGN);
        RSAPublicKey publicKey = PublicKeys.rsa(token, session, key);
        byte[] signature = token.sign(session, mechanism(CKM_RSA_X_509), key, new byte[] {9, 8, 7});

        assertThat(new BigInteger(1, SoftwareKeys.encryptBlock(publicKey, signature)))
                .isEqualTo(BigInteger.valueOf(0x090807));
    }

    @ConformanceCase(
            id = "SIGN-RAW-003",
            section = "2.1.7 X.509 (raw) RSA",
            requirement = "CKM_RSA_X_509 decrypts to the whole block, zeros and padding with it",
            mechanisms = CKM_RSA_X_509)
    void rawDecryption_keepsTheBlock(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session, CKA_DECRYPT);
        RSAPublicKey publicKey = PublicKeys.rsa(token, session, key);
        byte[] block = Pkcs1Cryptogram.SOUND.block(SoftwareKeys.modulusBytes(publicKey));
        token.p11().C_DecryptInit(session, mechanism(CKM_RSA_X_509), key, true);

        assertThat(token.p11().C_Decrypt(session, SoftwareKeys.encryptBlock(publicKey, block)))
                .isEqualTo(block);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            for (Delivery delivery : Delivery.values()) {
                rows.add(new Row(hash, false, delivery));
                rows.add(new Row(hash, true, delivery));
            }
        }
        return rows;
    }

    private static byte[] sign(TokenUnderTest token, long session, Delivery delivery, byte[] message)
            throws PKCS11Exception {
        if (delivery == Delivery.AT_ONCE) {
            return token.p11().C_Sign(session, message);
        }
        if (delivery == Delivery.EMPTY) {
            return signNothing(token, session);
        }
        int begin = 0;
        for (int part = 1; begin < message.length; part = part % LONGEST_PART + 1) {
            int end = Math.min(begin + part, message.length);
            token.p11().C_SignUpdate(session, Arrays.copyOfRange(message, begin, end));
            begin = end;
        }
        return token.p11().C_SignFinal(session);
    }

    /** At once, since C_SignFinal without a part need not be taken; and from a pointer that is not null. */
    private static byte[] signNothing(TokenUnderTest token, long session) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment signature = memory.block(LONGEST_SIGNATURE);
            MemorySegment length = memory.ulong(LONGEST_SIGNATURE);
            token.raw().call(CryptokiFunction.C_Sign, session, memory.block(), 0L, signature, length);
            return signature.asSlice(0, RawMemory.ulongAt(length)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static boolean verifies(Row row, RSAPublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        HashAlgorithm hash = row.hash();
        Signature verifier = Signature.getInstance(row.isPss() ? "RSASSA-PSS" : hash.signatureName("RSA"));
        if (row.isPss()) {
            verifier.setParameter(new PSSParameterSpec(hash.jdkName(), "MGF1", hash.mgfSpec(), hash.bytes(), 1));
        }
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }
}
