package org.apical.app.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Runs one component of a LEMS document from its XML alone: equations by the classical Runge–Kutta scheme in SI units, conditions at the end of each step. Every expression is evaluated with its dimension, and one that adds volts to amperes, or
 * assigns them, ends the run.
 */
final class LemsInterpreter {
    /** A number in SI units with the powers of its dimension, m l t i. */
    record Quantity(double value, List<Integer> powers) {
        static final List<Integer> NONE = List.of(0, 0, 0, 0);

        Quantity plus(Quantity other, int sign) {
            require(powers.equals(other.powers), "sum of " + powers + " and " + other.powers);
            return new Quantity(value + sign * other.value, powers);
        }

        Quantity times(Quantity other, int sign) {
            List<Integer> sum = new ArrayList<>();
            for (int k = 0; k < powers.size(); k++) {
                sum.add(powers.get(k) + sign * other.powers.get(k));
            }
            return new Quantity(sign > 0 ? value * other.value : value / other.value, sum);
        }
    }

    private static void require(boolean held, String what) {
        if (!held) {
            throw new AssertionError(what);
        }
    }

    /** Times of steps are no binary fractions of a second. */
    private static final double ROUNDING_SECONDS = 1e-12;

    private static final Pattern TOKEN = Pattern.compile("[0-9][0-9.]*(?:E-?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/()]");
    private static final Map<String, List<String>> TOKENS = new ConcurrentHashMap<>();

    private final Map<String, List<Integer>> dimensions = new HashMap<>(Map.of("none", Quantity.NONE));
    private final Map<String, Quantity> units = new HashMap<>();
    private final Map<String, Quantity> values = new HashMap<>();
    private final Map<String, List<Integer>> states = new LinkedHashMap<>();
    private final Element dynamics;
    private final List<Double> limits = new ArrayList<>();
    private String regime = "";
    private int events;

    LemsInterpreter(Element lems, String component, Map<String, Double> changes) {
        for (Element d : children(lems, "Dimension")) {
            List<Integer> powers = new ArrayList<>();
            for (String base : new String[] {"m", "l", "t", "i"}) {
                powers.add(d.hasAttribute(base) ? Integer.parseInt(d.getAttribute(base)) : 0);
            }
            dimensions.put(d.getAttribute("name"), powers);
        }
        for (Element u : children(lems, "Unit")) {
            units.put(
                    u.getAttribute("symbol"),
                    new Quantity(
                            Double.parseDouble("1e" + u.getAttribute("power")),
                            dimensions.get(u.getAttribute("dimension"))));
        }
        Element own = children(lems, "Component").stream()
                .filter(c -> c.getAttribute("id").equals(component))
                .findFirst()
                .orElseThrow();
        Element type = children(lems, "ComponentType").stream()
                .filter(t -> t.getAttribute("name").equals(own.getAttribute("type")))
                .findFirst()
                .orElseThrow();
        for (Element p : children(type, "Parameter")) {
            String name = p.getAttribute("name");
            Matcher text =
                    Pattern.compile("(-?[0-9.]+(?:E-?[0-9]+)?)([a-zA-Z]*)").matcher(own.getAttribute(name));
            require(text.matches(), name + " = " + own.getAttribute(name));
            Quantity unit = units.get(text.group(2));
            require(unit.powers().equals(dimensions.get(p.getAttribute("dimension"))), name);
            double number = changes.getOrDefault(name, Double.valueOf(text.group(1)));
            values.put(name, new Quantity(number * unit.value(), unit.powers()));
        }
        dynamics = children(type, "Dynamics").get(0);
        for (Element s : children(dynamics, "StateVariable")) {
            List<Integer> powers = dimensions.get(s.getAttribute("dimension"));
            states.put(s.getAttribute("name"), powers);
            values.put(s.getAttribute("name"), new Quantity(0, powers));
        }
        time(0);
        for (Element r : children(dynamics, "Regime")) {
            if (r.getAttribute("initial").equals("true")) {
                regime = r.getAttribute("name");
            }
        }
        children(dynamics, "OnStart").forEach(this::assign);
    }

