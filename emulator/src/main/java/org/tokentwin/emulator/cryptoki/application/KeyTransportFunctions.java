package org.tokentwin.emulator.cryptoki.application;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.NestedTemplate;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.object.DerivedData;
import org.tokentwin.emulator.cryptoki.object.KeyMaking;
import org.tokentwin.emulator.cryptoki.object.NewObject;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.object.Template;
import org.tokentwin.emulator.cryptoki.object.WrappedPrivateKey;

/** Keys that leave and come under others, or are derived from them, PKCS#11 v2.40 section 5.14. What may leave is decided here, and nowhere else. */
final class KeyTransportFunctions {
    private static final Set<Long> WRAPPING = Set.of(Cko.CKO_PUBLIC_KEY, Cko.CKO_SECRET_KEY);
    private static final Set<Long> UNWRAPPING = Set.of(Cko.CKO_PRIVATE_KEY, Cko.CKO_SECRET_KEY);

    private final Application application;

    KeyTransportFunctions(Application application) {
        this.application = application;
    }

    void wrapKey(long handle, Mechanism mechanism, long wrappingKey, long key, OutputBuffer wrappedKey) {
        Session session = application.session(handle);
        mechanisms().require(mechanism, Ckf.CKF_WRAP);
        StoredObject wrapping = asWrappingKey(() -> Keys.find(session, wrappingKey, WRAPPING, Cka.CKA_WRAP, mechanism));
        StoredObject wrapped = Keys.find(session, key);
        requireMayLeave(wrapped, wrapping);
        try (SecretKeyOnHost secret = SecretKeys.onHost(wrapped)) {
            wrappedKey.put(Keys.with(session, wrapping, used -> mechanisms().wrap(mechanism, used, secret.value())));
        }
    }

    long unwrapKey(long handle, Mechanism mechanism, long unwrappingKey, byte[] wrapped, List<Attribute> attributes) {
        Session session = application.session(handle);
        mechanisms().require(mechanism, Ckf.CKF_UNWRAP);
        Template given = Template.of(attributes);
        boolean token = given.flag(Cka.CKA_TOKEN, false);
        ObjectFunctions.requireWritable(session, token);
        given.requireRoom(token);
        StoredObject unwrapping =
                asUnwrappingKey(() -> Keys.find(session, unwrappingKey, UNWRAPPING, Cka.CKA_UNWRAP, mechanism));
        requireNoPin(unwrapping);
        Template template = underTemplateOf(unwrapping, given);
        ObjectFunctions.requireWritable(session, template.flag(Cka.CKA_TOKEN, false));
        return template.isOf(Cko.CKO_PRIVATE_KEY)
                ? unwrapPrivateKey(session, mechanism, unwrapping, wrapped, template)
                : unwrapSecretKey(session, mechanism, unwrapping, wrapped, template);
    }

