package org.tokentwin.emulator.provider;

import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the Amazon Corretto Crypto Provider, whose jar has native code for one kind of machine. */
final class AmazonProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AmazonProvider.class);
    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private AmazonProvider() {}

    /** Empty if there is none, or where its native code does not load. */
    static Optional<Provider> find() {
        try {
            Provider provider = Class.forName(CLASS)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
            Object failure = provider.getClass().getMethod("getLoadingError").invoke(provider);
            if (failure != null) {
                LOG.warn("The Amazon Corretto Crypto Provider is on the class path and does not load: {}", failure);
                return Optional.empty();
            }
            return Optional.of(provider);
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("The Amazon Corretto Crypto Provider is on the class path and cannot be used", e);
            return Optional.empty();
        }
    }
}
