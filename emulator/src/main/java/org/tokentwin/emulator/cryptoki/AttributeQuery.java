package org.tokentwin.emulator.cryptoki;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckr;

/**
 * A template of {@code C_GetAttributeValue}, PKCS#11 v2.40 section 5.7. Each attribute is dealt with whatever becomes of the others. Of several
 * errors the function returns the one that comes first in {@link #PRECEDENCE}.
 */
public record AttributeQuery(List<AttributeRoom> rooms) implements CallerRoom {
    private static final List<Ckr> PRECEDENCE =
            List.of(Ckr.CKR_ATTRIBUTE_SENSITIVE, Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Ckr.CKR_BUFFER_TOO_SMALL, Ckr.CKR_OK);

    public AttributeQuery {
        rooms = List.copyOf(rooms);
    }

    /**
     * Calls {@link Cryptoki#getAttributeValue}.
     *
     * @return for each room, in order, what its caller gets
     */
    public List<AttributeResult> ask(Cryptoki application, long session, long object) {
        long[] types = rooms.stream().mapToLong(AttributeRoom::type).toArray();
        return fitted(ScopedValue.where(CallerRoom.OF_CALL, this)
                .call(() -> application.getAttributeValue(session, object, types)));
    }

    /** What the function returns with these results: a model's own value, where there is one, or else the standard's. */
    public static Ckr returnValue(List<AttributeResult> results) {
        Ckr worst = Ckr.CKR_OK;
        for (AttributeResult result : results) {
            if (PRECEDENCE.indexOf(result.ckr()) < PRECEDENCE.indexOf(worst)) {
                worst = result.ckr();
            }
        }
        return worst;
    }

    @Override
    @SuppressWarnings("unchecked") // what getAttributeValue returns
    public Ckr verdict(Object returned) {
        return returnValue(fitted((List<AttributeResult>) returned));
    }

    private List<AttributeResult> fitted(List<AttributeResult> results) {
        List<AttributeResult> fitted = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            fitted.add(rooms.get(i).fitted(results.get(i)));
        }
        return fitted;
    }

    /** As a transcript shows it. */
    @Override
    public String toString() {
        return rooms.stream().map(AttributeRoom::toString).collect(Collectors.joining(" ", "{", "}"));
    }
}
