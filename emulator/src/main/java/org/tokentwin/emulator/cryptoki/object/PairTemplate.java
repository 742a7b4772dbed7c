package org.tokentwin.emulator.cryptoki.object;

import java.util.List;
import java.util.Set;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Attribute;

/**
 * A key pair that two templates describe, before the card makes it: the objects without their key's values.
 */
public record PairTemplate(StoredObject publicKey, StoredObject privateKey) {
    private static final Set<Long> RSA_USAGE = Set.of(
            Cka.CKA_ENCRYPT,
            Cka.CKA_DECRYPT,
            Cka.CKA_SIGN,
            Cka.CKA_SIGN_RECOVER,
            Cka.CKA_VERIFY,
            Cka.CKA_VERIFY_RECOVER,
            Cka.CKA_WRAP,
            Cka.CKA_UNWRAP);

    /**
     * @param mechanism {@code CKM_RSA_PKCS_KEY_PAIR_GEN} or {@code CKM_EC_KEY_PAIR_GEN}
     * @param so whether the SO is logged in
     * @param usage the usage flags, {@code CKA_*}, that the keys of an RSA pair have where the templates do not say it
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException what the rules of PKCS#11 v2.40 section 4.1.1 name
     */
    public static PairTemplate of(
            long mechanism, Template publicTemplate, Template privateTemplate, boolean so, Set<Long> usage) {
        boolean rsa = mechanism == Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN;
        return new PairTemplate(
                half(rsa ? ObjectKind.RSA_PUBLIC_KEY : ObjectKind.EC_PUBLIC_KEY, publicTemplate, so, usage),
                half(rsa ? ObjectKind.RSA_PRIVATE_KEY : ObjectKind.EC_PRIVATE_KEY, privateTemplate, so, usage));
    }

    private static StoredObject half(ObjectKind kind, Template template, boolean so, Set<Long> usage) {
        List<Attribute> contributed = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, kind.objectClass()), Attribute.ofUlong(Cka.CKA_KEY_TYPE, kind.type()));
        Template whole = template;
        for (Attribute attribute : contributed) {
            whole = whole.contributed(attribute);
        }
        if (kind.isRsa()) {
            for (long flag : RSA_USAGE) {
                if (kind.rule(flag).isPresent() && !whole.has(flag)) {
                    whole = whole.contributed(Attribute.ofBoolean(flag, usage.contains(flag)));
                }
            }
        }
        return NewObject.generated(kind, whole, so);
    }
}
