package org.apical.neuron.parameter;

/** A parameter outside its domain: names the parameter, what was expected and what was found. */
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public ParameterException(String name, String expected, Object found) {
        super(name + " " + expected + ", got " + found);
        this.name = name;
    }

    /** The parameter, after a dot behind what it belongs to. */
    public String name() {
        return name;
    }
}
