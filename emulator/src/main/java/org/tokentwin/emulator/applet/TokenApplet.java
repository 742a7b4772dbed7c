package org.tokentwin.emulator.applet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.RandomData;
import javacardx.apdu.ExtendedLength;

/** The token's applet: takes a command apart, finds its channel, joins chains, and hands it to the commands' classes. */
public class TokenApplet extends Applet implements ExtendedLength {
    private static final byte[] AID = {(byte) 0xA0, 0x00, 0x00, 0x00, 0x18, (byte) 0x80, 0x00, 0x00, 0x00, 0x06, 0x62};

    private static final byte INS_VERIFY = 0x20;
    private static final byte INS_MANAGE_ENVIRONMENT = 0x22;
    private static final byte INS_CHANGE_REFERENCE_DATA = 0x24;
    private static final byte INS_PERFORM_OPERATION = 0x2A;
    private static final byte INS_RESET_RETRY_COUNTER = 0x2C;
    private static final byte INS_ACTIVATE_FILE = 0x44;
    private static final byte INS_GENERATE_KEY_PAIR = 0x47;
    private static final byte INS_MANAGE_CHANNEL = 0x70;
    private static final byte INS_GET_CHALLENGE = (byte) 0x84;
    private static final byte INS_SELECT = (byte) 0xA4;
    private static final byte INS_READ_BINARY = (byte) 0xB0;
    private static final byte INS_GET_RESPONSE = (byte) 0xC0;
    private static final byte INS_GET_DATA = (byte) 0xCA;
    private static final byte INS_UPDATE_BINARY = (byte) 0xD6;
    private static final byte INS_PUT_DATA = (byte) 0xDA;
    private static final byte INS_IMPORT = (byte) 0xDB;
    private static final byte INS_CREATE_FILE = (byte) 0xE0;
    private static final byte INS_DELETE = (byte) 0xE4;

    private static final short MOST_DATA = 4096;
    private static final short MOST_RANDOM = 1024;
    private static final byte DELETE_KEY = 0x01;
    private static final byte DELETE_FILE = 0x02;
    private static final byte CLOSE_CHANNEL = (byte) 0x80;

    private final CardState card = new CardState();

    @SuppressWarnings("deprecation") // the newer algorithms are not in the Java Card version of these tokens
    private final RandomData random = RandomData.getInstance(RandomData.ALG_SECURE_RANDOM);

    private final PinCommands pins = new PinCommands(card);
    private final FileCommands files = new FileCommands(card, AID);
    private final DataCommands data = new DataCommands(card);
    private final KeyCommands keys;
    private final SecurityCommands security;
    private final Command command = new Command();

    /** How long the answer's data field was. */
    private short answered;

