package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.tokentwin.junit.KeyType;
import org.tokentwin.junit.Lifecycle;
import org.tokentwin.junit.PinState;
import org.tokentwin.junit.Token;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
@Execution(ExecutionMode.CONCURRENT)
class DocumentSignerTest {
    private static final byte[] DOCUMENT = "Dear Hongkong Post".getBytes(StandardCharsets.UTF_8);

    @Test
    void signature_verifies(Token token) throws Exception {
        assertTrue(verifies(token, open(token, token.pin()).sign(DOCUMENT)));
    }

    @Test
    void wrongPin_isRefusedAndCostsATry(Token token) {
        assertThrows(IOException.class, () -> open(token, "Wrong-PIN-1".toCharArray()));

        assertEquals(14, token.triesLeft());
    }

    @Test
    void tokenPulledOutBetweenTwoSignatures_failsTheSecond(Token token) throws Exception {
        DocumentSigner signer = open(token, token.pin());
        signer.sign(DOCUMENT);

        token.remove();

        assertFalse(token.isInserted());
        assertThrows(ProviderException.class, () -> signer.sign(DOCUMENT));
        token.insert();
        assertTrue(verifies(token, open(token, token.pin()).sign(DOCUMENT)));
    }

    @Test
    @TokenTwin(faults = "remove-after@sign")
    void tokenPulledOutDuringASignature_failsIt(Token token) throws Exception {
        DocumentSigner signer = open(token, token.pin());

        assertThrows(ProviderException.class, () -> signer.sign(DOCUMENT));
        assertFalse(token.isInserted());
    }

    @Test
    @TokenTwin(pin = PinState.INITIAL)
    void envelopesPin_hasToBeChangedFirst(Token token) {
        assertThrows(IOException.class, () -> open(token, token.initialPin()));

        assertEquals(15, token.triesLeft());
        assertTrue(token.trace().contains("CKR_PIN_EXPIRED"), token::trace);
    }

    @RepeatedTest(8)
    void testsThatRunAtTheSameTime_haveTheirOwnTokens(Token token) throws Exception {
        assertThrows(IOException.class, () -> open(token, "Wrong-PIN-1".toCharArray()));
        assertTrue(verifies(token, open(token, token.pin()).sign(DOCUMENT)));
        assertEquals(15, token.triesLeft());
    }

    @Test
    void secondToken_isInTheNextSlot(Token token, @TokenTwin(holder = "WONG SIU MING", key = KeyType.P256) Token second) {
        assertEquals(token.modulePath(), second.modulePath());
        assertEquals(token.slot() + 1, second.slot());
        assertTrue(second.certificate().getSubjectX500Principal().getName().contains("WONG SIU MING"));
    }

    @Test
    @TokenTwin(lifecycle = Lifecycle.SUITE)
    void tokenOfTheSuite_isThere(Token token) throws Exception {
        assertTrue(verifies(token, open(token, token.pin()).sign(DOCUMENT)));
    }

    private static DocumentSigner open(Token token, char[] pin) throws GeneralSecurityException, IOException {
        return DocumentSigner.open(token.serial(), token.modulePath(), pin);
    }

    private static boolean verifies(Token token, byte[] signed) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        verifier.initVerify(token.certificate());
        verifier.update(DOCUMENT);
        return verifier.verify(signed);
    }
}
