package org.tokentwin.conformance;

/**
 * The names of what a user says about the token under test: an option of the command line by {@code --} before it, a parameter of JUnit and of the process that loads
 * the module by {@code tokentwin.} before it.
 */
public final class OptionName {
    public static final String MODULE = "module";
    public static final String SLOT = "slot";
    public static final String TOKEN = "token";
    public static final String SERIAL = "serial";
    public static final String URI = "uri";
    public static final String KEY_ID = "key-id";
    public static final String PIN_ENV = "pin-env";
    public static final String PIN_FILE = "pin-file";
    public static final String SO_PIN_ENV = "so-pin-env";
    public static final String SO_PIN_FILE = "so-pin-file";
    public static final String PROFILE = "profile";
    public static final String ALLOW = "allow";
    public static final String DESTROY_SERIAL = "destroy-serial";
    public static final String PIN_FLOOR = "pin-floor";
    public static final String PIN_TRIES = "pin-tries";
    public static final String PIN_RECORD = "pin-record";
    public static final String BY_HAND = "by-hand";
    public static final String VECTORS = "vectors";

    private OptionName() {}
}
