/** Test accuracy on image sets by the published settings (Meulemans et al. 2021, table 1; physics.md 8). Test: Table1StudyTest; figures: experiments/docs/results/table1.md. */
package org.apical.app.study.table1;
