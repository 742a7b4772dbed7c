package org.tokentwin.client.pkcs11;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.StaticLogger;

/**
 * Sends the wrapper's log to SLF4J. Without it the wrapper writes to standard output, from its first class on, so this has to
 * be installed before any other class of the wrapper is touched.
 */
final class WrapperLog implements Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.xipki.pkcs11.wrapper");

    static void install() {
        StaticLogger.setLogger(new WrapperLog());
    }

    @Override
    public void info(String format, Object... arguments) {
        LOG.debug(format, arguments); // its information is a developer's: versions, paths, handles
    }

    @Override
    public void warn(String format, Object... arguments) {
        LOG.warn(format, arguments);
    }

    @Override
    public void error(String format, Object... arguments) {
        LOG.error(format, arguments);
    }

    @Override
    public void debug(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    @Override
    public void trace(String format, Object... arguments) {
        LOG.trace(format, arguments);
    }

    @Override
    public boolean isDebugEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return LOG.isWarnEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return LOG.isTraceEnabled();
    }
}
