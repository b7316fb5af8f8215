/** Random numbers: named streams of one root seed, and Poisson counts. Tests: RandomStreamsTest, RandomStreamTest, PoissonSamplerTest, PoissonTablesTest. */
package org.apical.neuron.random;
