package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** The MAC of a PKCS#12 file, RFC 7292 appendix B.4 and RFC 9579: it tells a right password from a wrong one. */
record Pkcs12Mac(PKCS12PfxPdu pfx, FilePassword password) {
    private static final byte[] ZERO = new byte[2];

    /**
     * Finds the form of the password that the file was made with.
     *
     * @throws UnusableFileException when there is none, so that the password is wrong
     */
    PasswordForm rightForm() {
        return PasswordForm.of(password.get()).stream()
                .filter(this::isRight)
                .findFirst()
                .orElseThrow(() -> UnusableFileException.wrongPassword(null));
    }

    private boolean isRight(PasswordForm form) {
        MacData mac = pfx.toASN1Structure().getMacData();
        byte[] content = ASN1OctetString.getInstance(
                        pfx.toASN1Structure().getAuthSafe().getContent())
                .getOctets();
        byte[] computed = mac.getMac().getAlgorithmId().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)
                ? pbmac1(form, mac.getMac().getAlgorithmId(), content)
                : hmac(form, mac, content);
        return MessageDigest.isEqual(computed, mac.getMac().getDigest());
    }

    private byte[] hmac(PasswordForm form, MacData mac, byte[] content) {
        ExtendedDigest digest = digest(mac.getMac().getAlgorithmId());
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
        byte[] encoded = form.emptyIsZero() ? ZERO : PBEParametersGenerator.PKCS12PasswordToBytes(form.characters());
        generator.init(encoded, mac.getSalt(), password.charged(mac.getIterationCount()));
        HMac hmac = new HMac(digest);
        hmac.init(generator.generateDerivedMacParameters(digest.getDigestSize() * Byte.SIZE));
        hmac.update(content, 0, content.length);
        byte[] computed = new byte[hmac.getMacSize()];
        hmac.doFinal(computed, 0);
        return computed;
    }

    private static ExtendedDigest digest(AlgorithmIdentifier algorithm) {
        try {
            return BcDefaultDigestProvider.INSTANCE.get(algorithm);
        } catch (OperatorCreationException e) {
            throw unknown(algorithm, e);
        }
    }

    private byte[] pbmac1(PasswordForm form, AlgorithmIdentifier algorithm, byte[] content) {
        PBMAC1Params parameters = PBMAC1Params.getInstance(algorithm.getParameters());
        PBKDF2Params derivation =
                PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
        password.charged(derivation.getIterationCount());
        requireKeyLength(derivation.getKeyLength());
        try {
            MacCalculator calculator = new JcePBMac1CalculatorProviderBuilder()
                    .setProvider(PasswordDecryption.PROVIDER)
                    .build()
                    .get(algorithm, form.characters());
            try (OutputStream in = calculator.getOutputStream()) {
                in.write(content);
            }
            return calculator.getMac();
        } catch (OperatorCreationException | IOException e) {
            throw unknown(algorithm, e);
        }
    }

    /** Each 20 bytes or so cost all iterations once more. */
    private static void requireKeyLength(@Nullable BigInteger length) {
        if (length != null && length.compareTo(BigInteger.valueOf(KeyLengths.MOST_BYTES)) > 0) {
            throw new UnusableFileException(
                    "its MAC asks for a key of " + length + " bytes; one has at most " + KeyLengths.MOST_BYTES);
        }
    }

    private static UnusableFileException unknown(AlgorithmIdentifier algorithm, Exception cause) {
        return new UnusableFileException(
                "its MAC is of " + AlgorithmNames.of(algorithm.getAlgorithm()) + ", which is not read", cause);
    }
}
