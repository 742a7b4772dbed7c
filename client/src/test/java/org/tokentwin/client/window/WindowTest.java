package org.tokentwin.client.window;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tests of the real window. There is one screen and one look and feel in a JVM, so they run one after the other. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("devices")
@ExtendWith(VirtualScreen.class)
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("screen")
@interface WindowTest {}
