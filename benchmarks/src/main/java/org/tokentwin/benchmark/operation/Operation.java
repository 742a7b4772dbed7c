package org.tokentwin.benchmark.operation;

import static org.tokentwin.benchmark.operation.Effect.CHANGE;
import static org.tokentwin.benchmark.operation.Effect.EMULATOR;
import static org.tokentwin.benchmark.operation.Effect.HARMLESS;
import static org.tokentwin.benchmark.operation.Effect.LOGIN;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.tokentwin.benchmark.authority.OcspBenchmark;
import org.tokentwin.benchmark.authority.RevocationListBenchmark;
import org.tokentwin.benchmark.layer.LayerBenchmark;
import org.tokentwin.benchmark.operation.ScalePoint.Curve;
import org.tokentwin.benchmark.scale.ClientsBenchmark;
import org.tokentwin.benchmark.scale.IssueBenchmark;
import org.tokentwin.benchmark.scale.MemoryBenchmark;
import org.tokentwin.benchmark.scale.ObjectsBenchmark;
import org.tokentwin.benchmark.scale.TokensBenchmark;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The operations, in the order in which they are measured and reported. */
public enum Operation {
    LOGIN_LOGOUT("login", "C_Login and C_Logout", CHANGE, PinBenchmark.class, "loginAndLogout"),
    WRONG_PIN("wrong-pin", "C_Login, wrong PIN", CHANGE, PinBenchmark.class, "wrongPin"),
    CHANGE_PIN("pin-change", CryptokiFunction.C_SetPIN.name(), CHANGE, PinBenchmark.class, "change"),
    CHANGE_REFUSED("pin-change-refused", "C_SetPIN, refused as too short", CHANGE, PinBenchmark.class, "changeRefused"),
    OPEN_CLOSE("session", "C_OpenSession and C_CloseSession", HARMLESS, SessionBenchmark.class, "openAndClose"),
    TOKEN_INFO("token-info", CryptokiFunction.C_GetTokenInfo.name(), HARMLESS, SessionBenchmark.class, "tokenInfo"),
    FIND("find-certificates", "Find all certificates", HARMLESS, CertificateBenchmark.class, "find"),
    READ("read-certificate", "Read a certificate", HARMLESS, CertificateBenchmark.class, "read"),
    READ_CHAIN("read-chain", "Find and read all certificates", HARMLESS, CertificateBenchmark.class, "readChain"),
    SIGN_PKCS("sign-rsa", "Sign RSA-2048, CKM_RSA_PKCS", LOGIN, SignatureBenchmark.class, "rsaPkcs"),
    SIGN_SHA256(
            "sign-rsa-sha256", "Sign RSA-2048, CKM_SHA256_RSA_PKCS", LOGIN, SignatureBenchmark.class, "rsaSha256Pkcs"),
    SIGN_PSS("sign-rsa-pss", "Sign RSA-2048, CKM_SHA256_RSA_PKCS_PSS", LOGIN, SignatureBenchmark.class, "rsaSha256Pss"),
    SIGN_ECDSA("sign-ecdsa", "Sign ECDSA P-256, CKM_ECDSA", LOGIN, SignatureBenchmark.class, "ecdsa"),
    DECRYPT("decrypt-rsa", "Decrypt RSA-2048, CKM_RSA_PKCS", LOGIN, PublicKeyBenchmark.class, "decrypt"),
    VERIFY("verify-rsa", "Verify RSA-2048, CKM_RSA_PKCS", LOGIN, PublicKeyBenchmark.class, "verify"),
    DIGEST("digest", "SHA-256 of 1 KiB", HARMLESS, DigestBenchmark.class, "sha256"),
    RANDOM("random", "32 random bytes", HARMLESS, DigestBenchmark.class, "random"),
    ENCRYPT_AES("encrypt-aes", "Encrypt 1 KiB, AES-256 CKM_AES_CBC", LOGIN, SecretKeyBenchmark.class, "aesCbc"),
    SIGN_HMAC("sign-hmac", "Sign 1 KiB, CKM_SHA256_HMAC", LOGIN, SecretKeyBenchmark.class, "hmacSha256"),
    GENERATE_AES(
            "generate-aes",
            "Generate and destroy an AES-256 session key",
            LOGIN,
            SecretKeyBenchmark.class,
            "generateAndDestroy"),
    UNWRAP_RSA(
            "unwrap-rsa", "Unwrap an AES key with RSA-2048, and destroy it", LOGIN, SecretKeyBenchmark.class, "unwrap"),
    SESSION_OBJECT(
            "session-object", "Create and destroy a session object", HARMLESS, ObjectBenchmark.class, "sessionObject"),
    TOKEN_OBJECT("token-object", "Create and destroy a token object", CHANGE, ObjectBenchmark.class, "tokenObject"),
    GENERATE_RSA("generate-rsa", "Generate RSA-2048 key pair", CHANGE, KeyGenerationBenchmark.class, "rsa2048"),
    GENERATE_EC("generate-ec", "Generate P-256 key pair", CHANGE, KeyGenerationBenchmark.class, "p256"),
    FIRST_SIGNATURE(
            "first-signature",
            "From loading the module to the first signature",
            LOGIN,
            FirstSignatureBenchmark.class,
            "fromLoading"),
    CARD_RANDOM("layer-card", "32 random bytes: the card, an APDU", EMULATOR, LayerBenchmark.class, "card"),
    CRYPTOKI_RANDOM("layer-cryptoki", "32 random bytes: PKCS#11 in Java", EMULATOR, LayerBenchmark.class, "cryptoki"),
    ABI_RANDOM("layer-abi", "32 random bytes: the loaded module", EMULATOR, LayerBenchmark.class, "abi"),
    RPC_RANDOM("layer-rpc", "32 random bytes: over a socket", EMULATOR, LayerBenchmark.class, "rpc"),
    ISSUE("issue", "Issue a token with a key from the pool", EMULATOR, IssueBenchmark.class, "issue"),
    OCSP_SIGNED_BEFORE(
            "ocsp-signed-before",
            "OCSP answer over HTTP, signed before",
            EMULATOR,
            OcspBenchmark.class,
            "signedBefore"),
    OCSP_SIGNED(
            "ocsp-nonce",
            "OCSP answer over HTTP, signed for its nonce",
            EMULATOR,
            OcspBenchmark.class,
            "signedForItsNonce"),
    REVOCATION_LIST(
            "revocation-list",
            "Revocation list of 100,000 entries over HTTP",
            EMULATOR,
            RevocationListBenchmark.class,
            "issue"),
    OBJECTS_1(1, CHANGE, Curve.OBJECTS, ObjectsBenchmark.class, "findOne"),
    OBJECTS_10(10, CHANGE, Curve.OBJECTS, ObjectsBenchmark.class, "findOne"),
    OBJECTS_100(100, CHANGE, Curve.OBJECTS, ObjectsBenchmark.class, "findOne"),
    OBJECTS_200(200, CHANGE, Curve.OBJECTS, ObjectsBenchmark.class, "findOne"),
    OBJECTS_1000(1000, CHANGE, Curve.OBJECTS, ObjectsBenchmark.class, "findOne"),
    TOKENS_1(1, EMULATOR, Curve.TOKENS, TokensBenchmark.class, "tokenInfo"),
    TOKENS_10(10, EMULATOR, Curve.TOKENS, TokensBenchmark.class, "tokenInfo"),
    TOKENS_100(100, EMULATOR, Curve.TOKENS, TokensBenchmark.class, "tokenInfo"),
    TOKENS_1000(1000, EMULATOR, Curve.TOKENS, TokensBenchmark.class, "tokenInfo"),
    MEMORY_10(10, EMULATOR, Curve.MEMORY, MemoryBenchmark.class, "issue"),
    MEMORY_100(100, EMULATOR, Curve.MEMORY, MemoryBenchmark.class, "issue"),
    MEMORY_1000(1000, EMULATOR, Curve.MEMORY, MemoryBenchmark.class, "issue"),
    CLIENTS_1(1, Effect.CLIENTS, Curve.CLIENTS, ClientsBenchmark.class, "random"),
    CLIENTS_4(4, Effect.CLIENTS, Curve.CLIENTS, ClientsBenchmark.class, "random"),
    CLIENTS_16(16, Effect.CLIENTS, Curve.CLIENTS, ClientsBenchmark.class, "random"),
    CLIENTS_64(64, Effect.CLIENTS, Curve.CLIENTS, ClientsBenchmark.class, "random");

