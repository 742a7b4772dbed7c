/** What {@code docs/testing.md} shows: each class stands there as it is here. */
package org.tokentwin.testing;
