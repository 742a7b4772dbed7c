package org.tokentwin.emulator.module;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.Version;

/**
 * A PKCS#11 module: a shared library with {@code C_GetFunctionList}, which code in this JVM loads by its {@link #path}. Its
 * functions are those of one {@link CryptokiSource}, so a module is one PKCS#11 application. Several live side by side.
 *
 * <p>A process other than this JVM can load the file too: there it is a client of a server, see {@link SharedLibrary}. After {@link #close},
 * {@code C_Initialize} returns {@code CKR_GENERAL_ERROR} in this JVM.
 *
 * <p>The system property {@code tokentwin.pkcs11.shim} names a shim to use in place of the bundled one, as on a platform for which
 * none is bundled. The JVM wants {@code --enable-native-access} for this package's module. Safe for use by many threads.
 */
public final class Pkcs11Module implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11Module.class);

    private final CryptokiSource application;
    private final ShimFile file;
    private final Arena library = Arena.ofShared();
    private final long id;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Pkcs11Module(CryptokiSource application, ShimFile file) {
        this.application = application;
        this.file = file;
        this.id = Applications.add(application);
    }

    /**
     * Makes a module.
     *
     * @param application what the functions do; it belongs to the module from now on
     * @param cryptokiVersion the version of the function list; what {@code application} returns from {@code C_GetInfo}
     * @throws UnsupportedOperationException when no shim is there for this operating system and architecture
     * @throws IllegalStateException when the shim cannot be loaded, as from a directory for temporary files that is mounted {@code noexec}
     * @throws java.io.UncheckedIOException when the shim cannot be read, or not be written to the directory for temporary files
     */
    public static Pkcs11Module open(Cryptoki application, Version cryptokiVersion) {
        return open(CryptokiSource.of(application), cryptokiVersion);
    }

    /** Makes a module, as {@link #open(Cryptoki, Version)} does, of an application that is asked for before each call. */
    public static Pkcs11Module open(CryptokiSource application, Version cryptokiVersion) {
        Pkcs11Module module = new Pkcs11Module(application, ShimFile.copy(ShimLibrary.ofThisJvm(), cryptokiVersion));
        try {
            Registration.connect(module.load(), module.id, cryptokiVersion);
            return module;
        } catch (RuntimeException e) {
            module.close();
            throw e;
        }
    }

    /** The library's file. It is deleted by {@link #close}. */
    public Path path() {
        return file.path();
    }

    /**
     * Ends the application, as {@code C_Finalize} does, and deletes the library's file. Who has loaded the library can still
     * call it, and gets {@code CKR_CRYPTOKI_NOT_INITIALIZED}. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Applications.remove(id);
            finalizeApplication();
            library.close();
            file.close();
        }
    }

    private SymbolLookup load() {
        try {
            return SymbolLookup.libraryLookup(path(), library);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    path() + " cannot be loaded by " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch")
                            + "; if its directory is mounted noexec, name another one with -Djava.io.tmpdir",
                    e);
        }
    }

    private void finalizeApplication() {
        try {
            application.get().finalizeCryptoki(false);
        } catch (CryptokiException e) {
            LOG.debug("closing: {}", e.getMessage()); // never initialized, or finalized already
        }
    }
}
