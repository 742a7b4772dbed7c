package org.tokentwin.conformance.vectors;

import static org.tokentwin.conformance.vectors.TestVector.Part.CRYPTOGRAM;
import static org.tokentwin.conformance.vectors.TestVector.Part.HEADER;
import static org.tokentwin.conformance.vectors.TestVector.Part.IV;
import static org.tokentwin.conformance.vectors.TestVector.Part.KEY;
import static org.tokentwin.conformance.vectors.TestVector.Part.LABEL;
import static org.tokentwin.conformance.vectors.TestVector.Part.MESSAGE;
import static org.tokentwin.conformance.vectors.TestVector.Part.POINT;
import static org.tokentwin.conformance.vectors.TestVector.Part.SIGNATURE;
import static org.tokentwin.conformance.vectors.TestVector.Part.TAG;

import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tokentwin.conformance.text.Harmless;
import org.tokentwin.conformance.vectors.Computation.Cipher.Mode;
import org.tokentwin.conformance.vectors.Computation.None;
import org.tokentwin.conformance.vectors.Computation.Oaep;
import org.tokentwin.conformance.vectors.Computation.Pss;
import org.tokentwin.conformance.vectors.TestVector.Outcome;
import org.tokentwin.conformance.vectors.TestVector.Part;

/** Project Wycheproof's files, of the directory {@code testvectors} as it was until 2025, and of {@code testvectors_v1}. */
final class Wycheproof {
    /** How a test becomes a vector; empty where PKCS#11 has no such thing. */
    private interface Reading extends Function<Fields, Optional<TestVector>> {}

    private Wycheproof() {}

    static List<VectorGroup> groups(String stem, Fields document) {
        String algorithm = Harmless.line(document.optionalText("algorithm").orElse(""));
        List<VectorGroup> groups = new ArrayList<>();
        for (Fields group : document.objects("testGroups", "group")) {
            String id = "%s-%03d".formatted(stem, groups.size() + 1);
            groups.add(group(
                    id, algorithm, Harmless.line(group.optionalText("type").orElse("")), group));
        }
        return groups;
    }

    private static VectorGroup group(String id, String algorithm, String type, Fields group) {
        return switch (type) {
            case "RsassaPkcs1Verify" -> verification(id, group, Optional.empty());
            case "RsassaPssVerify", "RsassaPssWithParametersVerify" -> pss(id, group);
            case "RsassaPkcs1Generate" ->
                withPrivateKey(
                        id,
                        "RSA PKCS #1 v1.5 signatures with " + group.text("sha"),
                        group,
                        key -> new Computation.RsaSigning(key, group.text("sha")),
                        parts(Map.of("msg", MESSAGE, "sig", SIGNATURE)));
            case "RsaesPkcs1Decrypt" ->
                withPrivateKey(
                        id,
                        "RSA PKCS #1 v1.5 decryption",
                        group,
                        key -> new Computation.RsaDecryption(key, Optional.empty()),
                        parts(Map.of("msg", MESSAGE, "ct", CRYPTOGRAM)));
            case "RsaesOaepDecrypt" -> oaep(id, group);
            case "EcdsaVerify" -> ecdsa(id, group, PublishedKeys::signature);
            case "EcdsaP1363Verify" -> ecdsa(id, group, (curve, bytes) -> Optional.of(bytes));
            case "EcdhTest", "EcdhEcpointTest", "EcdhPemTest", "EcdhWebcryptoTest" -> agreement(id, type, group);
            default -> secret(id, algorithm, type, group);
        };
    }

    private static VectorGroup secret(String id, String algorithm, String type, Fields group) {
        if (type.equals("MacTest") && (algorithm.equals("AES-CMAC") || algorithm.matches("HMACSHA[0-9]+(-[0-9]+)?"))) {
            return of(
                    id,
                    "%s with a tag of %d bits".formatted(algorithm, group.number("tagSize")),
                    new Computation.Mac(hashOfMac(algorithm)),
                    group,
                    parts(Map.of("key", KEY, "msg", MESSAGE, "tag", TAG)));
        }
        if (type.equals("IndCpaTest") && algorithm.equals("AES-CBC-PKCS5")) {
            return of(
                    id,
                    "AES-CBC-PKCS5 with keys of %d bits".formatted(group.number("keySize")),
                    new Computation.Cipher(Mode.CBC_PAD),
                    group,
                    parts(Map.of("key", KEY, "iv", IV, "msg", MESSAGE, "ct", CRYPTOGRAM)));
        }
        if (type.equals("AeadTest") && algorithm.equals("AES-GCM")) {
            return of(
                    id,
                    "AES-GCM: key, IV and tag of %d, %d and %d bits"
                            .formatted(group.number("keySize"), group.number("ivSize"), group.number("tagSize")),
                    new Computation.Cipher(Mode.GCM),
                    group,
                    parts(Map.of("key", KEY, "iv", IV, "aad", HEADER, "msg", MESSAGE, "ct", CRYPTOGRAM, "tag", TAG)));
        }
        return of(
                id,
                none(algorithm, type),
                new None("the suite has no case for " + none(algorithm, type)),
                group,
                test -> Optional.empty());
    }

    private static String none(String algorithm, String type) {
        return algorithm.isEmpty() ? type : algorithm + " (" + type + ")";
    }