    /** 0 after a reset, when what does not outlive the power must be forgotten. */
    private final byte[] powered = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_RESET);

    /** Makes the applet with the platform's own computation. */
    protected TokenApplet() {
        this(new Computation());
    }

    /** Makes the applet with a computation that the platform does faster. */
    protected TokenApplet(Computation computation) {
        Digests digests = new Digests();
        keys = new KeyCommands(card, computation);
        security = new SecurityCommands(card, computation, new RsaPadding(digests, random), digests);
    }

    /** Called by the card's runtime; the parameters are its own. */
    public static void install(byte[] parameters, short offset, byte length) {
        new TokenApplet().register();
    }

    @Override
    public void process(APDU apdu) {
        if (powered[0] == 0) {
            card.reset();
            powered[0] = 1;
        }
        boolean chained = read(apdu);
        if (chained && !joinChain()) {
            return;
        }
        respond(apdu, answer());
        if (command.ins == INS_READ_BINARY && files.endsEarly(command, answered)) {
            ISOException.throwIt(Sw.END_OF_FILE);
        }
    }

    /** Takes the command apart; answers whether it belongs to a chain. */
    private boolean read(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        byte cla = buffer[ISO7816.OFFSET_CLA];
        short number = Channels.numberOf(cla);
        if (number == Channels.NONE) {
            ISOException.throwIt(Sw.CLA);
        }
        command.channelNumber = number;
        command.channel = card.channels.find(number);
        if (command.channel == null) {
            ISOException.throwIt(Sw.CHANNEL_NOT_SUPPORTED);
        }
        command.ins = buffer[ISO7816.OFFSET_INS];
        command.p1 = buffer[ISO7816.OFFSET_P1];
        command.p2 = buffer[ISO7816.OFFSET_P2];
        command.data = buffer;
        apdu.setIncomingAndReceive();
        command.offset = apdu.getOffsetCdata();
        command.length = apdu.getIncomingLength();
        boolean extended = command.offset != ISO7816.OFFSET_CDATA;
        short le = apdu.setOutgoing();
        command.le = le < 0 || (le == 0 && extended) ? Command.LONGEST_ANSWER : le;
        if (command.length < 0 || command.length > MOST_DATA) {
            ISOException.throwIt(Sw.LENGTH);
        }
        return Channels.isChained(cla) || command.channel.chaining;
    }

    /** Adds the data field to the chain; answers whether the command is whole now. */
    private boolean joinChain() {
        Channel channel = command.channel;
        boolean last = (command.data[ISO7816.OFFSET_CLA] & 0x10) == 0;
        boolean same =
                channel.chaining && channel.chainIns == command.ins && channel.chainParameters == command.parameters();
        if (!same) {
            channel.endChain();
            if (last) {
                return true;
            }
            channel.chaining = true;
            channel.chainIns = command.ins;
            channel.chainParameters = command.parameters();
        }
        if (channel.chain == null) {
            channel.chain = new byte[MOST_DATA];
        }
        if (command.length > (short) (MOST_DATA - channel.chainLength)) {
            channel.endChain();
            ISOException.throwIt(Sw.LENGTH);
        }
        Util.arrayCopyNonAtomic(command.data, command.offset, channel.chain, channel.chainLength, command.length);
        channel.chainLength += command.length;
        if (!last) {
            return false;
        }
        command.data = channel.chain;
        command.offset = 0;
        command.length = channel.chainLength;
        channel.chaining = false;
        return true;
    }

    /** Carries the command out; answers the length of what it left in the scratch buffer. */
    @SuppressWarnings("ReferenceEquality") // asks whether the data lies in the chain's own buffer
    private short answer() {
        if (command.ins != INS_GET_RESPONSE) {
            command.channel.dropPending();
        }
        try {
            return dispatch();
        } finally {
            if (command.data == command.channel.chain) {
                command.channel.endChain();
            }
        }
    }

    private short dispatch() {
        switch (command.ins) {
            case INS_SELECT:
                return files.select(command);
            case INS_READ_BINARY:
                return files.readBinary(command);
            case INS_GET_DATA:
                return data.get(command);
            case INS_PERFORM_OPERATION:
                return security.perform(command);
            case INS_GENERATE_KEY_PAIR:
                return keys.generate(command);
            case INS_GET_CHALLENGE:
                return challenge();
            case INS_MANAGE_CHANNEL:
                return manageChannel();
            case INS_GET_RESPONSE:
                return pending();
            default:
                dispatchSilent();
                return 0;
        }
    }

    /** The commands that answer with a status word only. */
    private void dispatchSilent() {
        switch (command.ins) {
            case INS_VERIFY:
                pins.verify(command);
                break;
            case INS_CHANGE_REFERENCE_DATA:
                pins.change(command);
                break;
            case INS_RESET_RETRY_COUNTER:
                pins.resetRetryCounter(command);
                break;
            case INS_MANAGE_ENVIRONMENT:
                security.manageEnvironment(command);
                break;
            case INS_UPDATE_BINARY:
                files.updateBinary(command);
                break;
            case INS_CREATE_FILE:
                files.create(command);
                break;
            case INS_DELETE:
                delete();
                break;
            case INS_PUT_DATA:
                data.put(command);
                break;
            case INS_IMPORT:
                keys.importKey(command);
                break;
            case INS_ACTIVATE_FILE:
                data.activate(command);
                break;
            default:
                ISOException.throwIt(Sw.INS);
        }
    }

    private void delete() {
        if (command.p1 == DELETE_KEY) {
            keys.delete(command);
        } else if (command.p1 == DELETE_FILE && command.p2 == 0) {
            files.delete(command);
        } else {
            ISOException.throwIt(Sw.PARAMETERS);
        }
    }

    @SuppressWarnings("deprecation") // the newer call is not in the Java Card version of these tokens
    private short challenge() {
        if (command.p1 != 0 || (command.p2 != 0 && command.p2 != 1)) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (command.length != 0 || command.le == 0 || command.le > MOST_RANDOM) {
            ISOException.throwIt(Sw.LENGTH);
        }
        random.generateData(card.out, (short) 0, command.le);
        return command.le;
    }

    private short manageChannel() {
        command.requireLength((short) 0);
        if (command.parameters() == 0) {
            short opened = card.channels.open();
            if (opened == Channels.NONE) {
                ISOException.throwIt(Sw.NO_CHANNEL);
            }
            card.out[0] = (byte) opened;
            return 1;
        }
        short number = command.p2;
        boolean closable = command.p1 == CLOSE_CHANNEL && number > 0 && number < Channels.COUNT;
        if (!closable) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (card.channels.find(number) == null) {
            ISOException.throwIt(Sw.CHANNEL_NOT_SUPPORTED);
        }
        card.channels.close(number);
        return 0;
    }

    private short pending() {
        command.requireParameters((short) 0);
        Channel channel = command.channel;
        short left = (short) (channel.pendingEnd - channel.pendingOffset);
        if (left == 0) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        Util.arrayCopyNonAtomic(channel.pending, channel.pendingOffset, card.out, (short) 0, left);
        return left;
    }

    /** Sends what Le has room for; the rest waits for GET RESPONSE, and {@code 61xx} says so. */
    private void respond(APDU apdu, short length) {
        short sent = length < command.le ? length : command.le;
        answered = sent;
        apdu.setOutgoingLength(sent);
        apdu.sendBytesLong(card.out, (short) 0, sent);
        short left = (short) (length - sent);
        if (left > 0) {
            keepPending(sent, left);
        } else {
            command.channel.dropPending();
        }
        Util.arrayFillNonAtomic(card.out, (short) 0, length, (byte) 0);
        if (left > 0) {
            ISOException.throwIt((short) (Sw.MORE_DATA | (left > 0xFF ? 0 : left)));
        }
    }

    private void keepPending(short from, short left) {
        Channel channel = command.channel;
        if (channel.pending == null || (short) channel.pending.length < left) {
            channel.pending = new byte[left];
        }
        Util.arrayCopyNonAtomic(card.out, from, channel.pending, (short) 0, left);
        channel.pendingOffset = 0;
        channel.pendingEnd = left;
    }

    /** Gives the persistent memory to the runtime that keeps the card. */
    public void save(ImageWriter image) {
        card.save(image);
    }

    /** Takes the persistent memory back; nobody is logged in then. */
    public void load(ImageReader image) {
        card.load(image);
    }
}
