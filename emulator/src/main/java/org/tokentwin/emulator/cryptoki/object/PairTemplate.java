package org.tokentwin.emulator.cryptoki.object;

import java.util.List;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * A key pair that two templates describe, before the card makes it: the objects without their key's values.
 */
public record PairTemplate(StoredObject publicKey, StoredObject privateKey) {
    /**
     * @param mechanism {@code CKM_RSA_PKCS_KEY_PAIR_GEN} or {@code CKM_EC_KEY_PAIR_GEN}
     * @param so whether the SO is logged in
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException what the rules of PKCS#11 v2.40 section 4.1.1 name
     */
    public static PairTemplate of(long mechanism, Template publicTemplate, Template privateTemplate, boolean so) {
        boolean rsa = mechanism == Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN;
        return new PairTemplate(
                half(rsa ? ObjectKind.RSA_PUBLIC_KEY : ObjectKind.EC_PUBLIC_KEY, publicTemplate, so),
                half(rsa ? ObjectKind.RSA_PRIVATE_KEY : ObjectKind.EC_PRIVATE_KEY, privateTemplate, so));
    }

    private static StoredObject half(ObjectKind kind, Template template, boolean so) {
        List<Attribute> contributed = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, kind.objectClass()), Attribute.ofUlong(Cka.CKA_KEY_TYPE, kind.type()));
        Template whole = template;
        for (Attribute attribute : contributed) {
            whole = whole.contributed(attribute);
        }
        return NewObject.generated(kind, whole, so);
    }
}
