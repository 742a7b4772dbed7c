package org.tokentwin.client.window;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.ModuleFailure;
import org.tokentwin.client.window.model.SlotWatch;
import org.tokentwin.client.window.model.TokenDesk;
import org.tokentwin.client.window.model.TokenNotices;
import org.tokentwin.client.window.text.Sentence;

/** The module that the window has open, and its tokens as they were read last. For the event thread, but for {@link #isRead}. */
final class OpenModule {
    /** What the window does with what comes. */
    interface Listener {
        /**
         * The tokens are others, or in another state.
         *
         * @param notices what deserves a word
         */
        void changed(DeskView now, List<Sentence> notices);

        /** The module does not open, for the reason that {@link #failure} has. */
        void notOpened();

        /** Something else failed, and what is shown stays. */
        void failed(Exception e);
    }

    private final Work work;
    private final Function<TokenClient, List<Slot>> slots;
    private final InstantSource clock;
    private final Listener listener;
    private Optional<TokenDesk> desk = Optional.empty();
    private Optional<SlotWatch> watch = Optional.empty();
    private volatile Optional<DeskView> view = Optional.empty();
    private Optional<Sentence> failure = Optional.empty();

    /** What was read last. On the thread of the work only. */
    private Optional<DeskView> read = Optional.empty();

    private record News(DeskView now, List<Sentence> notices) {}

    /** @param slots those that the user wants to see */
    OpenModule(Work work, Function<TokenClient, List<Slot>> slots, InstantSource clock, Listener listener) {
        this.work = work;
        this.slots = slots;
        this.clock = clock;
        this.listener = listener;
    }

    /** Opens a module in the place of the one that is open. */
    void open(Path module) {
        close();
        work.start(
                () -> {
                    read = Optional.empty();
                    return TokenDesk.open(module, slots);
                },
                this::opened,
                e -> notOpened(module, e));
    }

    private void opened(TokenDesk its) {
        failure = Optional.empty();
        desk = Optional.of(its);
        watch = Optional.of(its.watch(() -> SwingUtilities.invokeLater(this::refresh)));
        refresh();
    }

    private void notOpened(Path module, Exception e) {
        view = Optional.empty();
        failure = Optional.of(ModuleFailure.of(module, e));
        listener.notOpened();
    }

    /** Reads the tokens again. */
    void refresh() {
        refresh(() -> {});
    }

    /** @param afterwards runs on the event thread once what was read is shown, or could not be read */
    void refresh(Runnable afterwards) {
        desk.ifPresentOrElse(
                its -> work.start(
                        () -> lookForNews(its),
                        news -> {
                            looked(news);
                            afterwards.run();
                        },
                        e -> {
                            listener.failed(e);
                            afterwards.run();
                        }),
                afterwards);
    }

    /** On the thread of the work, since comparing what many tokens hold, and finding what expires, takes time too. */
    private Optional<News> lookForNews(TokenDesk its) {
        Optional<DeskView> before = read;
        DeskView now = its.look();
        read = Optional.of(now);
        return before.equals(read)
                ? Optional.empty()
                : Optional.of(new News(now, TokenNotices.of(before, now, clock.instant())));
    }

    private void looked(Optional<News> news) {
        news.ifPresent(its -> {
            view = Optional.of(its.now());
            listener.changed(its.now(), its.notices());
        });
    }

    Optional<DeskView> view() {
        return view;
    }

    /** Why the module does not open that was to be opened last. */
    Optional<Sentence> failure() {
        return failure;
    }

    /** Whether tokens were read. For any thread. */
    boolean isRead() {
        return view.isPresent();
    }

    /** The tokens themselves, for a task on the thread of {@link Work}. */
    TokenDesk desk() {
        return desk.orElseThrow();
    }

    private void close() {
        watch.ifPresent(SlotWatch::close);
        watch = Optional.empty();
        desk.ifPresent(its -> work.start(
                () -> {
                    its.close();
                    return its;
                },
                done -> {},
                listener::failed));
        desk = Optional.empty();
        view = Optional.empty();
    }

    /** Ends all of it: logs off and finalises the module, and then does what is left to do. */
    void end(Runnable afterwards) {
        watch.ifPresent(SlotWatch::close);
        @Nullable TokenDesk last = desk.orElse(null);
        desk = Optional.empty();
        work.closeAfter(() -> {
            try {
                if (last != null) {
                    last.close();
                }
            } finally {
                afterwards.run();
            }
        });
    }
}
