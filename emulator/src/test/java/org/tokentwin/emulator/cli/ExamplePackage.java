package org.tokentwin.emulator.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The packages that examples name as their needs, by Debian's names or what they are called at Maven Central, and a file by which each is known to be there. */
enum ExamplePackage {
    CURL("/usr/bin/curl"),
    DSS(onClassPath("dss-pades-pdfbox")),
    GNUTLS_BIN("/usr/bin/p11tool"),
    JDK(System.getProperty("java.home") + "/bin/jarsigner"),
    JSIGN(Path.of("target", "programs", "jsign.jar").toAbsolutePath().toString()),
    LIBENGINE_PKCS11_OPENSSL(
            "/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so", "/usr/lib/aarch64-linux-gnu/engines-3/pkcs11.so"),
    LIBNSS3_TOOLS("/usr/bin/cmsutil"),
    OPENSC("/usr/bin/pkcs11-tool"),
    OPENSSH_CLIENT("/usr/bin/ssh"),
    OPENSSH_SERVER("/usr/sbin/sshd"),
    OPENSSL("/usr/bin/openssl"),
    OPENVPN("/usr/sbin/openvpn"),
    OSSLSIGNCODE("/usr/bin/osslsigncode"),
    PDFBOX(onClassPath("pdfbox")),
    PYTHON3_PYKCS11("/usr/lib/python3/dist-packages/PyKCS11"),
    UTIL_LINUX("/usr/bin/unshare");

    private final List<String> places;

    ExamplePackage(String... places) {
        this.places = List.of(places);
    }

    /** The jar of a library that this build has for its tests. */
    private static String onClassPath(String library) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*/" + library + "-[0-9][^/]*\\.jar"))
                .findFirst()
                .orElse("/not-on-the-class-path/" + library + ".jar");
    }

    /** @throws IllegalArgumentException when there is no such package here */
    static ExamplePackage named(String debianName) {
        return valueOf(debianName.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Skips the test where the package is missing; in CI it fails. */
    Path require() {
        return RequiredProgram.anyOf(name().toLowerCase(Locale.ROOT).replace('_', '-'), places.toArray(String[]::new));
    }
}
