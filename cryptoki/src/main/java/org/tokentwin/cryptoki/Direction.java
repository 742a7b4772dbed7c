package org.tokentwin.cryptoki;

/** Which way a parameter's value goes. */
public enum Direction {
    IN,
    OUT,
    IN_OUT
}
