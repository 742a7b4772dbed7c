package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.Field.bytes;
import static org.tokentwin.cryptoki.Field.pointer;
import static org.tokentwin.cryptoki.Field.pointerWithBits;
import static org.tokentwin.cryptoki.Field.ulong;
import static org.tokentwin.cryptoki.Field.version;

import java.util.List;

/**
 * The structures of PKCS#11, PKCS#11 v3.2 sections 3 and 6: what functions take and fill, and the parameters of mechanisms. A mechanism's
 * structure that is not here has pointers to more than bytes and structures, such as arrays of structures or room to fill, and nobody follows them.
 */
public enum Structure {
    // spotless:off
    CK_INFO(version("cryptokiVersion"), bytes("manufacturerID", 32), ulong("flags"), bytes("libraryDescription", 32),
            version("libraryVersion")),
    CK_SLOT_INFO(bytes("slotDescription", 64), bytes("manufacturerID", 32), ulong("flags"), version("hardwareVersion"),
            version("firmwareVersion")),
    CK_TOKEN_INFO(bytes("label", 32), bytes("manufacturerID", 32), bytes("model", 16), bytes("serialNumber", 16), ulong("flags"),
            ulong("ulMaxSessionCount"), ulong("ulSessionCount"), ulong("ulMaxRwSessionCount"), ulong("ulRwSessionCount"),
            ulong("ulMaxPinLen"), ulong("ulMinPinLen"), ulong("ulTotalPublicMemory"), ulong("ulFreePublicMemory"),
            ulong("ulTotalPrivateMemory"), ulong("ulFreePrivateMemory"), version("hardwareVersion"), version("firmwareVersion"),
            bytes("utcTime", 16)),
    CK_SESSION_INFO(ulong("slotID"), ulong("state"), ulong("flags"), ulong("ulDeviceError")),
    CK_MECHANISM_INFO(ulong("ulMinKeySize"), ulong("ulMaxKeySize"), ulong("flags")),
    CK_ATTRIBUTE(ulong("type"), pointer("pValue", "ulValueLen"), ulong("ulValueLen")),
    CK_MECHANISM(ulong("mechanism"), pointer("pParameter", "ulParameterLen"), ulong("ulParameterLen")),
    CK_DATE(bytes("year", 4), bytes("month", 2), bytes("day", 2)),
    CK_C_INITIALIZE_ARGS(pointer("CreateMutex"), pointer("DestroyMutex"), pointer("LockMutex"), pointer("UnlockMutex"), ulong("flags"),
            pointer("pReserved")),
    CK_INTERFACE(pointer("pInterfaceName"), pointer("pFunctionList"), ulong("flags")),
    CK_ASYNC_DATA(ulong("ulVersion"), pointer("pValue", "ulValue"), ulong("ulValue"), ulong("hObject"), ulong("hAdditionalObject")),

