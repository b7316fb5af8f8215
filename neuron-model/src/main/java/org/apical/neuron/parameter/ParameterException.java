package org.apical.neuron.parameter;

/** A parameter outside its domain: names the parameter, what was expected and what was found. */
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ParameterException(String name, String expected, Object found) {
        super(name + " " + expected + ", got " + found);
    }
}
