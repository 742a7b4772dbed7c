package org.tokentwin.conformance.walk;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_APPLICATION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_SECRET_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.Returns;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Session objects, section 5.7: made, read, changed, copied and destroyed in any session of the application. */
final class ObjectSteps {
    /** {@code CKA_APPLICATION} of each data object that walks make. */
    static final String APPLICATION = "tokentwin walk";

    private static final byte[] VALUE = "a value".getBytes(StandardCharsets.US_ASCII);

    private ObjectSteps() {}

    /** A step that makes an object of this type. */
    static Step.Action create(Thing.Type type) {
        return (world, step) -> create(world, step, type);
    }

    private static void create(World world, Step step, Thing.Type type) {
        Thing before = world.things().get(step.object());
        if ((before != null && before.alive) || !world.takes(type)) {
            return;
        }
        world.session(step).ifPresent(session -> {
            String label = world.nextLabel();
            long[] handle = new long[1];
            CK_ATTRIBUTE[] template = template(world.keys(), type, label);
            Returns.Call call = () -> handle[0] = world.token().p11().C_CreateObject(session.handle, template, true);
            if (world.isRefusedIn(session, CryptokiFunction.C_CreateObject.name(), call)) {
                return;
            }
            boolean refused = type.isPrivate() && !world.isUser();
            String about = "%s, %d, %s".formatted(session.name, step.object() + 1, type);
            if (world.expect(
                            CryptokiFunction.C_CreateObject.name(),
                            about,
                            call,
                            refused ? CKR_USER_NOT_LOGGED_IN : CKR_OK)
                    == CKR_OK) {
                made(world, step.object(), new Thing(name(step.object()), type, handle[0], session, label, null));
            }
        });
    }

    private static String name(int object) {
        return "object " + (object + 1);
    }

    private static void made(World world, int place, Thing thing) {
        World.require(
                thing.handle != 0
                        && world.things().values().stream()
                                .noneMatch(each -> each.alive && each.handle == thing.handle),
                "a new object has the handle of no object or of another one");
        world.things().put(place, thing);
        if (thing.type.isData()) {
            world.sessions().values().stream()
                    .flatMap(session -> session.search.stream())
                    .forEach(search -> search.possible.add(thing));
        }
    }

