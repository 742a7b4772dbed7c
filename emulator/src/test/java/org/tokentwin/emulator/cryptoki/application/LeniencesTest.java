package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/** What a profile lets pass, and what it does not where nothing is said. */
class LeniencesTest {
    private static final Mechanism SHA_256_RSA = Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS);
    private static final Mechanism SHA_256 = Mechanism.of(Ckm.CKM_SHA256);

    @TempDir
    private Path directory;

    private Cryptoki application(String... leniences) throws IOException {
        String names = leniences.length == 0 ? "" : "\"" + String.join("\", \"", leniences) + "\"";
        TokenFixture token = TokenFixture.ready(TokenProfile.load(Files.writeString(
                directory.resolve("lenient.toml"),
                "based-on = \"hongkongpost-ecert\"\nleniences = [" + names + "]\n")));
        Cryptoki application = CryptokiApplication.on(token.board(), Program.UNKNOWN, 1);
        application.initialize(null);
        return application;
    }

    @Test
    void logoutWithoutLogin_isForLenientModels() throws Exception {
        Cryptoki strict = application();
        Cryptoki lenient = application("logout-without-login");
        long session = TokenFixture.openUser(lenient);

        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> strict.logout(TokenFixture.openReadWrite(strict)));
        lenient.logout(session);
        lenient.logout(session);
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> lenient.logout(0));
    }

    @Test
    void digestThatEndsParts_isOfAllOfThem() throws Exception {
        Cryptoki strict = application();
        Cryptoki lenient = application("digest-ends-parts");
        OutputBuffer room = OutputBuffer.of(32);
        long session = begunInParts(lenient);

        lenient.digest(session, ascii("rest"), room);

        assertThat(room.bytes()).hasValue(MessageDigest.getInstance("SHA-256").digest(ascii("partrest")));
        lenient.digestInit(session, SHA_256);
        long other = begunInParts(strict);
        assertCkr(Ckr.CKR_OPERATION_ACTIVE, () -> strict.digest(other, ascii("rest"), OutputBuffer.of(32)));
    }

    @Test
    void signatureThatEndsParts_isOfAllOfThem() throws Exception {
        Cryptoki strict = application();
        Cryptoki lenient = application("signature-ends-parts");
        OutputBuffer ofParts = OutputBuffer.of(256);
        OutputBuffer ofAll = OutputBuffer.of(256);
        long session = signing(lenient);
        long key = rsaKey(lenient, session);

        lenient.signInit(session, SHA_256_RSA, key);
        lenient.signUpdate(session, ascii("part"));
        lenient.sign(session, ascii("rest"), ofParts);

        lenient.signInit(session, SHA_256_RSA, key);
        lenient.sign(session, ascii("partrest"), ofAll);
        assertThat(ofParts.bytes()).hasValue(ofAll.bytes().orElseThrow());
        long other = signing(strict);
        strict.signInit(other, SHA_256_RSA, rsaKey(strict, other));
        strict.signUpdate(other, ascii("part"));
        assertCkr(Ckr.CKR_OPERATION_ACTIVE, () -> strict.sign(other, ascii("rest"), OutputBuffer.of(256)));
    }

    private static long signing(Cryptoki application) {
        return TokenFixture.openUser(application);
    }

    private static long rsaKey(Cryptoki application, long session) {
        return application.createObject(session, Templates.privateKey(Templates.credential(KeyType.RSA_2048)));
    }

    @Test
    void badArguments_endNothingOfALenientModel_andOtherRefusalsDo() throws Exception {
        Cryptoki strict = application();
        Cryptoki lenient = application("bad-arguments-end-nothing");
        long session = begunInParts(lenient);
        long other = begunInParts(strict);

        lenient.refused(CryptokiFunction.C_DigestUpdate.name(), session, Ckr.CKR_ARGUMENTS_BAD);
        lenient.digestUpdate(session, ascii("more"));
        lenient.refused(CryptokiFunction.C_DigestUpdate.name(), session, Ckr.CKR_GENERAL_ERROR);
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> lenient.digestUpdate(session, ascii("more")));
        strict.refused(CryptokiFunction.C_DigestUpdate.name(), other, Ckr.CKR_ARGUMENTS_BAD);
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> strict.digestUpdate(other, ascii("more")));
    }

    private static long begunInParts(Cryptoki application) {
        long session = TokenFixture.openReadWrite(application);
        application.digestInit(session, SHA_256);
        application.digestUpdate(session, ascii("part"));
        return session;
    }
}