    private final String id;
    private final String title;
    private final Effect effect;
    private final Class<?> benchmark;
    private final String method;
    private final Optional<ScalePoint> scale;

    Operation(String id, String title, Effect effect, Class<?> benchmark, String method) {
        this(id, title, effect, benchmark, method, Optional.empty());
    }

    Operation(int size, Effect effect, Curve curve, Class<?> benchmark, String method) {
        this(
                curve.name().toLowerCase(Locale.ROOT) + "-" + size,
                curve.title() + ": " + size,
                effect,
                benchmark,
                method,
                Optional.of(new ScalePoint(curve, size)));
    }

    Operation(String id, String title, Effect effect, Class<?> benchmark, String method, Optional<ScalePoint> scale) {
        this.id = id;
        this.title = title;
        this.effect = effect;
        this.benchmark = benchmark;
        this.method = method;
        this.scale = scale;
    }

    /** The operation of this id. */
    public static Optional<Operation> of(String id) {
        return Arrays.stream(values())
                .filter(operation -> operation.id.equals(id))
                .findFirst();
    }

    /** Stable, for command lines and kept results. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Effect effect() {
        return effect;
    }

    /** As JMH names the benchmark: class and method. */
    public String benchmark() {
        return benchmark.getName() + "." + method;
    }

    /** Its place on a curve of cost against scale; empty for an operation that lies on none. */
    public Optional<ScalePoint> scale() {
        return scale;
    }

    /** The JMH parameter {@code size}, where the benchmark has one. */
    public Optional<Integer> parameter() {
        return benchmark == ClientsBenchmark.class ? Optional.empty() : scale.map(ScalePoint::size);
    }

    /** How many threads it takes in any case; empty where the run decides. */
    public OptionalInt ownThreads() {
        return benchmark == ClientsBenchmark.class
                ? OptionalInt.of(scale.orElseThrow().size())
                : OptionalInt.empty();
    }

    /** Whether a process measures it once only, since what it measures happens once in a process. */
    public boolean isSingleShot() {
        return this == FIRST_SIGNATURE || benchmark == MemoryBenchmark.class;
    }

    /** Whether it is reported in bytes: the secondary result of its benchmark. */
    public boolean isInBytes() {
        return benchmark == MemoryBenchmark.class;
    }

    /** Whether several threads may do it at a time: a login and a change of the PIN are the whole process's. */
    public boolean isParallel() {
        return !isSingleShot() && scale.isEmpty() && effect != EMULATOR && benchmark != PinBenchmark.class;
    }
}
