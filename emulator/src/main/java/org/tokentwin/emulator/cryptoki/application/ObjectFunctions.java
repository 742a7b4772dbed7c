package org.tokentwin.emulator.cryptoki.application;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.application.ObjectDirectory.Found;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyType;
import org.tokentwin.emulator.cryptoki.object.KeyMaking;
import org.tokentwin.emulator.cryptoki.object.KeyPairObjects;
import org.tokentwin.emulator.cryptoki.object.NewObject;
import org.tokentwin.emulator.cryptoki.object.ObjectChange;
import org.tokentwin.emulator.cryptoki.object.PairTemplate;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.object.Template;
import org.tokentwin.emulator.profile.KeyUse;

/** Objects: PKCS#11 v2.40 section 5.7, and the functions of section 5.14 that generate keys. */
final class ObjectFunctions {
    private final Application application;

    ObjectFunctions(Application application) {
        this.application = application;
    }

    long create(long handle, List<Attribute> attributes) {
        Session session = application.session(handle);
        Template template = Template.of(attributes);
        boolean token = template.flag(Cka.CKA_TOKEN, false);
        requireWritable(session, token);
        template.requireRoom(token);
        NewObject made = NewObject.created(
                ImportedUsage.of(template, session.token().token().profile().objects()), isSo(session), secretKeys());
        requirePlace(session, made.object());
        return changing(
                session,
                () -> session.token()
                        .objects()
                        .add(session, new KeyMaking(session.token().login().channel()).imported(made)));
    }

    long copy(long handle, long object, List<Attribute> attributes) {
        Session session = application.session(handle);
        Template template = Template.of(attributes);
        return changing(session, () -> {
            StoredObject original = find(session, object).object();
            boolean token = template.flag(Cka.CKA_TOKEN, original.isToken());
            requireWritable(session, token);
            template.requireRoom(token);
            StoredObject copy = ObjectChange.copied(original, template, isSo(session));
            requirePlace(session, copy);
            return session.token().objects().add(session, copy);
        });
    }

    void destroy(long handle, long object) {
        Session session = application.session(handle);
        changing(session, () -> {
            Found found = find(session, object);
            requireWritable(session, found.object().isToken());
            ObjectChange.requireDestroyable(found.object());
            session.token().objects().remove(found);
            return null;
        });
    }

    long size(long handle, long object) {
        return find(application.session(handle), object).object().size();
    }

    List<AttributeResult> values(long handle, long object, long[] types) {
        Session session = application.session(handle);
        Optional<HardwareFeature> feature = session.token().objects().feature(object);
        if (feature.isPresent()) {
            return Arrays.stream(types).mapToObj(feature.get()::read).toList();
        }
        StoredObject found = find(session, object).object();
        return Arrays.stream(types).mapToObj(found::read).toList();
    }

    void setValues(long handle, long object, List<Attribute> attributes) {
        Session session = application.session(handle);
        Optional<HardwareFeature> feature = session.token().objects().feature(object);
        if (feature.isPresent()) {
            setValues(session, feature.get(), attributes);
            return;
        }
        Template template = Template.of(attributes);
        changing(session, () -> {
            Found found = find(session, object);
            requireWritable(session, found.object().isToken());
            template.requireRoom(found.object().isToken());
            session.token().objects().replace(found, ObjectChange.modified(found.object(), template, isSo(session)));
            return null;
        });
    }

    private static void setValues(Session session, HardwareFeature feature, List<Attribute> attributes) {
        requireWritable(session, true);
        changing(session, () -> {
            feature.change(attributes, session.token().login());
            return null;
        });
    }

    void findInit(long handle, List<Attribute> wanted) {
        Session session = application.session(handle);
        session.with(operations -> {
            operations.search().requireFree();
            operations.search().begin(matching(session.token().objects(), wanted));
        });
    }

