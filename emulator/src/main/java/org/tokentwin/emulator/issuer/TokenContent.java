package org.tokentwin.emulator.issuer;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.object.KeyMaking;
import org.tokentwin.emulator.cryptoki.object.NewObject;
import org.tokentwin.emulator.cryptoki.object.ObjectWriter;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.Template;
import org.tokentwin.emulator.cryptoki.object.TokenObject;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.cryptoki.token.LabelFile;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.issuer.CertificateObject.Category;
import org.tokentwin.emulator.profile.ObjectProfile;

/**
 * What lies on a token: its label, and each credential as the objects that it becomes, which are the private key, its
 * certificate, its public key where the profile says so; then the certificates of the chains and of other CAs, each once. Where they lie on the card is the object layer's to know.
 */
record TokenContent(
        String label, List<Credential> credentials, List<X509Certificate> authorities, ObjectProfile profile) {
    /**
     * Writes it to a card in the state of personalisation, which asks for no PIN.
     *
     * @throws PersonalisationException when the card refuses a part of it
     */
    void writeTo(Card card) {
        CardReader reader = new CardReader("personalisation");
        reader.insert(card);
        try (TokenChannel channel = new InsertedCard(reader, card).openChannel()) {
            new LabelFile(channel).write(label);
            new ObjectWriter(channel).layOut();
            PublicObjects publicObjects = new PublicObjects(channel);
            PrivateObjects privateObjects = new PrivateObjects(channel, publicObjects);
            for (List<Attribute> template : templates()) {
                List<TokenObject> others = Stream.concat(publicObjects.all().stream(), privateObjects.all().stream())
                        .toList();
                NewObject created = NewObject.created(Template.of(template), false);
                new ObjectWriter(channel).create(new KeyMaking(channel).imported(created), others);
            }
        } catch (CryptokiException e) {
            throw new PersonalisationException("The card refused a part of its content: " + e.getMessage(), e);
        } finally {
            reader.remove();
        }
    }

    private List<List<Attribute>> templates() {
        List<List<Attribute>> templates = new ArrayList<>();
        credentials.forEach(content -> addTo(templates, content));
        Stream.concat(
                        credentials.stream()
                                .flatMap(content ->
                                        content.certificates().stream().skip(1)),
                        authorities.stream())
                .distinct()
                .forEach(each -> templates.add(object(each).template(Category.AUTHORITY)));
        return templates;
    }

    private void addTo(List<List<Attribute>> templates, Credential content) {
        CertificateObject certificate = object(content.certificate());
        KeyObjects keys = new KeyObjects(content, certificate);
        templates.add(keys.privateKey(profile));
        templates.add(certificate.template(Category.TOKEN_USER));
        if (profile.importedKeyHasPublicKey()) {
            templates.add(keys.publicKey());
        }
    }

    private CertificateObject object(X509Certificate certificate) {
        return new CertificateObject(certificate, profile.idLength());
    }
}
