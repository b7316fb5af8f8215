/** How far a network learns image sets in which everything spikes, and what limits it. Test: SpikingMnistStudyTest; figures: experiments/docs/results/spiking-mnist.md. */
package org.apical.app.study.spiking;
