/**
 * Token models as data: what a token reports of itself, its PIN rules, its keys and the oddities of its objects, read
 * from TOML.
 *
 * <p>Here: {@link org.tokentwin.emulator.profile.TokenProfile} and its parts, the bundled profiles and the reader of a
 * user's own. Not here: anything that acts on a profile. Nothing above asks which vendor or model it is; it asks the
 * profile's values.
 */
@NullMarked
package org.tokentwin.emulator.profile;

import org.jspecify.annotations.NullMarked;
