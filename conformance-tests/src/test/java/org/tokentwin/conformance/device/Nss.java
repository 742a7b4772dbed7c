package org.tokentwin.conformance.device;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;

/** NSS's softoken over a database of its own, behind {@code nss.c}. */
public final class Nss {
    private Nss() {}

    public static Device in(Path directory) throws IOException, GeneralSecurityException {
        Path softoken = Required.library("libnss3", "libsoftokn3.so");
        String certutil = Required.file("libnss3-tools", "/usr/bin/certutil").toString();
        String pk12util = Required.file("libnss3-tools", "/usr/bin/pk12util").toString();
        String database = "sql:" + Files.createDirectory(directory.resolve("nss"));
        String pin = Files.writeString(directory.resolve("pin"), TestCredential.PIN + "\n")
                .toString();
        String keyStore = keyStore(directory).toString();
        Program.run(Map.of(), List.of(certutil, "-N", "-d", database, "-f", pin));
        Program.run(Map.of(), List.of(pk12util, "-i", keyStore, "-d", database, "-k", pin, "-w", pin));
        return Device.behind(
                NativeModule.compile("nss.c", directory),
                Map.of("pin-file", pin, "token", "NSS Certificate DB", "allow", "token-objects"),
                Map.of(
                        NativeModule.BEHIND,
                        softoken.toString(),
                        "TOKENTWIN_PARAMETERS",
                        "configdir='%s' certPrefix='' keyPrefix='' secmod='secmod.db' flags=".formatted(database)),
                () -> {});
    }

    private static Path keyStore(Path directory) throws IOException, GeneralSecurityException {
        TestCredential credential = TestCredential.in(directory);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = TestCredential.PIN.toCharArray();
        store.setKeyEntry(
                "e-Cert",
                credential.privateKey(),
                password,
                credential.certificates().toArray(Certificate[]::new));
        Path file = directory.resolve("e-cert.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }
}
