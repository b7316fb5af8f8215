/** Validation of parameters: one exception type, one wording. */
package org.apical.neuron.parameter;
