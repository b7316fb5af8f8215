/** Random numbers: named streams of one root seed, and Poisson counts. Tests: RandomStreamsTest, PoissonSamplerTest. */
package org.apical.neuron.random;
