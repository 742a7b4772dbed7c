/**
 * What is printed: the PIN envelope as a page. PDFBox writes it; a program that has no PDFBox on its class path has no such page, and all else.
 */
@NullMarked
package org.tokentwin.emulator.paper;

import org.jspecify.annotations.NullMarked;
