package org.tokentwin.conformance.vectors;

import static org.tokentwin.conformance.vectors.TestVector.Part.CRYPTOGRAM;
import static org.tokentwin.conformance.vectors.TestVector.Part.DIGEST;
import static org.tokentwin.conformance.vectors.TestVector.Part.HEADER;
import static org.tokentwin.conformance.vectors.TestVector.Part.IV;
import static org.tokentwin.conformance.vectors.TestVector.Part.KEY;
import static org.tokentwin.conformance.vectors.TestVector.Part.MESSAGE;
import static org.tokentwin.conformance.vectors.TestVector.Part.POINT;
import static org.tokentwin.conformance.vectors.TestVector.Part.SIGNATURE;
import static org.tokentwin.conformance.vectors.TestVector.Part.TAG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tokentwin.conformance.text.Harmless;
import org.tokentwin.conformance.vectors.Computation.Cipher.Mode;
import org.tokentwin.conformance.vectors.Computation.None;
import org.tokentwin.conformance.vectors.Computation.Pss;
import org.tokentwin.conformance.vectors.TestVector.Outcome;
import org.tokentwin.conformance.vectors.TestVector.Part;

/**
 * NIST's ACVP files. PKCS#11 counts bytes, so that vectors of other numbers of bits are left out.
 *
 * @see <a href="https://github.com/usnistgov/ACVP">the protocol</a>
 */
final class Acvp {
    /** How a test becomes a vector; empty where PKCS#11 has no such thing. */
    private interface Reading extends Function<Fields, Optional<TestVector>> {}

    private Acvp() {}

    /**
     * Puts the expected results next to what was asked.
     *
     * @param prompt whose tests get the fields of the results with the same numbers
     */
    static void answer(Fields prompt, Fields results) {
        Map<Integer, Fields> groups = byNumber("tgId", prompt.objects("testGroups", "group"));
        for (Fields answered : results.objects("testGroups", "group")) {
            Map<Integer, Fields> tests =
                    byNumber("tcId", numbered(groups, "tgId", answered).objects("tests", "test"));
            for (Fields answer : answered.objects("tests", "test")) {
                ((ObjectNode) numbered(tests, "tcId", answer).node()).setAll((ObjectNode) answer.node());
            }
        }
    }

    private static Map<Integer, Fields> byNumber(String field, List<Fields> all) {
        Map<Integer, Fields> numbered = new HashMap<>();
        all.forEach(each -> numbered.put(each.number(field), each));
        return numbered;
    }

    private static Fields numbered(Map<Integer, Fields> all, String field, Fields answer) {
        Fields found = all.get(answer.number(field));
        if (found == null) {
            throw answer.wrong(field, "one of the prompt's");
        }
        return found;
    }

    static List<VectorGroup> groups(String stem, Fields document) {
        String algorithm = Harmless.line(document.text("algorithm"));
        String mode = document.optionalText("mode").orElse("");
        List<VectorGroup> groups = new ArrayList<>();
        for (Fields group : document.objects("testGroups", "group")) {
            groups.add(group("%s-%03d".formatted(stem, groups.size() + 1), algorithm, mode, group));
        }
        return groups;
    }

    private static VectorGroup group(String id, String algorithm, String mode, Fields group) {
        String type = group.text("testType");
        if (!type.equals("AFT") && !type.equals("GDT")) {
            return of(
                    id,
                    algorithm,
                    new None(
                            type.equals("MCT")
                                    ? "the suite makes no Monte Carlo test"
                                    : "the suite makes no test of the type " + Harmless.line(type)),
                    group,
                    test -> Optional.empty());
        }
        if (group.has("conformance")) {
            String rule = Harmless.line(group.text("conformance"));
            return of(
                    id,
                    algorithm,
                    new None("the suite prepares no message by " + rule),
                    group,
                    test -> Optional.empty());
        }
        if (algorithm.matches("SHA-1|SHA2-.+|SHA3-.+")) {
            return of(id, algorithm, new Computation.Digest(hash(algorithm)), group, Acvp::digest);
        }
        if (algorithm.startsWith("HMAC-SHA")) {
            String hash = hash(algorithm.substring("HMAC-".length()));
            return of(id, algorithm, new Computation.Mac(Optional.of(hash)), group, test -> mac(group, test, "msg"));
        }
        return switch (algorithm + " " + mode) {
            case "CMAC-AES " ->
                of(id, algorithm, new Computation.Mac(Optional.empty()), group, test -> mac(group, test, "message"));
            case "ACVP-AES-ECB " -> aes(id, Mode.ECB, group);
            case "ACVP-AES-CBC " -> aes(id, Mode.CBC, group);
            case "ACVP-AES-CTR " -> aes(id, Mode.CTR, group);
            case "ACVP-AES-GCM " -> aes(id, Mode.GCM, group);
            case "RSA sigVer" -> rsa(id, group);
            case "ECDSA sigVer" -> ecdsa(id, group);
            default -> {
                String name = Harmless.line((algorithm + " " + mode).strip());
                yield of(id, name, new None("the suite has no case for " + name), group, test -> Optional.empty());
            }
        };
    }

