package org.apical.neuron.parameter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a parameter record is as a key of a description: reading, writing, checking and the reference follow from it. The key is called as the component;
 * its unit is the end of that name ({@code Ms}, {@code Mv}, {@code Hz}, {@code NanoS}, {@code PicoF}, {@code PicoA}), none: dimensionless.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** What it is, in a few words. */
    String value();

    /** Its default as a value of YAML; empty: it has none and must be there, unless it is optional or a list. */
    String or() default "";

    /** Smallest value allowed. */
    double least() default Double.NEGATIVE_INFINITY;

    /** Bound that values have to lie above. */
    double above() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed. */
    double most() default Double.POSITIVE_INFINITY;

    /** Bound that values have to lie below. */
    double below() default Double.POSITIVE_INFINITY;

    /** Whether the keys of this record stand among those of the record it belongs to. */
    boolean inline() default false;
}
