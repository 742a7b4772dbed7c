package org.tokentwin.emulator.cryptoki.application;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.object.ObjectWriter;
import org.tokentwin.emulator.cryptoki.token.LabelFile;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.LibraryIdentity;

/** General purpose, slots and tokens: PKCS#11 v2.40 sections 5.4 and 5.5. */
final class SlotFunctions {
    private final Application application;

    SlotFunctions(Application application) {
        this.application = application;
    }

    LibraryInfo info() {
        LibraryIdentity library = application.board().profile().library();
        return new LibraryInfo(
                Slot.version(library.cryptokiVersion()),
                library.manufacturer(),
                0,
                library.description(),
                Slot.version(library.version()));
    }

    long[] slotList(boolean tokenPresent) {
        return application.board().slots().stream()
                .filter(slot -> !tokenPresent || slot.isTokenPresent())
                .mapToLong(Slot::id)
                .toArray();
    }

    SlotInfo slotInfo(long slotId) {
        return application.board().slot(slotId).info();
    }

    TokenInfo tokenInfo(long slotId) {
        ApplicationToken token = token(slotId);
        return TokenDescription.of(token.token(), token.sessionCount(), token.readWriteSessionCount());
    }

    long waitForEvent(long flags) {
        if ((flags & Ckf.CKF_DONT_BLOCK) == 0) {
            return application.events().take();
        }
        return application
                .events()
                .poll()
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_NO_EVENT, "no slot changed"));
    }

    long[] mechanisms(long slotId) {
        token(slotId);
        return application.board().mechanisms().types();
    }

    MechanismInfo mechanismInfo(long slotId, long type) {
        token(slotId);
        MechanismInfo info = application.board().mechanisms().info(type);
        return application.board().profile().library().cryptokiVersion().major() < 3
                ? info.without(MechanismInfo.MESSAGES)
                : info;
    }

    /** C_InitToken. A token without SO PIN has nobody who may; it says so as one whose SO PIN is locked. */
    void initToken(long slotId, byte @Nullable [] pin, byte[] label) {
        Token token = token(slotId).token();
        if (pin == null) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "there is no protected authentication path");
        }
        if (token.card().sessions().get() > 0) {
            throw new CryptokiException(Ckr.CKR_SESSION_EXISTS, "a session is open on the token");
        }
        if (!token.pinStatus(PinReference.SO).exists()) {
            throw new CryptokiException(Ckr.CKR_PIN_LOCKED, "the token has no SO PIN");
        }
        try (TokenChannel channel = token.card().openChannel()) {
            new Pins(channel).verify(PinReference.SO, pin);
            token.card().changing(() -> {
                new ObjectWriter(channel).eraseAll();
                new LabelFile(channel).write(new String(label, StandardCharsets.UTF_8).stripTrailing());
                return null;
            });
        }
    }

    private ApplicationToken token(long slotId) {
        return application.token(application.board().slot(slotId));
    }
}
