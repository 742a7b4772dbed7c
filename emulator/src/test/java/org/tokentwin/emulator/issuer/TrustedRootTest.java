package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.object.TokenObject;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.profile.TokenProfile;

/** The real root certificates that this machine trusts fit on a token as well. */
class TrustedRootTest {
    @Test
    void realRootCertificates_areStoredAsAuthorities() throws GeneralSecurityException {
        List<X509Certificate> roots = hongkongPostRoots();
        assumeFalse(roots.isEmpty(), "the trust store of this Java has no root certificate of Hongkong Post");
        Card card = new JcardsimCard(TokenProfile.ofDefault().atr().bytes());

        Personalisation.of(TokenProfile.ofDefault(), List.of())
                .withAuthorities(roots)
                .applyTo(card);

        List<StoredObject> stored = publicObjects(card);
        assertThat(stored).hasSameSizeAs(roots);
        for (X509Certificate root : roots) {
            assertThat(stored)
                    .filteredOn(object -> Arrays.equals(object.value(Cka.CKA_VALUE), encoded(root)))
                    .singleElement()
                    .satisfies(object -> assertThat(object.get(Cka.CKA_CERTIFICATE_CATEGORY))
                            .contains(Attribute.ofUlong(Cka.CKA_CERTIFICATE_CATEGORY, 2)))
                    .satisfies(object -> assertThat(
                                    object.get(Cka.CKA_LABEL).orElseThrow().asString())
                            .startsWith("Hongkong Post Root CA"));
        }
    }

    private static List<X509Certificate> hongkongPostRoots() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .flatMap(manager -> manager instanceof X509TrustManager x509
                        ? Arrays.stream(x509.getAcceptedIssuers())
                        : Stream.empty())
                .filter(root -> root.getSubjectX500Principal().getName().startsWith("CN=Hongkong Post Root CA"))
                .toList();
    }

    private static List<StoredObject> publicObjects(Card card) {
        CardReader reader = new CardReader("test");
        reader.insert(card);
        return new PublicObjects(new InsertedCard(reader, card).openChannel())
                .all().stream().map(TokenObject::object).toList();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