    /** A key pair whose private half asks for the PIN before each use. */
    static void generateAskingKey(World world, Step step) throws PKCS11Exception {
        Thing before = world.things().get(step.object());
        Optional<SessionModel> session = world.session(step).filter(each -> each.open);
        boolean occupied = before != null && before.alive;
        if (occupied || session.isEmpty() || !world.isUser()) {
            return;
        }
        try {
            WalkKeys.TokenKey key = world.keys().askingEachTime(session.get().handle);
            made(
                    world,
                    step.object(),
                    new Thing(
                            name(step.object()),
                            Thing.Type.ASKING_KEY,
                            key.handle(),
                            session.get(),
                            world.nextLabel(),
                            key.publicKey()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the token's key is none that the JDK knows", e);
        }
    }

    /** Reads its label; one that is gone is not there, unless its handle has been given to another. */
    static void read(World world, Step step) {
        Thing thing = world.things().get(step.object());
        Optional<SessionModel> session = world.session(step);
        if (thing == null || session.isEmpty() || (!thing.alive && world.isGivenAgain(thing))) {
            return;
        }
        AtomicReference<@Nullable Object> label = new AtomicReference<>();
        Returns.Call call =
                () -> label.set(Attributes.read(world.token(), session.get().handle, thing.handle, CKA_LABEL));
        if (world.isRefusedIn(session.get(), CryptokiFunction.C_GetAttributeValue.name(), call)) {
            return;
        }
        String about = session.get().name + ", " + thing.name + (thing.alive ? "" : ", which is gone");
        if (!thing.alive) {
            long seen = world.expect(CryptokiFunction.C_GetAttributeValue.name(), about, call, World.ANY);
            World.require(
                    seen != CKR_OK || !thing.label.equals(text(label.get())),
                    "C_GetAttributeValue read an object that is gone");
        } else if (thing.type != Thing.Type.ASKING_KEY) {
            world.expect(CryptokiFunction.C_GetAttributeValue.name(), about, call, CKR_OK);
            World.require(thing.label.equals(text(label.get())), "C_GetAttributeValue gave another label");
            readValue(world, session.get(), thing, about);
        }
    }

    private static void readValue(World world, SessionModel session, Thing thing, String about) {
        if (thing.type.isData()) {
            AtomicReference<@Nullable Object> value = new AtomicReference<>();
            world.expect(
                    CryptokiFunction.C_GetAttributeValue.name(),
                    about,
                    () -> value.set(Attributes.read(world.token(), session.handle, thing.handle, CKA_VALUE)),
                    CKR_OK);
            World.require(
                    value.get() instanceof byte[] read && Arrays.equals(read, VALUE),
                    "C_GetAttributeValue gave another value");
        }
    }

    private static String text(@Nullable Object label) {
        return label instanceof char[] text ? new String(text) : "";
    }

    static void relabel(World world, Step step) {
        living(world, step).ifPresent(thing -> {
            SessionModel session = world.session(step).orElseThrow();
            String label = world.nextLabel();
            long seen = world.expect(
                    CryptokiFunction.C_SetAttributeValue.name(),
                    session.name + ", " + thing.name,
                    () -> world.token()
                            .p11()
                            .C_SetAttributeValue(
                                    session.handle, thing.handle, new CK_ATTRIBUTE[] {string(CKA_LABEL, label)}, true),
                    CKR_OK);
            if (seen == CKR_OK) {
                thing.label = label;
            }
        });
    }

    /** Copies it to the next number, where there is no object. */
    static void copy(World world, Step step) {
        int place = (step.object() + 1) % Alphabet.OBJECTS;
        Thing there = world.things().get(place);
        if (there != null && there.alive) {
            return;
        }
        living(world, step).ifPresent(thing -> {
            SessionModel session = world.session(step).orElseThrow();
            String label = world.nextLabel();
            long[] handle = new long[1];
            CK_ATTRIBUTE[] template = {bool(CKA_TOKEN, false), string(CKA_LABEL, label)};
            long seen = world.expect(
                    CryptokiFunction.C_CopyObject.name(),
                    session.name + ", " + thing.name,
                    () -> handle[0] = world.token().p11().C_CopyObject(session.handle, thing.handle, template, true),
                    CKR_OK);
            if (seen == CKR_OK) {
                made(world, place, new Thing(name(place), thing.type, handle[0], session, label, null));
            }
        });
    }

    static void destroy(World world, Step step) {
        living(world, step).ifPresent(thing -> {
            SessionModel session = world.session(step).orElseThrow();
            long seen = world.expect(
                    CryptokiFunction.C_DestroyObject.name(),
                    session.name + ", " + thing.name,
                    () -> world.token().p11().C_DestroyObject(session.handle, thing.handle),
                    CKR_OK);
            if (seen == CKR_OK) {
                world.destroyed(thing);
            }
        });
    }

    /** What is changed is there, and no key of the token's. */
    private static Optional<Thing> living(World world, Step step) {
        return Optional.ofNullable(world.things().get(step.object()))
                .filter(thing -> thing.alive && thing.type != Thing.Type.ASKING_KEY)
                .filter(thing ->
                        world.session(step).filter(session -> session.open).isPresent());
    }

    static CK_ATTRIBUTE[] template(WalkKeys keys, Thing.Type type, String label) {
        List<CK_ATTRIBUTE> template = new ArrayList<>(
                List.of(bool(CKA_TOKEN, false), bool(CKA_PRIVATE, type.isPrivate()), string(CKA_LABEL, label)));
        switch (type) {
            case PUBLIC_DATA, PRIVATE_DATA ->
                template.addAll(List.of(
                        ulong(CKA_CLASS, CKO_DATA),
                        string(CKA_APPLICATION, APPLICATION),
                        bytes(CKA_VALUE, VALUE.clone())));
            case PUBLIC_KEY -> {
                template.addAll(List.of(
                        ulong(CKA_CLASS, CKO_PUBLIC_KEY),
                        ulong(CKA_KEY_TYPE, CKK_RSA),
                        bool(CKA_VERIFY, true),
                        bool(CKA_ENCRYPT, true)));
                template.addAll(Attributes.numbers(keys.softwarePublic()));
            }
            case SECRET_KEY, ASKING_KEY ->
                template.addAll(List.of(
                        ulong(CKA_CLASS, CKO_SECRET_KEY),
                        ulong(CKA_KEY_TYPE, CKK_AES),
                        bool(CKA_ENCRYPT, true),
                        bool(CKA_DECRYPT, true),
                        bytes(CKA_VALUE, Scheme.SECRET.clone())));
        }
        return template.toArray(new CK_ATTRIBUTE[0]);
    }
}
