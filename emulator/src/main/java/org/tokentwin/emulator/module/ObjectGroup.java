package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Object management, PKCS#11 v2.40 section 5.7. */
record ObjectGroup(AbiLayout abi) {
    void createObject(Cryptoki cryptoki, long session, MemorySegment template, long count, MemorySegment object) {
        Arguments.require(object);
        abi.putUlong(object, 0, cryptoki.createObject(session, CkAttribute.read(abi, template, count)));
    }

    void copyObject(
            Cryptoki cryptoki, long session, long object, MemorySegment template, long count, MemorySegment copy) {
        Arguments.require(copy);
        abi.putUlong(copy, 0, cryptoki.copyObject(session, object, CkAttribute.read(abi, template, count)));
    }

    void destroyObject(Cryptoki cryptoki, long session, long object) {
        cryptoki.destroyObject(session, object);
    }

    void getObjectSize(Cryptoki cryptoki, long session, long object, MemorySegment size) {
        Arguments.require(size);
        abi.putUlong(size, 0, cryptoki.getObjectSize(session, object));
    }

    void getAttributeValue(Cryptoki cryptoki, long session, long object, MemorySegment template, long count) {
        CallerTemplate.of(abi, template, count).fill(cryptoki, session, object);
    }

    void setAttributeValue(Cryptoki cryptoki, long session, long object, MemorySegment template, long count) {
        cryptoki.setAttributeValue(session, object, CkAttribute.read(abi, template, count));
    }

    void findObjectsInit(Cryptoki cryptoki, long session, MemorySegment template, long count) {
        cryptoki.findObjectsInit(session, CkAttribute.read(abi, template, count));
    }

    void findObjects(Cryptoki cryptoki, long session, MemorySegment objects, long most, MemorySegment count) {
        Arguments.require(count);
        long[] found = cryptoki.findObjects(session, Arguments.length(objects, most, abi.ulongBytes()));
        CallerBuffer.putUlongs(abi, objects, found);
        abi.putUlong(count, 0, found.length);
    }

    void findObjectsFinal(Cryptoki cryptoki, long session) {
        cryptoki.findObjectsFinal(session);
    }
}
