package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.plaf.basic.BasicHTML;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckc;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * A certificate, and a data object, that strangers wrote: 200 characters in each field, some of which turn the writing round, move a cursor or
 * are markup. All of it is shown as text and nothing else, in every language.
 */
@WindowTest
class HostileFieldsTest {
    private static final String BEGINNING = "<html><b>\u202Egnp.\u0007\u001B[31m\u2066שלום\n\t陳";
    private static final String HOSTILE = BEGINNING + "W".repeat(200 - BEGINNING.length());

    @ParameterizedTest
    @EnumSource
    void everyField_isShownHarmless(Language language) throws Exception {
        try (InsertedToken inserted = InsertedToken.issue()) {
            write(inserted);
            try (ShownWindow shown = ShownWindow.on(inserted.emulator(), Texts.in(language), false)) {
                assertHarmless(shown);
                shown.press("tools.advanced");
                List<String> hostile = shown.nodes().stream()
                        .filter(node -> node.startsWith("<html>"))
                        .toList();
                assertThat(hostile).hasSize(2);
                shown.chooseNode(hostile.getFirst());
                for (int tab = 0; tab < 5; tab++) {
                    shown.chooseTab(tab);
                    assertHarmless(shown);
                }
                shown.chooseTab(1);
                assertThat(shown.everything())
                        .contains("<html><b>?gnp.??[31m?שלום??陳WWW")
                        .contains(Texts.in(language).text("cert.alternative"));
                shown.chooseNode(hostile.getLast());
                assertHarmless(shown);
            }
        }
    }

    private static void assertHarmless(ShownWindow shown) {
        assertThat(shown.everything().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        List<Component> html = OnScreen.onEventThread(() -> OnScreen.shownIn(shown.top()).stream()
                .filter(c -> c instanceof JLabel || c instanceof AbstractButton)
                .filter(c -> ((JComponent) c).getClientProperty(BasicHTML.propertyKey) != null)
                .toList());
        assertThat(html).as("rendered as HTML").isEmpty();
    }

    private static void write(InsertedToken inserted) throws Exception {
        Cryptoki application = inserted.emulator().newApplication();
        application.initialize(null);
        long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
        application.login(session, Cku.CKU_USER, InsertedToken.PIN.getBytes(StandardCharsets.UTF_8));
        application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE),
                        Attribute.ofUlong(Cka.CKA_CERTIFICATE_TYPE, Ckc.CKC_X_509),
                        Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                        Attribute.ofString(Cka.CKA_LABEL, HOSTILE),
                        Attribute.of(Cka.CKA_SUBJECT, name().getEncoded()),
                        Attribute.of(Cka.CKA_VALUE, certificate())));
        application.createObject(
                session,
                List.of(
                        Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                        Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                        Attribute.ofString(Cka.CKA_LABEL, HOSTILE),
                        Attribute.ofString(Cka.CKA_APPLICATION, HOSTILE),
                        Attribute.of(Cka.CKA_VALUE, new byte[] {1, 2, 3})));
        application.finalizeCryptoki(false);
    }

    private static byte[] certificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        name(),
                        new BigInteger(150, new SecureRandom()).add(BigInteger.ONE),
                        Date.from(now.minus(1, ChronoUnit.DAYS)),
                        Date.from(now.plus(365, ChronoUnit.DAYS)),
                        name(),
                        pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(name()), new GeneralName(GeneralName.rfc822Name, "W".repeat(200) + "@example.hk")
                }))
                .addExtension(
                        Extension.certificatePolicies,
                        false,
                        new CertificatePolicies(
                                new PolicyInformation(new ASN1ObjectIdentifier("1.2.3" + ".4".repeat(100)))));
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }

    private static X500Name name() {
        X500NameBuilder name = new X500NameBuilder();
        for (ASN1ObjectIdentifier field : List.of(BCStyle.C, BCStyle.O, BCStyle.OU, BCStyle.CN, BCStyle.L)) {
            name.addRDN(field, new DERUTF8String(HOSTILE));
        }
        return name.build();
    }
}
