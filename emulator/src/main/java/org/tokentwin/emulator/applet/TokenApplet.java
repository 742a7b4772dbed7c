package org.tokentwin.emulator.applet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.RandomData;
import javacardx.apdu.ExtendedLength;

/** The token's applet: takes a command apart, finds its channel, joins chains, and hands it to the commands' classes. */
public class TokenApplet extends Applet implements ExtendedLength {
    private static final byte[] AID = {(byte) 0xA0, 0x00, 0x00, 0x00, 0x18, (byte) 0x80, 0x00, 0x00, 0x00, 0x06, 0x62};

    private static final byte INS_VERIFY = 0x20;
    private static final byte INS_VERIFY_OBJECT = 0x21;
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

    private static final short MOST_RANDOM = 1024;
    private static final byte DELETE_KEY = 0x01;
    private static final byte DELETE_FILE = 0x02;

    private final CardState card;

    @SuppressWarnings("deprecation") // the newer algorithms are not in the Java Card version of these tokens
    private final RandomData random = RandomData.getInstance(RandomData.ALG_SECURE_RANDOM);

    private final PinCommands pins;
    private final FileCommands files;
    private final DataCommands data;
    private final KeyCommands keys;
    private final SecurityCommands security;
    private final Transport transport = new Transport();
    private final Command command = new Command();

    /** How much of the scratch memory the command may have written to; all of it, where one that needs it was refused. */
    private short written;

    /** Makes the applet on a platform, which may compute in its own way. */
    protected TokenApplet(Platform platform) {
        Computation computation = new Computation(platform);
        Digests digests = new Digests(platform);
        card = new CardState(platform);
        pins = new PinCommands(card);
        files = new FileCommands(card, AID);
        data = new DataCommands(card);
        keys = new KeyCommands(card, platform, computation);
        security = new SecurityCommands(card, computation, new RsaPadding(digests, random), digests);
    }

    /** Called by the card's runtime; the parameters are its own. */
    public static void install(byte[] parameters, short offset, byte length) {
        new TokenApplet(new Platform()).register();
    }

    @Override
    public void process(APDU apdu) {
        Channel channel = card.channels.of(apdu.getBuffer()[ISO7816.OFFSET_CLA]);
        if (!transport.receive(apdu, channel, command)) {
            return;
        }
        written = 0;
        try {
            if (command.ins == INS_GET_RESPONSE) {
                transport.sendPending(apdu, command);
            } else {
                channel.dropPending();
                answer(apdu, channel);
            }
        } finally {
            transport.forget(channel, command);
            Util.arrayFillNonAtomic(card.out, (short) 0, written, (byte) 0);
        }
    }

    private void answer(APDU apdu, Channel channel) {
        written = isAboutPins() ? 0 : CardState.SCRATCH_LENGTH;
        short length = dispatch();
        written = length;
        transport.forget(channel, command);
        transport.send(apdu, command, card.out, length);
        if (command.ins == INS_READ_BINARY && files.endsEarly(command, length)) {
            ISOException.throwIt(Sw.END_OF_FILE);
        }
    }

    /** PINs are compared and set where they came in, and need no scratch memory. */
    private boolean isAboutPins() {
        return command.ins == INS_VERIFY
                || command.ins == INS_VERIFY_OBJECT
                || command.ins == INS_CHANGE_REFERENCE_DATA
                || command.ins == INS_RESET_RETRY_COUNTER;
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
                return card.channels.manage(command, card.out);
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
            case INS_VERIFY_OBJECT:
                pins.verifyObject(command);
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

    /** Called by the runtime, for its user who tests with the card: no command comes here. */
    public void restoreTries() {
        card.userPin.restoreTries();
        card.soPin.restoreTries();
        card.signaturePin.restoreTries();
        card.puk.restoreTries();
    }

    /** Called by the runtime that keeps the card's memory elsewhere: no comparison begins before its try is there. */
    public void keepTriesWith(TryKeeper keeper) {
        card.keepTriesWith(keeper);
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