    static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node n = of.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && (name.isEmpty() || e.getTagName().equals(name))) {
                found.add(e);
            }
        }
        return found;
    }

    private void time(double seconds) {
        values.put("t", new Quantity(seconds, dimensions.get("time")));
    }

    double get(String name) {
        return values.get(name).value();
    }

    /** An event arrives. */
    void event(String port) {
        children(dynamics, "OnEvent").stream()
                .filter(e -> e.getAttribute("port").equals(port))
                .forEach(this::assign);
    }

    /**
     * A step.
     *
     * @param parts of it, which equations take one by one
     * @return events that leave at its end
     */
    int step(double from, double seconds, int parts) {
        double h = seconds / parts;
        String[] names = states.keySet().toArray(String[]::new);
        for (int part = 0; part < parts; part++) {
            double[] y0 = new double[names.length];
            Arrays.setAll(y0, k -> get(names[k]));
            double[][] k = new double[4][];
            double[] at = y0;
            for (int stage = 0; stage < 4; stage++) {
                double[] now = at;
                set(names, now);
                k[stage] = slopes(names);
                double weight = stage == 2 ? h : h / 2;
                double[] slope = k[stage];
                at = new double[names.length];
                for (int j = 0; j < names.length; j++) {
                    at[j] = y0[j] + weight * slope[j];
                }
            }
            double[] next = new double[names.length];
            for (int j = 0; j < names.length; j++) {
                next[j] = y0[j] + h / 6 * (k[0][j] + 2 * k[1][j] + 2 * k[2][j] + k[3][j]);
            }
            set(names, next);
        }
        events = 0;
        // a spike is dated by the beginning of its step, as everywhere in Apical; what else a condition asks of time by
        // the end
        time(from);
        conditions(false);
        time(from + seconds);
        conditions(true);
        return events;
    }

    private void set(String[] names, double[] y) {
        for (int j = 0; j < names.length; j++) {
            values.put(names[j], new Quantity(y[j], states.get(names[j])));
        }
    }

    private double[] slopes(String[] names) {
        derive();
        Map<String, Double> slope = new HashMap<>();
        List<Element> all = new ArrayList<>(children(dynamics, "TimeDerivative"));
        current().forEach(r -> all.addAll(children(r, "TimeDerivative")));
        for (Element d : all) {
            Quantity q = new Expression(d.getAttribute("value")).whole();
            List<Integer> expected = new Quantity(1, states.get(d.getAttribute("variable")))
                    .times(new Quantity(1, dimensions.get("time")), -1)
                    .powers();
            require(q.powers().equals(expected), "slope of " + d.getAttribute("variable") + ": " + q.powers());
            require(slope.put(d.getAttribute("variable"), q.value()) == null, "two slopes");
        }
        return Arrays.stream(names).mapToDouble(n -> slope.getOrDefault(n, 0.0)).toArray();
    }

    private List<Element> current() {
        return children(dynamics, "Regime").stream()
                .filter(r -> r.getAttribute("name").equals(regime))
                .toList();
    }

    private void derive() {
        for (Element d : children(dynamics, "")) {
            if (d.getTagName().equals("DerivedVariable")) {
                keep(d, new Expression(d.getAttribute("value")).whole());
            } else if (d.getTagName().equals("ConditionalDerivedVariable")) {
                keep(
                        d,
                        children(d, "Case").stream()
                                .filter(c -> !c.hasAttribute("condition") || holds(c.getAttribute("condition")))
                                .map(c -> new Expression(c.getAttribute("value")).whole())
                                .findFirst()
                                .orElseThrow());
            }
        }
    }

    private void keep(Element variable, Quantity q) {
        List<Integer> expected = dimensions.get(variable.getAttribute("dimension"));
        require(q.powers().equals(expected), variable.getAttribute("name") + ": " + q.powers());
        values.put(variable.getAttribute("name"), q);
    }

    private boolean holds(String condition) {
        String[] sides = condition.split("\\.geq\\.");
        require(sides.length == 2, condition);
        return new Expression(sides[0])
                        .whole()
                        .plus(new Expression(sides[1]).whole(), -1)
                        .value()
                >= (condition.startsWith("t ") ? -ROUNDING_SECONDS : 0);
    }

    private void conditions(boolean ofTime) {
        derive();
        List<Element> all = new ArrayList<>(children(dynamics, "OnCondition"));
        current().forEach(r -> all.addAll(children(r, "OnCondition")));
        for (Element c : all) {
            if (c.getAttribute("test").startsWith("t ") == ofTime && holds(c.getAttribute("test"))) {
                assign(c);
                events += children(c, "EventOut").size();
                for (Element t : children(c, "Transition")) {
                    regime = t.getAttribute("regime");
                    current().forEach(r -> children(r, "OnEntry").forEach(this::assign));
                }
            }
        }
    }

    private void assign(Element at) {
        for (Element a : children(at, "StateAssignment")) {
            String name = a.getAttribute("variable");
            Quantity q = new Expression(a.getAttribute("value")).whole();
            require(q.powers().equals(states.get(name)), name + ": " + q.powers());
            values.put(name, q);
            if (name.equals("limit")) {
                limits.add(q.value());
            }
        }
    }

    private static List<String> tokens(String text) {
        require(text.replaceAll(TOKEN.pattern(), "").isBlank(), text);
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Exponential numbers that were drawn. */
    List<Double> limits() {
        return limits;
    }

    /** Sums, products, brackets, functions of one argument, numbers and names; a draw is always e^-1. */
    private final class Expression {
        private final List<String> tokens;
        private int at;
        private String next;

        Expression(String text) {
            tokens = TOKENS.computeIfAbsent(text, LemsInterpreter::tokens);
            take();
        }

        private String take() {
            String taken = next;
            next = at < tokens.size() ? tokens.get(at++) : "";
            return taken;
        }

        Quantity whole() {
            Quantity q = sum();
            require(next.isEmpty(), "more than an expression: " + next);
            return q;
        }

        private Quantity sum() {
            Quantity q = product();
            while (next.equals("+") || next.equals("-")) {
                int sign = take().equals("+") ? 1 : -1;
                q = q.plus(product(), sign);
            }
            return q;
        }

        private Quantity product() {
            Quantity q = factor();
            while (next.equals("*") || next.equals("/")) {
                int sign = take().equals("*") ? 1 : -1;
                q = q.times(factor(), sign);
            }
            return q;
        }

        private Quantity factor() {
            String token = take();
            if (token.equals("(")) {
                Quantity q = sum();
                require(take().equals(")"), "bracket");
                return q;
            }
            if (Character.isDigit(token.charAt(0))) {
                return new Quantity(Double.parseDouble(token), Quantity.NONE);
            }
            if (next.equals("(")) {
                take();
                Quantity q = sum();
                require(take().equals(")") && q.powers().equals(Quantity.NONE), "argument of " + token);
                double x = q.value();
                return new Quantity(
                        switch (token) {
                            case "tanh" -> Math.tanh(x);
                            case "exp" -> Math.exp(x);
                            case "ln" -> Math.log(x);
                            case "random" -> x * Math.exp(-1);
                            default -> throw new AssertionError(token);
                        },
                        Quantity.NONE);
            }
            require(values.containsKey(token), "unknown " + token);
            return values.get(token);
        }
    }
}
