package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** SELECT, READ BINARY, UPDATE BINARY, CREATE FILE and DELETE FILE, ISO/IEC 7816-4 section 11.2 and 7816-9. */
final class FileCommands {
    private static final short KEY_MAP = 0x0005;
    private static final short INDEX = 0x0101;
    private static final short CARD_ID = 0x0201;
    private static final short MASTER_FILE = 0x3F00;

    private static final byte BY_ID = 0x00;
    private static final byte BY_AID = 0x04;
    private static final byte BY_PATH = 0x08;
    private static final byte FCI = 0x00;
    private static final byte FCP = 0x04;
    private static final byte NO_ANSWER = 0x0C;
    private static final byte FCI_TAG = 0x6F;
    private static final byte FCP_TAG = 0x62;
    private static final byte AID_TAG = (byte) 0x84;
    private static final short FCP_LENGTH = 18;

    private static final byte SIZE = (byte) 0x80;
    private static final byte DESCRIPTOR = (byte) 0x82;
    private static final byte FILE_ID = (byte) 0x83;
    private static final byte NAME = (byte) 0x85;
    private static final byte CONDITIONS = (byte) 0x86;
    private static final byte LIFE_CYCLE = (byte) 0x8A;
    private static final byte CONTENT = 0x53;
    private static final byte TRANSPARENT = 0x01;
    private static final byte ACTIVATED = 0x05;

    private final CardState card;
    private final byte[] aid;

    /** @param aid the applet's, as SELECT names it */
    FileCommands(CardState card, byte[] aid) {
        this.card = card;
        this.aid = aid;
    }

    short select(Command command) {
        if (command.p2 != FCI && command.p2 != FCP && command.p2 != NO_ANSWER) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (command.p1 == BY_AID) {
            return selectApplet(command);
        }
        if (command.p1 != BY_ID && command.p1 != BY_PATH) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        short id = idOf(command);
        requireFile(id);
        command.channel.select(id);
        return command.p2 == NO_ANSWER ? 0 : writeFcp(id, command.p2 == FCI ? FCI_TAG : FCP_TAG);
    }

    private short selectApplet(Command command) {
        boolean ours = command.length <= (short) aid.length
                && command.length > 0
                && Util.arrayCompare(command.data, command.offset, aid, (short) 0, command.length) == 0;
        if (!ours) {
            ISOException.throwIt(Sw.FILE_NOT_FOUND);
        }
        command.channel.restart();
        if (command.p2 == NO_ANSWER) {
            return 0;
        }
        short at = BerTlv.putHeader(card.out, (short) 0, FCI_TAG, (short) (2 + aid.length));
        return BerTlv.put(card.out, at, AID_TAG, aid, (short) 0, (short) aid.length);
    }

    private static short idOf(Command command) {
        if (command.length == 2) {
            return Util.getShort(command.data, command.offset);
        }
        boolean fromMasterFile = command.p1 == BY_PATH
                && command.length == 4
                && Util.getShort(command.data, command.offset) == MASTER_FILE;
        if (!fromMasterFile) {
            ISOException.throwIt(Sw.LENGTH);
        }
        return Util.getShort(command.data, (short) (command.offset + 2));
    }

    private short writeFcp(short id, byte template) {
        ElementaryFile file = card.files.find(id);
        byte[] out = card.out;
        short at = BerTlv.putHeader(out, (short) 0, template, FCP_LENGTH);
        at = BerTlv.putTwoBytes(out, at, SIZE, size(id, file));
        at = BerTlv.putHeader(out, at, DESCRIPTOR, (short) 1);
        out[at++] = TRANSPARENT;
        at = BerTlv.putTwoBytes(out, at, FILE_ID, id);
        at = BerTlv.putHeader(out, at, LIFE_CYCLE, (short) 1);
        out[at++] = ACTIVATED;
        at = BerTlv.putHeader(out, at, CONDITIONS, (short) 2);
        out[at++] = file == null ? Access.ALWAYS : file.read;
        out[at++] = file == null ? Access.NEVER : file.write;
        return at;
    }

    short readBinary(Command command) {
        command.requireLength((short) 0);
        short id = requireSelected(command.channel);
        ElementaryFile file = card.files.find(id);
        if (file != null) {
            card.require(command.channel, file.read);
        }
        short offset = offset(command);
        short left = (short) (size(id, file) - offset);
        if (left < 0 || (left == 0 && offset != 0)) {
            ISOException.throwIt(Sw.OFFSET);
        }
        short most = command.le < CardState.SCRATCH_LENGTH ? command.le : CardState.SCRATCH_LENGTH;
        short length = left < most ? left : most;
        if (file != null) {
            Util.arrayCopyNonAtomic(file.content, offset, card.out, (short) 0, length);
        } else {
            writeKept(id);
            Util.arrayCopyNonAtomic(card.out, offset, card.out, (short) 0, length);
            Util.arrayFillNonAtomic(card.out, length, (short) (size(id, file) - length), (byte) 0);
        }
        return length;
    }

