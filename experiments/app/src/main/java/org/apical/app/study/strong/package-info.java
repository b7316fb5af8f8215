/** Strong-DFC on image sets, in two phases and in one (Meulemans et al. 2022; physics.md 7.5). Test: StrongStudyTest; figures: experiments/docs/results/strong.md. */
package org.apical.app.study.strong;
