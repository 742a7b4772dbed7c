package org.tokentwin.conformance.walk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A session of a walk, as the model knows it. */
final class SessionModel {
    final String name;
    final long handle;
    final boolean readWrite;
    final Map<Kind, Operation> operations = new EnumMap<>(Kind.class);
    Optional<Search> search = Optional.empty();
    boolean open = true;

    SessionModel(String name, long handle, boolean readWrite) {
        this.name = name;
        this.handle = handle;
        this.readWrite = readWrite;
    }

    /** Whether anything but an operation of this kind may go on here, which may keep a module from beginning another. */
    boolean isBusyBeside(Kind kind) {
        return search.isPresent() || operations.keySet().stream().anyMatch(other -> other != kind);
    }

    /** After a login or logout it may or may not be the case that operations are still active, sections 5.6 C_Login and C_Logout. */
    void doubtOperations() {
        operations.values().forEach(operation -> operation.sure = false);
        search.ifPresent(going -> going.sure = false);
    }

    void close() {
        open = false;
        operations.clear();
        search = Optional.empty();
    }
}
