package org.tokentwin.emulator.cryptoki.object;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Files that are named as objects are and hold none. Each is named once in the log, by its id: its name is a stranger's. Safe for use by many threads. */
final class StrayFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StrayFiles.class);
    private static final int MOST_TOLD = 256;

    @GuardedBy("this")
    private final Set<Integer> told = new HashSet<>();

    synchronized void tell(int fileId, RuntimeException why) {
        if (told.size() < MOST_TOLD && told.add(fileId)) {
            LOG.warn(
                    "The card's file {} is no object: {}",
                    HexFormat.of().toHexDigits((short) fileId),
                    why instanceof CryptokiException
                            ? why.getMessage()
                            : why.getClass().getName());
        }
    }
}
