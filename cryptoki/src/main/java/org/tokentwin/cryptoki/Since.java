package org.tokentwin.cryptoki;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The version of PKCS#11 that brought a constant. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Since {
    CryptokiVersion value();
}
