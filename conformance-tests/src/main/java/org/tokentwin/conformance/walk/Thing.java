package org.tokentwin.conformance.walk;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** A session object of a walk, as the model knows it. */
final class Thing {
    /** What it is. */
    enum Type {
        PUBLIC_DATA(0),
        PRIVATE_DATA(1),
        PUBLIC_KEY(2),
        SECRET_KEY(3),
        ASKING_KEY(0);

        /** Which object the first of it is. */
        final int place;

        Type(int place) {
            this.place = place;
        }

        boolean isPrivate() {
            return this == PRIVATE_DATA || this == SECRET_KEY || this == ASKING_KEY;
        }

        boolean isData() {
            return this == PUBLIC_DATA || this == PRIVATE_DATA;
        }
    }

    final String name;
    final Type type;
    final long handle;
    final SessionModel owner;
    final @Nullable PublicKey publicKey;
    String label;
    boolean alive = true;

    Thing(String name, Type type, long handle, SessionModel owner, String label, @Nullable PublicKey publicKey) {
        this.name = name;
        this.type = type;
        this.handle = handle;
        this.owner = owner;
        this.label = label;
        this.publicKey = publicKey;
    }
}
