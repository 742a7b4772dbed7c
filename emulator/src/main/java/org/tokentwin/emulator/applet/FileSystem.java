package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** The card's ordinary files, in the order of the index. */
final class FileSystem {
    private static final short INDEX_ENTRY = 21;
    private static final short MOST_FILES = 255;
    private static final short GROWTH = 16;

    private ElementaryFile[] files = new ElementaryFile[GROWTH];
    private short count;

    /** Elementary file of this id, or null. */
    ElementaryFile find(short id) {
        for (short i = 0; i < count; i++) {
            if (files[i].id == id) {
                return files[i];
            }
        }
        return null;
    }

    /** Puts the file in the place of the one with its id, or adds it. */
    void put(ElementaryFile file) {
        for (short i = 0; i < count; i++) {
            if (files[i].id == file.id) {
                files[i] = file;
                return;
            }
        }
        if (count == MOST_FILES) {
            ISOException.throwIt(Sw.MEMORY);
        }
        if (count == (short) files.length) {
            grow();
        }
        files[count++] = file;
    }

    private void grow() {
        ElementaryFile[] larger = new ElementaryFile[(short) (count + GROWTH)];
        for (short i = 0; i < count; i++) {
            larger[i] = files[i];
        }
        files = larger;
    }

    /** Takes the file of this id out; the others keep their order. */
    void delete(short id) {
        short kept = 0;
        for (short i = 0; i < count; i++) {
            if (files[i].id != id) {
                files[kept++] = files[i];
            }
        }
        for (short i = kept; i < count; i++) {
            files[i] = null;
        }
        count = kept;
    }

    void deleteAll() {
        for (short i = 0; i < count; i++) {
            files[i] = null;
        }
        count = 0;
    }

    short indexLength() {
        return (short) (1 + count * INDEX_ENTRY);
    }

    /** Writes the index, file {@code 0101}; returns its length. */
    short writeIndex(byte[] out, short offset) {
        short at = offset;
        out[at++] = (byte) count;
        for (short i = 0; i < count; i++) {
            at = Util.setShort(out, at, files[i].id);
            at = Util.setShort(out, at, files[i].size());
            at = Util.arrayCopyNonAtomic(files[i].name, (short) 0, out, at, ElementaryFile.NAME_LENGTH);
        }
        return indexLength();
    }

    void save(ImageWriter image) {
        image.putShort(count);
        for (short i = 0; i < count; i++) {
            files[i].save(image);
        }
    }

    void load(ImageReader image) {
        deleteAll();
        short saved = image.getShort();
        for (short i = 0; i < saved; i++) {
            put(ElementaryFile.load(image));
        }
    }
}
