package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.find;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeyType;

/** What other middleware finds on a card that this module filled, and the other way round. */
class CardLayoutTest {
    private static final Attribute PRIVATE_KEYS = Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY);
    private static final Attribute CERTIFICATES = Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_CERTIFICATE);

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();
    private final long session = TokenFixture.openUser(application);
    private final Credential rsa = Templates.credential(KeyType.RSA_1024);
    private final Credential ec = Templates.credential(KeyType.P256);

    @Test
    void keyThenCertificate_isAContainer() throws CertificateEncodingException {
        application.createObject(session, Templates.onToken(Templates.privateKey(rsa)));
        application.createObject(session, Templates.onToken(Templates.certificate(rsa.certificate())));
        application.createObject(session, Templates.onToken(Templates.certificate(ec.certificate())));

        assertThat(certificate(read(fileNamed("kxc00"))))
                .isEqualTo(rsa.certificate().getEncoded());
        assertThat(index().keySet()).noneMatch(name -> name.startsWith("ksc"));
        assertThat(record(0).get(80)).isEqualTo((byte) 1);
        assertThat(record(0).getShort(82)).isZero();
        assertThat(record(0).getShort(84)).isEqualTo((short) 1024);
    }

    @Test
    void certificateThenKey_isAContainerToo() throws CertificateEncodingException {
        long certificate =
                application.createObject(session, Templates.onToken(Templates.certificate(ec.certificate())));
        application.createObject(session, Templates.onToken(Templates.privateKey(ec)));

        assertThat(certificate(read(fileNamed("ksc00"))))
                .isEqualTo(ec.certificate().getEncoded());
        assertThat(record(0).getShort(82)).isEqualTo((short) 256);
        assertThat(value(certificate, Cka.CKA_VALUE)).isEqualTo(ec.certificate().getEncoded());
    }

    @Test
    void deletedKey_leavesItsCertificate_andFreesTheContainer() throws CertificateEncodingException {
        long key = application.createObject(session, Templates.onToken(Templates.privateKey(rsa)));
        application.createObject(session, Templates.onToken(Templates.privateKey(ec)));
        long certificate =
                application.createObject(session, Templates.onToken(Templates.certificate(rsa.certificate())));

        application.destroyObject(session, key);

        assertThat(index()).doesNotContainKey("kxc00");
        assertThat(value(certificate, Cka.CKA_VALUE))
                .isEqualTo(rsa.certificate().getEncoded());
        assertThat(record(0).get(0))
                .as("a record without a name would end the map")
                .isNotZero();
        assertThat(record(0).get(80)).isZero();
        assertThat(record(1).get(80)).isEqualTo((byte) 1);
    }

    @Test
    void deletedCertificate_takesItsFileWithIt() {
        application.createObject(session, Templates.onToken(Templates.privateKey(rsa)));
        long certificate =
                application.createObject(session, Templates.onToken(Templates.certificate(rsa.certificate())));

        application.destroyObject(session, certificate);

        assertThat(index()).doesNotContainKey("kxc00");
        assertThat(find(application, session, CERTIFICATES)).isEmpty();
    }

    @Test
    void keyAndCertificateWithoutOurFiles_areObjectsAllTheSame() {
        application.createObject(session, Templates.onToken(Templates.privateKey(rsa)));
        application.createObject(session, Templates.onToken(Templates.certificate(rsa.certificate())));
        asUser(() -> index().forEach((name, id) -> {
            if (name.startsWith("pub") || name.startsWith("prv")) {
                token.send(0xE4, 0x02, 0x00, bytes(id));
            }
        }));

        long[] keys = find(application, session, PRIVATE_KEYS);
        long[] certificates = find(application, session, CERTIFICATES);

        assertThat(keys).hasSize(1);
        assertThat(certificates).hasSize(1);
        assertThat(value(keys[0], Cka.CKA_ID)).hasSize(20).isEqualTo(value(certificates[0], Cka.CKA_ID));
        assertThat(new String(value(certificates[0], Cka.CKA_LABEL), StandardCharsets.UTF_8))
                .isEqualTo("CHAN TAI MAN");
        assertThat(SigningTest.sign(application, session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), keys[0]))
                .hasSize(128);
        application.setAttributeValue(session, keys[0], List.of(Attribute.ofString(Cka.CKA_LABEL, "named")));
        assertThat(find(application, session, PRIVATE_KEYS, Attribute.ofString(Cka.CKA_LABEL, "named")))
                .containsExactly(keys[0]);
    }

    @Test
    void certificateThatOthersStoreAsItIs_isRead() throws CertificateEncodingException {
        application.createObject(session, Templates.onToken(Templates.privateKey(ec)));
        storeCertificate(ec.certificate().getEncoded());

        long[] certificates = find(application, session, CERTIFICATES);

        assertThat(certificates).hasSize(1);
        assertThat(value(certificates[0], Cka.CKA_VALUE))
                .isEqualTo(ec.certificate().getEncoded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "01", "0100", "01000000", "0100FFFF789C", "01001000789C030000000001", "010005000102030405"})
    void brokenCertificateFile_isNoObject(String content) {
        application.createObject(session, Templates.onToken(Templates.privateKey(ec)));
        storeCertificate(HexFormat.of().parseHex(content));

        assertThat(find(application, session, CERTIFICATES)).isEmpty();
        assertThat(find(application, session, PRIVATE_KEYS)).hasSize(1);
    }

    private void storeCertificate(byte[] content) {
        String size = HexFormat.of().toHexDigits((short) content.length);
        String file =
                "621F" + "8002" + size + "83024000" + "8511" + "6B73633030000000" + "6D7363700000000000" + "86020001";
        byte[] template =
                HexFormat.of().parseHex(file + "5382" + size + HexFormat.of().formatHex(content));
        asUser(() -> token.send(0xE0, 0x00, 0x00, template));
        assertThat(index()).containsKey("ksc00");
    }

    @Test
    void keyDeletedByOtherMeans_isNoObjectAnyMore() {
        application.createObject(session, Templates.onToken(Templates.privateKey(rsa)));
        asUser(() -> token.send(0xE4, 0x01, 0x56, new byte[0]));

        assertThat(find(application, session, PRIVATE_KEYS)).isEmpty();
    }

    @Test
    void fileThatIsNoObjectOfOurs_isIgnored() {
        asUser(() -> token.send(
                0xE0,
                0x00,
                0x00,
                HexFormat.of()
                        .parseHex("62 1F 80 02 0004 83 02 5ABC 85 11".replace(" ", "") + "7075623561626300"
                                + "703131000000000000" + "86020001" + "5304" + "FF010203")));

        assertThat(find(application, session)).isEmpty();
    }

    private void asUser(Runnable commands) {
        token.send(0x20, 0x00, 0x11, TokenFixture.ascii(TokenFixture.PIN));
        commands.run();
    }

    private ByteBuffer record(int container) {
        return ByteBuffer.wrap(read(0x0204), container * 86, 86).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Names of the files in the index, with their ids. */
    private Map<String, Integer> index() {
        ByteBuffer index = ByteBuffer.wrap(read(0x0101));
        Map<String, Integer> files = new TreeMap<>();
        int count = index.get();
        for (int i = 0; i < count; i++) {
            int id = Short.toUnsignedInt(index.getShort());
            byte[] name = new byte[8];
            index.getShort();
            index.get(name).position(index.position() + 9);
            files.put(new String(name, StandardCharsets.US_ASCII).replace("\0", ""), id);
        }
        return files;
    }

    /** What is in the file of a container's certificate, once decompressed. */
    private static byte[] certificate(byte[] file) {
        assertThat(file).startsWith(1, 0);
        byte[] certificate = new byte
                [Short.toUnsignedInt(
                        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(2))];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(file, 4, file.length - 4);
            assertThat(inflater.inflate(certificate)).isEqualTo(certificate.length);
            assertThat(inflater.inflate(new byte[1])).isZero();
            return certificate;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private int fileNamed(String name) {
        return Optional.ofNullable(index().get(name)).orElseThrow();
    }

    private byte[] read(int id) {
        token.send(0xA4, 0x00, 0x0C, bytes(id));
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xB0, 0, 0, 65536))
                .data();
    }

    private byte[] value(long object, long type) {
        return application
                .getAttributeValue(session, object, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow()
                .value();
    }

    private static byte[] bytes(int id) {
        return new byte[] {(byte) (id >> 8), (byte) id};
    }
}
