package org.apical.app.replay;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import java.util.Arrays;
import org.apical.app.UserError;

/** The attributes of one group of a {@link CaseFile}. */
final class CaseAttributes {
    private final CaseFile file;
    private final String where;
    private final Node node;

    CaseAttributes(CaseFile file, String group, Node node) {
        this.file = file;
        this.where = (group.isEmpty() ? "" : group + ": ") + "attribute ";
        this.node = node;
    }

    private Object value(String name) {
        return file.guarded(where + name, () -> {
            Attribute attribute = node.getAttribute(name);
            if (attribute == null) {
                throw file.error(where + name, "expected, not found");
            }
            if (attribute.getSize() != 1) {
                throw file.error(where + name, "expected one value, found " + attribute.getSize());
            }
            return attribute.getData();
        });
    }

    UserError unlike(String name, String expected, Object found) {
        return file.error(where + name, "expected " + expected + ", found " + found);
    }

    /** A string. */
    String text(String name) {
        if (value(name) instanceof String s) {
            return s;
        }
        throw unlike(name, "text", value(name));
    }

    /** A finite number. */
    double number(String name) {
        if (value(name) instanceof Number n && Double.isFinite(n.doubleValue())) {
            return n.doubleValue();
        }
        throw unlike(name, "a finite number", value(name));
    }

    /** A number within bounds. */
    double number(String name, double least, double most) {
        double x = number(name);
        if (x < least || x > most) {
            throw unlike(name, least + " .. " + most, x);
        }
        return x;
    }

    /** A whole number within bounds. */
    int integer(String name, int least, int most) {
        double x = number(name, least, most);
        if (x != Math.rint(x)) {
            throw unlike(name, "a whole number", x);
        }
        return (int) x;
    }

    /** A boolean, as h5py writes it: an enumeration FALSE, TRUE; or a number 0, 1. */
    boolean flag(String name) {
        String x = String.valueOf(value(name));
        return switch (x) {
            case "TRUE", "true", "1" -> true;
            case "FALSE", "false", "0" -> false;
            default -> throw unlike(name, "TRUE or FALSE", x);
        };
    }

    /** One of the given words. */
    String word(String name, String... words) {
        String x = text(name);
        if (!Arrays.asList(words).contains(x)) {
            throw unlike(name, "one of " + String.join(", ", words), "'" + x + "'");
        }
        return x;
    }
}
