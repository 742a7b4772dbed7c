package org.tokentwin.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods, and the {@code @BeforeEach} and {@code @AfterEach} methods of their class, parameters of the type {@link Token}, fresh for each
 * test method and gone after it.
 *
 * <pre>{@code
 * @TokenTwin
 * class SigningTest {
 *     @Test
 *     void signs(Token token) {
 *         load(token.modulePath(), token.pin());
 *     }
 * }
 * }</pre>
 *
 * <p>On a class or a method it says what their token is; the nearest counts. On a parameter it asks for one more token, in the next slot of the same module.
 *
 * <p>The emulator runs in the test's JVM where that is of Java 25 or newer and has the emulator on its class path; there, parameters can also be of the
 * emulator's types {@code EmulatedToken} and {@code Emulator}. Else it runs in its own process, one for all tests of the JVM. The configuration parameter
 * {@code tokentwin.runs} of JUnit, {@code inside} or {@code process}, decides otherwise.
 *
 * <p>The transcript of a test that fails is kept: {@code tokentwin.trace.directory} says where.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(TokenTwinExtension.class)
public @interface TokenTwin {
    /** The token's model: a bundled profile, or a file whose name ends in {@code .toml}. */
    String profile() default "hongkongpost-ecert";

    /** The token's label, 1 to 32 bytes; without it, the profile's. */
    String label() default "";

    /** The e-Cert's holder. */
    String holder() default "CHAN TAI MAN";

    /** The e-mail address in the e-Cert; without it, there is none. */
    String email() default "";

    /** The Subscriber Reference Number, 10 digits; without it, a random one. */
    String srn() default "";

    /** Makes it an e-Cert (Organisational) of this organisation, whose authorised user the holder is. */
    String organisation() default "";

    /** The organisation's branch or department. */
    String branch() default "";

    /** The organisation's business registration number, 16 characters; without it, some number. */
    String registration() default "";

    /** Whether the e-Cert has the policy of the "Mutual Recognition" version. */
    boolean mutualRecognition() default true;

    /** Object identifiers of more certificate policies in the e-Cert. */
    String[] policies() default {};

    /** How long the e-Cert is valid: 1, 2 or 3 years. */
    int years() default 3;

    /** The day that the e-Cert is issued on, as {@code 2020-12-31}; without it, today. With {@link #years} it makes one that has expired. */
    String issued() default "";

    /** Second e-Certs of the same subscriber on the token, each with its own key. */
    Companion[] beside() default {};

    /** Whether the token has neither key nor certificate. It goes with nothing that describes an e-Cert. */
    boolean blank() default false;

    /** The kind of key. */
    KeyType key() default KeyType.RSA_2048;

    /** Whether the key is generated for this token; otherwise it is one of the published test keys, which are there at once. */
    boolean freshKey() default false;

    /** What has become of the initial PIN. */
    PinState pin() default PinState.CHANGED;

    /** The PIN that the initial one was changed for: a test's, since it stands in the source. Without it, a random one that the policy allows. */
    String userPin() default "";

    /**
     * PKCS#12 or PEM files whose keys and certificates the token has, in place of an e-Cert: each a path, or else the name of a resource of the test class. They
     * go with nothing that describes an e-Cert.
     */
    String[] p12() default {};

    /** The password of those files, one for all or one for each: a test's, since it stands in the source. */
    String[] p12Password() default {};

    /** What is to happen to the token, such as {@code remove@sign} or {@code sw=6581@write:2}. */
    String[] faults() default {};

    /** What is to happen to the authority's responses about the test's certificates, such as {@code try-later} or {@code stale@crl:always}. */
    String[] authorityFaults() default {};

    /** How long the token lives. On a parameter it stays {@link Lifecycle#METHOD}: the token lives as long as the test's own. */
    Lifecycle lifecycle() default Lifecycle.METHOD;
}
