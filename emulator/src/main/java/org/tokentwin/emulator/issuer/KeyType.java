package org.tokentwin.emulator.issuer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tokentwin.emulator.provider.Cryptography;

/** The kinds of key that an e-Cert can be issued for. */
public enum KeyType {
    RSA_1024("RSA", 1024, new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4)),
    RSA_2048("RSA", 2048, new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    RSA_3072("RSA", 3072, new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)),
    RSA_4096("RSA", 4096, new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4)),
    P256("EC", 256, new ECGenParameterSpec("secp256r1")),
    P384("EC", 384, new ECGenParameterSpec("secp384r1")),
    P521("EC", 521, new ECGenParameterSpec("secp521r1"));

    private final String algorithm;
    private final int bits;
    private final AlgorithmParameterSpec parameters;

    KeyType(String algorithm, int bits, AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.parameters = parameters;
    }

    /** {@code RSA} or {@code EC}. */
    public String algorithm() {
        return algorithm;
    }

    /** Length of the modulus or of the curve's order. */
    public int bits() {
        return bits;
    }

    public boolean isRsa() {
        return algorithm.equals("RSA");
    }

    /** As a command line spells it: {@code rsa2048}, {@code p256}. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** @throws IllegalArgumentException when no type is spelled so; the message lists the spellings */
    public static KeyType parse(String spelling) {
        return Arrays.stream(values())
                .filter(type -> type.spelling().equals(spelling.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no key type '" + spelling + "'; there are: "
                        + Arrays.stream(values()).map(KeyType::spelling).collect(Collectors.joining(", "))));
    }

    /** @throws IllegalArgumentException when a key is of none of these types */
    static KeyType of(PublicKey key) {
        return parse(KeySize.of(key).spelling());
    }

    /** A new key pair from the system's entropy, by the provider that the card computes with; an RSA one takes up to some seconds. */
    public KeyPair generate() {
        try {
            Cryptography cryptography = Cryptography.fastest();
            KeyPairGenerator generator = isRsa() ? cryptography.rsaKeyPairs() : cryptography.ecKeyPairs();
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot generate " + spelling() + " keys", e);
        }
    }
}
