/** A token for a test, inside the JVM or from a process. */
module org.tokentwin.junit {
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;

    // Where it runs inside; a JVM older than 25 has none of it.
    requires static org.tokentwin.emulator;

    exports org.tokentwin.junit;

    // JUnit makes the extension that the annotation names.
    opens org.tokentwin.junit to
            org.junit.platform.commons;
}
