package org.tokentwin.benchmark.token;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The targets of which a disposable token can be made, by the names that the user gives them. */
public enum KnownTarget {
    EMULATOR("emulator", "the emulated token, in the measuring process", (module, shop) -> emulator(shop)),
    SOFTHSM2(
            "softhsm2",
            "a token of SoftHSM2 in a directory of its own",
            (module, shop) -> SoftHsm2.make("softhsm2", module, shop).prepared("softhsm2", shop)),
    OPENCRYPTOKI(
            "opencryptoki",
            "openCryptoki's soft token, where nobody uses it",
            (module, shop) -> OpenCryptoki.prepare("opencryptoki", module, shop)),
    NSS("nss", "NSS's softoken over a database of its own", (module, shop) -> NssSoftoken.prepare("nss", module, shop)),
    EMULATOR_NATIVE(
            "emulator-native",
            "the emulated token behind a socket, by its own library",
            (module, shop) -> EmulatorServer.prepareNative("emulator-native", shop)),
    EMULATOR_RPC(
            "emulator-rpc",
            "the emulated token behind a socket, by p11-kit's client",
            (module, shop) -> EmulatorServer.prepare("emulator-rpc", shop)),
    P11_KIT(
            "p11-kit-softhsm2",
            "p11-kit server over a token of SoftHSM2, by p11-kit's client",
            (module, shop) -> P11KitServer.prepare("p11-kit-softhsm2", module, shop)),
    OPENSC(
            "opensc",
            "OpenSC's module, and the emulated card in a virtual reader",
            (module, shop) -> OpenSc.prepare("opensc", module, shop)),
    OPENSSL("openssl", "what 'openssl speed' says, which is the limit and no token", (module, shop) -> openssl());

    private final String id;
    private final String text;
    private final Maker maker;

    KnownTarget(String id, String text, Maker maker) {
        this.id = id;
        this.text = text;
        this.maker = maker;
    }

    private interface Maker {
        PreparedTarget make(Optional<Path> module, Workshop workshop) throws PreparationException;
    }

    static Optional<KnownTarget> of(String name) {
        return Arrays.stream(values()).filter(target -> target.id.equals(name)).findFirst();
    }

    public String id() {
        return id;
    }

    public String text() {
        return text;
    }

    PreparedTarget prepare(Optional<Path> module, Workshop workshop) throws PreparationException {
        return maker.make(module, workshop);
    }

    private static PreparedTarget emulator(Workshop workshop) {
        return PreparedTarget.of(
                TargetDescription.emulator("emulator", Optional.of(workshop.contents())),
                "TokenTwin, in the measuring process");
    }

    private static PreparedTarget openssl() throws PreparationException {
        String version = new Tool("openssl", Map.of()).run("openssl", "version");
        return PreparedTarget.of(TargetDescription.openssl("openssl"), "openssl speed, " + version);
    }
}
