package org.tokentwin.client.window.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.x509.Validity;

/** What deserves a word when the tokens were read: which came and went, and what is about to expire on those that came. */
public final class TokenNotices {
    /** A line at the bottom of the window, and the bubble of a tray, hold no more. */
    private static final int MOST = 5;

    private TokenNotices() {}

    /**
     * Compares what was read last with what is read now. What came and went is said first, and of very many notices the number.
     *
     * @param before empty for the first time, when all tokens are there already
     */
    public static List<Sentence> of(Optional<DeskView> before, DeskView now, Instant moment) {
        List<TokenView> fresh = now.tokens().stream()
                .filter(token ->
                        before.flatMap(earlier -> earlier.find(token.id())).isEmpty())
                .toList();
        List<Sentence> notices = new ArrayList<>();
        before.ifPresent(earlier -> {
            earlier.tokens().stream()
                    .filter(token -> now.find(token.id()).isEmpty())
                    .forEach(token -> notices.add(Sentence.of("status.removed", token.name())));
            fresh.forEach(token -> notices.add(Sentence.of("status.inserted", token.name())));
        });
        fresh.forEach(token -> notices.addAll(expiring(token, moment)));
        return bounded(notices);
    }

    private static List<Sentence> bounded(List<Sentence> notices) {
        if (notices.size() <= MOST) {
            return notices;
        }
        List<Sentence> first = new ArrayList<>(notices.subList(0, MOST - 1));
        first.add(Sentence.of("notice.more", notices.size() - first.size()));
        return first;
    }

    private static List<Sentence> expiring(TokenView token, Instant moment) {
        List<Sentence> notices = new ArrayList<>();
        if (token.pin().toBeChanged()) {
            notices.add(Sentence.of("notice.change", token.name()));
        }
        for (CertificateEntry entry : token.certificates(false)) {
            entry.certificate().ifPresent(certificate -> {
                switch (Validity.of(certificate, moment)) {
                    case EXPIRES_SOON ->
                        notices.add(Sentence.of(
                                "notice.expires",
                                Duration.between(
                                                moment,
                                                certificate.getNotAfter().toInstant())
                                        .toDays(),
                                CertificateFields.name(entry, moment)));
                    case EXPIRED -> notices.add(Sentence.of("notice.expired", CertificateFields.name(entry, moment)));
                    case VALID, NOT_YET_VALID -> {
                        // nothing to do about it
                    }
                }
            });
        }
        return notices;
    }
}