    private static Optional<TestVector> digest(Fields test) {
        int bits = test.number("len");
        byte[] message = test.hex("msg");
        return bits % Byte.SIZE != 0 || bits / Byte.SIZE > message.length
                ? Optional.empty()
                : vector(test, Map.of(MESSAGE, Arrays.copyOf(message, bits / Byte.SIZE), DIGEST, test.hex("md")));
    }

    private static Optional<TestVector> mac(Fields group, Fields test, String message) {
        for (String length : List.of("keyLen", "msgLen", "macLen")) {
            Fields place = test.has(length) ? test : group;
            if (place.has(length) && place.number(length) % Byte.SIZE != 0) {
                return Optional.empty();
            }
        }
        byte[] data = test.hex(message);
        Fields place = test.has("msgLen") ? test : group;
        byte[] exact = place.has("msgLen") ? Arrays.copyOf(data, place.number("msgLen") / Byte.SIZE) : data;
        return vector(test, Map.of(KEY, test.hex("key"), MESSAGE, exact, TAG, test.hex("mac")));
    }

    private static VectorGroup aes(String id, Mode mode, Fields group) {
        String title = "AES-%s, %s, keys of %d bits"
                .formatted(mode, Harmless.line(group.text("direction")), group.number("keyLen"));
        return of(id, title, new Computation.Cipher(mode), group, test -> {
            if (test.has("payloadLen") && test.number("payloadLen") % Byte.SIZE != 0) {
                return Optional.empty();
            }
            Map<Part, byte[]> parts = new EnumMap<>(Part.class);
            parts.put(KEY, test.hex("key"));
            parts.put(CRYPTOGRAM, test.hex("ct"));
            parts.put(MESSAGE, test.has("pt") ? test.hex("pt") : new byte[0]);
            if (mode != Mode.ECB) {
                parts.put(IV, test.hex("iv"));
            }
            if (mode == Mode.GCM) {
                parts.put(HEADER, test.hex("aad"));
                parts.put(TAG, test.hex("tag"));
            }
            return vector(test, parts);
        });
    }

    private static VectorGroup rsa(String id, Fields group) {
        String type = group.text("sigType");
        String hash = hash(group.text("hashAlg"));
        Optional<Pss> pss = type.equals("pss") ? Optional.of(new Pss(hash, group.number("saltLen"))) : Optional.empty();
        boolean mgf1 = group.optionalText("maskFunction")
                .filter(mask -> mask.startsWith("shake"))
                .isEmpty();
        Computation computation = (!type.equals("pkcs1v1.5") && !type.equals("pss")) || !mgf1
                ? new None("the suite has no case for " + Harmless.line(type))
                : PublishedKeys.rsaPublic(group.integer("n"), group.integer("e"))
                        .<Computation>map(key -> new Computation.RsaVerification(key, hash, pss))
                        .orElseGet(() -> new None("the JDK takes no such RSA key"));
        return of(
                id,
                "RSA signatures, %s, %s, to verify".formatted(Harmless.line(type), hash),
                computation,
                group,
                test -> vector(test, Map.of(MESSAGE, test.hex("message"), SIGNATURE, test.hex("signature"))));
    }

    private static VectorGroup ecdsa(String id, Fields group) {
        String curve = group.text("curve");
        String hash = hash(group.text("hashAlg"));
        boolean hashed = group.has("componentTest") && group.flag("componentTest");
        Computation computation = PublishedKeys.isCurve(curve)
                ? new Computation.EcdsaVerification(curve, hashed ? Optional.empty() : Optional.of(hash))
                : new None("an unknown curve");
        return of(
                id,
                "ECDSA on %s with %s, to verify".formatted(Harmless.line(curve), hash),
                computation,
                group,
                test -> PublishedKeys.pair(curve, test.integer("r"), test.integer("s"))
                        .flatMap(pair -> vector(
                                test,
                                Map.of(
                                        MESSAGE,
                                        test.hex("message"),
                                        SIGNATURE,
                                        pair,
                                        POINT,
                                        PublishedKeys.point(curve, test.integer("qx"), test.integer("qy"))))));
    }

    /** As the JDK names it. */
    private static String hash(String acvp) {
        return Harmless.line(acvp.startsWith("SHA2-") ? "SHA-" + acvp.substring("SHA2-".length()) : acvp);
    }

    private static Optional<TestVector> vector(Fields test, Map<Part, byte[]> parts) {
        boolean sound = !test.has("testPassed") || test.flag("testPassed");
        String comment = test.optionalText("reason").orElse("");
        return Optional.of(
                new TestVector(test.number("tcId"), comment, sound ? Outcome.VALID : Outcome.INVALID, parts));
    }

    private static VectorGroup of(String id, String title, Computation computation, Fields group, Reading reading) {
        List<Fields> tests = group.objects("tests", "test");
        List<TestVector> vectors = computation instanceof None
                ? List.of()
                : tests.stream().map(reading).flatMap(Optional::stream).toList();
        return new VectorGroup(id, title, computation, vectors, tests.size() - vectors.size());
    }
}
