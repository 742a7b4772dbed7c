package org.tokentwin.emulator.cryptoki.object;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.token.ImportedKey;

/** An RSA private key in numbers, with those recovered that a template left out: all follow from n and d. */
record RsaNumbers(BigInteger n, BigInteger e, BigInteger p, BigInteger q) {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final List<BigInteger> USUAL_EXPONENTS =
            List.of(65537L, 3L, 17L, 5L, 257L).stream().map(BigInteger::valueOf).toList();
    private static final int MOST_BASES = 100;

    /** Of the longest modulus that any token of the profiles holds. What is longer is looked at no further: a power of it takes hours. */
    private static final int MOST_BITS = 4096;

    /**
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a number that no key has, {@code CKR_TEMPLATE_INCOMPLETE} where the
     *     public exponent is missing and not a usual one, {@code CKR_TEMPLATE_INCONSISTENT} for numbers of different keys
     */
    static RsaNumbers of(StoredObject template) {
        BigInteger n = required(template, Cka.CKA_MODULUS);
        BigInteger d = required(template, Cka.CKA_PRIVATE_EXPONENT);
        Optional<BigInteger> given = optional(template, Cka.CKA_PUBLIC_EXPONENT);
        boolean possible = n.bitLength() <= MOST_BITS
                && n.testBit(0)
                && d.compareTo(n) < 0
                && given.filter(exponent -> exponent.compareTo(n) >= 0).isEmpty();
        if (!possible) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_MODULUS or one of the exponents is no RSA key's");
        }
        BigInteger e = given.orElseGet(() -> usualExponent(n, d));
        BigInteger p = optional(template, Cka.CKA_PRIME_1)
                .or(() -> optional(template, Cka.CKA_PRIME_2).map(other -> quotient(n, other)))
                .orElseGet(() -> factor(n, e, d));
        RsaNumbers numbers = new RsaNumbers(n, e, p, quotient(n, p));
        numbers.requireConsistent(template, d);
        return numbers;
    }

    ImportedKey key() {
        int half = (n.bitLength() / 2 + Byte.SIZE - 1) / Byte.SIZE;
        return ImportedKey.rsa(
                n.bitLength(),
                Unsigned.bytes(e),
                Unsigned.bytes(p, half),
                Unsigned.bytes(q, half),
                Unsigned.bytes(coefficient(), half),
                Unsigned.bytes(exponent(p), half),
                Unsigned.bytes(exponent(q), half),
                Unsigned.bytes(n));
    }

    /** The private exponent for one prime. */
    private BigInteger exponent(BigInteger prime) {
        return e.modInverse(prime.subtract(BigInteger.ONE));
    }

    private BigInteger coefficient() {
        return q.modInverse(p);
    }

    private void requireConsistent(StoredObject template, BigInteger d) {
        boolean consistent;
        try {
            consistent = p.bitLength() == q.bitLength()
                    && e.multiply(d).mod(p.subtract(BigInteger.ONE)).equals(BigInteger.ONE)
                    && e.multiply(d).mod(q.subtract(BigInteger.ONE)).equals(BigInteger.ONE)
                    && agrees(template, Cka.CKA_PRIME_2, q)
                    && agrees(template, Cka.CKA_EXPONENT_1, exponent(p))
                    && agrees(template, Cka.CKA_EXPONENT_2, exponent(q))
                    && agrees(template, Cka.CKA_COEFFICIENT, coefficient());
        } catch (ArithmeticException notCoprime) {
            consistent = false;
        }
        if (!consistent) {
            throw new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, "the numbers are not one RSA key's");
        }
    }

    private static boolean agrees(StoredObject template, long type, BigInteger number) {
        return optional(template, type).filter(given -> !given.equals(number)).isEmpty();
    }

    /** An exponent that undoes d: it is not among the numbers that a template must have. */
    private static BigInteger usualExponent(BigInteger n, BigInteger d) {
        return USUAL_EXPONENTS.stream()
                .filter(e -> TWO.modPow(e.multiply(d), n).equals(TWO))
                .findFirst()
                .orElseThrow(() -> new CryptokiException(
                        Ckr.CKR_TEMPLATE_INCOMPLETE, "CKA_PUBLIC_EXPONENT is missing and not a usual one"));
    }

    /**
     * A prime factor of n, NIST SP 800-56B appendix C: e d - 1 is a multiple of the group's order, so some root of 1 that it leads to
     * is neither 1 nor -1.
     */
    private static BigInteger factor(BigInteger n, BigInteger e, BigInteger d) {
        BigInteger multiple = e.multiply(d).subtract(BigInteger.ONE);
        int halvings = Math.max(multiple.getLowestSetBit(), 0);
        BigInteger odd = multiple.shiftRight(halvings);
        for (int base = 2; base < MOST_BASES; base++) {
            BigInteger power = BigInteger.valueOf(base).modPow(odd, n);
            for (int i = 0; i < halvings; i++) {
                BigInteger square = power.multiply(power).mod(n);
                boolean trivial = power.equals(BigInteger.ONE) || power.equals(n.subtract(BigInteger.ONE));
                if (square.equals(BigInteger.ONE) && !trivial) {
                    return power.subtract(BigInteger.ONE).gcd(n);
                }
                power = square;
            }
            if (!power.equals(BigInteger.ONE)) {
                break; // no multiple of the order, so the other bases lead nowhere either
            }
        }
        throw new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, "the exponents are not this modulus's");
    }

    private static BigInteger quotient(BigInteger n, BigInteger factor) {
        BigInteger[] parts = n.divideAndRemainder(factor);
        if (parts[1].signum() != 0 || factor.equals(BigInteger.ONE) || factor.equals(n)) {
            throw new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, "the primes are not this modulus's");
        }
        return parts[0];
    }

    private static BigInteger required(StoredObject template, long type) {
        return optional(template, type)
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Cka.name(type) + " is 0"));
    }

    /** The number, where the template has one; some programs give empty values for those that they do not know. */
    private static Optional<BigInteger> optional(StoredObject template, long type) {
        return template.get(type)
                .map(attribute -> Unsigned.of(attribute.value()))
                .filter(number -> number.signum() != 0);
    }
}
