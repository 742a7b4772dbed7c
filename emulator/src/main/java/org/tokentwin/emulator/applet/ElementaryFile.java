package org.tokentwin.emulator.applet;

import javacard.framework.Util;

/** A transparent EF, ISO/IEC 7816-4 section 7.2, with the name that the index gives it. */
final class ElementaryFile {
    /** Bytes of name and directory together. */
    static final short NAME_LENGTH = 17;

    final short id;
    final byte read;
    final byte write;
    final byte[] name = new byte[NAME_LENGTH];
    final byte[] content;

    ElementaryFile(short id, byte read, byte write, byte[] name, short nameOffset, short size) {
        this.id = id;
        this.read = read;
        this.write = write;
        this.content = new byte[size];
        Util.arrayCopyNonAtomic(name, nameOffset, this.name, (short) 0, NAME_LENGTH);
    }

    short size() {
        return (short) content.length;
    }

    void save(ImageWriter image) {
        image.putShort(id);
        image.putByte(read);
        image.putByte(write);
        image.putBytes(name);
        image.putBytes(content);
    }

    static ElementaryFile load(ImageReader image) {
        short id = image.getShort();
        byte read = image.getByte();
        byte write = image.getByte();
        byte[] name = image.getBytes();
        byte[] content = image.getBytes();
        ElementaryFile file = new ElementaryFile(id, read, write, name, (short) 0, (short) content.length);
        Util.arrayCopyNonAtomic(content, (short) 0, file.content, (short) 0, (short) content.length);
        return file;
    }
}
