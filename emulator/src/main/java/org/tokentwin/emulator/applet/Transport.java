package org.tokentwin.emulator.applet;

import javacard.framework.APDU;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/** How commands come in and responses go out: chaining, extended length, GET RESPONSE; ISO/IEC 7816-4 sections 5.3.3 and 5.3.4. */
final class Transport {
    private final byte[] input = JCSystem.makeTransientByteArray(Channel.MOST_DATA, JCSystem.CLEAR_ON_RESET);

    /** Receives a command, or a part of one; returns whether it is whole. */
    boolean receive(APDU apdu, Channel channel, Command command) {
        byte[] header = apdu.getBuffer();
        boolean moreFollows = Channels.isChained(header[ISO7816.OFFSET_CLA]);
        if (!channel.continuesChain(header)) {
            // Another command gives up a chain that did not come to its end.
            channel.dropChain();
            if (moreFollows) {
                channel.dropPending();
                channel.beginChain(header);
            }
        }
        command.readHeader(header, channel);
        if (channel.isChaining()) {
            channel.addToChain(receiveData(apdu, channel, channel.buffer(), channel.chainLength()));
            command.setData(channel.buffer(), channel.chainLength());
        } else {
            command.setData(input, receiveData(apdu, channel, input, (short) 0));
        }
        if (!moreFollows) {
            command.le = apdu.setOutgoing();
        }
        return !moreFollows;
    }

    /** Receives the data field, {@code 6700} if there is no room for it; returns its length. */
    private static short receiveData(APDU apdu, Channel channel, byte[] into, short offset) {
        short received = apdu.setIncomingAndReceive();
        short length = apdu.getIncomingLength();
        short dataOffset = apdu.getOffsetCdata();
        if (length < 0 || length > (short) (into.length - offset)) {
            channel.dropChain();
            ISOException.throwIt(Sw.LENGTH);
        }
        short at = Util.arrayCopyNonAtomic(apdu.getBuffer(), dataOffset, into, offset, received);
        while ((short) (at - offset) < length) {
            received = apdu.receiveBytes(dataOffset);
            at = Util.arrayCopyNonAtomic(apdu.getBuffer(), dataOffset, into, at, received);
        }
        return length;
    }

    /** Forgets a command's data, which may have been a PIN or a key. */
    void forget(Channel channel, Command command) {
        if (channel.isChaining()) {
            channel.dropChain();
        } else if (command.length > 0) {
            Util.arrayFillNonAtomic(input, (short) 0, command.length, (byte) 0);
        }
        command.data = null;
    }

    /** Sends what Le has room for. The rest waits for GET RESPONSE, and {@code 61xx} says so. */
    void send(APDU apdu, Command command, byte[] answer, short length) {
        short sent = length < command.le ? length : command.le;
        short left = (short) (length - sent);
        if (left > 0) {
            command.channel.keepPending(answer, sent, left);
        }
        send(apdu, answer, (short) 0, sent);
        tellOf(left);
    }

    /** GET RESPONSE. */
    void sendPending(APDU apdu, Command command) {
        command.requireParameters((short) 0);
        command.requireLength((short) 0);
        command.requireLe();
        Channel channel = command.channel;
        short length = channel.pendingLength();
        if (length == 0) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        short sent = length < command.le ? length : command.le;
        send(apdu, channel.buffer(), channel.pendingOffset(), sent);
        channel.fetched(sent);
        short left = channel.pendingLength();
        if (left == 0) {
            channel.dropPending();
        }
        tellOf(left);
    }

    private static void send(APDU apdu, byte[] bytes, short offset, short length) {
        apdu.setOutgoingLength(length);
        apdu.sendBytesLong(bytes, offset, length);
    }

    private static void tellOf(short left) {
        if (left > 0) {
            ISOException.throwIt((short) (Sw.MORE_DATA | (left > 0xFF ? 0 : left)));
        }
    }
}
