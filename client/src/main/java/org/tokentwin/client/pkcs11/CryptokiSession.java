package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * A session. One thread at a time uses it. An operation that fails may stay active in the module, so a session in which one
 * has failed should be closed and not used for another.
 */
public final class CryptokiSession implements AutoCloseable {
    private static final int FIND_BATCH = 64;
    private static final int PART = 16 * 1024;
    private static final long MOST_OBJECTS = 65_536;
    private static final long MOST_BYTES = 16 * 1024 * 1024;

    /** A signature of SLH-DSA has not quite 50,000 bytes, and no other is as long. */
    private static final long MOST_SIGNATURE = 65_536;

    private final CryptokiLibrary library;
    private final long handle;

    CryptokiSession(CryptokiLibrary library, long handle) {
        this.library = library;
        this.handle = handle;
    }

    /**
     * C_Login as the user.
     *
     * @param pin the PIN, or null to have it asked for by the token's own keypad or dialogue
     */
    public void login(char @Nullable [] pin) {
        library.run(CryptokiFunction.C_Login, pin == null, p -> p.C_Login(handle, Cku.CKU_USER, pin, true));
    }

    /** C_Login as the security officer, whom users know as the administrator. */
    public void loginSecurityOfficer(char @Nullable [] pin) {
        library.run(CryptokiFunction.C_Login, pin == null, p -> p.C_Login(handle, Cku.CKU_SO, pin, true));
    }

    /** C_InitPIN: gives the user another PIN, and all its tries back. The security officer has to be logged in. */
    public void initPin(char @Nullable [] replacement) {
        library.run(CryptokiFunction.C_InitPIN, replacement == null, p -> p.C_InitPIN(handle, replacement, true));
    }

    /** C_Login for the one operation that was begun with a key that wants the PIN for each use. */
    public void loginForOperation(char @Nullable [] pin) {
        library.run(CryptokiFunction.C_Login, pin == null, p -> p.C_Login(handle, Cku.CKU_CONTEXT_SPECIFIC, pin, true));
    }

    public void logout() {
        library.run(CryptokiFunction.C_Logout, p -> p.C_Logout(handle));
    }

    /** C_SetPIN. Null PINs are asked for by the token's own keypad or dialogue. */
    public void setPin(char @Nullable [] current, char @Nullable [] replacement) {
        library.run(CryptokiFunction.C_SetPIN, current == null, p -> p.C_SetPIN(handle, current, replacement, true));
    }

    /** The handles of the objects that match a template, in the module's order. */
    public List<Long> find(CkAttribute... template) {
        CK_ATTRIBUTE[] attributes = CkAttribute.toWrapper(template);
        library.run(CryptokiFunction.C_FindObjectsInit, p -> p.C_FindObjectsInit(handle, attributes, true));
        List<Long> found = new ArrayList<>();
        try {
            long[] batch = batch();
            while (batch.length > 0) {
                for (long object : batch) {
                    found.add(object);
                }
                CryptokiLibrary.requireAtMost(MOST_OBJECTS, found.size(), CryptokiFunction.C_FindObjects, "objects");
                batch = batch();
            }
        } finally {
            library.run(CryptokiFunction.C_FindObjectsFinal, p -> p.C_FindObjectsFinal(handle));
        }
        return found;
    }

    private long[] batch() {
        long[] batch = library.call(CryptokiFunction.C_FindObjects, p -> p.C_FindObjects(handle, FIND_BATCH));
        CryptokiLibrary.requireAtMost(FIND_BATCH, batch.length, CryptokiFunction.C_FindObjects, "objects at once");
        return batch;
    }

    /** C_GetAttributeValue for one attribute. Empty where the object has none, or it is sensitive, or it has no value. */
    private Optional<Object> attribute(long object, long type) {
        Optional<Object> value = anyAttribute(object, type);
        int length = value.map(CryptokiSession::length).orElse(0);
        CryptokiLibrary.requireAtMost(MOST_BYTES, length, CryptokiFunction.C_GetAttributeValue, "bytes");
        return value;
    }

    private static int length(Object value) {
        return switch (value) {
            case byte[] bytes -> bytes.length;
            case char[] text -> text.length;
            default -> 0;
        };
    }

