(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const { $, color, number, element, key, range, axis, clipped, shadeBefore, chart, ticks, choose } = Charts;
    const formulation = (id) => data.formulations.find((f) => f.id === id) || { id, title: "" };

    const start = Math.min(0, ...data.traces.map((t) => t.t[0]));
    const end = Math.max(0, ...data.traces.map((t) => t.t[t.t.length - 1]));
    const state = { unit: 0, from: Math.max(start, -100) };
    const onset = (u) => Charts.onset(u, "target appears");

    function title(h, id) {
        const chip = element(h, "span", "chip");
        chip.dataset.formulation = id;
        element(chip, "b", "", id);
        chip.append(" " + formulation(id).title);
    }

    /** The part of a list that lies in the time window. */
    const inWindow = (t, list) => list.filter((_, i) => t[i] >= state.from);

    /** The time window, unless a part was dragged out. */
    const timeRange = (u, low, high) => {
        const t = u.data[0];
        return low === t[0] && high === t[t.length - 1] ? [state.from, Math.ceil(end / 10) * 10] : [low, high];
    };
    const panel = (parent, id, label, height) => Charts.panel(parent, id + ": " + label, height, (h) => title(h, id));
    const timeAxis = () => axis("time (ms)", 23);

    function learning() {
        const legend = $("learning-legend");
        const box = $("learning-chart");
        legend.replaceChildren();
        if (data.epochs === 0 || !data.formulations.some((f) => f.accuracy.filter((a) => a != null).length > 1)) {
            box.replaceChildren();
            box.removeAttribute("role");
            element(box, "p", "empty", "The run has no epochs, so there is no learning curve; the table gives the accuracy of the initial weights.");
            legend.remove();
            box.parentNode.querySelector("figcaption").hidden = true;
            return;
        }
        const widths = [7, 2.5, 2.5];
        const n = Math.max(...data.formulations.map((f) => f.accuracy.length));
        data.formulations.forEach((f, i) => key(legend, f.id + " " + f.title, color(f.id) + (i === 0 ? "88" : ""), "solid", widths[i]));
        chart(box, {
            columns: [Array.from({ length: n }, (_, i) => i), ...data.formulations.map((f) => f.accuracy)],
            series: data.formulations.map((f, i) => ({
                stroke: color(f.id) + (i === 0 ? "88" : ""), width: widths[i] || 2,
                points: { show: n < 60, size: i === 0 ? 11 : 6, fill: i === 0 ? color(f.id) + "88" : color(f.id), stroke: "transparent" },
            })),
            height: 320,
            x: (u, low, high) => [Math.floor(low), Math.ceil(high)],
            y: (u, low, high) => { const [a, b] = range([[low, high]], 0.06); return [Math.max(0, a), Math.min(100, b)]; },
            axes: [axis("epoch", 23, { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }), axis("test accuracy (%)", 38)],
            read: (u, i) => "epoch " + i + ":  " + data.formulations.map((f) => f.id + " " + number(f.accuracy[i], 1) + " %").join("   "),
        });
    }

    const COMPARTMENTS = ["soma", "basal", "apical"];

    function voltages() {
        const parent = $("voltage-panels");
        parent.replaceChildren();
        document.querySelector(".unit-name").textContent = "of " + data.units[state.unit];
        const y = range(data.traces.flatMap((t) => t.v[state.unit].map((v) => inWindow(t.t, v))), 0.05);
        for (const t of data.traces) {
            const v = t.v[state.unit];
            const box = panel(parent, t.id, "somatic, basal and apical voltage over time", 250);
            chart(box, {
                columns: [t.t, ...v],
                series: COMPARTMENTS.map((c) => ({ stroke: color(c), width: c === "soma" ? 2.5 : 1.75, points: { show: false } })),
                height: 250, x: timeRange, y: () => y, sync: "presentation",
                axes: [timeAxis(), axis("voltage (mV)", 38)],
                hooks: { drawClear: [(u) => shadeBefore(u, t.t[0])], draw: [onset] },
                read: (u, i) => number(t.t[i], 0) + " ms:  Vs " + number(v[0][i], 1) + "  Vb " + number(v[1][i], 1) + "  Va " + number(v[2][i], 1) + " mV",
            });
        }
    }

    function rasters() {
        const parent = $("raster-panels");
        parent.replaceChildren();
        if (data.rasters.every((r) => r.t.length === 0)) {
            element(parent, "p", "empty", "No spikes were recorded.");
            return;
        }
        data.rasters.forEach((r, layer) => {
            const rows = r.units * r.perUnit;
            const output = layer === data.rasters.length - 1;
            const height = Math.round(Math.min(420, Math.max(160, rows * 4.2))) + 58;
            const box = panel(parent, r.formulation, "spikes of the " + r.layer + " populations over time", height);
            box.previousSibling.lastChild.lastChild.textContent = " " + r.layer + " populations";
            const center = (unit) => unit * r.perUnit + (r.perUnit - 1) / 2;
            chart(box, {
                columns: [r.t, r.row],
                series: [{ stroke: color("ink"), paths: () => null, points: { show: false } }],
                height, x: timeRange, y: () => [-1, rows], sync: "presentation",
                axes: [timeAxis(), axis(output ? "output unit (class)" : r.layer + " unit", 36, output ? {
                    splits: () => Array.from({ length: r.units }, (_, u) => center(u)),
                    values: (u, ticks) => ticks.map((x) => String(Math.round((x - (r.perUnit - 1) / 2) / r.perUnit))),
                    grid: { show: false },
                } : { grid: { show: false }, values: (u, ticks) => ticks.map((x) => (x < 0 || x >= rows ? "" : String(x / r.perUnit))) })],
                hooks: {
                    drawClear: [(u) => output && clipped(u, (ctx, bbox) => {
                        ctx.fillStyle = color(r.formulation) + "22";
                        const top = u.valToPos(center(data.label) + r.perUnit / 2, "y", true);
                        const bottom = u.valToPos(center(data.label) - r.perUnit / 2, "y", true);
                        ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
                    })],
                    draw: [(u) => ticks(u, rows, r.t, r.row, (row) => {
                        const unit = Math.floor(row / r.perUnit);
                        return inks[output && unit === data.label ? 0 : unit % 2 && output ? 1 : 2];
                    }), onset],
                },
                read: (u, i) => number(u.posToVal(u.cursor.left, "x"), 0) + " ms",
            });
        });
    }
    let inks = [];

    function outputs() {
        const legend = $("output-legend");
        legend.replaceChildren();
        key(legend, "class " + data.label + ", shown (color of the formulation)", color(data.traces[0].id), "solid", 2.5);
        key(legend, "class " + data.rival + ", strongest other", color("rival"));
        key(legend, "other classes", color("others"), "solid", 1);
        key(legend, "target", color("soft"), "dashed");
        const order = [...data.traces[0].r.keys()].filter((c) => c !== data.label && c !== data.rival);
        order.push(...new Set([data.rival, data.label]));
        for (const [id, name, unit] of [["output-panels", "r", "output r"], ["control-panels", "u", "control u"]]) {
            const parent = $(id);
            parent.replaceChildren();
            const y = range(data.traces.flatMap((t) => [...t[name].map((v) => inWindow(t.t, v)), ...(name === "r" ? [t.target] : [])]), 0.05);
            for (const t of data.traces) {
                const ink = (c) => color(c === data.label ? t.id : c === data.rival ? "rival" : "others");
                const thick = (c) => (c === data.label ? 2.5 : c === data.rival ? 1.75 : 1);
                const targets = (u) => clipped(u, (ctx, bbox) => {
                    const x = u.valToPos(0, "x", true);
                    ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
                    for (const c of order) {
                        const level = u.valToPos(t.target[c], "y", true);
                        ctx.strokeStyle = ink(c);
                        ctx.lineWidth = Math.min(thick(c), 1.5) * devicePixelRatio;
                        ctx.beginPath();
                        ctx.moveTo(x, level);
                        ctx.lineTo(bbox.left + bbox.width, level);
                        ctx.stroke();
                    }
                });
                const box = panel(parent, t.id, unit + " of all output units over time", 230);
                chart(box, {
                    columns: [t.t, ...order.map((c) => t[name][c])],
                    series: order.map((c) => ({ stroke: ink(c), width: thick(c), points: { show: false } })),
                    height: 230, x: timeRange, y: () => y, sync: "presentation",
                    axes: [timeAxis(), axis(unit, 38)],
                    hooks: { drawClear: [(u) => shadeBefore(u, t.t[0])], draw: [...(name === "r" ? [targets] : []), onset] },
                    read: (u, i) => number(t.t[i], 0) + " ms:  class " + data.label + "  " + number(t[name][data.label][i], 2)
                        + (name === "r" && t.t[i] >= 0 ? " (target " + number(t.target[data.label], 2) + ")" : "")
                        + "  class " + data.rival + "  " + number(t[name][data.rival][i], 2),
                });
            }
        }
    }

    function render() {
        inks = [color("F3"), color("soft"), color("ink")];
        learning();
        if (data.traces.length > 0) {
            voltages();
            rasters();
            outputs();
        }
    }

    const again = Charts.show(render);
    if (data.traces.length === 0) {
        for (const id of ["voltages", "raster", "output"]) $(id).replaceChildren();
        element($("voltages"), "p", "empty", "No presentation was recorded.");
        document.querySelector(".controls").hidden = true;
    } else {
        const windows = [[start, "all, from " + number(start, 0) + " ms"]];
        if (state.from > start) windows.unshift([state.from, "from " + number(state.from, 0) + " ms"]);
        choose($("unit"), data.units.map((name, i) => [i, name]), 0, (i) => { state.unit = i; again(); });
        choose($("window"), windows, state.from, (from) => { state.from = from; again(); });
        $("window").parentNode.hidden = windows.length === 1;
    }
})();
