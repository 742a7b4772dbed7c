package org.tokentwin.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * Gives test methods, and the constructor and the {@code @BeforeEach} and {@code @AfterEach} methods of their class,
 * parameters of the types {@link org.tokentwin.emulator.EmulatedToken} and {@link org.tokentwin.emulator.Emulator},
 * fresh for each test method and closed after it.
 *
 * <pre>{@code
 * @TokenTwin
 * class SigningTest {
 *     @Test
 *     void signs(EmulatedToken token, Emulator emulator) {
 *         load(emulator.modulePath(), token.pin());
 *     }
 * }
 * }</pre>
 *
 * <p>On a class or a method it says what their token is; the nearest counts. On a parameter it asks for one more token.
 * The emulator of a test method holds all its tokens, the method's own in the first slot.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(TokenTwinExtension.class)
public @interface TokenTwin {
    /** The token's model: a bundled profile. */
    String profile() default TokenProfile.DEFAULT_NAME;

    /** The e-Cert's holder. */
    String holder() default "CHAN TAI MAN";

    /** The kind of key. */
    KeyType key() default KeyType.RSA_2048;

    /** Where the key comes from: for tests, one of the published test keys at once. */
    KeySource keys() default KeySource.TEST_KEYS;

    /** What has become of the initial PIN. */
    PinState pin() default PinState.CHANGED;
}
