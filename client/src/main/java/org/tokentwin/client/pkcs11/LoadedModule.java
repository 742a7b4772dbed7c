package org.tokentwin.client.pkcs11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * A module's shared library in this process, with the number of those who use it. A library stays loaded until the process ends:
 * vendors' modules start threads and do not survive being unloaded.
 */
public final class LoadedModule {
    @GuardedBy("itself")
    private static final Map<String, LoadedModule> LOADED = new HashMap<>();

    private final FunctionList functions;
    private final PKCS11 pkcs11;

    @GuardedBy("this")
    private int users;

    @GuardedBy("this")
    private boolean ours;

    private LoadedModule(FunctionList functions, PKCS11 pkcs11) {
        this.functions = functions;
        this.pkcs11 = pkcs11;
    }

    /**
     * The library of this path, loaded now or before.
     *
     * @throws TokenException when there is none, or it is not a PKCS#11 module for this machine
     */
    public static LoadedModule of(Path module) {
        String name = loaderName(module);
        synchronized (LOADED) {
            LoadedModule loaded = LOADED.get(name);
            if (loaded == null) {
                requireLibrary(Path.of(name));
                loaded = new LoadedModule(functions(name), connect(name));
                LOADED.put(name, loaded);
            }
            return loaded;
        }
    }

    /** The functions, as the wrapper names them. */
    public PKCS11 pkcs11() {
        return pkcs11;
    }

    /** The functions as the module lists them. */
    FunctionList functions() {
        return functions;
    }

    /** Counts one more user; the first one initialises. */
    synchronized void acquire(Predicate<LoadedModule> initialize) {
        if (users == 0) {
            ours = initialize.test(this);
        }
        users++;
    }

    /** Counts one user less; the last one finalises what was initialised here. */
    synchronized void release(Consumer<LoadedModule> finalize) {
        users--;
        if (users == 0 && ours) {
            finalize.accept(this);
        }
    }

    /** A bare name is for the system's loader, which does not look into the current directory: who can write there must not choose the module. */
    private static String loaderName(Path module) {
        if (isBareName(module)) {
            return module.toString();
        }
        try {
            return module.toRealPath().toString();
        } catch (IOException e) {
            throw TokenException.failed(
                    "there is no module " + module, "Check the path given with --module or in PKCS11_MODULE_PATH.", e);
        }
    }

    private static boolean isBareName(Path module) {
        return module.getNameCount() == 1 && !module.isAbsolute();
    }

    /** Java warns on standard error of a file that it cannot load, so whatever can be found out without loading is checked first. */
    private static void requireLibrary(Path file) {
        if (isBareName(file)) {
            return; // the loader searches its own path
        }
        if (!Files.isRegularFile(file)) {
            throw TokenException.refused("the module " + file + " is no file", "Name the module itself.");
        }
        String arch = System.getProperty("os.arch");
        try {
            LibraryFile library = LibraryFile.read(file)
                    .orElseThrow(() -> TokenException.refused(
                            "the module " + file + " is no shared library",
                            "Name the module itself, as libeTPkcs11.so."));
            if (!library.runsOn(arch)) {
                throw TokenException.refused(
                        "the module " + file + " is for " + library.machine() + ", and this Java is for " + arch,
                        "Install the module for " + arch + ", or run a Java for " + library.machine() + ".");
            }
        } catch (IOException e) {
            throw TokenException.failed("the module " + file + " cannot be read", "Check its permissions.", e);
        }
    }

    private static FunctionList functions(String name) {
        try {
            return FunctionList.of(name);
        } catch (IllegalArgumentException e) {
            throw notLoadable(name, e);
        }
    }

    private static PKCS11 connect(String name) {
        WrapperLog.install();
        try {
            return WrapperLibrary.connect(name);
        } catch (IOException e) {
            throw notLoadable(name, e);
        } catch (UnsatisfiedLinkError e) {
            throw TokenException.failed(
                    "the PKCS#11 wrapper's own native library does not load: " + e.getMessage(),
                    "It is unpacked into the directory for temporary files; that must be writable and allow executable files. "
                            + "-DPKCS11_TEMP_DIR=DIRECTORY names another one.",
                    e);
        } catch (Exception e) { // the wrapper calls C_GetFunctionList again, and throws what it does not declare
            if (e instanceof PKCS11Exception refusal) {
                throw TokenException.returned(new Ckr(refusal.getErrorCode()), CryptokiFunction.C_GetFunctionList);
            }
            throw e;
        }
    }

    private static TokenException notLoadable(String name, Exception cause) {
        Path file = Path.of(name);
        if (!isBareName(file)) {
            return TokenException.failed(
                    "the module " + name + " does not load: a library that it needs is missing, or it is damaged",
                    "'ldd " + name + "' (on macOS 'otool -L') shows what it needs.",
                    cause);
        }
        return TokenException.failed(
                "the system's loader finds no module " + name,
                "Give the module's path with --module or in PKCS11_MODULE_PATH; that of a file in this directory begins with ./",
                cause);
    }
}
