package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/**
 * Slot and token management, PKCS#11 v2.40 section 5.5.
 *
 * @param encryptedMessages whether the caller has the functions that encrypt and decrypt messages, which the flags of mechanisms tell of
 */
record SlotGroup(AbiLayout abi, boolean encryptedMessages) {
    private static final int LABEL_BYTES = 32;

    void getSlotList(Cryptoki cryptoki, byte tokenPresent, MemorySegment list, MemorySegment count) {
        CallerBuffer slots = new CallerBuffer(abi, list, count);
        slots.ulongs(() -> cryptoki.getSlotList(tokenPresent != 0));
    }

    void getSlotInfo(Cryptoki cryptoki, long slotId, MemorySegment info) {
        Arguments.require(info);
        SlotInfo slot = cryptoki.getSlotInfo(slotId);
        new StructureWriter(abi, info)
                .text(slot.slotDescription(), 64)
                .text(slot.manufacturerId(), 32)
                .ulong(slot.flags())
                .version(slot.hardwareVersion())
                .version(slot.firmwareVersion());
    }

    void getTokenInfo(Cryptoki cryptoki, long slotId, MemorySegment info) {
        Arguments.require(info);
        TokenInfo token = cryptoki.getTokenInfo(slotId);
        new StructureWriter(abi, info)
                .text(token.label(), LABEL_BYTES)
                .text(token.manufacturerId(), 32)
                .text(token.model(), 16)
                .text(token.serialNumber(), 16)
                .ulong(token.flags())
                .ulong(token.maxSessionCount())
                .ulong(token.sessionCount())
                .ulong(token.maxRwSessionCount())
                .ulong(token.rwSessionCount())
                .ulong(token.maxPinLen())
                .ulong(token.minPinLen())
                .ulong(token.totalPublicMemory())
                .ulong(token.freePublicMemory())
                .ulong(token.totalPrivateMemory())
                .ulong(token.freePrivateMemory())
                .version(token.hardwareVersion())
                .version(token.firmwareVersion())
                .bytes(token.utcTime(), 16);
    }

    void waitForSlotEvent(Cryptoki cryptoki, long flags, MemorySegment slotId, MemorySegment reserved) {
        Arguments.require(slotId);
        if (!Arguments.isNull(reserved)) {
            throw new BadArgumentsException("pReserved is not null");
        }
        abi.putUlong(slotId, 0, cryptoki.waitForSlotEvent(flags));
    }

    void getMechanismList(Cryptoki cryptoki, long slotId, MemorySegment list, MemorySegment count) {
        CallerBuffer mechanisms = new CallerBuffer(abi, list, count);
        mechanisms.ulongs(() -> cryptoki.getMechanismList(slotId));
    }

    void getMechanismInfo(Cryptoki cryptoki, long slotId, long type, MemorySegment info) {
        Arguments.require(info);
        MechanismInfo told = cryptoki.getMechanismInfo(slotId, type);
        MechanismInfo mechanism = encryptedMessages ? told : told.without(MechanismInfo.ENCRYPTED_MESSAGES);
        new StructureWriter(abi, info)
                .ulong(mechanism.minKeySize())
                .ulong(mechanism.maxKeySize())
                .ulong(mechanism.flags());
    }

    void initToken(Cryptoki cryptoki, long slotId, MemorySegment pin, long pinLength, MemorySegment label) {
        Arguments.require(label);
        try (CallerPin soPin = new CallerPin(pin, pinLength)) {
            cryptoki.initToken(slotId, soPin.bytes(), Arguments.bytes(label, LABEL_BYTES));
        }
    }

    void initPin(Cryptoki cryptoki, long session, MemorySegment pin, long pinLength) {
        try (CallerPin userPin = new CallerPin(pin, pinLength)) {
            cryptoki.initPin(session, userPin.bytes());
        }
    }

    void setPin(
            Cryptoki cryptoki,
            long session,
            MemorySegment oldPin,
            long oldLength,
            MemorySegment newPin,
            long newLength) {
        try (CallerPin before = new CallerPin(oldPin, oldLength);
                CallerPin after = new CallerPin(newPin, newLength)) {
            cryptoki.setPin(session, before.bytes(), after.bytes());
        }
    }
}
