package org.tokentwin.conformance.cases.published;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CMAC_GENERAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA224_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA224_HMAC_GENERAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_HMAC_GENERAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384_HMAC_GENERAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_224;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512_HMAC_GENERAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1_HMAC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA_1_HMAC_GENERAL;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.cryptoki.Ckm;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/** The mechanisms that compute what a published vector is about. */
final class VectorMechanisms {
    /**
     * A mechanism for a group of vectors.
     *
     * @param hash what makes its input of the message, as the JDK names it; empty where the mechanism takes the message
     */
    record Way(CK_MECHANISM mechanism, Optional<String> hash, boolean inDigestInfo) {
        String name() {
            return VectorMechanisms.name(mechanism.mechanism);
        }

        byte[] input(byte[] message) {
            return hash.map(each -> inDigestInfo ? digestInfo(each, message) : digest(each, message))
                    .orElse(message);
        }
    }

    private VectorMechanisms() {}

    static Way ofMessage(CK_MECHANISM mechanism) {
        return new Way(mechanism, Optional.empty(), false);
    }

    static Way ofHash(CK_MECHANISM mechanism, String hash) {
        return new Way(mechanism, Optional.of(hash), false);
    }

    static Way ofDigestInfo(CK_MECHANISM mechanism, String hash) {
        return new Way(mechanism, Optional.of(hash), true);
    }

    /** Those that the token reports with all flags; the case does not apply where there is none. */
    static List<Way> reported(TokenUnderTest token, List<Way> ways, long... flags) throws PKCS11Exception {
        long flag = Arrays.stream(flags).reduce(0, (one, other) -> one | other);
        long[] all = token.p11().C_GetMechanismList(token.slot());
        List<Way> reported = new ArrayList<>();
        for (Way way : ways) {
            long type = way.mechanism().mechanism;
            if (Arrays.stream(all).anyMatch(each -> each == type) && (token.mechanismInfo(type).flags & flag) == flag) {
                reported.add(way);
            }
        }
        NotApplicable.unless(
                !reported.isEmpty(),
                "the token does not report "
                        + String.join(
                                " or ", ways.stream().map(Way::name).distinct().toList()) + " with "
                        + PKCS11Constants.codeToName(Category.CKF_MECHANISM, flag));
        return reported;
    }

    /** The hash that the JDK has under this name. */
    static Optional<HashAlgorithm> hash(String jdkName) {
        return Stream.of(HashAlgorithm.values())
                .filter(each -> each.jdkName().equals(jdkName))
                .findFirst();
    }

    /** The mechanism of a bare hash. */
    static OptionalLong digestMechanism(String jdkName) {
        return switch (jdkName) {
            case "SHA-512/224" -> OptionalLong.of(CKM_SHA512_224);
            case "SHA-512/256" -> OptionalLong.of(CKM_SHA512_256);
            default ->
                hash(jdkName).stream().mapToLong(HashAlgorithm::mechanism).findFirst();
        };
    }

    /** HMAC with a hash, or CMAC with AES; the whole code. */
    static long mac(Optional<HashAlgorithm> hash) {
        return hash.map(each -> switch (each) {
                    case SHA1 -> CKM_SHA_1_HMAC;
                    case SHA224 -> CKM_SHA224_HMAC;
                    case SHA256 -> CKM_SHA256_HMAC;
                    case SHA384 -> CKM_SHA384_HMAC;
                    case SHA512 -> CKM_SHA512_HMAC;
                    case SHA3_224 -> Ckm.CKM_SHA3_224_HMAC;
                    case SHA3_256 -> Ckm.CKM_SHA3_256_HMAC;
                    case SHA3_384 -> Ckm.CKM_SHA3_384_HMAC;
                    case SHA3_512 -> Ckm.CKM_SHA3_512_HMAC;
                })
                .orElse(CKM_AES_CMAC);
    }

    /** The same, cut to the length that is its parameter. */
    static long cutMac(Optional<HashAlgorithm> hash) {
        return hash.map(each -> switch (each) {
                    case SHA1 -> CKM_SHA_1_HMAC_GENERAL;
                    case SHA224 -> CKM_SHA224_HMAC_GENERAL;
                    case SHA256 -> CKM_SHA256_HMAC_GENERAL;
                    case SHA384 -> CKM_SHA384_HMAC_GENERAL;
                    case SHA512 -> CKM_SHA512_HMAC_GENERAL;
                    case SHA3_224 -> Ckm.CKM_SHA3_224_HMAC_GENERAL;
                    case SHA3_256 -> Ckm.CKM_SHA3_256_HMAC_GENERAL;
                    case SHA3_384 -> Ckm.CKM_SHA3_384_HMAC_GENERAL;
                    case SHA3_512 -> Ckm.CKM_SHA3_512_HMAC_GENERAL;
                })
                .orElse(CKM_AES_CMAC_GENERAL);
    }

    static boolean isKnownToJdk(String hash) {
        try {
            return MessageDigest.getInstance(hash).getDigestLength() > 0;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    static byte[] digest(String hash, byte[] message) {
        try {
            return MessageDigest.getInstance(hash).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new NotApplicable("the JDK does not know " + hash);
        }
    }

    private static byte[] digestInfo(String hash, byte[] message) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(oid(hash), DERNull.INSTANCE);
            return new DigestInfo(algorithm, digest(hash, message)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ASN1ObjectIdentifier oid(String hash) {
        return switch (hash) {
            case "SHA-512/224" -> NISTObjectIdentifiers.id_sha512_224;
            case "SHA-512/256" -> NISTObjectIdentifiers.id_sha512_256;
            default -> new DefaultDigestAlgorithmIdentifierFinder().find(hash).getAlgorithm();
        };
    }

    static String name(long mechanism) {
        return Ckm.name(mechanism);
    }
}
