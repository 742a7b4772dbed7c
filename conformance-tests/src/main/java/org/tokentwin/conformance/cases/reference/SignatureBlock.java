package org.tokentwin.conformance.cases.reference;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** Parts of a PKCS #1 v1.5 signature's block, RFC 8017 section 9.2: {@code 00 01 FF ... FF 00 DigestInfo}. */
public final class SignatureBlock {
    private static final int LEAST_PADDING = 8;

    private SignatureBlock() {}

    /** The block around what stands behind the separator. */
    public static byte[] of(int length, byte[] digestInfo) {
        byte[] block = new byte[length];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = 0;
        block[1] = 1;
        block[separator(length, digestInfo)] = 0;
        System.arraycopy(digestInfo, 0, block, length - digestInfo.length, digestInfo.length);
        return block;
    }

    /** Padding of so many bytes, and zeros behind the DigestInfo: what a forger without the key can make. */
    public static byte[] endingInZeros(int length, int padding, byte[] digestInfo) {
        byte[] block = new byte[length];
        block[1] = 1;
        Arrays.fill(block, 2, 2 + padding, (byte) 0xFF);
        System.arraycopy(digestInfo, 0, block, 3 + padding, digestInfo.length);
        return block;
    }

    public static int leastPadding() {
        return LEAST_PADDING;
    }

    /** Where the zero is that ends the padding. */
    public static int separator(int length, byte[] digestInfo) {
        return length - digestInfo.length - 1;
    }

    /** A DER DigestInfo, with the NULL that RFC 8017 wants. */
    public static byte[] digestInfo(HashAlgorithm hash, byte[] value) {
        return sequence(algorithm(hash), new DEROctetString(value));
    }

    /** A DigestInfo without the NULL. */
    public static byte[] digestInfoWithoutNull(HashAlgorithm hash, byte[] value) {
        return sequence(new DERSequence(hash.oid()), new DEROctetString(value));
    }

    /** A DigestInfo with a third element. */
    public static byte[] digestInfoWithMore(HashAlgorithm hash, byte[] value) {
        return sequence(algorithm(hash), new DEROctetString(value), DERNull.INSTANCE);
    }

    public static byte[] hash(HashAlgorithm hash, byte[] message) {
        try {
            return MessageDigest.getInstance(hash.jdkName()).digest(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + hash.jdkName(), e);
        }
    }

    private static DERSequence algorithm(HashAlgorithm hash) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(hash.oid());
        parts.add(DERNull.INSTANCE);
        return new DERSequence(parts);
    }

    private static byte[] sequence(ASN1Encodable... elements) {
        try {
            return new DERSequence(elements).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("DER in memory", e);
        }
    }
}
