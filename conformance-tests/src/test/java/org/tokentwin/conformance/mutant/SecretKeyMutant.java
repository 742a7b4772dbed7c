package org.tokentwin.conformance.mutant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.device.Device;
import org.tokentwin.conformance.device.NativeModule;
import org.tokentwin.conformance.device.SoftHsm2;
import org.tokentwin.conformance.run.CaseResult;

/**
 * SoftHSM2 with one fault, for cases about secret keys and about processes: it has mechanisms of which the emulator's token has none, and other processes see it. The faults are in {@code lie.c}.
 *
 * @param name there
 * @param fault what is wrong, in one line
 * @param cases ids of some of the cases that must find it
 */
record SecretKeyMutant(String name, String fault, List<String> cases) {
    private static final Set<String> GROUPS = Set.of(
            "CIPHER",
            "MAC",
            "SECRETKEY",
            "WRAP",
            "DERIVE",
            "DUAL",
            "MECHANISM",
            "BUFFER",
            "KEYLIFE",
            "OPERATION",
            "PROCESS");

    static final SecretKeyMutant NONE = new SecretKeyMutant("none", "none", List.of());

    static List<SecretKeyMutant> all() {
        return List.of(
                new SecretKeyMutant(
                        "ciphertext-wrong",
                        "The last bit of a ciphertext is wrong",
                        List.of("CIPHER-101", "CIPHER-1112", "CIPHER-313")),
                new SecretKeyMutant(
                        "ciphertext-cut",
                        "A ciphertext lacks its last byte",
                        List.of("CIPHER-101", "CIPHER-1105", "CIPHER-313")),
                new SecretKeyMutant(
                        "plaintext-wrong",
                        "The last bit of a plaintext is wrong",
                        List.of("CIPHER-1101", "CIPHER-205", "CIPHER-413")),
                new SecretKeyMutant(
                        "mac-wrong", "The last bit of a MAC is wrong", List.of("MAC-101", "MAC-201", "MAC-212")),
                new SecretKeyMutant("mac-cut", "A MAC lacks its last byte", List.of("MAC-101", "MAC-201", "MAC-212")),
                new SecretKeyMutant("any-mac", "C_Verify takes any MAC", List.of("MAC-401", "MAC-501", "MAC-512")),
                new SecretKeyMutant(
                        "any-init",
                        "C_EncryptInit and the like take any mechanism and key",
                        List.of("CIPHER-1001", "MAC-612", "OPERATION-849")),
                new SecretKeyMutant(
                        "wrapped-wrong",
                        "The last bit of a wrapped key is wrong",
                        List.of("WRAP-101", "WRAP-111", "WRAP-112")),
                new SecretKeyMutant(
                        "any-wrap",
                        "C_WrapKey is CKR_OK where it refuses",
                        List.of("WRAP-001", "WRAP-502", "WRAP-712")),
                new SecretKeyMutant(
                        "any-unwrap",
                        "C_UnwrapKey is CKR_OK where it refuses",
                        List.of("WRAP-001", "WRAP-1101", "WRAP-902")),
                new SecretKeyMutant(
                        "unwraps-another",
                        "C_UnwrapKey gives another key",
                        List.of("WRAP-201", "WRAP-211", "WRAP-212")),
                new SecretKeyMutant(
                        "any-derive",
                        "C_DeriveKey is CKR_OK where it refuses",
                        List.of("DERIVE-001", "DERIVE-502", "DERIVE-503")),
                new SecretKeyMutant(
                        "derives-another",
                        "C_DeriveKey gives another key",
                        List.of("DERIVE-011", "DERIVE-014", "DERIVE-103")),
                new SecretKeyMutant(
                        "any-generate",
                        "C_GenerateKey is CKR_OK where it refuses",
                        List.of("SECRETKEY-007", "SECRETKEY-009", "SECRETKEY-011")),
                new SecretKeyMutant(
                        "generates-the-same", "C_GenerateKey gives the same key each time", List.of("SECRETKEY-001")),
                new SecretKeyMutant(
                        "mechanism-info-wrong",
                        "C_GetMechanismInfo tells sizes the other way round, and no flags",
                        List.of("MECHANISM-001", "MECHANISM-029", "MECHANISM-082")),
                new SecretKeyMutant(
                        "child-draws-the-same",
                        "A forked child draws its parent's random bytes",
                        List.of("PROCESS-003")),
                new SecretKeyMutant("signal-harms", "A call fails where a signal comes", List.of("PROCESS-004")),
                new SecretKeyMutant(
                        "loaded-once", "A module that was unloaded does not initialise again", List.of("PROCESS-005")),
                new SecretKeyMutant(
                        "room-of-32-bits", "Of the length of a room only 32 bits count", List.of("PROCESS-006")));
    }

    /** What the cases find on a token that is made for them. */
    Collection<CaseResult> run(Path directory, Set<String> ids) throws IOException, InterruptedException {
        Path module = NativeModule.compile("lie.c", directory);
        try (Device device = SoftHsm2.behind(module, Map.of("TOKENTWIN_LIE", name), directory)) {
            return device.run(ids);
        }
    }

    /** All cases that it may show in. */
    static Set<String> casesOfItsGroups() {
        return Device.allCases().stream()
                .filter(id -> GROUPS.contains(id.substring(0, id.lastIndexOf('-'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cases that did not pass, and could have. */
    static Set<String> failures(Collection<CaseResult> results) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.DEVIATION)
                .map(CaseResult::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return name;
    }
}
