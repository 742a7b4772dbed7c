package org.tokentwin.emulator.store;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.application.Templates;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Of the stream: key pairs generated, private keys and certificates imported in any order, and all of them deleted. */
final class KeyWork {
    private static final int CREDENTIALS = 3;
    private static final int MOST_PAIRS = 4;
    private static final String PAIR = HexFormat.of().formatHex("pair ".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] P256 = HexFormat.of().parseHex("06082A8648CE3D030107");

    private final Random random;
    private final List<Credential> credentials = credentials();
    private int made;

    KeyWork(Random random) {
        this.random = random;
    }

    private static List<Credential> credentials() {
        TestAuthority authority = TestAuthority.bundled(InstantSource.system());
        return IntStream.range(0, CREDENTIALS)
                .mapToObj(i ->
                        authority.issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.P256, KeySource.FRESH, 1))
                .toList();
    }

    Step next(TokenState state) {
        List<ObjectName> pairs = state.objects().keySet().stream()
                .filter(name -> name.objectClass() != Cko.CKO_DATA && name.id().startsWith(PAIR))
                .sorted()
                .toList();
        int which = random.nextInt(CREDENTIALS + 1);
        if (which < CREDENTIALS) {
            return credential(state, credentials.get(which));
        }
        return pairs.size() < MOST_PAIRS ? generate(state) : destroy(state, pairs.get(random.nextInt(pairs.size())));
    }

    private Step generate(TokenState state) {
        byte[] id = ("pair " + made++).getBytes(StandardCharsets.US_ASCII);
        ObjectName privateKey = ObjectName.of(Cko.CKO_PRIVATE_KEY, id);
        ObjectName publicKey = ObjectName.of(Cko.CKO_PUBLIC_KEY, id);
        TokenState half = state.with(privateKey, ObservedToken.SIGNS);
        List<Attribute> common = List.of(Attribute.ofBoolean(Cka.CKA_TOKEN, true), Attribute.of(Cka.CKA_ID, id));
        return new Step(
                "generate " + privateKey,
                half.with(publicKey, ObservedToken.IS_THERE),
                true,
                Ckr.CKR_OK,
                List.of(half),
                session -> session.generateEcPair(
                        Templates.with(common, Attribute.of(Cka.CKA_EC_PARAMS, P256)),
                        Templates.with(common, Attribute.ofBoolean(Cka.CKA_SIGN, true))));
    }

    /** Imports the half that is missing, or deletes one of both. */
    private Step credential(TokenState state, Credential credential) {
        ObjectName key = ObjectName.of(Cko.CKO_PRIVATE_KEY, keyHash(credential));
        ObjectName certificate = ObjectName.of(Cko.CKO_CERTIFICATE, keyHash(credential));
        ObjectName chosen = random.nextBoolean() ? key : certificate;
        if (state.objects().containsKey(chosen)) {
            return destroy(state, chosen);
        }
        return chosen.equals(key)
                ? create(
                        state,
                        key,
                        ObservedToken.SIGNS,
                        Templates.with(Templates.privateKey(credential), Attribute.ofBoolean(Cka.CKA_SIGN, true)))
                : create(
                        state,
                        certificate,
                        HexFormat.of().formatHex(encoded(credential)),
                        Templates.certificate(credential.certificate()));
    }

    private static Step create(TokenState state, ObjectName name, String value, List<Attribute> template) {
        List<Attribute> whole = new ArrayList<>(template);
        whole.add(name.nameAttribute());
        whole.add(Attribute.ofBoolean(Cka.CKA_TOKEN, true));
        return new Step("import " + name, state.with(name, value), true, Ckr.CKR_OK, session -> session.create(whole));
    }

    private static Step destroy(TokenState state, ObjectName name) {
        return new Step(
                "destroy " + name,
                state.without(name),
                true,
                Ckr.CKR_OK,
                session -> session.destroy(session.find(name.search())));
    }

    /** As a card shows keys and certificates of which it has no more than themselves. */
    private static byte[] keyHash(Credential credential) {
        byte[] info = credential.certificate().getPublicKey().getEncoded();
        return ObservedToken.sha1(
                SubjectPublicKeyInfo.getInstance(info).getPublicKeyData().getOctets());
    }

    private static byte[] encoded(Credential credential) {
        try {
            return credential.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("an issued certificate has an encoding", e);
        }
    }
}
