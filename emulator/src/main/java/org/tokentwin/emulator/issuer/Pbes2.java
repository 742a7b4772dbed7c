package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RC2CBCParameter;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.jcajce.io.CipherInputStream;
import org.bouncycastle.operator.InputDecryptor;
import org.jspecify.annotations.Nullable;

/** Decryption by PBES2, RFC 8018 section 6.2: a key derived by PBKDF2 or scrypt, and a cipher. */
record Pbes2(PBES2Parameters parameters, FilePassword cost) {
    /** What scrypt needs, 128 bytes for each of N times r, is 16 MiB by OpenSSL's default. */
    private static final int MOST_SCRYPT_BLOCKS = 1 << 20;

    private static final Map<Integer, Integer> RC2_VERSIONS = Map.of(160, 40, 120, 64, 58, 128);

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> PRF_DIGESTS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA224, SHA224Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA512_256, () -> new SHA512tDigest(256),
            NISTObjectIdentifiers.id_hmacWithSHA3_256, () -> new SHA3Digest(256),
            NISTObjectIdentifiers.id_hmacWithSHA3_512, () -> new SHA3Digest(512));

    InputDecryptor decryptor(char[] password) {
        AlgorithmIdentifier scheme = AlgorithmIdentifier.getInstance(parameters.getEncryptionScheme());
        KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
        try {
            byte[] key = derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)
                    ? byScrypt(password, ScryptParams.getInstance(derivation.getParameters()), scheme)
                    : byPbkdf2(password, derivation, scheme);
            return new ByCipher(scheme, cipher(scheme, key));
        } catch (GeneralSecurityException | IOException e) {
            throw PasswordDecryption.unknown(scheme.getAlgorithm());
        }
    }

    private byte[] byPbkdf2(char[] password, KeyDerivationFunc derivation, AlgorithmIdentifier scheme) {
        if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            throw PasswordDecryption.unknown(derivation.getAlgorithm());
        }
        PBKDF2Params function = PBKDF2Params.getInstance(derivation.getParameters());
        ASN1ObjectIdentifier prf = function.getPrf().getAlgorithm();
        if (!PRF_DIGESTS.containsKey(prf)) {
            throw PasswordDecryption.unknown(prf);
        }
        PKCS5S2ParametersGenerator generator =
                new PKCS5S2ParametersGenerator(PRF_DIGESTS.get(prf).get());
        generator.init(
                PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
                function.getSalt(),
                cost.charged(function.getIterationCount()));
        int bits = keyBits(scheme.getAlgorithm(), function.getKeyLength());
        return ((KeyParameter) generator.generateDerivedParameters(bits)).getKey();
    }

    private byte[] byScrypt(char[] password, ScryptParams function, AlgorithmIdentifier scheme) {
        BigInteger blocks = function.getCostParameter().multiply(function.getBlockSize());
        if (blocks.compareTo(BigInteger.valueOf(MOST_SCRYPT_BLOCKS)) > 0) {
            throw new UnusableFileException("its encryption asks for too much memory (scrypt with N = "
                    + function.getCostParameter() + "); encrypt it anew with less");
        }
        cost.charged(blocks.multiply(function.getParallelizationParameter()));
        return SCrypt.generate(
                PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password),
                function.getSalt(),
                function.getCostParameter().intValueExact(),
                function.getBlockSize().intValueExact(),
                function.getParallelizationParameter().intValueExact(),
                keyBits(scheme.getAlgorithm(), function.getKeyLength()) / Byte.SIZE);
    }

    /** The length that the file says, else the cipher's. */
    private static int keyBits(ASN1ObjectIdentifier cipher, @Nullable BigInteger said) {
        int bits = said == null
                ? 0
                : said.min(BigInteger.valueOf(KeyLengths.MOST_BYTES)).intValue() * Byte.SIZE;
        return bits > 0 ? bits : KeyLengths.bits(cipher).orElseThrow(() -> PasswordDecryption.unknown(cipher));
    }

    private static Cipher cipher(AlgorithmIdentifier scheme, byte[] key) throws GeneralSecurityException, IOException {
        Cipher cipher =
                Cipher.getInstance(KeyLengths.transformation(scheme.getAlgorithm()), PasswordDecryption.PROVIDER);
        SecretKey raw = new SecretKeySpec(key, cipher.getAlgorithm());
        ASN1Encodable parameter = scheme.getParameters();
        if (parameter instanceof ASN1OctetString iv) {
            cipher.init(Cipher.DECRYPT_MODE, raw, new IvParameterSpec(iv.getOctets()));
        } else if (scheme.getAlgorithm().equals(PKCSObjectIdentifiers.RC2_CBC)) {
            cipher.init(Cipher.DECRYPT_MODE, raw, rc2(RC2CBCParameter.getInstance(parameter)));
        } else {
            AlgorithmParameters encoded =
                    AlgorithmParameters.getInstance(scheme.getAlgorithm().getId(), PasswordDecryption.PROVIDER);
            encoded.init(parameter.toASN1Primitive().getEncoded());
            cipher.init(Cipher.DECRYPT_MODE, raw, encoded);
        }
        return cipher;
    }

    /** RFC 8018 appendix B.2.3: a version below 256 stands for the number of bits that count. */
    private static RC2ParameterSpec rc2(RC2CBCParameter parameter) {
        int version = parameter.getRC2ParameterVersion().intValueExact();
        int bits = version > 255 ? version : RC2_VERSIONS.getOrDefault(version, 0);
        return new RC2ParameterSpec(bits, parameter.getIV());
    }

    private record ByCipher(AlgorithmIdentifier scheme, Cipher cipher) implements InputDecryptor {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return scheme;
        }

        @Override
        public InputStream getInputStream(InputStream encrypted) {
            return new CipherInputStream(encrypted, cipher);
        }
    }
}
