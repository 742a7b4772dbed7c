package org.tokentwin.client;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.HashMechanism;
import org.tokentwin.client.pkcs11.TokenException;

/** Verifies a token's signatures without the token, with the providers of this Java. */
public final class HostVerifier {
    /** No RSA key has a block of so many bytes. */
    private static final int LONGEST_BLOCK = 65_536;

    private static final int BLOCK = 16 * 1024;
    private static final int TRAILER_FIELD_BC = 1;

    private HostVerifier() {}

    /**
     * Whether a signature is a key's for this data.
     *
     * @param signature as PKCS#11 has it: for ECDSA r and s, not their ASN.1
     * @throws TokenException if the mechanism does not go with the key
     * @throws IOException if the data cannot be read
     */
    public static boolean verify(PublicKey key, SignatureMechanism mechanism, InputStream data, byte[] signature)
            throws IOException {
        if (KeyType.of(key) != mechanism.keyType()) {
            throw TokenException.returned(Ckr.CKR_KEY_TYPE_INCONSISTENT, mechanism.name());
        }
        try {
            return mechanism == SignatureMechanism.CKM_RSA_PKCS
                    ? verifyBlock(key, data.readNBytes(LONGEST_BLOCK), signature)
                    : verify(initialized(key, mechanism), data, signature);
        } catch (SignatureException | BadPaddingException | IllegalBlockSizeException e) {
            return false; // not even of the form that a signature has
        } catch (GeneralSecurityException e) {
            throw TokenException.failed(
                    "this Java does not verify " + mechanism.name(), "Have the token do it with --by token.", e);
        }
    }

    private static boolean verify(Signature verifier, InputStream data, byte[] signature)
            throws IOException, SignatureException {
        byte[] block = new byte[BLOCK];
        for (int read = data.read(block); read >= 0; read = data.read(block)) {
            verifier.update(block, 0, read);
        }
        return verifier.verify(signature);
    }

    private static Signature initialized(PublicKey key, SignatureMechanism mechanism) throws GeneralSecurityException {
        String hash = mechanism.hash().map(h -> h.jcaName().replace("-", "")).orElse("NONE");
        Signature verifier;
        if (mechanism.isPss()) {
            verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(pss(mechanism.hash().orElseThrow()));
        } else {
            verifier = Signature.getInstance(
                    mechanism.keyType() == KeyType.EC ? hash + "withECDSAinP1363Format" : hash + "withRSA");
        }
        verifier.initVerify(key);
        return verifier;
    }

    private static PSSParameterSpec pss(HashMechanism hash) {
        return new PSSParameterSpec(
                hash.jcaName(), "MGF1", new MGF1ParameterSpec(hash.jcaName()), hash.length(), TRAILER_FIELD_BC);
    }

    /** CKM_RSA_PKCS signs what it is given, with no hash and no DigestInfo around it. */
    private static boolean verifyBlock(PublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        rsa.init(Cipher.DECRYPT_MODE, key);
        return Arrays.equals(rsa.doFinal(signature), data);
    }
}
