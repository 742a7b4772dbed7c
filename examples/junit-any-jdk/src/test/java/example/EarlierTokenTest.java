package example;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tokentwin.junit.Token;
import org.tokentwin.junit.TokenTwin;

/** A token ends with its test. */
@TokenTwin
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EarlierTokenTest {
    private static Path earlier = Path.of("");

    @Test
    @Order(1)
    void module_isThereDuringTheTest(Token token) {
        earlier = token.modulePath();

        assertTrue(Files.exists(earlier));
    }

    @Test
    @Order(2)
    void module_isGoneAfterIt() {
        assertFalse(Files.exists(earlier));
    }
}
