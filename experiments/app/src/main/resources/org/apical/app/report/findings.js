(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const { $, color, element, key, range, axis, chart, panel, ticks, choose } = Charts;
    const INKS = ["F1", "F2", "F3", "negative", "error", "ideal", "rival", "others"];
    /** Compartments have colors of their own, as formulations do. */
    const OWN = ["soma", "basal", "apical"];
    const FEW = 40;
    /** More values than these are not read out one by one. */
    const MANY = 16;

    const short = (x) => (x == null ? "–" : String(+x.toPrecision(3)).replace("-", "−"));
    const positive = (list) => list.filter((x) => x != null && x > 0);
    const pale = (stroke) => stroke + "66";

    /** Color and dash of every name, in the order of the names. A formulation keeps its color; others take them in order, dashed when they come round again. A target has the color of what is driven to it. */
    function looks(names) {
        const used = {};
        const free = names.filter((name) => !name.startsWith("target of "));
        const ink = (name) => (/^F[123]\b/.test(name) ? name.slice(0, 2) : OWN.includes(name) ? name : INKS[Math.max(0, free.indexOf(name.replace("target of ", ""))) % INKS.length]);
        return Object.fromEntries(names.map((name) => [name, ink(name)]).map(([name, ink]) => {
            if (name.startsWith("target of ")) return [name, { stroke: color(ink), turn: 0 }];
            used[ink] = (used[ink] ?? -1) + 1;
            return [name, { stroke: color(ink), turn: used[ink] % 3 }];
        }));
    }

    function legend(n, look, broad) {
        $("legend" + n).replaceChildren();
        for (const [name, { stroke, turn }] of Object.entries(look)) {
            const wide = broad.includes(name);
            key($("legend" + n), name, wide ? pale(stroke) : stroke, ["solid", "dashed", "dotted"][turn], wide ? 6 : 2);
        }
    }

    /** A logarithmic axis needs no zero: decades around the values. */
    function bounds(lists, log) {
        if (!log) return range(lists, 0.05);
        const all = positive(lists.flat());
        return all.length ? [Math.min(...all) / 1.25, Math.max(...all) * 1.25] : [0.1, 1];
    }

    /** Few numbers on a logarithmic axis, none close to another, are its ticks; otherwise those whose first digit is 1, 2 or 5, or decades if there are many. */
    function logTicks(values, [low, high]) {
        const distinct = [...new Set(positive(values))].sort((a, b) => a - b);
        if (distinct.length <= 8 && distinct.every((v, i) => i === 0 || v > 1.4 * distinct[i - 1])) return { splits: () => distinct, values: (u, at) => at.map(short), filter: (u, at) => at };
        const digits = high / low > 2000 ? [1] : [1, 2, 5];
        const digit = (v) => +(v / 10 ** Math.floor(Math.log10(v) + 1e-9)).toPrecision(9);
        return { filter: (u, at) => at.map((v) => (digits.includes(digit(v)) ? v : null)) };
    }

    function line({ name, style, y }, look) {
        const { stroke, turn } = look[name];
        if (style === "points") return { stroke, width: 0, points: { show: true, size: 9, fill: stroke, stroke: "transparent" } };
        if (style === "reference") return { stroke: pale(stroke), width: 6, spanGaps: true, points: { show: false } };
        const few = y.filter((v) => v != null).length <= FEW;
        return { stroke, width: 1.75, dash: [[], [7, 4], [2, 3]][turn], spanGaps: true, points: { show: few, size: 5, fill: stroke } };
    }

    const read = (p) => (u, i) =>
        short(p.x[i]) + ":  " + (p.series.length > MANY ? "" : p.series.filter((s) => s.y[i] != null).map((s) => s.name + " " + short(s.y[i]) + (s.error?.[i] ? " ± " + short(s.error[i]) : "")).join("   "));

    function lines(c, n) {
        const several = c.panels.length > 1 || c.options !== undefined;
        const series = c.panels.flatMap((p) => p.series);
        const look = looks([...new Set(series.map((s) => s.name))]);
        const broad = (name) => series.every((s) => s.name !== name || s.style === "reference");
        legend(n, look, Object.keys(look).filter(broad));
        const all = c.panels.map((p) => p.x);
        const x = bounds(all, c.xAxis.log);
        const y = bounds(series.flatMap((s) => (s.error ? [-1, 1].map((sign) => s.y.map((v, i) => (v == null ? null : v + sign * s.error[i]))) : [s.y])), c.yAxis.log);
        const scale = (log) => (log ? { distr: 3 } : {});
        const whole = (values) => values.every((v) => v === Math.round(v)) && Math.max(...values) < 1000;
        const options = (a, values, limits) => (a.log ? logTicks(values, limits) : a.label === "epoch" && whole(values) ? { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] } : {});
        const parent = $("chart" + n);
        if (several) parent.replaceChildren();
        for (const p of c.panels) {
            const height = several ? 230 : 320;
            const box = several ? panel(parent, c.yAxis.label + " over " + c.xAxis.label + ", " + p.title, height, (h) => { h.textContent = p.title; }) : parent;
            chart(box, {
                columns: [p.x, ...p.series.map((s) => s.y)], series: p.series.map((s) => line(s, look)), height,
                x: (u, low, high) => (low === p.x[0] && high === p.x[p.x.length - 1] ? x : [low, high]), y: () => y,
                xScale: scale(c.xAxis.log), yScale: scale(c.yAxis.log), sync: several ? "chart" + n : undefined,
                axes: [axis(c.xAxis.label, 23, options(c.xAxis, all.flat(), x)), axis(c.yAxis.label, c.yAxis.log ? 60 : 46, options(c.yAxis, series.flatMap((s) => s.y), y))],
                at: c.xAxis.marks, read: read(p), errors: p.series.map((s) => s.error),
            });
        }
    }

    /** Numbers that were packed to two bytes. */
    function unpacked({ low, step, packed }) {
        const bytes = Uint8Array.from(atob(packed), (b) => b.charCodeAt(0));
        return Array.from(new Uint16Array(bytes.buffer), (k) => (k === 65535 ? null : low + step * k));
    }

    /** The option that is chosen, as panels. */
    const shown = (c) => ({
        ...c,
        panels: c.options[c.selected].panels.map((p) => ({ ...p, x: unpacked(c.grids[p.grid]), series: p.series.map((s) => ({ ...s, y: unpacked(s.y) })) })),
    });

    function raster(c, n) {
        const look = looks(c.groups.map((g) => g.name));
        legend(n, look, []);
        const rows = c.groups.reduce((sum, g) => sum + g.size, 0);
        let below = 0;
        const spikes = c.groups.flatMap((g) => {
            const from = below;
            below += g.size;
            return g.x.map((x, k) => [x, from + g.neurons[k], look[g.name].stroke]);
        }).sort((a, b) => a[0] - b[0]);
        const times = spikes.map((s) => s[0]);
        const row = spikes.map((s) => s[1]);
        const inks = Object.fromEntries(spikes.map((s) => [s[1], s[2]]));
        if (!spikes.length) element($("chart" + n), "p", "empty", "No spikes.");
        else chart($("chart" + n), {
            columns: [times, row], series: [{ paths: () => null, points: { show: false } }], height: 58 + Math.min(420, rows * 6),
            x: (u, low, high) => (low === times[0] && high === times[times.length - 1] ? [Math.min(0, low), c.end] : [low, high]), y: () => [-1, rows],
            axes: [axis(c.xAxis.label, 23), axis("neuron", 46, { grid: { show: false } })],
            hooks: { draw: [(u) => ticks(u, rows, times, row, (r) => inks[r])] }, at: c.xAxis.marks, spikes: { times, row, ink: (r) => inks[r] },
            read: (u) => short(u.posToVal(u.cursor.left, "x")),
        });
    }

    const again = Charts.show(() => data.charts.forEach((c, n) => (c.groups ? raster(c, n) : lines(c.options ? shown(c) : c, n))));
    data.charts.forEach((c, n) => c.options && choose($("choice" + n), c.options.map((o) => o.name), c.selected, (k) => { c.selected = k; again(); }));
})();
