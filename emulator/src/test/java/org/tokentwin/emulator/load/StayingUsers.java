package org.tokentwin.emulator.load;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Of every eight users one never leaves, so that what a long session gathers is seen, too; the others come and go. */
final class StayingUsers implements MixedWork.Users, AutoCloseable {
    private static final int ONE_IN = 8;

    private final MixedWork.Users users;
    private final Map<Integer, MixedWork.User> staying = new HashMap<>();

    StayingUsers(MixedWork.Users users) {
        this.users = users;
    }

    @Override
    public MixedWork.User enter(int number) throws IOException {
        return number % ONE_IN == 0 ? new Visit(staying(number)) : users.enter(number);
    }

    private MixedWork.User staying(int number) throws IOException {
        synchronized (staying) {
            MixedWork.User user = staying.get(number);
            if (user == null) {
                user = users.enter(number);
                staying.put(number, user);
            }
            return user;
        }
    }

    @Override
    public void close() throws IOException {
        for (MixedWork.User user : staying.values()) {
            user.close();
        }
    }

    /** Ends without ending the user's session. */
    private record Visit(MixedWork.User user) implements MixedWork.User {
        @Override
        public void work(Random random) throws IOException {
            user.work(random);
        }

        @Override
        public void close() {}
    }
}
