package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static boolean loaded;

    private WrapperLibrary() {}

    /** Connects to a module, for which the first time loads the wrapper's library. */
    static synchronized PKCS11 connect(String module) throws IOException {
        if (loaded || System.getProperty(DIRECTORY) != null) {
            return PKCS11Module.getInstance(module).getPKCS11Module();
        }
        Path directory = Files.createTempDirectory(PREFIX);
        System.setProperty(DIRECTORY, directory.toString());
        try {
            PKCS11 functions = PKCS11Module.getInstance(module).getPKCS11Module();
            loaded = true;
            return functions;
        } finally {
            System.clearProperty(DIRECTORY);
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            LOG.debug(
                    "{} stays until the process ends: {}",
                    directory,
                    e.getMessage()); // as on Windows, where it is in use
            directory.toFile().deleteOnExit();
        }
    }
}