    /** Whether a READ BINARY with this Le runs into the end of the file, which {@code 6282} tells. */
    boolean endsEarly(Command command, short answered) {
        return answered < command.le
                && answered < CardState.SCRATCH_LENGTH
                && command.le != 0x100
                && command.le != Command.LONGEST_ANSWER;
    }

    void updateBinary(Command command) {
        ElementaryFile file = requireWritable(command.channel, requireSelected(command.channel));
        short offset = offset(command);
        if (command.length == 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
        if (offset > file.size() || command.length > (short) (file.size() - offset)) {
            ISOException.throwIt(Sw.MEMORY);
        }
        Util.arrayCopy(command.data, command.offset, file.content, offset, command.length);
        card.changed();
    }

    void create(Command command) {
        if (command.p2 != 0 || (command.p1 & 0xFE) != 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        ElementaryFile file = described(command);
        ElementaryFile old = card.files.find(file.id);
        requireMayCreate(command.channel, file);
        if (old != null && command.p1 == 0) {
            ISOException.throwIt(Sw.EXISTS);
        }
        if (old != null && !card.mayWrite(command.channel, old)) {
            ISOException.throwIt(Sw.SECURITY_STATUS);
        }
        short givenBack = old == null ? 0 : old.size();
        card.requireRoom(file.size(), givenBack);
        fill(file, command);
        card.files.put(file);
        card.memory.giveBack(givenBack);
        card.memory.take(file.size());
        card.changed();
    }

    /** The file that the command's template describes, still empty. */
    private static ElementaryFile described(Command command) {
        byte[] data = command.data;
        short from = command.template(FCP_TAG);
        short end = command.templateEnd();
        short id = BerTlv.twoBytes(data, from, end, FILE_ID);
        short size = BerTlv.twoBytes(data, from, end, SIZE);
        short conditions = BerTlv.twoBytes(data, from, end, CONDITIONS);
        byte read = (byte) (conditions >> 8);
        byte write = (byte) conditions;
        short name = BerTlv.require(data, from, end, NAME);
        boolean sound = size >= 0
                && id != 0
                && id != MASTER_FILE
                && !isKept(id)
                && Access.isCondition(read)
                && Access.isCondition(write)
                && BerTlv.length(data, name, end) == ElementaryFile.NAME_LENGTH;
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
        return new ElementaryFile(id, read, write, data, BerTlv.valueOffset(data, name, end), size);
    }

    private static void fill(ElementaryFile file, Command command) {
        short rest = command.templateEnd();
        if (rest == command.end()) {
            return;
        }
        short content = BerTlv.require(command.data, rest, command.end(), CONTENT);
        short length = BerTlv.length(command.data, content, command.end());
        if (length > file.size()) {
            ISOException.throwIt(Sw.DATA);
        }
        Util.arrayCopyNonAtomic(
                command.data,
                BerTlv.valueOffset(command.data, content, command.end()),
                file.content,
                (short) 0,
                length);
    }

    private void requireMayCreate(Channel channel, ElementaryFile file) {
        boolean isPublic = file.read == Access.ALWAYS;
        boolean may = card.allows(channel, Access.USER)
                || (isPublic && (card.allows(channel, Access.SO) || card.policy.has(PinRules.PUBLIC_FILES_FREE)));
        if (!may) {
            ISOException.throwIt(Sw.SECURITY_STATUS);
        }
    }

    void delete(Command command) {
        command.requireLength((short) 2);
        short id = Util.getShort(command.data, command.offset);
        requireFile(id);
        ElementaryFile file = requireWritable(command.channel, id);
        card.files.delete(id);
        card.memory.giveBack(file.size());
        card.changed();
    }

    private ElementaryFile requireWritable(Channel channel, short id) {
        ElementaryFile file = card.files.find(id);
        if (file == null || !card.mayWrite(channel, file)) {
            ISOException.throwIt(Sw.SECURITY_STATUS);
        }
        return file;
    }

    private short requireSelected(Channel channel) {
        if (channel.selected() == 0 || (card.files.find(channel.selected()) == null && !isKept(channel.selected()))) {
            ISOException.throwIt(Sw.NO_FILE_SELECTED);
        }
        return channel.selected();
    }

    private void requireFile(short id) {
        if (card.files.find(id) == null && !isKept(id)) {
            ISOException.throwIt(Sw.FILE_NOT_FOUND);
        }
    }

    private static short offset(Command command) {
        short offset = command.parameters();
        if (offset < 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        return offset;
    }

    private static boolean isKept(short id) {
        return id == INDEX || id == KEY_MAP || id == CARD_ID;
    }

    private short size(short id, ElementaryFile file) {
        if (file != null) {
            return file.size();
        }
        if (id == CARD_ID) {
            return CardState.CARD_ID_LENGTH;
        }
        return id == INDEX ? card.files.indexLength() : KeySlots.mapLength();
    }

    private void writeKept(short id) {
        if (id == INDEX) {
            card.files.writeIndex(card.out, (short) 0);
        } else if (id == KEY_MAP) {
            card.keys.writeMap(card.out, (short) 0);
        } else {
            Util.arrayCopyNonAtomic(card.cardId, (short) 0, card.out, (short) 0, CardState.CARD_ID_LENGTH);
        }
    }
}
