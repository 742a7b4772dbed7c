package org.tokentwin.emulator.cryptoki;

/**
 * One PKCS#11 application, asked for before each of its calls. What stands in front of it may be another from call to call: a transcript, while somebody
 * listens, and nothing else.
 */
@FunctionalInterface
public interface CryptokiSource {
    /** Returns what takes the next call. */
    Cryptoki get();

    /** Returns a source of what is always the same. */
    static CryptokiSource of(Cryptoki application) {
        return () -> application;
    }
}
