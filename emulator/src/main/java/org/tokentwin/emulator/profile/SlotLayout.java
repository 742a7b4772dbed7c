package org.tokentwin.emulator.profile;

import java.util.List;
import java.util.Set;

/**
 * The slots that a module has, most of which may be empty, and what {@code C_GetSlotInfo} reports of them.
 *
 * @param count how many slots there are, 1 to 64, whatever is inserted
 * @param descriptions of the first slots, each at most 64 bytes of UTF-8; every slot after them has a blank one
 * @param namedWhenEmpty whether a slot of {@link #descriptions} has its description without a token, too; a USB token is its own reader and takes it away
 * @param hidDescriptions of slots that have their description whether there is a token or not
 * @param firstHidSlot the first of them
 * @param emptyFlags of a slot without a token
 * @param manufacturer at most 32 bytes of UTF-8
 * @param hardwareVersion of a slot
 * @param firmwareVersion of a slot
 */
public record SlotLayout(
        int count,
        List<String> descriptions,
        boolean namedWhenEmpty,
        List<String> hidDescriptions,
        int firstHidSlot,
        Set<SlotFlag> emptyFlags,
        String manufacturer,
        MajorMinor hardwareVersion,
        MajorMinor firmwareVersion) {
    public SlotLayout {
        descriptions = List.copyOf(descriptions);
        hidDescriptions = List.copyOf(hidDescriptions);
        emptyFlags = Set.copyOf(emptyFlags);
    }

    /** The description of the slot with this index, from 0, while there is a token in it; empty for a blank one. */
    public String description(int index) {
        String hid = hidDescription(index);
        return hid.isEmpty() && index < descriptions.size() ? descriptions.get(index) : hid;
    }

    /** Its description while there is none. */
    public String emptyDescription(int index) {
        return namedWhenEmpty ? description(index) : hidDescription(index);
    }

    /** The {@link #emptyFlags} as the bits of {@code CK_SLOT_INFO}. */
    public long emptyFlagBits() {
        return emptyFlags.stream().mapToLong(SlotFlag::bit).reduce(0, (all, bit) -> all | bit);
    }

    private String hidDescription(int index) {
        int place = index - firstHidSlot;
        return place >= 0 && place < hidDescriptions.size() ? hidDescriptions.get(place) : "";
    }
}
