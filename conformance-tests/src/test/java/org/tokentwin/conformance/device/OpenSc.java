package org.tokentwin.conformance.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.pcsc.VirtualReader;

/** OpenSC's module, and in a virtual reader a card of the emulator that OpenSC has a driver for. */
public final class OpenSc {
    private static final String PROFILE = "hongkongpost-ecert-idprime-940";

    private OpenSc() {}

    public static Device in(Path directory) throws IOException, InterruptedException {
        Path module = Required.library("opensc-pkcs11", "opensc-pkcs11.so");
        PcscDaemon daemon = PcscDaemon.start(directory);
        EmulatedToken token = EmulatedToken.order()
                .profile(PROFILE)
                .withTestKey()
                .withPin(TestCredential.PIN)
                .issue();
        Emulator emulator = Emulator.with(token);
        VirtualReader reader = VirtualReader.plugIn(daemon.address(), emulator.reader(emulator.slotOf(token)));
        daemon.awaitCard();
        Path pin = Files.writeString(directory.resolve("pin"), TestCredential.PIN);
        return Device.behind(
                module,
                Map.of("pin-file", pin.toString(), "profile", PROFILE, "allow", "session-objects", "slot", "0"),
                daemon.environment(),
                () -> {
                    reader.close();
                    emulator.close();
                    token.close();
                    daemon.close();
                });
    }
}