    private Optional<Object> anyAttribute(long object, long type) {
        CK_ATTRIBUTE[] template = new CK_ATTRIBUTE[] {new CK_ATTRIBUTE()};
        template[0].type = type;
        try {
            library.run(
                    CryptokiFunction.C_GetAttributeValue, p -> p.C_GetAttributeValue(handle, object, template, true));
            CK_ATTRIBUTE returned = template[0]; // the wrapper replaces the array's element
            if (returned == null) {
                throw TokenException.refused(
                        CryptokiFunction.C_GetAttributeValue + " returned what cannot be", CryptokiLibrary.BROKEN);
            }
            return Optional.ofNullable(returned.pValue);
        } catch (TokenException e) {
            if (e.is(Ckr.CKR_ATTRIBUTE_TYPE_INVALID) || e.is(Ckr.CKR_ATTRIBUTE_SENSITIVE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** An attribute that is a byte array, a vendor's included; no bytes where the object has none. */
    public byte[] bytes(long object, long type) {
        return attribute(object, type)
                .filter(byte[].class::isInstance)
                .map(byte[].class::cast)
                .orElseGet(() -> new byte[0]);
    }

    /** An attribute that is text; empty where the object has none. */
    public String text(long object, long type) {
        return attribute(object, type)
                .filter(char[].class::isInstance)
                .map(value -> new String((char[]) value).strip())
                .orElse("");
    }

    /** An attribute that is a CK_ULONG. */
    public Optional<Long> number(long object, long type) {
        return attribute(object, type).filter(Long.class::isInstance).map(Long.class::cast);
    }

    /** An attribute that is a CK_BBOOL; false where the object has none. */
    public boolean flag(long object, long type) {
        return attribute(object, type).filter(Boolean.TRUE::equals).isPresent();
    }

    public long createObject(CkAttribute... template) {
        return library.call(
                CryptokiFunction.C_CreateObject, p -> p.C_CreateObject(handle, CkAttribute.toWrapper(template), true));
    }

    /** C_SetAttributeValue: all of them in one call. */
    public void setAttributes(long object, CkAttribute... values) {
        library.run(
                CryptokiFunction.C_SetAttributeValue,
                p -> p.C_SetAttributeValue(handle, object, CkAttribute.toWrapper(values), true));
    }

    public void destroyObject(long object) {
        library.run(CryptokiFunction.C_DestroyObject, p -> p.C_DestroyObject(handle, object));
    }

    /**
     * Signs all of the data, in one part where it fits into 16384 bytes, else in parts.
     *
     * @param authentication what the key wants between C_SignInit and the data
     * @throws IOException if the data cannot be read
     */
    public byte[] sign(CkMechanism mechanism, long key, Authentication authentication, InputStream data)
            throws IOException {
        CK_MECHANISM wrapped = mechanism.toWrapper();
        library.run(CryptokiFunction.C_SignInit, p -> p.C_SignInit(handle, wrapped, key, true));
        authentication.give(this);
        byte[] part = data.readNBytes(PART);
        if (part.length > 0 && part.length < PART) {
            byte[] whole = part;
            return signature(
                    CryptokiFunction.C_Sign, library.call(CryptokiFunction.C_Sign, p -> p.C_Sign(handle, whole)));
        }
        while (part.length > 0) {
            byte[] next = part;
            library.run(CryptokiFunction.C_SignUpdate, p -> p.C_SignUpdate(handle, next));
            part = data.readNBytes(PART);
        }
        // after no data at all too: the wrapper would pass a null pointer to C_Sign
        return signature(
                CryptokiFunction.C_SignFinal, library.call(CryptokiFunction.C_SignFinal, p -> p.C_SignFinal(handle)));
    }

    /** No mechanism's signature is empty, and an empty one would go out as a file or a CMS that nobody can verify. */
    static byte[] signature(CryptokiFunction function, byte @Nullable [] returned) {
        if (returned == null || returned.length == 0) {
            throw TokenException.refused(
                    function + " succeeded, and returned an empty signature", CryptokiLibrary.BROKEN);
        }
        CryptokiLibrary.requireAtMost(MOST_SIGNATURE, returned.length, function, "bytes");
        return returned;
    }

    /**
     * Verifies a signature over all of the data, in the parts in which {@link #sign} takes it.
     *
     * @throws TokenException with CKR_SIGNATURE_INVALID or CKR_SIGNATURE_LEN_RANGE where the signature is wrong
     * @throws IOException if the data cannot be read
     */
    public void verify(CkMechanism mechanism, long key, InputStream data, byte[] signature) throws IOException {
        CK_MECHANISM wrapped = mechanism.toWrapper();
        library.run(CryptokiFunction.C_VerifyInit, p -> p.C_VerifyInit(handle, wrapped, key, true));
        byte[] part = data.readNBytes(PART);
        if (part.length > 0 && part.length < PART) {
            byte[] whole = part;
            library.run(CryptokiFunction.C_Verify, p -> p.C_Verify(handle, whole, signature));
            return;
        }
        while (part.length > 0) {
            byte[] next = part;
            library.run(CryptokiFunction.C_VerifyUpdate, p -> p.C_VerifyUpdate(handle, next));
            part = data.readNBytes(PART);
        }
        library.run(CryptokiFunction.C_VerifyFinal, p -> p.C_VerifyFinal(handle, signature));
    }

    public byte[] decrypt(CkMechanism mechanism, long key, Authentication authentication, byte[] ciphertext)
            throws IOException {
        CK_MECHANISM wrapped = mechanism.toWrapper();
        library.run(CryptokiFunction.C_DecryptInit, p -> p.C_DecryptInit(handle, wrapped, key, true));
        authentication.give(this);
        byte[] plaintext = library.call(CryptokiFunction.C_Decrypt, p -> p.C_Decrypt(handle, ciphertext));
        return plaintext == null ? new byte[0] : plaintext;
    }

    @Override
    public void close() {
        library.run(CryptokiFunction.C_CloseSession, p -> p.C_CloseSession(handle));
    }

    /** What a key wants after an operation was begun with it. */
    public interface Authentication {
        void give(CryptokiSession session) throws IOException;
    }
}
