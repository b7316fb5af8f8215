package org.apical.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntToDoubleFunction;

/** Numbers for charts as JSON: five significant digits, null where there is no number. */
final class ChartNumbers {
    private static final MathContext DIGITS = new MathContext(5);

    private ChartNumbers() {}

    /** JSON without {@code <}, so that it can stand in a script element. */
    static String inScript(JsonNode data) {
        return data.toString().replace("<", "\\u003c");
    }

    /** Appends {@code length} numbers. */
    static void add(ArrayNode array, int length, IntToDoubleFunction values) {
        for (int i = 0; i < length; i++) {
            double x = values.applyAsDouble(i);
            if (!Double.isFinite(x)) {
                array.addNull();
            } else if (x == Math.rint(x) && Math.abs(x) < Integer.MAX_VALUE) {
                array.add((int) x);
            } else {
                array.add(new BigDecimal(x).round(DIGITS).doubleValue());
            }
        }
    }
}