    /** As {@code HMACSHA256} and {@code HMACSHA3-256}; empty for CMAC. */
    private static Optional<String> hashOfMac(String algorithm) {
        if (!algorithm.startsWith("HMACSHA")) {
            return Optional.empty();
        }
        String rest = algorithm.substring("HMACSHA".length());
        return Optional.of(rest.startsWith("3-") ? "SHA" + rest : "SHA-" + rest);
    }

    private static VectorGroup verification(String id, Fields group, Optional<Pss> pss) {
        String hash = group.text("sha");
        String title = pss.isPresent() ? "RSA-PSS signatures with " + hash : "RSA PKCS #1 v1.5 signatures with " + hash;
        Fields key = group.has("publicKey") ? group.object("publicKey") : group;
        boolean named = group.has("publicKey");
        Optional<RSAPublicKey> rsa = PublishedKeys.rsaPublic(
                key.integer(named ? "modulus" : "n"), key.integer(named ? "publicExponent" : "e"));
        return of(
                id,
                title + ", to verify",
                rsa.<Computation>map(known -> new Computation.RsaVerification(known, hash, pss))
                        .orElseGet(() -> new None("the JDK takes no such RSA key")),
                group,
                parts(Map.of("msg", MESSAGE, "sig", SIGNATURE)));
    }

    private static VectorGroup pss(String id, Fields group) {
        return group.text("mgf").equals("MGF1")
                ? verification(id, group, Optional.of(new Pss(group.text("mgfSha"), group.number("sLen"))))
                : of(id, "RSA-PSS", new None("PSS with another mask than MGF1"), group, test -> Optional.empty());
    }

    private static VectorGroup oaep(String id, Fields group) {
        Oaep oaep = new Oaep(group.text("sha"), group.text("mgfSha"));
        return withPrivateKey(
                id,
                "RSA-OAEP decryption with %s, MGF1 with %s".formatted(oaep.hash(), oaep.mgfHash()),
                group,
                key -> new Computation.RsaDecryption(key, Optional.of(oaep)),
                parts(Map.of("msg", MESSAGE, "ct", CRYPTOGRAM, "label", LABEL)));
    }

    private static VectorGroup withPrivateKey(
            String id, String title, Fields group, Function<RSAPrivateCrtKey, Computation> use, Reading reading) {
        Computation computation = PublishedKeys.rsaPrivate(group.hex("privateKeyPkcs8"))
                .map(use)
                .orElseGet(() -> new None("a private key of more than two primes, or one that the JDK does not take"));
        return of(id, title, computation, group, reading);
    }

    private static VectorGroup ecdsa(String id, Fields group, BiFunction<String, byte[], Optional<byte[]>> signature) {
        Fields key = group.object(group.has("publicKey") ? "publicKey" : "key");
        String curve = key.text("curve");
        String title = "ECDSA on %s with %s, to verify".formatted(curve, group.text("sha"));
        if (!PublishedKeys.isCurve(curve)) {
            return of(id, title, new None("an unknown curve"), group, test -> Optional.empty());
        }
        byte[] point = key.hex("uncompressed");
        return of(
                id,
                title,
                new Computation.EcdsaVerification(curve, Optional.of(group.text("sha"))),
                group,
                test -> signature
                        .apply(curve, test.hex("sig"))
                        .map(pair -> vector(test, Map.of(MESSAGE, test.hex("msg"), SIGNATURE, pair, POINT, point)))
                        .map(vector -> PublishedKeys.isShortPair(curve, vector.get(SIGNATURE))
                                        && vector.outcome() == Outcome.INVALID
                                ? vector.acceptable()
                                : vector));
    }

    private static VectorGroup agreement(String id, String type, Fields group) {
        String curve = group.text("curve");
        if (!PublishedKeys.isCurve(curve)) {
            return of(id, "ECDH", new None("an unknown curve"), group, test -> Optional.empty());
        }
        EcdhForm form = EcdhForm.of(type);
        return of(
                id,
                "ECDH on " + curve,
                new Computation.Agreement(curve),
                group,
                test -> form.point(curve, test)
                        .flatMap(point -> form.privateValue(curve, test)
                                .map(secret -> vector(
                                        test,
                                        Map.of(
                                                POINT,
                                                point,
                                                Part.PRIVATE_KEY,
                                                secret,
                                                Part.SHARED_SECRET,
                                                test.hex("shared"))))));
    }

    /** Takes the named fields, all of them in hexadecimal. */
    private static Reading parts(Map<String, Part> fields) {
        return test -> {
            TestVector vector = vector(test, Map.of());
            for (Map.Entry<String, Part> field : fields.entrySet()) {
                vector = vector.with(field.getValue(), test.hex(field.getKey()));
            }
            return Optional.of(vector);
        };
    }

    private static TestVector vector(Fields test, Map<Part, byte[]> parts) {
        return new TestVector(test.number("tcId"), test.optionalText("comment").orElse(""), outcome(test), parts);
    }

    private static Outcome outcome(Fields test) {
        return switch (test.text("result")) {
            case "valid" -> Outcome.VALID;
            case "acceptable" -> Outcome.ACCEPTABLE;
            case "invalid" -> Outcome.INVALID;
            default -> throw test.wrong("result", "one of valid, acceptable, invalid");
        };
    }

    private static VectorGroup of(String id, String title, Computation computation, Fields group, Reading reading) {
        List<Fields> tests = group.objects("tests", "test");
        List<TestVector> vectors = computation instanceof None
                ? List.of()
                : tests.stream().map(reading).flatMap(Optional::stream).toList();
        return new VectorGroup(id, Harmless.line(title), computation, vectors, tests.size() - vectors.size());
    }
}
