package org.tokentwin.emulator.store;

import java.util.Optional;

/**
 * What an image file holds.
 *
 * @param version of the format that it was written in
 * @param serial of the token whose card it is; empty in version 1, which did not say
 * @param memory the card's, as {@link org.tokentwin.emulator.card.PersistentCard#memory} gave it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two images
record StoredImage(int version, Optional<String> serial, byte[] memory) {}
