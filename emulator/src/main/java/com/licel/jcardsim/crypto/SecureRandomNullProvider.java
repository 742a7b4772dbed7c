package com.licel.jcardsim.crypto;

import java.security.SecureRandom;

/**
 * Stands in for jCardSim's class of this name, whose generator is never seeded: with that one every card makes the same key
 * pairs, and an ECDSA nonce is constant. This one draws from the system's entropy. The build leaves jCardSim's out.
 */
class SecureRandomNullProvider extends SecureRandom {
    private static final long serialVersionUID = 1L;

    SecureRandomNullProvider() {}
}
