/**
 * The client's command line, a thin shell over the library: a class for each command, and one for each group of options. What is shown
 * comes from {@code view}. A PIN comes from a prompt, the environment or a file, never from an argument.
 */
@NullMarked
package org.tokentwin.client.cli;

import org.jspecify.annotations.NullMarked;
