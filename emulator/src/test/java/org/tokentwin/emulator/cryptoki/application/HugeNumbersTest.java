package org.tokentwin.emulator.cryptoki.application;

import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.issuer.KeyType;

/** Numbers that would take hours to compute with are refused by their size: the test ends at all. */
class HugeNumbersTest {
    private static final int LONGEST_VALUE = 0x7000 * Byte.SIZE;

    private final Cryptoki application = TokenFixture.ready().application();
    private final long session = TokenFixture.openReadOnly(application);

    @Test
    void privateKeyOfAHugeModulus_isRefusedUnseen() {
        BigInteger n = BigInteger.ONE.shiftLeft(LONGEST_VALUE - 1).setBit(0);
        BigInteger d = n.subtract(BigInteger.TWO);

        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> application.createObject(session, key(n, d)));
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> application.createObject(
                        session, Templates.with(key(n, d), Templates.number(Cka.CKA_PUBLIC_EXPONENT, BigInteger.TWO))));
    }

    @Test
    void publicExponentThatIsNotBelowTheModulus_isRefused() {
        RSAPrivateCrtKey key =
                (RSAPrivateCrtKey) Templates.credential(KeyType.RSA_1024).privateKey();
        BigInteger huge = BigInteger.ONE.shiftLeft(LONGEST_VALUE - 1).setBit(0);

        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> application.createObject(
                        session,
                        Templates.with(
                                key(key.getModulus(), key.getPrivateExponent()),
                                Templates.number(Cka.CKA_PUBLIC_EXPONENT, huge))));
    }

    @Test
    void exponentsOfAnotherModulus_areRefusedAtTheFirstBase() {
        BigInteger n = BigInteger.ONE.shiftLeft(4095).setBit(0);
        BigInteger d = n.subtract(BigInteger.TWO);

        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> application.createObject(
                        session,
                        Templates.with(
                                key(n, d), Templates.number(Cka.CKA_PUBLIC_EXPONENT, BigInteger.valueOf(65537)))));
    }

    private static List<Attribute> key(BigInteger modulus, BigInteger privateExponent) {
        return new ArrayList<>(List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_RSA),
                Templates.number(Cka.CKA_MODULUS, modulus),
                Templates.number(Cka.CKA_PRIVATE_EXPONENT, privateExponent)));
    }
}
