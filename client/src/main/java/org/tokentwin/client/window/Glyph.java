package org.tokentwin.client.window;

import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The window's pictures, as lines on a square of 24 by 24. */
enum Glyph {
    TOKEN(box(2, 7, 13, 10, 3), box(15, 9, 6, 6, 1), dot(6.5, 12, 1.4)),
    CERTIFICATE(
            path("M13 19H4V4H20V11"),
            line(7, 8, 17, 8),
            line(7, 12, 12, 12),
            circle(17, 15, 3),
            path("M15.4 17.6V22L17 20.8L18.6 22V17.6")),
    AUTHORITY(
            path("M3 9L12 4L21 9Z"),
            line(6, 12, 6, 17),
            line(12, 12, 12, 17),
            line(18, 12, 18, 17),
            line(3, 20, 21, 20)),
    KEY(circle(7.5, 12, 4), path("M11.5 12H21V16"), line(17, 12, 17, 15)),
    DATA(path("M6 3H14L19 8V21H6Z"), path("M14 3V8H19")),
    SETTINGS(
            line(3, 7, 21, 7),
            line(3, 12, 21, 12),
            line(3, 17, 21, 17),
            dot(8, 7, 2.2),
            dot(16, 12, 2.2),
            dot(10, 17, 2.2)),
    REFRESH(arc(12, 12, 7.5, 40, 280), path("M18.6 3.4V8.2H13.8")),
    COPY(box(8, 8, 12, 12, 2), path("M5 16H4V4H16V5")),
    LOCK(box(5, 10.5, 14, 9.5, 2), path("M8 10.5V8C8 2.8 16 2.8 16 8V10.5")),
    UNLOCK(box(5, 10.5, 14, 9.5, 2), path("M8 10.5V8C8 3 14.6 2.6 15.8 6.4")),
    LOG_ON(path("M13 4H20V20H13"), line(3, 12, 14, 12), path("M10.5 8L14.5 12L10.5 16")),
    LOG_OFF(path("M11 4H4V20H11"), line(9, 12, 20, 12), path("M16.5 8L20.5 12L16.5 16")),
    RENAME(path("M4 20L5 15.5L16.5 4L20 7.5L8.5 19Z"), line(14, 6.5, 17.5, 10)),
    IMPORT(line(12, 3, 12, 14), path("M7.5 10L12 14.5L16.5 10"), path("M4 16V20H20V16")),
    EXPORT(line(12, 15, 12, 4), path("M7.5 8L12 3.5L16.5 8"), path("M4 16V20H20V16")),
    DELETE(
            line(4, 6.5, 20, 6.5),
            path("M9 6.5V4H15V6.5"),
            path("M6 6.5L7 20.5H17L18 6.5"),
            line(10, 10, 10, 17),
            line(14, 10, 14, 17)),
    SHOW(path("M2.5 12C7 4.8 17 4.8 21.5 12C17 19.2 7 19.2 2.5 12Z"), circle(12, 12, 3)),
    HIDE(path("M2.5 12C7 4.8 17 4.8 21.5 12C17 19.2 7 19.2 2.5 12Z"), circle(12, 12, 3), line(4, 20, 20, 4)),
    CHECK(path("M5 12.5L10 17.5L19.5 7")),
    OPEN(circle(12, 12, 3)),
    WARNING(path("M12 3.5L22 20.5H2Z"), line(12, 10, 12, 14.5), dot(12, 17.4, 0.7)),
    INFORMATION(circle(12, 12, 9), line(12, 11, 12, 16.5), dot(12, 7.8, 0.7)),
    ERROR(circle(12, 12, 9), line(8.5, 8.5, 15.5, 15.5), line(15.5, 8.5, 8.5, 15.5)),
    ADVANCED(
            box(3, 3.5, 7, 5, 1),
            box(13, 9.5, 8, 4.5, 1),
            box(13, 17, 8, 4.5, 1),
            path("M6 8.5V19.2H13"),
            line(6, 11.7, 13, 11.7)),
    SIMPLE(box(3, 4, 18, 16, 2), line(9, 4, 9, 20)),
    APPEARANCE(circle(12, 12, 8.5), path("M12 3.5C17 6 17 18 12 20.5")),
    LANGUAGE(circle(12, 12, 9), line(3, 12, 21, 12), path("M12 3C6.5 8 6.5 16 12 21C17.5 16 17.5 8 12 3")),
    FOLDER(path("M3 19V5H9.5L12 8H21V19Z"));

    private final List<Shape> lines;

    Glyph(Shape... lines) {
        this.lines = List.of(lines);
    }

    List<Shape> lines() {
        return lines;
    }

    GlyphIcon icon(int size) {
        return new GlyphIcon(this, size, null);
    }

    private static Shape box(double x, double y, double width, double height, double arc) {
        return new RoundRectangle2D.Double(x, y, width, height, 2 * arc, 2 * arc);
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape dot(double x, double y, double radius) {
        return circle(x, y, radius);
    }

    private static Shape line(double x1, double y1, double x2, double y2) {
        return new Line2D.Double(x1, y1, x2, y2);
    }

    private static Shape arc(double x, double y, double radius, double start, double extent) {
        return new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, start, extent, Arc2D.OPEN);
    }

    /** A path in the letters of SVG: M, L, H, V, C and Z, absolute. */
    private static Shape path(String commands) {
        Path2D path = new Path2D.Double();
        for (MatchResult command : Svg.COMMAND.matcher(commands).results().toList()) {
            double[] n = Svg.NUMBER
                    .matcher(command.group())
                    .results()
                    .mapToDouble(number -> Double.parseDouble(number.group()))
                    .toArray();
            switch (command.group().charAt(0)) {
                case 'M' -> path.moveTo(n[0], n[1]);
                case 'L' -> path.lineTo(n[0], n[1]);
                case 'H' -> path.lineTo(n[0], path.getCurrentPoint().getY());
                case 'V' -> path.lineTo(path.getCurrentPoint().getX(), n[0]);
                case 'C' -> path.curveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
                case 'Z' -> path.closePath();
                default -> throw new IllegalArgumentException(commands);
            }
        }
        return path;
    }

    /** Apart, since an enum's own constants are made before its static fields. */
    private static final class Svg {
        static final Pattern COMMAND = Pattern.compile("[MLHVCZ][^MLHVCZ]*");
        static final Pattern NUMBER = Pattern.compile("[0-9.]+");
    }
}
