package org.tokentwin.conformance.cases.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;

/** Signatures of one hash: what PKCS#11 takes is r and s, each as long as the order, one behind the other. */
enum EcdsaSignature {
    OF_THE_JDK(1, true, "of the JDK"),
    NEGATIVE_S(2, true, "with s taken from the order, which ECDSA accepts too"),
    SMALL_R(3, true, "whose r begins with a zero byte"),
    SMALL_S(4, true, "whose s begins with a zero byte"),
    R_0(11, false, "with r = 0"),
    S_0(12, false, "with s = 0"),
    BOTH_0(13, false, "with r = s = 0"),
    BOTH_1(14, false, "with r = s = 1"),
    R_ORDER(15, false, "with r = the order"),
    S_ORDER(16, false, "with s = the order"),
    R_ALL_ONES(17, false, "with r all ones"),
    S_ALL_ONES(18, false, "with s all ones"),
    R_0_S_ORDER(19, false, "with r = 0 and s = the order"),
    SWAPPED(20, false, "with r and s in each other's place"),
    NEGATIVE_R(21, false, "with r taken from the order"),
    R_BIT(22, false, "with the last bit of r changed"),
    S_BIT(23, false, "with the last bit of s changed"),
    OTHER_HASH(24, false, "of another hash"),
    EMPTY_S(25, false, "of r alone"),
    LACKING_A_BYTE(26, false, "that lacks its last byte"),
    BYTE_BEHIND(27, false, "with a byte behind it"),
    LONG_NUMBERS(28, false, "with a zero byte before r and before s"),
    DER(29, false, "in DER, as X.509 has them"),
    ONE_BYTE(30, false, "of one byte");

    private final int number;
    private final boolean sound;
    private final String text;

    EcdsaSignature(int number, boolean sound, String text) {
        this.number = number;
        this.sound = sound;
        this.text = text;
    }

    int number() {
        return number;
    }

    boolean isSound() {
        return sound;
    }

    /** Goes on from "a signature". */
    String text() {
        return text;
    }

    /** The signature of a hash by the suite's key on the curve. */
    byte[] of(EcCurve curve, byte[] hash) throws GeneralSecurityException, IOException {
        byte[] signed = sign(curve, hash);
        BigInteger r = first(curve, signed);
        BigInteger s = second(curve, signed);
        BigInteger order = curve.order();
        BigInteger allOnes =
                BigInteger.ONE.shiftLeft(curve.numberBytes() * Byte.SIZE).subtract(BigInteger.ONE);
        return switch (this) {
            case OF_THE_JDK -> signed;
            case NEGATIVE_S -> pair(curve, r, order.subtract(s));
            case SMALL_R -> signUntil(curve, hash, 0);
            case SMALL_S -> signUntil(curve, hash, curve.numberBytes());
            case R_0 -> pair(curve, BigInteger.ZERO, s);
            case S_0 -> pair(curve, r, BigInteger.ZERO);
            case BOTH_0 -> pair(curve, BigInteger.ZERO, BigInteger.ZERO);
            case BOTH_1 -> pair(curve, BigInteger.ONE, BigInteger.ONE);
            case R_ORDER -> pair(curve, order, s);
            case S_ORDER -> pair(curve, r, order);
            case R_ALL_ONES -> pair(curve, allOnes, s);
            case S_ALL_ONES -> pair(curve, r, allOnes);
            case R_0_S_ORDER -> pair(curve, BigInteger.ZERO, order);
            case SWAPPED -> pair(curve, s, r);
            case NEGATIVE_R -> pair(curve, order.subtract(r), s);
            case R_BIT -> pair(curve, r.flipBit(0), s);
            case S_BIT -> pair(curve, r, s.flipBit(0));
            case OTHER_HASH -> sign(curve, SignatureBlock.hash(HashAlgorithm.SHA256, hash));
            case EMPTY_S -> Arrays.copyOf(signed, curve.numberBytes());
            case LACKING_A_BYTE -> Arrays.copyOf(signed, signed.length - 1);
            case BYTE_BEHIND -> Arrays.copyOf(signed, signed.length + 1);
            case LONG_NUMBERS -> pair(curve.numberBytes() + 1, r, s);
            case DER -> der(r, s);
            case ONE_BYTE -> new byte[] {1};
        };
    }

    private static byte[] sign(EcCurve curve, byte[] hash) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
        signature.initSign(SoftwareKeys.ec(curve.jdkName()).getPrivate());
        signature.update(hash);
        return signature.sign();
    }

    /** Every 256th signature or so; on P-521, whose numbers have one bit in their first byte, every second. */
    private static byte[] signUntil(EcCurve curve, byte[] hash, int zeroAt) throws GeneralSecurityException {
        byte[] signed = sign(curve, hash);
        while (signed[zeroAt] != 0) {
            signed = sign(curve, hash);
        }
        return signed;
    }

    private static BigInteger first(EcCurve curve, byte[] signature) {
        return new BigInteger(1, signature, 0, curve.numberBytes());
    }

    private static BigInteger second(EcCurve curve, byte[] signature) {
        return new BigInteger(1, signature, curve.numberBytes(), curve.numberBytes());
    }

    private static byte[] pair(EcCurve curve, BigInteger r, BigInteger s) {
        return pair(curve.numberBytes(), r, s);
    }

    private static byte[] pair(int bytes, BigInteger r, BigInteger s) {
        byte[] pair = Arrays.copyOf(BigIntegers.asUnsignedByteArray(bytes, r), 2 * bytes);
        System.arraycopy(BigIntegers.asUnsignedByteArray(bytes, s), 0, pair, bytes, bytes);
        return pair;
    }

    private static byte[] der(BigInteger r, BigInteger s) throws IOException {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(r));
        numbers.add(new ASN1Integer(s));
        return new DERSequence(numbers).getEncoded();
    }
}
