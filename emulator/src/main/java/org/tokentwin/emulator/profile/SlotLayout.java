package org.tokentwin.emulator.profile;

import java.util.List;

/**
 * The slots that a module has, most of which may be empty, and what {@code C_GetSlotInfo} reports of them.
 *
 * @param count how many slots there are, 1 to 64, whatever is inserted
 * @param descriptions of the first slots, each at most 64 bytes of UTF-8; every slot after them has a blank one
 * @param manufacturer at most 32 bytes of UTF-8
 * @param hardwareVersion of a slot
 * @param firmwareVersion of a slot
 */
public record SlotLayout(
        int count,
        List<String> descriptions,
        String manufacturer,
        MajorMinor hardwareVersion,
        MajorMinor firmwareVersion) {
    public SlotLayout {
        descriptions = List.copyOf(descriptions);
    }

    /** The description of the slot with this index, from 0; empty for a blank one. */
    public String description(int index) {
        return index < descriptions.size() ? descriptions.get(index) : "";
    }
}
