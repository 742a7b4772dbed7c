package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JRootPane;

/** Takes a picture of a window as it is painted on a screen of high resolution, with its title above. */
final class Photograph {
    private static final int SCALE = 2;
    private static final int TITLE = 30;

    private Photograph() {}

    static BufferedImage of(Window window) {
        return ShownWindow.onEventThread(() -> paint(window));
    }

    private static BufferedImage paint(Window window) {
        JRootPane root = window instanceof JFrame frame ? frame.getRootPane() : ((JDialog) window).getRootPane();
        String title = window instanceof JFrame frame ? frame.getTitle() : ((JDialog) window).getTitle();
        BufferedImage image = new BufferedImage(
                SCALE * root.getWidth(), SCALE * (root.getHeight() + TITLE), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Color bar = Appearance.isDark() ? new Color(0x25282A) : new Color(0xDDE1E4);
        graphics.setColor(bar);
        graphics.fillRect(0, 0, root.getWidth(), TITLE);
        graphics.setColor(Appearance.isDark() ? Color.LIGHT_GRAY : Color.DARK_GRAY);
        graphics.setFont(root.getFont().deriveFont(Font.BOLD, 13f));
        graphics.drawString(title, (root.getWidth() - graphics.getFontMetrics().stringWidth(title)) / 2, 20);
        graphics.translate(0, TITLE);
        root.printAll(graphics);
        graphics.dispose();
        return image;
    }

    /** The picture at half its size, for a page. */
    static BufferedImage small(BufferedImage image) {
        BufferedImage half =
                new BufferedImage(image.getWidth() / SCALE, image.getHeight() / SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, half.getWidth(), half.getHeight(), null);
        graphics.dispose();
        return half;
    }

    /** A picture that shows something: of many colours, and not of one in the main. */
    static void assertShowsSomething(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = SCALE * TITLE; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertThat(colours).hasSizeGreaterThan(30);
    }

    static boolean isSame(BufferedImage one, BufferedImage other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static void save(BufferedImage image, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }
}
