package org.apical.app.report;

import java.math.BigDecimal;
import org.apical.app.check.Check;
import org.apical.app.text.Shown;

/** Text and numbers as HTML. */
final class Html {
    /** What stands where there is no number. */
    static final String NOTHING = "–";

    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e6;

    private Html() {}

    /** Text without markup. */
    static String escape(String text) {
        return Shown.lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Text as it is shown: a minus sign before a number, no markup. */
    static String text(String plain) {
        return escape(plain).replaceAll("(?<![\\p{L}\\p{N}])-(?=\\d)", "−");
    }

    /** Text that heads a row, where it begins with a formulation with its colour. */
    static String rowHead(String plain) {
        return plain.matches("F[123] .*")
                ? "<span class=\"chip\" data-formulation=\"" + plain.substring(0, 2) + "\"><b>" + plain.substring(0, 2)
                        + "</b> " + text(plain.substring(3)) + "</span>"
                : text(plain);
    }

    /** A measured number as on the screen: five significant digits, small ones as a power of ten. */
    static String number(double x) {
        if (!Double.isFinite(x)) {
            return NOTHING;
        }
        String[] parts = Check.number(x).split("e");
        return minus(parts[0])
                + (parts.length == 1
                        ? ""
                        : "\u202f×\u202f10<sup>" + minus(String.valueOf(Integer.parseInt(parts[1]))) + "</sup>");
    }

    /** A parameter: as many digits as it has, no trailing zeros. */
    static String plain(double x) {
        if (!Double.isFinite(x)) {
            return NOTHING;
        }
        double size = Math.abs(x);
        if (size != 0 && (size < SMALLEST_PLAIN || size > LARGEST_PLAIN)) {
            return minus(String.valueOf(x));
        }
        BigDecimal stripped = BigDecimal.valueOf(x).stripTrailingZeros();
        return minus(stripped.signum() == 0 ? "0" : stripped.toPlainString());
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
