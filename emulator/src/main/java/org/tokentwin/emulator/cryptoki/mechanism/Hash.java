package org.tokentwin.emulator.cryptoki.mechanism;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The hash functions, each under the names that PKCS#11, the JDK, ASN.1 and Bouncy Castle have for it. */
enum Hash {
    SHA_1(Ckm.CKM_SHA_1, Ckg.CKG_MGF1_SHA1, "SHA-1", OIWObjectIdentifiers.idSHA1, SHA1Digest::new),
    SHA_224(Ckm.CKM_SHA224, Ckg.CKG_MGF1_SHA224, "SHA-224", NISTObjectIdentifiers.id_sha224, SHA224Digest::new),
    SHA_256(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, "SHA-256", NISTObjectIdentifiers.id_sha256, SHA256Digest::new),
    SHA_384(Ckm.CKM_SHA384, Ckg.CKG_MGF1_SHA384, "SHA-384", NISTObjectIdentifiers.id_sha384, SHA384Digest::new),
    SHA_512(Ckm.CKM_SHA512, Ckg.CKG_MGF1_SHA512, "SHA-512", NISTObjectIdentifiers.id_sha512, SHA512Digest::new),
    SHA_512_224(Ckm.CKM_SHA512_224, "SHA-512/224", NISTObjectIdentifiers.id_sha512_224, () -> new SHA512tDigest(224)),
    SHA_512_256(Ckm.CKM_SHA512_256, "SHA-512/256", NISTObjectIdentifiers.id_sha512_256, () -> new SHA512tDigest(256)),
    SHA3_224(Ckm.CKM_SHA3_224, Ckg.CKG_MGF1_SHA3_224, "SHA3-224", NISTObjectIdentifiers.id_sha3_224, sha3(224)),
    SHA3_256(Ckm.CKM_SHA3_256, Ckg.CKG_MGF1_SHA3_256, "SHA3-256", NISTObjectIdentifiers.id_sha3_256, sha3(256)),
    SHA3_384(Ckm.CKM_SHA3_384, Ckg.CKG_MGF1_SHA3_384, "SHA3-384", NISTObjectIdentifiers.id_sha3_384, sha3(384)),
    SHA3_512(Ckm.CKM_SHA3_512, Ckg.CKG_MGF1_SHA3_512, "SHA3-512", NISTObjectIdentifiers.id_sha3_512, sha3(512));

    /** Those that every token takes in a parameter, whether it offers them as a digest or not. */
    private static final Set<Hash> EVERYWHERE = EnumSet.range(SHA_1, SHA_512);

    private final long mechanism;
    private final OptionalLong mgf;
    private final String jdkName;
    private final AlgorithmIdentifier identifier;
    private final Supplier<Digest> digest;
    private final int length;

    Hash(long mechanism, long mgf, String jdkName, ASN1ObjectIdentifier identifier, Supplier<Digest> digest) {
        this(mechanism, OptionalLong.of(mgf), jdkName, identifier, digest);
    }

    /** One that the standard has no mask generation function with. */
    Hash(long mechanism, String jdkName, ASN1ObjectIdentifier identifier, Supplier<Digest> digest) {
        this(mechanism, OptionalLong.empty(), jdkName, identifier, digest);
    }

    Hash(long mechanism, OptionalLong mgf, String jdkName, ASN1ObjectIdentifier identifier, Supplier<Digest> digest) {
        this.mechanism = mechanism;
        this.mgf = mgf;
        this.jdkName = jdkName;
        this.identifier = new AlgorithmIdentifier(identifier, DERNull.INSTANCE);
        this.digest = digest;
        this.length = digest.get().getDigestSize();
    }

    private static Supplier<Digest> sha3(int bits) {
        return () -> new SHA3Digest(bits);
    }

    /** Returns whether a parameter may name it on a token that offers these digest mechanisms. */
    boolean isTaken(Set<Long> offered) {
        return EVERYWHERE.contains(this) || offered.contains(mechanism);
    }

    /** The hash function of a digest mechanism. */
    static Optional<Hash> ofMechanism(long type) {
        return Arrays.stream(values()).filter(hash -> hash.mechanism == type).findFirst();
    }

    /** The hash function in a mask generation function, {@code CKG_MGF1_*}. */
    static Optional<Hash> ofMgf(long mgf) {
        return Arrays.stream(values())
                .filter(hash -> hash.mgf.equals(OptionalLong.of(mgf)))
                .findFirst();
    }

    /** The digest mechanism. */
    long mechanism() {
        return mechanism;
    }

    /** Bytes of a hash value. */
    int length() {
        return length;
    }

    /**
     * For data of any length. The provider is named, because the first one may be SunPKCS11 on top of this very module.
     *
     * @throws CryptokiException {@code CKR_GENERAL_ERROR} when this Java runtime lacks the JDK's own provider
     */
    MessageDigest newMessageDigest() {
        try {
            return MessageDigest.getInstance(jdkName, "SUN");
        } catch (GeneralSecurityException e) {
            throw new CryptokiException(Ckr.CKR_GENERAL_ERROR, jdkName + " is missing in this Java runtime", e);
        }
    }

    /** For Bouncy Castle's encodings. */
    Digest newDigest() {
        return digest.get();
    }

    /** DER of the {@code DigestInfo} over a hash value, RFC 8017 section 9.2. */
    byte[] digestInfo(byte[] hashValue) {
        try {
            return new DigestInfo(identifier, hashValue).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a DigestInfo always has an encoding", e);
        }
    }
}
