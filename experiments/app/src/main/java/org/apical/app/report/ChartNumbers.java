package org.apical.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.function.IntToDoubleFunction;

/** Numbers for charts as JSON: five significant digits, null where there is no number. */
final class ChartNumbers {
    private static final MathContext DIGITS = new MathContext(5);
    private static final int NOTHING = 65_535;

    private ChartNumbers() {}

    /** JSON without {@code <}, so that it can stand in a script element. */
    static String inScript(JsonNode data) {
        return data.toString().replace("<", "\\u003c");
    }

    /**
     * Numbers as {@code low + step k}, 0 <= k <= 65 534, k in two little-endian bytes, Base64; 65 535 where there is no number. The error is at most half a step: 1/131 068 of
     * their range.
     */
    static void pack(ObjectNode node, double[] x) {
        DoubleSummaryStatistics range =
                Arrays.stream(x).filter(Double::isFinite).summaryStatistics();
        double low = range.getCount() == 0 ? 0 : range.getMin();
        double step = range.getCount() == 0 ? 0 : (range.getMax() - low) / (NOTHING - 1);
        ByteBuffer bytes = ByteBuffer.allocate(2 * x.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : x) {
            long k = step == 0 ? 0 : Math.round((value - low) / step);
            bytes.putShort((short) (Double.isFinite(value) ? k : NOTHING));
        }
        node.put("low", low);
        node.put("step", step);
        node.put("packed", Base64.getEncoder().encodeToString(bytes.array()));
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
