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
 * emulator's types {@code EmulatedToken} and {@code Emulator}. Else it runs in a process of its own, one for all tests of the JVM. The configuration parameter
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

    /** The kind of key. */
    KeyType key() default KeyType.RSA_2048;

    /** Whether the key is generated for this token; otherwise it is one of the published test keys, which are there at once. */
    boolean freshKey() default false;

    /** What has become of the initial PIN. */
    PinState pin() default PinState.CHANGED;

    /**
     * A PKCS#12 or PEM file whose key and certificates the token has, in place of an e-Cert: a path, or else the name of a resource of the test class. It goes
     * with no {@link #holder}, {@link #key} or {@link #freshKey}.
     */
    String p12() default "";

    /** The password of that file: a test's, since it stands in the source. */
    String p12Password() default "";

    /** What is to happen to the token, such as {@code remove@sign} or {@code sw=6581@write:2}. */
    String[] faults() default {};

    /** How long the token lives. On a parameter it stays {@link Lifecycle#METHOD}: the token lives as long as the test's own. */
    Lifecycle lifecycle() default Lifecycle.METHOD;
}
