package org.tokentwin.client.pkcs11;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.client.scratch.ScratchDirectory;
import org.xipki.pkcs11.wrapper.PKCS11Module;

/**
 * The wrapper's own native library. The wrapper unpacks it into the directory for temporary files, with the mode that the umask gives, and leaves
 * it there when the process is killed. Here it gets a directory that is its owner's alone, which goes as soon as the library is loaded.
 */
final class WrapperLibrary {
    /** What the wrapper asks where to unpack. */
    static final String DIRECTORY = "PKCS11_TEMP_DIR";

    static final String PREFIX = "tokentwin-wrapper-";
    private static final Logger LOG = LoggerFactory.getLogger(WrapperLibrary.class);

    @GuardedBy("WrapperLibrary.class")
    private static boolean loaded;

    private WrapperLibrary() {}

    /** Connects to a module, for which the first time loads the wrapper's library. */
    static synchronized PKCS11 connect(String module) throws IOException {
        if (loaded || System.getProperty(DIRECTORY) != null) {
            return PKCS11Module.getInstance(module).getPKCS11Module();
        }
        ScratchDirectory directory = ScratchDirectory.create(PREFIX);
        System.setProperty(DIRECTORY, directory.path().toString());
        try {
            PKCS11 functions = PKCS11Module.getInstance(module).getPKCS11Module();
            loaded = true;
            return functions;
        } finally {
            System.clearProperty(DIRECTORY);
            delete(directory);
        }
    }

    private static void delete(ScratchDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) { // as on Windows, where it is in use
            LOG.debug("{} stays until the process ends: {}", directory.path(), e.getMessage());
            directory.path().toFile().deleteOnExit();
        }
    }
}
