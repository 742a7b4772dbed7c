package org.tokentwin.emulator.cryptoki.application;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.profile.TokenProfile;

/** A session of the user on a token that has secret keys. */
final class SecretKeyFixture {
    static final byte[] AES_VALUE = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    static final byte[] DES3_VALUE = HexFormat.of().parseHex("0123456789abcdef23456789abcdef01456789abcdef0123");
    static final byte[] IV = new byte[16];
    static final Attribute SENSITIVE = flag(Cka.CKA_SENSITIVE, true);
    static final Attribute EXTRACTABLE = flag(Cka.CKA_EXTRACTABLE, true);
    static final Attribute UNEXTRACTABLE = flag(Cka.CKA_EXTRACTABLE, false);
    static final Attribute TELLING = flag(Cka.CKA_SENSITIVE, false);

    final TokenFixture token;
    final Cryptoki application;
    final long session;

    SecretKeyFixture() {
        token = TokenFixture.ready(TokenProfile.named("pkcs11-3.2"));
        application = token.application();
        session = TokenFixture.openUser(application);
    }

    static Attribute flag(long type, boolean value) {
        return Attribute.ofBoolean(type, value);
    }

    static Mechanism mechanism(long type) {
        return Mechanism.of(type);
    }

    static Mechanism mechanism(long type, byte[] parameter) {
        return new Mechanism(type, new MechanismParameter.Opaque(parameter));
    }

    long secret(long keyType, byte[] value, Attribute... more) {
        return application.createObject(
                session,
                Templates.with(
                        List.of(
                                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                                Attribute.ofUlong(Cka.CKA_KEY_TYPE, keyType),
                                Attribute.of(Cka.CKA_VALUE, value)),
                        more));
    }

    long aes(Attribute... more) {
        return secret(Ckk.CKK_AES, AES_VALUE, more);
    }

    long generate(long mechanism, long bytes, Attribute... more) {
        List<Attribute> template = new ArrayList<>(Arrays.asList(more));
        if (bytes > 0) {
            template.add(Attribute.ofUlong(Cka.CKA_VALUE_LEN, bytes));
        }
        return application.generateKey(session, mechanism(mechanism), template);
    }

    long generateAes(Attribute... more) {
        return generate(Ckm.CKM_AES_KEY_GEN, 32, more);
    }

    AttributeResult read(long key, long type) {
        return application.getAttributeValue(session, key, new long[] {type}).getFirst();
    }

    boolean isSet(long key, long type) {
        return read(key, type).value().orElseThrow().asBoolean();
    }

    byte[] value(long key) {
        return read(key, Cka.CKA_VALUE).value().orElseThrow().value();
    }

    byte[] encrypt(Mechanism mechanism, long key, byte[] data) {
        application.encryptInit(session, mechanism, key);
        return output(room -> application.encrypt(session, data, room));
    }

    byte[] decrypt(Mechanism mechanism, long key, byte[] data) {
        application.decryptInit(session, mechanism, key);
        return output(room -> application.decrypt(session, data, room));
    }

    byte[] sign(Mechanism mechanism, long key, byte[] data) {
        application.signInit(session, mechanism, key);
        return output(room -> application.sign(session, data, room));
    }

    static byte[] output(Consumer<OutputBuffer> call) {
        OutputBuffer room = OutputBuffer.of(1 << 16);
        call.accept(room);
        return room.bytes().orElseThrow();
    }

    /** What the JDK makes of the data. */
    static byte[] byJdk(int mode, String transformation, byte[] key, byte[] iv, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            SecretKeySpec spec = new SecretKeySpec(key, transformation.substring(0, transformation.indexOf('/')));
            if (transformation.contains("/ECB/")) {
                cipher.init(mode, spec);
            } else {
                cipher.init(mode, spec, new IvParameterSpec(iv));
            }
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
