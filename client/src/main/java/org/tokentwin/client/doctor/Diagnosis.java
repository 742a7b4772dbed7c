package org.tokentwin.client.doctor;

import java.util.List;

/**
 * All that was found.
 *
 * @param tokenSeen whether the module loaded and showed a token
 */
public record Diagnosis(List<Finding> findings, boolean moduleWorks, boolean tokenSeen) {
    public boolean hasProblem() {
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM);
    }
}
