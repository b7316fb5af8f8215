/** Validation of parameters, of times on a grid and of sizes: one exception type, one wording. Tests: ParameterTest, GridTest, SizesTest. */
package org.apical.neuron.parameter;
