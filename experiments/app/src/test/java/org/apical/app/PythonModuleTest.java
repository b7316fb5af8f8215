package org.apical.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code experiments/python/apical.py} as a script uses it, from another directory; the launcher is one that runs the classes of this test. */
@DisabledOnOs(OS.WINDOWS)
class PythonModuleTest {
    private static final Path MODULE = Path.of("../python").toAbsolutePath().normalize();

    private static final String XOR = """
            data: {generate: xor, samples: 40, test: 20}
            layers:
              - {name: hidden, units: 4}
              - {name: output, transfer: linear}
            spikes: {neuronsPerUnit: 6}
            timing: {freeMs: 60, warmupMs: 20, controlledMs: 100}
            learning: {epochs: 2, batch: 8}
            agreement: {samples: 1, settleMs: 200}
            formulations: [F1, F3]
            """;

    @TempDir
    private Path directory;

    private Python python;

    @BeforeEach
    void aScriptBegins() throws IOException {
        python = Python.with("numpy", "h5py");
        Path launcher = directory.resolve("apical");
        Files.writeString(launcher, """
                #!/bin/sh
                exec "%s" --add-modules=jdk.incubator.vector -XX:TieredStopAtLevel=1 -cp "%s" org.apical.app.Main "$@"
                """.formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(directory.resolve("xor.yaml"), XOR.getBytes(StandardCharsets.UTF_8));
    }

    /** What a script of these lines prints. */
    private String printed(String lines) throws IOException, InterruptedException {
        String first = "import sys, os; sys.path.insert(0, r'" + MODULE + "'); sys.dont_write_bytecode = True\n"
                + "os.environ['APICAL'] = r'" + directory.resolve("apical") + "'\n"
                + "import numpy as np, apical\n";
        return python.run(directory, first + lines);
    }

    /** Each number that a run leaves is in Python what it is in its files; the weights of one begin the next. */
    @Test
    void aRunIsReadAsArraysAndItsWeightsBeginTheNext() throws Exception {
        String said = printed("""
                first = apical.run('xor.yaml', {'layers[0].units': np.int64(5)}, learning__epochs=3, seed=2)
                said = []
                run = apical.run('xor.yaml', {'layers[0].units': 5}, learning__epochs=3, seed=2, progress=said.append)
                assert [e['epoch'] for e in said if e['event'] == 'epoch'] == [1, 2, 3] * 2, said
                assert said[0]['event'] == 'begins' and said[-1]['event'] == 'finished'
                assert max(e['fraction'] for e in said if e['event'] == 'progress') == 1
                assert str(run.directory).startswith('runs/xor-') and run.report.is_file()
                assert first.directory == run.directory
                epochs, scores = run.curve('test_accuracy', 'F1')
                assert list(epochs) == [0, 1, 2, 3] and run.value('test_accuracy', 'F1') == scores[-1]
                rows = [r.split(',') for r in open(run.directory / 'metrics.csv').read().split()]
                assert scores[2] == float([r for r in rows if r[:4] == ['F1', 'test_accuracy', '', '2']][0][4])
                assert run.result['formulations']['F1']['test_accuracy'] == scores[-1] and run.result['seed'] == 2
                assert run.passed == run.result['passed']

                recording = run.recording()
                assert recording.reports == ['F1_hidden', 'F1_output', 'F3_hidden', 'F3_output'], recording.reports
                report, spikes = recording.report('F3_hidden'), recording.spikes('F3_hidden')
                assert report.soma.shape == (len(report.time), 5) and report.apical.shape == report.soma.shape
                assert spikes.neurons_per_unit == 6 and spikes.units.max() < 5 and spikes.times[0] >= report.time[0]
                assert set(spikes.node_ids - spikes.node_ids % 6) <= set(report.node_ids) and list(report.units) == [0, 1, 2, 3, 4]
                control = recording.control('F1')
                assert control.output.shape == (len(control.time), 2) and control.target.shape == (2,)

                weights = run.weights('F1')
                assert {k: v.shape for k, v in weights.items()} == {
                    'W1': (5, 2), 'b1': (5,), 'Q1': (5, 2), 'W2': (2, 5), 'b2': (2,), 'Q2': (2, 2)}
                assert 'W1_pA_per_spike' in run.weights('F3', currents=True)
                np.savez('trained.npz', **weights)
                same = {'layers[0].units': 5, 'formulations': ['F1']}
                again = apical.run('xor.yaml', same, learning__epochs=0, learning__initial={'file': 'trained.npz'},
                                   learning__feedback={'fixed': 'given'}, out='again', seed=2, progress=None)
                assert again.value('test_accuracy', 'F1') == scores[-1]
                back = again.weights()
                assert all((back[k] == weights[k]).all() for k in weights)
                whole = apical.run('xor.yaml', same, learning__epochs=0, learning__initial={'file': 'trained.npz'},
                                   learning__feedback={'fixed': 'given'}, out='again', seed=2, resume=True, progress=None)
                assert whole.result is None and whole.passed == again.passed
                print('read')
                """);
        // a bar needs a terminal, lines a minute
        assertThat(said).isEqualTo("read");
    }

    @Test
    void aSweepIsATable() throws Exception {
        String said = printed("""
                experiment = {
                    'data': {'generate': 'xor', 'samples': 40, 'test': 20},
                    'layers': [{'name': 'hidden', 'units': 4}, {'name': 'output', 'transfer': 'linear'}],
                    'timing': {'freeMs': 60, 'warmupMs': 20, 'controlledMs': 100},
                    'learning': {'epochs': 1, 'batch': 8}, 'agreement': {'samples': 1, 'settleMs': 200}, 'formulations': ['F1']}
                grid = {'learning.optimiser.rate': [0.01, 0.02], 'seed': {'from': 1, 'to': 2}}
                sweep = apical.sweep(experiment, grid, out='grid', threads=2, progress=None)
                assert sweep.keys == ['learning.optimiser.rate', 'seed']
                assert list(sweep.cells['ended']) == ['complete'] * 4
                table = sweep.table('test_accuracy', 'F1')
                assert list(table['learning.optimiser.rate']) == [0.01, 0.01, 0.02, 0.02] and list(table['seed']) == [1, 2, 1, 2]
                assert [sweep.run(c).value('test_accuracy', 'F1') for c in table['cell']] == list(table['value'])
                print(sorted(os.listdir('.')))
                """);
        // the file that held the experiment meanwhile is gone
        assertThat(said).endsWith("['apical', 'grid', 'xor.yaml']");
    }

    /** The line with which a command refuses or a run diverges is that of the exception. */
    @Test
    void whatIsRefusedIsAnException() throws Exception {
        String said = printed("""
                try:
                    apical.run('xor.yaml', learning__epoch=3)
                except apical.Refused as e:
                    print(e.exit, e)
                try:
                    apical.run('xor.yaml', learning__optimiser__rate=1e9, formulations=['F1'], out='far', progress=None)
                except apical.Diverged as e:
                    print(e.exit, e.directory, str(e) in open('far/log.txt').read())
                try:
                    apical.Run('far').value('test_acuracy')
                except KeyError as e:
                    print('expected one of' in str(e))
                os.environ['APICAL'] = 'nowhere'
                try:
                    apical.run('xor.yaml')
                except FileNotFoundError as e:
                    print(e)
                """);
        String line = "--set learning.epoch: learning.epoch (line 1): expected one of method, rule, lateral, ";
        assertThat(said.lines()
                        .filter(text -> !text.startsWith("WARNING: "))
                        .map(text -> text.replaceFirst("lateral, .*", "lateral, ")))
                .containsExactly(
                        "2 " + line,
                        "1 far True",
                        "True",
                        "nowhere: expected the launcher of Apical (the environment variable APICAL names another), found no such file");
    }
}
