package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Faults of a module that leaves out one check wherever it should make it. */
final class CarelessMutants {
    private CarelessMutants() {}

    static List<Mutant> all() {
        return List.of(
                forgetting(
                                "sessions-not-checked",
                                "A session that is not there is taken for one",
                                Ckr.CKR_SESSION_HANDLE_INVALID)
                        .foundBy("APPLICATION-008", "CLOSED-011", "HANDLE-011"),
                forgetting(
                                "library-always-ready",
                                "Functions answer before C_Initialize",
                                Ckr.CKR_CRYPTOKI_NOT_INITIALIZED)
                        .foundBy("UNINITIALIZED-002", "UNINITIALIZED-003", "UNINITIALIZED-005"),
                forgetting(
                                "operations-not-checked",
                                "An operation goes on that was never begun",
                                Ckr.CKR_OPERATION_NOT_INITIALIZED)
                        .foundBy("BUFFER-531", "IDLE-028", "STATE-006", "VERIFY-004"),
                forgetting(
                                "operations-begun-twice",
                                "An operation begins while another goes on",
                                Ckr.CKR_OPERATION_ACTIVE)
                        .foundBy("DIGEST-008", "OPERATION-130", "OPERATION-134"),
                forgetting("slots-not-checked", "A slot that is not there is taken for one", Ckr.CKR_SLOT_ID_INVALID)
                        .foundBy("SLOTID-006", "SLOTID-007", "SLOTID-008"),
                forgetting(
                                "presence-not-checked",
                                "A slot without its token is taken for one with it",
                                Ckr.CKR_TOKEN_NOT_PRESENT)
                        .foundBy("REMOVAL-003"),
                forgetting(
                                "objects-not-checked",
                                "An object that is not there is taken for one",
                                Ckr.CKR_OBJECT_HANDLE_INVALID)
                        .foundBy("OBJECT-027"),
                forgetting("keys-not-checked", "A key that is not there is taken for one", Ckr.CKR_KEY_HANDLE_INVALID)
                        .foundBy("OPERATION-230", "OPERATION-234", "OPERATION-243"),
                forgetting("mechanisms-not-checked", "A mechanism is taken for anything", Ckr.CKR_MECHANISM_INVALID)
                        .foundBy("KEYPAIR-015", "OPERATION-430", "OPERATION-434"),
                forgetting(
                                "keys-for-anything",
                                "A key is taken for what it is not made for",
                                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                                Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED)
                        .foundBy("OPERATION-730", "OPERATION-734", "OPERATION-743"),
                forgetting(
                                "parameters-not-checked",
                                "A mechanism's parameters are not looked at",
                                Ckr.CKR_MECHANISM_PARAM_INVALID)
                        .foundBy("ENCRYPT-002"),
                forgetting("lengths-not-checked", "Data of any length is taken", Ckr.CKR_DATA_LEN_RANGE)
                        .foundBy("ENCRYPT-001", "RECOVER-601", "SIGN-009", "VERIFY-005"),
                forgetting(
                                "signatures-not-checked",
                                "Any signature is a good one",
                                Ckr.CKR_SIGNATURE_INVALID,
                                Ckr.CKR_SIGNATURE_LEN_RANGE)
                        .foundBy(
                                "ECDSA-P256-011",
                                "ECDSA-P384-011",
                                "ECDSA-P521-011",
                                "PKCS1-SHA1-001",
                                "PKCS1-SHA256-001",
                                "PKCS1-SHA512-001",
                                "PKCS1-VALUE-001",
                                "PSS-SHA1-001",
                                "PSS-SHA256-001",
                                "PSS-SHA512-001",
                                "RECOVER-301",
                                "VERIFY-002"),
                forgetting(
                                "cryptograms-not-checked",
                                "Any cryptogram is decrypted to something",
                                Ckr.CKR_ENCRYPTED_DATA_INVALID,
                                Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE)
                        .foundBy(
                                "DECRYPT-PKCS1-011",
                                "DECRYPT-VALUE-001",
                                "OAEP-LABEL-002",
                                "OAEP-SHA1-011",
                                "OAEP-SHA256-011",
                                "OAEP-SHA512-011"),
                forgetting(
                                "templates-not-checked",
                                "Any template is a good one",
                                Ckr.CKR_TEMPLATE_INCOMPLETE,
                                Ckr.CKR_TEMPLATE_INCONSISTENT,
                                Ckr.CKR_ATTRIBUTE_TYPE_INVALID,
                                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                                Ckr.CKR_ATTRIBUTE_READ_ONLY,
                                Ckr.CKR_KEY_SIZE_RANGE,
                                Ckr.CKR_DOMAIN_PARAMS_INVALID)
                        .foundBy("KEYLIFE-101", "KEYPAIR-011", "OBJECT-012", "TEMPLATE-001"),
                forgetting("sessions-all-write", "A read-only session writes", Ckr.CKR_SESSION_READ_ONLY)
                        .foundBy("KEYPAIR-017", "OBJECT-021", "OBJECT-022"),
                forgetting("login-not-asked-for", "What needs a login is done without", Ckr.CKR_USER_NOT_LOGGED_IN)
                        .foundBy("KEYPAIR-016"),
                forgetting(
                                "removal-forgotten",
                                "Calls go on as if the token were there",
                                Ckr.CKR_DEVICE_REMOVED,
                                Ckr.CKR_SESSION_HANDLE_INVALID,
                                Ckr.CKR_TOKEN_NOT_PRESENT)
                        .foundBy("REMOVAL-003", "REMOVAL-004", "REMOVAL-005"),
                forgetting(
                                "unsupported-is-ok",
                                "What the token does not do is answered with CKR_OK",
                                Ckr.CKR_FUNCTION_NOT_SUPPORTED)
                        .foundBy("DERIVE-001", "STATE-010"),
                Mutant.in(
                                "setAttributeValue",
                                "any-change",
                                "Any change of an attribute is answered with CKR_OK",
                                call -> call.forgetting())
                        .foundBy("KEYLIFE-001", "KEYLIFE-002", "OBJECT-024")
                        .foundBy("AUTHENTICATE-007", "KEYLIFE-402", "KEYLIFE-404"),
                Mutant.in("generateKeyPair", "any-key-pair", "Any key pair is CKR_OK", call -> call.forgetting())
                        .foundBy("KEYPAIR-010"),
                Mutant.in("copyObject", "any-copy", "Any copy is answered with CKR_OK", call -> call.forgetting())
                        .foundBy("KEYLIFE-051", "KEYLIFE-052", "KEYLIFE-053"),
                Mutant.in("setPin", "any-new-pin", "Any new PIN is answered with CKR_OK", call -> call.forgetting())
                        .foundBy("PINRULE-001", "PINRULE-002", "PINRULE-003"),
                Mutant.in(
                                "initToken",
                                "initialised-by-anyone",
                                "C_InitToken is CKR_OK whoever calls it",
                                call -> call.forgetting())
                        .foundBy("STATE-008", "STATE-009"),
                Mutant.with("busy-after-refusal", "An operation that was refused is active", CarelessMutants::busy)
                        .foundBy("OPERATION-630", "OPERATION-634", "OPERATION-643"));
    }

    private static Mutant forgetting(String name, String fault, Ckr... answers) {
        return Mutant.everywhere(name, fault, call -> call.forgetting(answers));
    }

    private static Map<String, Fault> busy() {
        AtomicBoolean refused = new AtomicBoolean();
        return Map.of(FaultyCryptoki.EVERYWHERE, call -> {
            if (!call.function().endsWith("Init")) {
                return call.proceed();
            }
            if (refused.get()) {
                throw new CryptokiException(Ckr.CKR_OPERATION_ACTIVE, "a fault");
            }
            try {
                return call.proceed();
            } catch (CryptokiException e) {
                refused.set(e.ckr() == Ckr.CKR_MECHANISM_INVALID);
                throw e;
            }
        });
    }
}
