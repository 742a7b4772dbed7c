package org.tokentwin.client.view;

import java.util.List;
import org.tokentwin.client.PinStatus;

/**
 * A PIN change that succeeded.
 *
 * @param advice what the new PIN lacks by the rule of the e-Cert Token's user guide, though this token took it
 */
public record PinChange(String token, String serial, PinStatus pin, List<String> advice) {}
