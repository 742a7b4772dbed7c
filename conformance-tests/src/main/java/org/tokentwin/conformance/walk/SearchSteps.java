package org.tokentwin.conformance.walk;

import static org.tokentwin.conformance.Attributes.string;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_APPLICATION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.util.Optional;
import org.tokentwin.conformance.Returns;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Searches for the walk's data objects, section 5.7. */
final class SearchSteps {
    private SearchSteps() {}

    static void begin(World world, Step step) {
        world.session(step).ifPresent(session -> {
            CK_ATTRIBUTE[] template = {string(CKA_APPLICATION, ObjectSteps.APPLICATION)};
            Returns.Call call = () -> world.token().p11().C_FindObjectsInit(session.handle, template, true);
            if (world.isRefusedIn(session, CryptokiFunction.C_FindObjectsInit.name(), call)) {
                return;
            }
            if (world.expect(CryptokiFunction.C_FindObjectsInit.name(), session.name, call, beginning(session))
                    == CKR_OK) {
                session.search = Optional.of(new Search(world.livingData()));
            }
        });
    }

    private static long[] beginning(SessionModel session) {
        if (session.search.isPresent()) {
            return session.search.get().sure ? new long[] {CKR_OPERATION_ACTIVE} : World.ANY;
        }
        return session.operations.isEmpty() ? new long[] {CKR_OK} : new long[] {CKR_OK, CKR_OPERATION_ACTIVE};
    }

    static void next(World world, Step step) {
        world.session(step).ifPresent(session -> {
            int most = step.object() + 1;
            long[][] found = new long[1][0];
            Returns.Call call = () -> found[0] = world.token().p11().C_FindObjects(session.handle, most);
            if (world.isRefusedIn(session, CryptokiFunction.C_FindObjects.name(), call)) {
                return;
            }
            long seen = world.expect(
                    CryptokiFunction.C_FindObjects.name(), session.name + ", at most " + most, call, going(session));
            session.search.filter(search -> search.sure && seen == CKR_OK).ifPresent(search -> {
                World.require(found[0].length <= most, "C_FindObjects gave more objects than it was asked for");
                check(search, found[0], found[0].length < most);
            });
        });
    }

    private static void check(Search search, long[] found, boolean atEnd) {
        for (long handle : found) {
            World.require(search.found.add(handle), "C_FindObjects gave an object twice");
            World.require(
                    search.possible.stream().anyMatch(each -> each.handle == handle),
                    "C_FindObjects gave an object that does not match");
        }
        World.require(
                !atEnd || search.atBegin.stream().allMatch(each -> !each.alive || search.found.contains(each.handle)),
                "C_FindObjects left out an object that matches");
    }

    static void end(World world, Step step) {
        world.session(step).ifPresent(session -> {
            Returns.Call call = () -> world.token().p11().C_FindObjectsFinal(session.handle);
            if (!world.isRefusedIn(session, CryptokiFunction.C_FindObjectsFinal.name(), call)) {
                world.expect(CryptokiFunction.C_FindObjectsFinal.name(), session.name, call, going(session));
                session.search = Optional.empty();
            }
        });
    }

    private static long[] going(SessionModel session) {
        return session.search
                .map(search -> search.sure ? new long[] {CKR_OK} : World.ANY)
                .orElseGet(() -> new long[] {CKR_OPERATION_NOT_INITIALIZED});
    }
}
