package org.tokentwin.cryptoki;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that the standard has replaced by another one of the same value, and keeps for older programs. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Former {}
