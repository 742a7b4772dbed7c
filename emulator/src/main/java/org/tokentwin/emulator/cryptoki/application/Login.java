package org.tokentwin.emulator.cryptoki.application;

import java.util.Optional;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/**
 * An application's login on a token.
 *
 * @param expired whether the PIN must be changed before the card lets the login do anything
 * @param channel that has the login's status on the card; empty for {@link Role#PUBLIC}
 * @param privateObjects what the user alone may read; empty for anybody else
 */
record Login(Role role, boolean expired, Optional<TokenChannel> channel, Optional<PrivateObjects> privateObjects) {
    static final Login NOBODY = new Login(Role.PUBLIC, false, Optional.empty(), Optional.empty());

    /** Whether private objects can be seen and used. */
    boolean isUser() {
        return role == Role.USER && !expired;
    }
}
