package org.tokentwin.client.window;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.util.function.BooleanSupplier;

/**
 * The display's own keyboard, for a dialogue of another process: the first keys are typed until they are seen on the screen, so that none of
 * those that count comes too early.
 */
final class Keyboard {
    private static final int MILLISECONDS_BETWEEN_LOOKS = 200;

    /** More than a blinking caret changes, less than five dots do. */
    private static final int SEEN_PIXELS = 60;

    private static final int BLACK = 0xFF000000;

    private final Robot robot;

    Keyboard() throws AWTException {
        robot = new Robot();
        robot.setAutoDelay(10);
    }

    /** Types into the field that the dialogue begins with, and presses a key more. */
    void type(String text, int last) throws InterruptedException {
        BufferedImage before = steadyScreen();
        do {
            text("xxxxx");
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        } while (difference(before, screen()) < SEEN_PIXELS);
        with(KeyEvent.VK_CONTROL, KeyEvent.VK_A);
        press(KeyEvent.VK_BACK_SPACE);
        text(text);
        press(last);
    }

    /** Waits until there is a window, or a dialogue, that does not change any more. */
    void awaitWindow() throws InterruptedException {
        steadyScreen();
    }

    /** Presses a key with another one, until what it is to bring about has happened. */
    void press(int modifier, int key, BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            with(modifier, key);
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    /** The screen with a dialogue in its middle that does not change any more. */
    private BufferedImage steadyScreen() throws InterruptedException {
        BufferedImage last = screen();
        while (true) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            BufferedImage now = screen();
            boolean there = now.getRGB(now.getWidth() / 2, now.getHeight() / 2) != BLACK;
            if (there && difference(last, now) < SEEN_PIXELS) {
                return now;
            }
            last = now;
        }
    }

    private BufferedImage screen() {
        return robot.createScreenCapture(
                new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()));
    }

    private static int difference(BufferedImage one, BufferedImage other) {
        int different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }

    private void text(String text) {
        text.chars().forEach(character -> {
            if (character == '!') {
                with(KeyEvent.VK_SHIFT, KeyEvent.VK_1);
            } else if (Character.isUpperCase(character)) {
                with(KeyEvent.VK_SHIFT, KeyEvent.getExtendedKeyCodeForChar(character));
            } else {
                press(KeyEvent.getExtendedKeyCodeForChar(character));
            }
        });
    }

    private void with(int modifier, int key) {
        robot.keyPress(modifier);
        press(key);
        robot.keyRelease(modifier);
    }

    private void press(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
    }
}
