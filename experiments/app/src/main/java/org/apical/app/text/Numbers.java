package org.apical.app.text;

import java.util.Locale;

/** Numbers as text, the same in every country. */
public final class Numbers {
    private Numbers() {}

    /** A number with that many decimals. */
    public static String fixed(int decimals, double x) {
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }

    /** A number with that many digits after the first and a power of ten. */
    public static String scientific(int digits, double x) {
        return String.format(Locale.ROOT, "%." + digits + "e", x);
    }
}
