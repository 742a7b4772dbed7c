package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;

/**
 * An attribute of a template.
 *
 * @param type the CKA
 * @param value what the wrapper takes for the attribute: Boolean, Long, byte[] or char[]
 */
public record CkAttribute(long type, Object value) {
    CK_ATTRIBUTE toWrapper() {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        attribute.pValue = value;
        return attribute;
    }

    static CK_ATTRIBUTE[] toWrapper(CkAttribute... template) {
        CK_ATTRIBUTE[] attributes = new CK_ATTRIBUTE[template.length];
        for (int i = 0; i < template.length; i++) {
            attributes[i] = template[i].toWrapper();
        }
        return attributes;
    }
}
