/**
 * The card as PKCS#11 uses it: channels, PINs, files and keys, each command in one place, status words turned into CKRs.
 *
 * <p>Not here: what the files mean ({@code object}) and who may ask ({@code application}).
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.token;

import org.jspecify.annotations.NullMarked;