    private long unwrapSecretKey(
            Session session, Mechanism mechanism, StoredObject unwrapping, byte[] wrapped, Template template) {
        StoredObject wanted = SecretKeys.wanted(template, mechanisms().secretKeyTypes(), ObjectFunctions.isSo(session));
        ObjectFunctions.requirePlace(session, wanted);
        byte[] value = Keys.with(
                session,
                unwrapping,
                used -> mechanisms().unwrap(mechanism, used, wrapped, SecretKeys.wantedLength(wanted)));
        try {
            return ObjectFunctions.added(session, SecretKeys.unwrapped(wanted, value));
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    private long unwrapPrivateKey(
            Session session, Mechanism mechanism, StoredObject unwrapping, byte[] wrapped, Template template) {
        if (!mechanisms().unwrapsPrivateKeys(mechanism)) {
            throw new CryptokiException(Ckr.CKR_TEMPLATE_INCONSISTENT, mechanism + " unwraps secret keys only");
        }
        byte[] encoded =
                Keys.with(session, unwrapping, used -> mechanisms().unwrap(mechanism, used, wrapped, Optional.empty()));
        try {
            NewObject made = WrappedPrivateKey.of(
                    ImportedUsage.of(template, session.token().token().profile().objects()),
                    encoded,
                    ObjectFunctions.isSo(session));
            ObjectFunctions.requirePlace(session, made.object());
            return ObjectFunctions.changing(
                    session,
                    () -> session.token()
                            .objects()
                            .add(session, new KeyMaking(session.token().login().channel()).imported(made)));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    long deriveKey(long handle, Mechanism mechanism, long baseKey, List<Attribute> attributes) {
        Session session = application.session(handle);
        mechanisms().require(mechanism, Ckf.CKF_DERIVE);
        Template template = Template.of(attributes);
        boolean token = template.flag(Cka.CKA_TOKEN, false);
        ObjectFunctions.requireWritable(session, token);
        template.requireRoom(token);
        StoredObject base = Keys.find(session, baseKey, UNWRAPPING, Cka.CKA_DERIVE, mechanism);
        requireNoPin(base);
        return HkdfSalt.with(
                session,
                mechanism,
                salted -> mechanisms().derivesData(mechanism)
                        ? deriveData(session, salted, base, template)
                        : deriveKey(session, salted, base, template));
    }

    private long deriveKey(Session session, Mechanism mechanism, StoredObject base, Template template) {
        StoredObject wanted = SecretKeys.wanted(template, mechanisms().secretKeyTypes(), ObjectFunctions.isSo(session));
        ObjectFunctions.requirePlace(session, wanted);
        byte[] value = Keys.with(
                session, base, used -> mechanisms().derive(mechanism, used, SecretKeys.derivedLength(wanted)));
        try {
            return ObjectFunctions.added(session, SecretKeys.derived(wanted, base, value));
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    private long deriveData(Session session, Mechanism mechanism, StoredObject base, Template template) {
        boolean so = ObjectFunctions.isSo(session);
        ObjectFunctions.requirePlace(session, DerivedData.of(template, new byte[0], so));
        byte[] value =
                Keys.with(session, base, used -> mechanisms().derive(mechanism, used, DerivedData.length(template)));
        return ObjectFunctions.added(session, DerivedData.of(template, value, so));
    }

    /** Sections 4.9 and 4.10. A private key is the card's: none is extractable. */
    private static void requireMayLeave(StoredObject key, StoredObject wrapping) {
        if (!key.kind().isSecretKey() && !key.kind().isPrivateKey()) {
            throw new CryptokiException(Ckr.CKR_KEY_NOT_WRAPPABLE, "the key is no secret key");
        }
        if (!key.kind().isSecretKey() || !key.flag(Cka.CKA_EXTRACTABLE)) {
            throw new CryptokiException(Ckr.CKR_KEY_UNEXTRACTABLE, "CKA_EXTRACTABLE is false");
        }
        if (key.flag(Cka.CKA_WRAP_WITH_TRUSTED) && !wrapping.flag(Cka.CKA_TRUSTED)) {
            throw new CryptokiException(Ckr.CKR_KEY_NOT_WRAPPABLE, "CKA_TRUSTED of the wrapping key is false");
        }
        if (key.flag(Cka.CKA_SENSITIVE) && wrapping.kind().isSecretKey() && wrapping.flag(Cka.CKA_DECRYPT)) {
            throw new CryptokiException(Ckr.CKR_KEY_NOT_WRAPPABLE, "the wrapping key would decrypt it, too");
        }
        boolean matches = wrapping.get(Cka.CKA_WRAP_TEMPLATE)
                .map(NestedTemplate::attributes)
                .map(key::matches)
                .orElse(true);
        if (!matches) {
            throw new CryptokiException(
                    Ckr.CKR_KEY_NOT_WRAPPABLE, "the key is not as CKA_WRAP_TEMPLATE of the wrapping key says");
        }
    }

    /** C_UnwrapKey and C_DeriveKey begin no operation that the PIN could be given for. */
    private static void requireNoPin(StoredObject unwrapping) {
        if (unwrapping.flag(Cka.CKA_ALWAYS_AUTHENTICATE)) {
            throw new CryptokiException(Ckr.CKR_USER_NOT_LOGGED_IN, "the key wants the PIN for each use");
        }
    }

    private static Template underTemplateOf(StoredObject unwrapping, Template given) {
        Template template = given;
        List<Attribute> demanded = unwrapping
                .get(Cka.CKA_UNWRAP_TEMPLATE)
                .map(NestedTemplate::attributes)
                .orElse(List.of());
        for (Attribute each : demanded) {
            template = template.contributed(each);
        }
        return template;
    }

    private static StoredObject asWrappingKey(Supplier<StoredObject> search) {
        return as(search, Ckr.CKR_WRAPPING_KEY_HANDLE_INVALID, Ckr.CKR_WRAPPING_KEY_TYPE_INCONSISTENT);
    }

    private static StoredObject asUnwrappingKey(Supplier<StoredObject> search) {
        return as(search, Ckr.CKR_UNWRAPPING_KEY_HANDLE_INVALID, Ckr.CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT);
    }

    private static StoredObject as(Supplier<StoredObject> search, Ckr notThere, Ckr ofAnotherType) {
        try {
            return search.get();
        } catch (CryptokiException e) {
            switch (e.ckr()) {
                case CKR_KEY_HANDLE_INVALID -> throw new CryptokiException(notThere, "there is no such key", e);
                case CKR_KEY_TYPE_INCONSISTENT -> throw new CryptokiException(ofAnotherType, "another kind of key", e);
                default -> throw e;
            }
        }
    }

    private Mechanisms mechanisms() {
        return application.board().mechanisms();
    }
}
