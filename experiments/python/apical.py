"""Apical from Python: runs experiments and reads what they leave, as NumPy arrays.

One file, which needs NumPy and h5py; it may be copied anywhere, and then finds the launcher ``experiments/apical`` by the
environment variable APICAL. Files that it reads are described in ``experiments/docs/files.md``.

    import apical
    run = apical.run("xor.yaml", learning__epochs=20, seed=3)
    epochs, accuracy = run.curve("test_accuracy", "F2")
    hidden = run.recording().report("F2_hidden")          # hidden.soma: (time, unit), mV
    weights = run.weights("F2")                            # weights["W1"]: (units, presynaptic units)
"""

import csv
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path

import h5py
import numpy as np

__all__ = ["run", "sweep", "Run", "Sweep", "Recording", "Report", "Spikes", "Control", "read_weights", "ApicalError", "Refused", "Diverged"]


class ApicalError(Exception):
    """A command that did not end as it should; ``exit`` is its exit code, the message the line it ended with."""

    def __init__(self, message, exit):
        super().__init__(message)
        self.exit = exit


class Refused(ApicalError):
    """Exit code 2: bad usage, configuration or file. The message names file, key and line, what was expected and found."""


class Diverged(ApicalError):
    """Exit code 1 without results: a run that diverged. ``directory`` holds what it had reached."""

    directory = None


# ---- commands


def launcher():
    """The command that runs Apical: the environment variable APICAL, or the launcher beside this file."""
    named = os.environ.get("APICAL")
    command = Path(named) if named else Path(__file__).resolve().parent.parent / "apical"
    if not command.is_file():
        raise FileNotFoundError(f"{command}: expected the launcher of Apical (the environment variable APICAL names another), found no such file")
    return str(command)


def run(file, changes=None, *, out=None, resume=False, overwrite=False, threads=None, progress=True, **more):
    """Runs an experiment (``experiments/apical run FILE``) and returns a :class:`Run`.

    file        an experiment as YAML, the run.yaml of a run, or an experiment as a dict
    changes     keys of the experiment and their values, such as ``{"learning.epochs": 3, "layers[0].units": 20}``
    more        the same as keywords, dots as two underscores: ``learning__epochs=3, seed=2``
    out         directory; default: runs/ and the name of the file and, with changes, a hash of them
    resume      go on with the same run where it was stopped, or take it as it is if it is complete
    overwrite   replace the results of another run
    threads     default: all processors; results do not depend on it
    progress    True: a bar with the time left on standard error, a line a minute where that is no terminal; None: nothing; or what is called
                with each event as a dict, such as ``{"event": "progress", "part": ..., "fraction": 0.2, "seconds_left": 31.4}`` (docs/json.md)

    A value replaces what stands at its key: numbers, text, lists, dicts, NumPy numbers and arrays.
    Raises :class:`Refused` with the line that says why where nothing could be run, :class:`Diverged` where a run diverged.
    """
    with _File(file) as path:
        changes = _changes(changes, more)
        directory = _directory(out, "", path, file, changes)
        arguments = ["run", str(path), "--out", str(directory)] + _options(changes, resume, overwrite, threads)
        result = _call(arguments, directory, progress)
    return Run(directory, result)


def sweep(file, grid=None, changes=None, *, out=None, resume=False, overwrite=False, threads=None, progress=True, **more):
    """Runs an experiment once for each cell of a grid (``experiments/apical sweep FILE``) and returns a :class:`Sweep`.

    grid    axes, such as ``{"learning.optimiser.rate": [0.003, 0.03], "seed": {"from": 1, "to": 10}}``; default: that of the file
    Everything else as in :func:`run`.
    """
    with _File(file) as path:
        changes = _changes(changes, more)
        if grid is not None:
            changes["grid"] = grid
        directory = _directory(out, "sweep-", path, file, changes)
        arguments = ["sweep", str(path), "--out", str(directory)] + _options(changes, resume, overwrite, threads)
        result = _call(arguments, directory, progress)
    return Sweep(directory, result)


class _File:
    """An experiment as a file; of a dict one that is there meanwhile."""

    def __init__(self, file):
        self.path = None if isinstance(file, dict) else Path(file)
        self.described = file
        self.temporary = None

    def __enter__(self):
        if self.path is None:
            # where relative paths in it begin
            handle, name = tempfile.mkstemp(prefix=".experiment-", suffix=".yaml", dir=".")
            self.temporary = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8") as text:
                text.write(_yaml(self.described))
            self.path = self.temporary
        return self.path

    def __exit__(self, *_):
        if self.temporary is not None:
            self.temporary.unlink()


