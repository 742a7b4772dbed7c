package org.tokentwin.emulator.cryptoki.application;

import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.object.Template;
import org.tokentwin.emulator.profile.KeyUse;
import org.tokentwin.emulator.profile.ObjectProfile;

/** What an RSA private key is for that is imported: what its template says, or the model. */
final class ImportedUsage {
    private ImportedUsage() {}

    /** Returns the template of an object with what the model says of a key's usage; that of any other object as it is. */
    static Template of(Template template, ObjectProfile profile) {
        boolean rsa = template.isOf(Cko.CKO_PRIVATE_KEY)
                && template.get(Cka.CKA_KEY_TYPE)
                        .filter(type -> type.asUlong() == Ckk.CKK_RSA)
                        .isPresent();
        Template whole = template;
        if (rsa) {
            for (KeyUse use : KeyUse.OF_RSA_PRIVATE_KEYS) {
                if (profile.importedKeyUsageFixed()
                        || template.get(use.attribute()).isEmpty()) {
                    whole = whole.with(Attribute.ofBoolean(
                            use.attribute(), profile.importedKeyUsage().contains(use)));
                }
            }
        }
        return whole;
    }
}