    private static LongStream matching(ObjectDirectory objects, List<Attribute> wanted) {
        if (HardwareFeature.isWanted(wanted)) {
            return objects.features().stream()
                    .filter(feature -> feature.matches(wanted))
                    .mapToLong(HardwareFeature::handle);
        }
        return objects.visible().stream()
                .filter(found -> found.object().matches(wanted))
                .mapToLong(Found::handle);
    }

    long[] find(long handle, long most) {
        return application.session(handle).ask(operations -> operations.search().next(most));
    }

    void findFinal(long handle) {
        application.session(handle).with(operations -> operations.search().finish());
    }

    long generateKey(long handle, Mechanism mechanism, List<Attribute> attributes) {
        Session session = application.session(handle);
        SecretKeyType type = mechanisms().generatedType(mechanism);
        Template template = Template.of(attributes);
        boolean token = template.flag(Cka.CKA_TOKEN, false);
        requireWritable(session, token);
        template.requireRoom(token);
        StoredObject wanted = SecretKeys.template(type, template, isSo(session));
        requirePlace(session, wanted);
        try (SecretKeyOnHost key = mechanisms().generate(mechanism, SecretKeys.length(type, wanted))) {
            return added(session, SecretKeys.generated(wanted, key, mechanism));
        }
    }

    KeyPairHandles generateKeyPair(
            long handle, Mechanism mechanism, List<Attribute> publicAttributes, List<Attribute> privateAttributes) {
        Session session = application.session(handle);
        MechanismInfo range = mechanisms().generateKeyPair(mechanism);
        Template publicTemplate = Template.of(publicAttributes);
        Template privateTemplate = Template.of(privateAttributes);
        requireWritable(
                session, publicTemplate.flag(Cka.CKA_TOKEN, false) || privateTemplate.flag(Cka.CKA_TOKEN, false));
        publicTemplate.requireRoom(publicTemplate.flag(Cka.CKA_TOKEN, false));
        privateTemplate.requireRoom(privateTemplate.flag(Cka.CKA_TOKEN, false));
        PairTemplate pair =
                PairTemplate.of(mechanism.type(), publicTemplate, privateTemplate, isSo(session), generatedUsage());
        requirePlace(session, pair.publicKey());
        requirePlace(session, pair.privateKey());
        KeyPairObjects made = new KeyMaking(session.token().login().channel()).generated(pair, mechanism, range);
        return changing(session, () -> session.token().objects().addPair(session, made));
    }

    private Set<Long> generatedUsage() {
        return application.board().profile().objects().generatedKeyUsage().stream()
                .map(KeyUse::attribute)
                .collect(Collectors.toSet());
    }

    private Mechanisms mechanisms() {
        return application.board().mechanisms();
    }

    private Set<Long> secretKeys() {
        return mechanisms().secretKeyTypes().stream().map(SecretKeyType::ckk).collect(Collectors.toSet());
    }

    static <T> T changing(Session session, Supplier<T> change) {
        return session.token().token().card().changing(change);
    }

    /** @throws CryptokiException {@code CKR_OBJECT_HANDLE_INVALID} if there is no such object, or none that may be seen now */
    private static Found find(Session session, long object) {
        return session.token()
                .objects()
                .find(object)
                .orElseThrow(() -> new CryptokiException(Ckr.CKR_OBJECT_HANDLE_INVALID, "there is no such object"));
    }

    static void requireWritable(Session session, boolean token) {
        if (token) {
            session.requireReadWrite();
        }
    }

    /** Stores an object that is complete. */
    static long added(Session session, StoredObject object) {
        return changing(session, () -> session.token().objects().add(session, object));
    }

    /** A private object is made by the user only, and a secret key lies where the token holds such keys. */
    static void requirePlace(Session session, StoredObject object) {
        boolean onToken = session.token().token().profile().objects().secretKeysOnToken();
        SecretKeys.requirePlace(object, onToken);
        if (object.isPrivate()) {
            session.token().login().requireUser();
        }
    }

    static boolean isSo(Session session) {
        return session.token().login().current().role() == Role.SO;
    }
}
