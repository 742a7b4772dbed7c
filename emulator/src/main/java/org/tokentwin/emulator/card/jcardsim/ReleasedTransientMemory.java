package org.tokentwin.emulator.card.jcardsim;

import com.licel.jcardsim.base.TransientMemory;
import javacard.framework.JCSystem;

/**
 * Transient memory that lets go of what is cleared on deselection. jCardSim's cipher takes such an array at each use and jCardSim's
 * own memory keeps all of them for ever. The applet has none of that kind; what it clears at reset is kept.
 */
final class ReleasedTransientMemory extends TransientMemory {
    @Override
    protected void storeArray(Object array, byte event) {
        if (event != JCSystem.CLEAR_ON_DESELECT) {
            super.storeArray(array, event);
        }
    }
}