    CK_RSA_PKCS_OAEP_PARAMS(ulong("hashAlg"), ulong("mgf"), ulong("source"), pointer("pSourceData", "ulSourceDataLen"),
            ulong("ulSourceDataLen")),
    CK_RSA_PKCS_PSS_PARAMS(ulong("hashAlg"), ulong("mgf"), ulong("sLen")),
    CK_RSA_AES_KEY_WRAP_PARAMS(ulong("ulAESKeyBits"), pointer("pOAEPParams", CK_RSA_PKCS_OAEP_PARAMS)),
    CK_ECDH_AES_KEY_WRAP_PARAMS(ulong("ulAESKeyBits"), ulong("kdf"), ulong("ulSharedDataLen"), pointer("pSharedData", "ulSharedDataLen")),
    CK_ECDH1_DERIVE_PARAMS(ulong("kdf"), ulong("ulSharedDataLen"), pointer("pSharedData", "ulSharedDataLen"), ulong("ulPublicDataLen"),
            pointer("pPublicData", "ulPublicDataLen")),
    CK_X9_42_DH1_DERIVE_PARAMS(ulong("kdf"), ulong("ulOtherInfoLen"), pointer("pOtherInfo", "ulOtherInfoLen"), ulong("ulPublicDataLen"),
            pointer("pPublicData", "ulPublicDataLen")),
    CK_MAC_GENERAL_PARAMS(ulong("ulMacLength")),
    CK_AES_CTR_PARAMS(ulong("ulCounterBits"), bytes("cb", 16)),
    CK_GCM_PARAMS(pointer("pIv", "ulIvLen"), ulong("ulIvLen"), ulong("ulIvBits"), pointer("pAAD", "ulAADLen"), ulong("ulAADLen"),
            ulong("ulTagBits")),
    CK_GCM_MESSAGE_PARAMS(pointer("pIv", "ulIvLen"), ulong("ulIvLen"), ulong("ulIvFixedBits"), ulong("ivGenerator"), pointer("pTag"),
            ulong("ulTagBits")),
    CK_CCM_PARAMS(ulong("ulDataLen"), pointer("pNonce", "ulNonceLen"), ulong("ulNonceLen"), pointer("pAAD", "ulAADLen"),
            ulong("ulAADLen"), ulong("ulMACLen")),
    CK_SALSA20_CHACHA20_POLY1305_PARAMS(pointerWithBits("pNonce", "ulNonceLen"), ulong("ulNonceLen"), pointer("pAAD", "ulAADLen"),
            ulong("ulAADLen")),
    CK_DES_CBC_ENCRYPT_DATA_PARAMS(bytes("iv", 8), pointer("pData", "length"), ulong("length")),
    CK_AES_CBC_ENCRYPT_DATA_PARAMS(bytes("iv", 16), pointer("pData", "length"), ulong("length")),
    CK_KEY_DERIVATION_STRING_DATA(pointer("pData", "ulLen"), ulong("ulLen")),
    CK_RC2_CBC_PARAMS(ulong("ulEffectiveBits"), bytes("iv", 8)),
    CK_PKCS5_PBKD2_PARAMS2(ulong("saltSource"), pointer("pSaltSourceData", "ulSaltSourceDataLen"), ulong("ulSaltSourceDataLen"),
            ulong("iterations"), ulong("prf"), pointer("pPrfData", "ulPrfDataLen"), ulong("ulPrfDataLen"),
            pointer("pPassword", "ulPasswordLen"), ulong("ulPasswordLen")),
    CK_HKDF_PARAMS(bytes("bExtract", 1), bytes("bExpand", 1), ulong("prfHashMechanism"), ulong("ulSaltType"),
            pointer("pSalt", "ulSaltLen"), ulong("ulSaltLen"), ulong("hSaltKey"), pointer("pInfo", "ulInfoLen"), ulong("ulInfoLen")),
    CK_EDDSA_PARAMS(bytes("phFlag", 1), ulong("ulContextDataLen"), pointer("pContextData", "ulContextDataLen")),
    CK_SIGN_ADDITIONAL_CONTEXT(ulong("hedgeVariant"), pointer("pContext", "ulContextLen"), ulong("ulContextLen")),
    CK_HASH_SIGN_ADDITIONAL_CONTEXT(ulong("hedgeVariant"), pointer("pContext", "ulContextLen"), ulong("ulContextLen"), ulong("hash"));
    // spotless:on

    private final List<Field> fields;

    Structure(Field... fields) {
        this.fields = List.of(fields);
    }

    /** Returns the fields in their order. */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Returns the field with this name.
     *
     * @throws IllegalArgumentException when the structure has no such field
     */
    public Field field(String name) {
        return fields.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(this + " has no " + name));
    }

    /**
     * Returns where a field begins, in bytes.
     *
     * @throws IllegalArgumentException when the structure has no such field
     */
    public long offset(String field, DataModel model) {
        long end = 0;
        for (Field each : fields) {
            long offset = model.offsetAfter(end, each.type());
            if (each.name().equals(field)) {
                return offset;
            }
            end = offset + (long) each.count() * model.bytes(each.type());
        }
        throw new IllegalArgumentException(this + " has no " + field);
    }

    /** Returns the size in bytes, with the padding at the end. */
    public long size(DataModel model) {
        long end = 0;
        int alignment = 1;
        for (Field each : fields) {
            end = model.offsetAfter(end, each.type()) + (long) each.count() * model.bytes(each.type());
            alignment = Math.max(alignment, model.alignment(each.type()));
        }
        return (end + alignment - 1) / alignment * alignment;
    }
}
