package org.apical.network.control;

/** What the leak of the controller acts on (physics.md 1). */
public enum Leak {
    /** tau_u du_int/dt = e - alpha u (the released code, the recordings). */
    ON_CONTROL,
    /** tau_u du_int/dt = e - alpha u_int (the text of the paper). */
    ON_INTEGRAL
}
