package org.tokentwin.client.window;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.Icon;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Glyph} at a size, drawn anew for each screen's scale.
 *
 * @param colour null for that of the component's text
 */
record GlyphIcon(Glyph glyph, int size, @Nullable Color colour) implements Icon {
    private static final double GRID = 24;
    private static final float STROKE = 1.7f;
    private static final int[] FRAME_SIZES = {16, 24, 32, 48, 64, 128};

    GlyphIcon in(Color its) {
        return new GlyphIcon(glyph, size, its);
    }

    /** The icons of a frame, from that of its title to that of the desktop's switcher. */
    static List<Image> images(Glyph glyph, Color colour) {
        return IntStream.of(FRAME_SIZES)
                .<Image>mapToObj(size -> new GlyphIcon(glyph, size, colour).image())
                .toList();
    }

    private Image image() {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        draw(graphics, 0, 0, colour == null ? Color.BLACK : colour);
        graphics.dispose();
        return image;
    }

    @Override
    public void paintIcon(@Nullable Component component, Graphics graphics, int x, int y) {
        Color its = colour;
        if (its == null) {
            its = component == null ? Color.GRAY : component.getForeground();
        }
        if (component != null && !component.isEnabled()) {
            its = Appearance.muted();
        }
        Graphics2D copy = (Graphics2D) graphics.create();
        draw(copy, x, y, its);
        copy.dispose();
    }

    private void draw(Graphics2D graphics, int x, int y, Color its) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.translate(x, y);
        graphics.scale(size / GRID, size / GRID);
        graphics.setStroke(new BasicStroke(STROKE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(its);
        glyph.lines().forEach(graphics::draw);
    }

    @Override
    public int getIconWidth() {
        return size;
    }

    @Override
    public int getIconHeight() {
        return size;
    }
}