def _changes(changes, more):
    result = {}
    for key, value in list((changes or {}).items()) + [(k.replace("__", "."), v) for k, v in more.items()]:
        if key in result:
            raise TypeError(f"{key}: expected once, found among changes and as a keyword")
        result[key] = value
    return result


def _directory(out, prefix, path, file, changes):
    if out is not None:
        return Path(out)
    described = isinstance(file, dict)
    name = "experiment" if described else path.name.removesuffix(".yaml").removesuffix(".yml")
    if changes or described:
        text = (_yaml(file) if described else "") + json.dumps({key: _yaml(value) for key, value in changes.items()}, sort_keys=True)
        name += "-" + hashlib.sha256(text.encode()).hexdigest()[:8]
    return Path("runs", prefix + name)


def _options(changes, resume, overwrite, threads):
    options = []
    for key, value in changes.items():
        options += ["--set", f"{key}={_yaml(value)}"]
    if threads is not None:
        options += ["--threads", str(threads)]
    return options + ["--resume"] * bool(resume) + ["--overwrite"] * bool(overwrite)


def _yaml(value):
    """A value as YAML: JSON is."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value):
    if isinstance(value, (np.ndarray, np.generic)):
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"expected a number, text, list or dict as the value of a key, found {type(value).__name__}")


def _call(arguments, directory, progress):
    """Runs a command that tells events; the object that it would print, or None if the run was complete before."""
    show = _Bar() if progress is True else progress or (lambda event: None)
    process = subprocess.Popen([launcher()] + arguments + ["--events"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    said = deque(maxlen=20)
    reader = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
    reader.start()
    last, stopped = {}, False
    while True:
        try:
            for line in process.stdout:
                last = json.loads(line)
                show(last)
            break
        except KeyboardInterrupt:
            # the command writes a checkpoint before it ends; at a terminal it has had the signal, too
            stopped = True
            if not sys.stdin.isatty():
                process.send_signal(signal.SIGINT)
        except BaseException:
            process.terminate()
            raise
    exit = process.wait()
    reader.join()
    if stopped or last.get("event") == "stopped":
        raise KeyboardInterrupt(f"{directory}: stopped; resume=True goes on")
    if last.get("event") == "finished":
        return last["result"]
    _fail(last.get("error") or _text(said), exit, directory)


def _export(arguments, directory):
    ended = subprocess.run([launcher()] + arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        errors = [line for line in ended.stderr.splitlines() if line.startswith(b"apical: ")]
        _fail(_text(errors[-1:]).removeprefix("apical: ") or _text([ended.stderr]), ended.returncode, directory)


def _fail(message, exit, directory):
    error = {1: Diverged, 2: Refused}.get(exit, ApicalError)(message, exit)
    if exit == 1:
        error.directory = directory
    raise error


def _text(lines):
    return b"".join(lines).decode("utf-8", "replace").strip()


class _Bar:
    """Events as a bar with the time left on a terminal, or as a line a minute."""

    _WIDTH = 30

    def __init__(self, to=None):
        self.to = to or sys.stderr
        self.terminal = self.to.isatty()
        self.found, self.shown, self.last = "", 0, 0.0

    def __call__(self, event):
        kind = event["event"]
        if kind in ("part", "begins"):
            self.found, self.last = "", time.monotonic()
        elif kind == "epoch":
            self.found = ", ".join(f"{name} {value:.4g}" for name, value in event.items() if name not in ("event", "part") and value is not None)
        elif kind == "progress":
            self._progress(event)
        elif kind == "says":
            self._line(event["text"])
        elif kind in ("finished", "failed", "stopped") and self.shown:
            self._line("")

    def _progress(self, event):
        done = round(self._WIDTH * event["fraction"])
        left = "" if event["seconds_left"] is None else f", {event['seconds_left']:.0f} s left"
        text = f"{100 * event['fraction']:3.0f} %{left}{', ' + self.found if self.found else ''}"
        if self.terminal:
            text = f"{event['part']:25} |{'#' * done}{' ' * (self._WIDTH - done)}| {text}"
            print("\r" + text.ljust(self.shown), end="", file=self.to, flush=True)
            self.shown = len(text)
            if event["done"] >= event["total"]:
                self._line("")
        elif time.monotonic() - self.last >= 60:
            self.last = time.monotonic()
            self._line(f"{event['part']}: {text}")

    def _line(self, text):
        print(("\n" if self.shown else "") + text, end="\n" if text else "", file=self.to, flush=True)
        self.shown = 0


# ---- results


class _Table:
    """Columns of a CSV file: ``table["value"]`` is an array, of names text, else numbers where all are numbers or empty (NaN)."""

    _TEXT = ("formulation", "quantity", "layer", "of", "unit", "run", "ended", "checks", "error")

    def __init__(self, file):
        with open(file, newline="", encoding="utf-8") as lines:
            rows = list(csv.reader(lines))
        self.names = rows[0]
        self._columns = {name: _column(name, [row[k] for row in rows[1:]]) for k, name in enumerate(self.names)}

    def __getitem__(self, name):
        return self._columns[name]

    def __contains__(self, name):
        return name in self._columns

    def __len__(self):
        return len(self._columns[self.names[0]])

    def where(self, **columns):
        """Which rows have these values, as a mask; numbers are compared as numbers, others as text."""
        mask = np.ones(len(self), dtype=bool)
        for name, value in columns.items():
            column = self[name]
            mask &= column == (str(value) if column.dtype.kind == "U" else value)
        return mask


def _column(name, texts):
    if name in _Table._TEXT:
        return np.array(texts, dtype=str)
    try:
        return np.array([float(text) if text else np.nan for text in texts])
    except ValueError:
        return np.array(texts, dtype=str)


class Run:
    """A run on disk; also of any directory that ``compare`` or ``run`` has written: ``apical.Run("runs/compare")``.

    directory   where it is
    result      what the command printed as JSON (experiments/docs/json.md); None if it ran before
    metrics     the columns of metrics.csv, such as ``run.metrics["value"]``
    """

    def __init__(self, directory, result=None):
        self.directory = Path(directory)
        self.result = result
        self.metrics = _Table(self.directory / "metrics.csv")

    @property
    def passed(self):
        """Whether no check failed; None if the run is not complete."""
        noted = re.search(r"(?m)^run:(?:\n .*)*?\n  checks: \W?(\w+)", (self.directory / "run.yaml").read_text(encoding="utf-8"))
        return noted.group(1) == "held" if noted else None

    @property
    def report(self):
        """The page."""
        return self.directory / "report.html"

    def value(self, quantity, formulation=None, layer=None):
        """A number of metrics.csv, the last if there is one an epoch; of the whole network, or of a layer: "1", "2", ..."""
        rows = self._rows(quantity, formulation, layer)
        return float(self.metrics["value"][rows][-1])

    def curve(self, quantity, formulation=None, layer=None):
        """Epochs and the numbers after them."""
        rows = self._rows(quantity, formulation, layer)
        return self.metrics["epoch"][rows].astype(float), self.metrics["value"][rows]

    def _rows(self, quantity, formulation, layer):
        place = {} if formulation is None else {"formulation": formulation}
        if "layer" in self.metrics:
            place["layer"] = "" if layer is None else layer
        rows = self.metrics.where(quantity=quantity, **place)
        if not rows.any():
            known = ", ".join(sorted(set(self.metrics["quantity"])))
            raise KeyError(f"{self.directory}: expected one of {known}, found {quantity} of {place}")
        return rows

    def recording(self):
        """Potentials, spikes and control of recorded presentations."""
        return Recording(self.directory / "recording.h5")

    def weights(self, formulation=None, *, currents=False):
        """Weights after the last epoch, by name: W1 (units, presynaptic units), b1, Q1, ...; with currents=True in pA (F2, F3)."""
        with tempfile.TemporaryDirectory() as place:
            file = Path(place, "weights.npz")
            arguments = ["export", str(self.directory), "--out", str(file), "--as", "currents" if currents else "weights"]
            _export(arguments + (["--formulation", formulation] if formulation else []), self.directory)
            return read_weights(file)

    def __repr__(self):
        return f"Run({str(self.directory)!r})"


class Sweep:
    """A sweep on disk.

    directory   where it is
    results     columns of results.csv, one observation a row: cell, every key of the grid, formulation, quantity, ..., value
    cells       columns of cells.csv, one cell a row
    """

    def __init__(self, directory, result=None):
        self.directory = Path(directory)
        self.result = result
        self.results = _Table(self.directory / "results.csv")
        self.cells = _Table(self.directory / "cells.csv")

    @property
    def keys(self):
        """Keys of the grid."""
        names = self.cells.names
        return names[1 : names.index("run")]

    def table(self, quantity, formulation, layer=None):
        """Keys of the grid and, last of them ``value``, the last number of a quantity in each cell: a dict of arrays, one entry a cell."""
        rows = np.flatnonzero(self.results.where(quantity=quantity, formulation=formulation, layer="" if layer is None else layer))
        if rows.size == 0:
            known = ", ".join(sorted(set(self.results["quantity"])))
            raise KeyError(f"{self.directory}: expected one of {known}, found {quantity} of {formulation}")
        cell = self.results["cell"][rows]
        last = np.array([rows[cell == c][-1] for c in np.unique(cell)], dtype=int)
        return {name: self.results[name][last] for name in ["cell"] + self.keys + ["value"]}

    def run(self, cell):
        """The run of a cell, by its number; it has neither recording nor weights."""
        return Run(self.directory / "cells" / f"{int(cell):05d}")

    def __repr__(self):
        return f"Sweep({str(self.directory)!r})"


# ---- recordings and weights


class Report:
    """Potentials of one population: ``time`` (T) in ms from when the target appears, ``node_ids`` (N) and ``units`` of these, ``soma``, ``basal``, ``apical`` (T, N) in mV, or None where not recorded."""

    _ELEMENTS = ("soma", "basal", "apical")

    def __init__(self, group):
        mapping = group["mapping"]
        start, stop, step = mapping["time"][:]
        data = group["data"][:]
        self.time = start + step * np.arange(data.shape[0]) - group.attrs["target_onset_ms"]
        self.node_ids = mapping["node_ids"][:].astype(np.int64)
        self.units = self.node_ids // int(group.attrs["recorded_neurons_per_unit"])
        elements = mapping["element_ids"][:]
        for number, name in enumerate(self._ELEMENTS):
            column = data[:, elements == number]
            setattr(self, name, column if column.shape[1] else None)


class Spikes:
    """Spikes of one population: ``times`` in ms from when the target appears, ``node_ids`` of their neurons, ``units`` of these, ``place_in_burst`` or None."""

    def __init__(self, group):
        self.times = group["timestamps"][:] - group.attrs["target_onset_ms"]
        self.node_ids = group["node_ids"][:].astype(np.int64)
        self.neurons_per_unit = int(group.attrs["recorded_neurons_per_unit"])
        self.units = self.node_ids // self.neurons_per_unit
        self.place_in_burst = group["place_in_burst"][:] if "place_in_burst" in group else None


class Control:
    """The loop of one formulation: ``time`` (T) in ms from when the target appears, ``output`` and ``control`` (T, outputs), ``target`` (outputs)."""

    def __init__(self, group):
        self.time = group["time"][:]
        self.output = group["output"][:]
        self.control = group["control"][:]
        self.target = group["target"][:]


class Recording:
    """A recording.h5; populations are read when they are asked for."""

    def __init__(self, file):
        self.file = Path(file)

    def _open(self):
        return h5py.File(self.file, "r")

    def _names(self, of):
        with self._open() as file:
            return sorted(file[of]) if of in file else []

    @property
    def reports(self):
        """Populations with potentials: F1_hidden, ..."""
        return self._names("report")

    @property
    def spiking(self):
        """Populations with spikes."""
        return self._names("spikes")

    def report(self, population):
        """Potentials of a population."""
        return self._read("report", population, Report)

    def spikes(self, population):
        """Spikes of a population."""
        return self._read("spikes", population, Spikes)

    def control(self, formulation):
        """Output, target and control of a formulation."""
        return self._read("control", formulation, Control)

    def _read(self, of, name, kind):
        with self._open() as file:
            if of not in file or name not in file[of]:
                raise KeyError(f"{self.file}: expected one of {', '.join(sorted(file[of])) if of in file else 'none'} in /{of}, found {name}")
            return kind(file[f"{of}/{name}"])

    def __repr__(self):
        return f"Recording({str(self.file)!r})"


def read_weights(file):
    """The arrays of an NPZ or HDF5 file of weights, by name; of HDF5 every data set by its path."""
    file = Path(file)
    if file.suffix == ".npz":
        with np.load(file, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}
    found = {}
    with h5py.File(file, "r") as hdf:
        hdf.visititems(lambda name, node: found.update({name: node[()]}) if isinstance(node, h5py.Dataset) else None)
    return found
