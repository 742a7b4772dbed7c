package org.tokentwin.conformance.mutant;

import java.util.List;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.MessageParameter;

/** Faults in what came with PKCS#11 3.x. */
final class Version3Mutants {
    private static final String PROFILE = "pkcs11-3.2";
    private static final byte[] NOTHING = {};

    private Version3Mutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                                "sessionCancel",
                                "cancel-does-nothing",
                                "C_SessionCancel ends no operation",
                                call -> null,
                                "CANCEL-003",
                                "CANCEL-101",
                                "CANCEL-102",
                                "CANCEL-105",
                                "MESSAGE-009",
                                "MESSAGE-109",
                                "MESSAGE-208",
                                "MESSAGE-308")
                        .on(PROFILE),
                Mutant.in(
                                "sessionCancel",
                                "cancel-ends-all",
                                "C_SessionCancel ends every operation",
                                call -> call.proceedWith(1, -1L),
                                "CANCEL-001",
                                "CANCEL-002",
                                "CANCEL-201",
                                "CANCEL-204",
                                "CANCEL-208")
                        .on(PROFILE),
                Mutant.in(
                                "loginUser",
                                "user-with-any-pin",
                                "A wrong PIN to C_LoginUser is answered with CKR_OK",
                                call -> call.ignoring(Ckr.CKR_PIN_INCORRECT),
                                "LOGINUSER-004",
                                "LOGINUSER-005")
                        .on(PROFILE),
                Mutant.in(
                                "loginUser",
                                "user-with-any-name",
                                "C_LoginUser does not look at the name",
                                call -> call.proceedWith(3, NOTHING),
                                "LOGINUSER-008")
                        .on(PROFILE),
                Mutant.in(
                                "loginUser",
                                "user-not-logged-in",
                                "C_LoginUser is CKR_OK and logs nobody in",
                                call -> null,
                                "LOGINUSER-001",
                                "LOGINUSER-002",
                                "LOGINUSER-003")
                        .on(PROFILE),
                Mutant.in(
                                "encryptMessage",
                                "message-without-its-data",
                                "The associated data of a message is not authenticated",
                                call -> call.proceedWith(2, NOTHING),
                                "MESSAGE-001",
                                "MESSAGE-003",
                                "MESSAGE-050")
                        .on(PROFILE),
                Mutant.in(
                                "encryptMessage",
                                "vector-not-told",
                                "The initialisation vector that is made is not given to the caller",
                                call -> call.proceedWith(1, new WithoutVector((MessageParameter) call.argument(1))),
                                "MESSAGE-051",
                                "MESSAGE-052")
                        .on(PROFILE),
                Mutant.in(
                                "decryptMessage",
                                "tag-not-checked",
                                "A message with a wrong tag is CKR_OK",
                                call -> call.ignoring(Ckr.CKR_AEAD_DECRYPT_FAILED),
                                "MESSAGE-150",
                                "MESSAGE-151",
                                "MESSAGE-152")
                        .on(PROFILE),
                Mutant.in(
                                "messageEncryptFinal",
                                "messages-without-end",
                                "C_MessageEncryptFinal ends nothing",
                                call -> null,
                                "MESSAGE-008")
                        .on(PROFILE),
                Mutant.in(
                                "verifyMessage",
                                "message-of-any-signature",
                                "A message with a wrong signature is CKR_OK",
                                call -> call.ignoring(Ckr.CKR_SIGNATURE_INVALID, Ckr.CKR_SIGNATURE_LEN_RANGE),
                                "MESSAGE-350",
                                "MESSAGE-351",
                                "MESSAGE-352")
                        .on(PROFILE),
                Mutant.in(
                                "signMessageNext",
                                "last-part-counts-alone",
                                "A message in parts is signed over its last part only",
                                call -> call.isNull(3) ? null : call.proceed(),
                                "MESSAGE-202",
                                "MESSAGE-203",
                                "MESSAGE-251",
                                "MESSAGE-252")
                        .on(PROFILE),
                Mutant.in(
                                "signMessage",
                                "one-message-only",
                                "C_SignMessage ends what was begun with the key",
                                call -> {
                                    Object result = call.proceed();
                                    call.honest().messageSignFinal(call.number(0));
                                    return result;
                                },
                                "MESSAGE-203",
                                "MESSAGE-207",
                                "MESSAGE-250",
                                "MESSAGE-252")
                        .on(PROFILE),
                Mutant.in(
                                "messageSignInit",
                                "null-mechanism-refused",
                                "C_MessageSignInit takes a null mechanism for a wrong argument",
                                call -> {
                                    call.argument(1);
                                    return call.proceed();
                                },
                                "MESSAGE-209")
                        .on(PROFILE),
                Mutant.in(
                                "messageVerifyFinal",
                                "verified-messages-without-end",
                                "C_MessageVerifyFinal ends nothing",
                                call -> null,
                                "MESSAGE-307")
                        .on(PROFILE));
    }

    /** A parameter whose vector stays as the caller had it. */
    private record WithoutVector(MessageParameter honest) implements MessageParameter {
        @Override
        public Gcm gcm() {
            return honest.gcm();
        }

        @Override
        public byte[] tag(int bytes) {
            return honest.tag(bytes);
        }

        @Override
        public void putIv(byte[] iv) {}

        @Override
        public void putTag(byte[] tag) {
            honest.putTag(tag);
        }
    }
}
