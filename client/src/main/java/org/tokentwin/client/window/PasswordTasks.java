package org.tokentwin.client.window;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.swing.JFrame;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.PinAnswer;
import org.tokentwin.client.window.model.TokenView;

/** What needs a password: a dialogue asks for it, the token is asked on the thread of {@link Work}, and its answer goes to the dialogue. */
final class PasswordTasks {
    private final Controls controls;
    private final JFrame frame;
    private final Work work;
    private final OpenModule module;
    private final Consumer<String> say;
    private Optional<PinDialog> dialog = Optional.empty();

    /** @param say shows a line in the window */
    PasswordTasks(Controls controls, JFrame frame, Work work, OpenModule module, Consumer<String> say) {
        this.controls = controls;
        this.frame = frame;
        this.work = work;
        this.module = module;
        this.say = say;
    }

    /** @param atFirstUse whether it comes in place of the log-on */
    void change(TokenView token, boolean atFirstUse) {
        open(new ChangePasswordDialog(controls, frame, token, atFirstUse, this::change));
    }

    private void change(ChangePasswordDialog asking, Pin current, Pin replacement, TryRisk risk) {
        ask(asking, () -> {
            try (current;
                    replacement) {
                return module.desk().changePin(asking.token(), current, replacement, risk);
            }
        });
    }

    /**
     * Logs on. A password that must be changed first has the change in place of the log-on.
     *
     * @return whether the user is logged on afterwards
     */
    boolean logOn(TokenView token) {
        if (token.pin().toBeChanged()) {
            change(token, true);
            return false;
        }
        LogOnDialog asking = new LogOnDialog(controls, frame, token, this::logOn);
        open(asking);
        return asking.isDone();
    }

    private void logOn(LogOnDialog asking, Pin pin, TryRisk risk) {
        ask(asking, () -> {
            try (pin) {
                return module.desk().logOn(asking.token(), pin, risk);
            }
        });
    }

    void unlock(TokenView token) {
        open(new UnlockDialog(controls, frame, token, this::unlock));
    }

    private void unlock(UnlockDialog asking, Pin administrator, Pin replacement, TryRisk risk) {
        ask(asking, () -> {
            try (administrator;
                    replacement) {
                return module.desk().unlock(asking.token(), administrator, replacement, risk);
            }
        });
    }

    void changeRules(TokenView token, PinPolicy policy) {
        open(new RulesDialog(controls, frame, token, policy, this::changeRules));
    }

    private void changeRules(RulesDialog asking, Pin administrator, Map<PolicyRule, Integer> changes, TryRisk risk) {
        ask(asking, () -> {
            try (administrator) {
                return module.desk().changeRules(asking.token(), administrator, changes, risk);
            }
        });
    }

    /** Renames a token that is logged on to, as it was read after that. */
    void rename(TokenView token) {
        TokenView now = module.view().flatMap(view -> view.find(token.id())).orElse(token);
        open(new RenameDialog(controls, frame, now, this::rename));
    }

    private void rename(RenameDialog asking, String name) {
        ask(asking, () -> module.desk().rename(asking.token(), name));
    }

    /** Tells the dialogue that is open what the tokens are now. */
    void refresh(DeskView now) {
        dialog.ifPresent(its -> its.refresh(now));
    }

    private void open(PinDialog its) {
        dialog = Optional.of(its);
        its.open();
        dialog = Optional.empty();
    }

    /** The tokens are read again before the dialogue has its answer: who closes it at once must not meet the state of before. */
    private void ask(PinDialog asking, Callable<PinAnswer> question) {
        work.start(
                question,
                answer -> {
                    say.accept(controls.texts().say(answer.text()));
                    module.refresh(() -> {
                        if (asking.isOpen()) {
                            asking.answered(answer);
                        }
                    });
                },
                e -> {
                    say.accept(Failure.text(controls.texts(), e));
                    asking.close();
                });
    }
}
