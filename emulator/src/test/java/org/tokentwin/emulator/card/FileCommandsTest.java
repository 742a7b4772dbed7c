package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.card.TestCards.SO_PIN;
import static org.tokentwin.emulator.card.TestCards.USER_PIN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCommandsTest {
    private static final byte[] CONTENT = CardDriver.ascii("content of a file");
    private static final byte[] AID = HexFormat.of().parseHex("A000000018800000000662");
    private static final int ID = 0x0301;

    private final Card card = TestCards.readyWithSo();
    private final CardDriver anyone = CardDriver.basic(card);
    private final CardDriver user = loggedIn(CardDriver.USER, USER_PIN);
    private final CardDriver so = loggedIn(CardDriver.SO, SO_PIN);

    private CardDriver loggedIn(int reference, String pin) {
        CardDriver channel = CardDriver.open(card);
        channel.verify(reference, pin).requireOk();
        return channel;
    }

    @Test
    void createdFile_isReadBack() {
        user.create(ID, CONTENT.length, 0, 1, CONTENT).requireOk();

        byte[] fci = anyone.select(ID).requireOk().data();
        assertThat(fci)
                .isEqualTo(
                        HexFormat.of().parseHex("6F12" + "80020011" + "820101" + "83020301" + "8A0105" + "86020001"));
        assertThat(anyone.read(0, 256).requireOk().data()).isEqualTo(CONTENT);
    }

    @Test
    void selection_answersAsP2Asks() {
        user.create(ID, 4, 0, 1, new byte[0]).requireOk();
        byte[] id = CardDriver.shortBytes(ID);

        assertThat(anyone.send(0xA4, 0, 0x04, id, 256).requireOk().data()).startsWith(0x62);
        assertThat(anyone.send(0xA4, 0, 0x0C, id, 0).requireOk().data()).isEmpty();
        assertThat(anyone.send(0xA4, 8, 0, new byte[] {0x3F, 0, 3, 1}, 256)
                        .requireOk()
                        .data())
                .startsWith(0x6F);
        assertThat(anyone.send(0xA4, 8, 0, id, 256).requireOk().data()).startsWith(0x6F);
        anyone.send(0xA4, 0, 0x08, id, 256).require(0x6A86);
        anyone.send(0xA4, 2, 0, id, 256).require(0x6A86);
        anyone.send(0xA4, 0, 0, new byte[3], 256).require(0x6700);
    }

    @Test
    void selectionOfTheApplet_startsTheChannelAfresh() {
        user.create(ID, 4, 0, 1, new byte[0]).requireOk();
        user.select(ID).requireOk();

        assertThat(user.send(0xA4, 4, 0, AID, 256).requireOk().data())
                .isEqualTo(CardDriver.concat(new byte[] {0x6F, 0x0D, (byte) 0x84, 0x0B}, AID));

        user.read(0, 4).require(0x6986);
        user.status(CardDriver.USER).require(0x63CF);
        so.status(CardDriver.SO).requireOk();
    }

    @Test
    void selectionOfAnotherApplet_isNotFound() {
        anyone.send(0xA4, 4, 0, HexFormat.of().parseHex("A000000003000000"), 256)
                .require(0x6A82);
        anyone.send(0xA4, 4, 0, CardDriver.concat(AID, new byte[1]), 256).require(0x6A82);
        anyone.send(0xA4, 4, 0x0C, AID, 0).requireOk();
    }

    @Test
    void absentFile_isNotFound() {
        anyone.select(0x0999).require(0x6A82);
        user.delete(0x0999).require(0x6A82);
    }

    @Test
    void failedSelection_keepsTheSelectedFile() {
        user.create(ID, CONTENT.length, 0, 1, CONTENT).requireOk();
        anyone.select(ID).requireOk();
        anyone.select(0x0999).require(0x6A82);

        assertThat(anyone.read(0, 7).requireOk().data()).isEqualTo(CardDriver.ascii("content"));
    }

    @Test
    void nothingSelected_isNotRead() {
        anyone.read(0, 1).require(0x6986);
        anyone.update(0, new byte[1]).require(0x6986);
    }

    @Test
    void reading_endsWithTheFile() {
        user.create(ID, CONTENT.length, 0, 1, CONTENT).requireOk();
        anyone.select(ID).requireOk();

        assertThat(anyone.read(11, 100).require(0x6282).data()).isEqualTo(CardDriver.ascii("a file"));
        assertThat(anyone.read(11, 256).requireOk().data()).isEqualTo(CardDriver.ascii("a file"));
        assertThat(anyone.read(11, CardDriver.ANY).requireOk().data()).isEqualTo(CardDriver.ascii("a file"));
        anyone.read(CONTENT.length, 1).require(0x6B00);
        anyone.read(0x7FFF, 1).require(0x6B00);
        anyone.read(0x8000, 1).require(0x6A86);
    }

    @Test
    void largestFile_isReadInParts() {
        byte[] content = new byte[32767];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        user.create(ID, content.length, 0, 1, new byte[0]).requireOk();
        user.select(ID).requireOk();
        for (int at = 0; at < content.length; at += 4096) {
            user.update(at, Arrays.copyOfRange(content, at, Math.min(content.length, at + 4096)))
                    .requireOk();
        }

        byte[] read = new byte[0];
        while (read.length < content.length) {
            read = CardDriver.concat(
                    read,
                    user.read(read.length, Math.min(2048, content.length - read.length))
                            .requireOk()
                            .data());
        }
        assertThat(read).isEqualTo(content);
    }

    @Test
    void update_writesWithinTheSizeOnly() {
        user.create(ID, 8, 0, 1, new byte[0]).requireOk();
        user.select(ID).requireOk();

        user.update(4, CardDriver.ascii("1234")).requireOk();
        user.update(5, CardDriver.ascii("1234")).require(0x6A84);
        user.update(9, CardDriver.ascii("1")).require(0x6A84);
        user.send(0xD6, 0, 0).require(0x6700);

        assertThat(user.read(0, 8).requireOk().data()).isEqualTo(CardDriver.ascii("\0\0\0\0001234"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,true,true,true",
        "1,false,true,false",
        "2,false,false,true",
        "3,false,true,true",
        "255,false,false,false"
    })
    void readCondition_isHeld(int condition, boolean byAnyone, boolean byUser, boolean bySo) {
        user.create(ID, 4, condition, 1, new byte[0]).requireOk();

        assertThat(reads(anyone)).isEqualTo(byAnyone);
        assertThat(reads(user)).isEqualTo(byUser);
        assertThat(reads(so)).isEqualTo(bySo);
    }

    private boolean reads(CardDriver channel) {
        channel.select(ID).requireOk();
        int sw = channel.read(0, 4).sw();
        assertThat(sw).isIn(0x9000, 0x6982);
        return sw == 0x9000;
    }

    @ParameterizedTest
    @CsvSource({
        "0,true,true,true",
        "1,false,true,false",
        "2,false,false,true",
        "3,false,true,true",
        "255,false,false,false"
    })
    void writeCondition_isHeldForUpdateReplacementAndDeletion(
            int condition, boolean byAnyone, boolean byUser, boolean bySo) {
        user.create(ID, 4, 0, condition, new byte[0]).requireOk();

        assertThat(writes(anyone)).isEqualTo(byAnyone);
        assertThat(writes(user)).isEqualTo(byUser);
        assertThat(writes(so)).isEqualTo(bySo);
        assertThat(user.createOrReplace(ID, 4, 0, condition, new byte[0]).sw()).isEqualTo(byUser ? 0x9000 : 0x6982);
        assertThat(user.delete(ID).sw()).isEqualTo(byUser ? 0x9000 : 0x6982);
    }

    private boolean writes(CardDriver channel) {
        channel.select(ID).requireOk();
        int sw = channel.update(0, new byte[4]).sw();
        assertThat(sw).isIn(0x9000, 0x6982);
        return sw == 0x9000;
    }

    @Test
    void creation_needsUserOrForPublicFilesSo() {
        anyone.create(ID, 4, 0, 0, new byte[0]).require(0x6982);
        so.create(ID, 4, 1, 1, new byte[0]).require(0x6982);
        so.create(ID, 4, 0, 1, new byte[0]).requireOk();
        user.create(ID + 1, 4, 1, 1, new byte[0]).requireOk();
    }

    @Test
    void publicFiles_areAnyonesWhereThePolicySaysSo() {
        int rules = TestPolicy.INITIAL_8_DIGITS | TestPolicy.ANYONE_WRITES_PUBLIC_FILES;
        CardDriver free = CardDriver.basic(TestCards.ready(TestPolicy.ecert().withRules(rules)));

        free.create(ID, 4, 0, 1, new byte[0]).requireOk();
        free.select(ID).requireOk();
        free.update(0, new byte[4]).requireOk();
        free.createOrReplace(ID, 8, 0, 1, new byte[0]).requireOk();
        free.delete(ID).requireOk();
        free.create(ID, 4, 0, 0xFF, new byte[0]).requireOk();
        free.delete(ID).require(0x6982);
        free.create(ID + 1, 4, 1, 0, new byte[0]).require(0x6982);
    }

    @Test
    void existingFile_isCreatedOnlyInItsPlace() {
        user.create(ID, 4, 0, 1, CardDriver.ascii("old!")).requireOk();

        user.create(ID, 4, 0, 1, CardDriver.ascii("new!")).require(0x6A89);
        user.select(ID).requireOk();
        assertThat(user.read(0, 4).requireOk().data()).isEqualTo(CardDriver.ascii("old!"));

        user.createOrReplace(ID, 6, 0, 1, CardDriver.ascii("newer!")).requireOk();
        assertThat(user.read(0, 6).requireOk().data()).isEqualTo(CardDriver.ascii("newer!"));
    }

    @Test
    void replacementThatDoesNotFit_leavesTheOldFile() {
        user.create(ID, 4, 0, 1, CardDriver.ascii("old!")).requireOk();
        user.create(ID + 1, 30000, 0, 1, new byte[0]).requireOk();
        user.create(ID + 2, 30000, 0, 1, new byte[0]).requireOk();
        byte[] memory = user.getData(0xDF43).data();

        user.createOrReplace(ID, 32767, 0, 1, CardDriver.ascii("new!")).require(0x6A84);

        user.select(ID).requireOk();
        assertThat(user.read(0, 4).requireOk().data()).isEqualTo(CardDriver.ascii("old!"));
        assertThat(user.getData(0xDF43).data()).isEqualTo(memory);
    }

    @Test
    void memory_isGivenBack() {
        byte[] before = user.getData(0xDF43).requireOk().data();
        for (int round = 0; round < 20; round++) {
            user.create(ID, 32767, 0, 1, new byte[0]).requireOk();
            user.createOrReplace(ID, 20000, 0, 1, new byte[0]).requireOk();
            user.delete(ID).requireOk();
        }

        assertThat(user.getData(0xDF43).requireOk().data()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0101, 0x0005, 0x0201, 0x3F00, 0x0000})
    void reservedId_isNotCreated(int id) {
        assertThat(user.create(id, 4, 0, 1, new byte[0]).sw()).isIn(0x6A80, 0x6A89);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0101, 0x0005, 0x0201})
    void cardsOwnFile_isReadOnly(int id) {
        user.select(id).requireOk();

        user.update(0, new byte[1]).require(0x6982);
        user.delete(id).require(0x6982);
        assertThat(user.createOrReplace(id, 4, 0, 1, new byte[0]).sw()).isIn(0x6982, 0x6A80, 0x6A89);
    }

    @Test
    void cardsOwnFile_isReadOnlyAtPersonalisationToo() {
        CardDriver blank = CardDriver.basic(TestCards.blank());
        blank.putData(0xDF52, TestCards.cardId()).requireOk();
        blank.select(0x0201).requireOk();

        blank.update(0, new byte[1]).require(0x6982);
        assertThat(blank.read(0, 16).requireOk().data()).isEqualTo(TestCards.cardId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6200",
                "62",
                "62FF",
                "6282FFFF",
                "5300",
                "80020004",
                "6204" + "83020301",
                "6208" + "80020004" + "83020301",
                "621F" + "80028000" + "83020301" + "8511" + "0000000000000000000000000000000000" + "86020001",
                "621F" + "80020004" + "83020301" + "8511" + "0000000000000000000000000000000000" + "86020007",
                "621F" + "80020001" + "83020301" + "8511" + "0000000000000000000000000000000000" + "86020001"
                        + "53020000",
                "621E" + "80020004" + "83020301" + "8510" + "00000000000000000000000000000000" + "86020001"
            })
    void badDescription_isRefused(String data) {
        byte[] memory = user.getData(0xDF43).data();

        user.send(0xE0, 0, 0, HexFormat.of().parseHex(data)).require(0x6A80);

        user.select(ID).require(0x6A82);
        assertThat(user.getData(0xDF43).data()).isEqualTo(memory);
    }

    @Test
    void index_listsFilesInTheOrderOfTheirCreation() {
        user.create(ID, 4, 0, 1, new byte[0]).requireOk();
        user.create(ID + 1, 5, 1, 1, new byte[0]).requireOk();
        user.create(ID + 2, 6, 0, 1, new byte[0]).requireOk();
        user.delete(ID).requireOk();
        anyone.select(0x0101).requireOk();

        byte[] index = anyone.read(0, 256).requireOk().data();

        assertThat(HexFormat.of().formatHex(index))
                .isEqualTo("02"
                        + "03020005" + "66696c6532000000" + "703131000000000000"
                        + "03030006" + "66696c6533000000" + "703131000000000000");
        assertThat(anyone.read(22, 4).requireOk().data()).isEqualTo(new byte[] {3, 3, 0, 6});
    }

    @Test
    void deletedFile_isNoLongerSelected() {
        user.create(ID, 4, 0, 1, new byte[0]).requireOk();
        anyone.select(ID).requireOk();
        user.delete(ID).requireOk();

        anyone.read(0, 1).require(0x6986);
    }

    @Test
    void manyFiles_fillTheIndexOrTheMemory() {
        int created = 0;
        while (user.create(0x0400 + created, 4, 0, 1, new byte[0]).sw() == 0x9000) {
            created++;
        }

        assertThat(created).isBetween(128, 255);
        user.create(0x0800, 4, 0, 1, new byte[0]).require(0x6A84);
        anyone.select(0x0101).requireOk();
        assertThat(anyone.read(0, CardDriver.ANY).requireOk().data()).hasSize(1 + 21 * created);
    }

    @Test
    void everyChange_raisesFreshness() {
        long fresh = freshness();
        user.create(ID, 4, 0, 1, new byte[0]).requireOk();
        assertThat(freshness()).isGreaterThan(fresh);

        fresh = freshness();
        user.select(ID).requireOk();
        user.update(0, new byte[1]).requireOk();
        assertThat(freshness()).isGreaterThan(fresh);

        fresh = freshness();
        user.importKey(0x56, TestKeys.p256(), 1, CardDriver.SIGN).requireOk();
        assertThat(freshness()).isGreaterThan(fresh);

        fresh = freshness();
        user.deleteKey(0x56).requireOk();
        assertThat(freshness()).isGreaterThan(fresh);

        fresh = freshness();
        user.delete(ID).requireOk();
        assertThat(freshness()).isGreaterThan(fresh);
    }

    private long freshness() {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(anyone.getData(0xDF44).requireOk().data()).getInt());
    }
}
