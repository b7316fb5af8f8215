(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const { $, color, key, range, axis, chart } = Charts;
    const INKS = ["F1", "F2", "F3", "negative", "error", "ideal", "rival", "others"];
    const FEW = 40;

    /** A formulation keeps its color; others take them in order, dashed when they come round again. */
    const ink = (name, k) => (/^F[123]\b/.test(name) ? name.slice(0, 2) : INKS[k % INKS.length]);
    const short = (x) => (x == null ? "–" : String(+x.toPrecision(3)).replace("-", "−"));
    const positive = (list) => list.filter((x) => x != null && x > 0);

    /** A logarithmic axis needs no zero: decades around the values. */
    function bounds(lists, log) {
        if (!log) return range(lists, 0.05);
        const all = positive(lists.flat());
        return all.length ? [Math.min(...all) / 1.25, Math.max(...all) * 1.25] : [0.1, 1];
    }

    function draw(c, n) {
        const legend = $("legend" + n);
        legend.replaceChildren();
        const used = {};
        const lines = c.series.map((s, k) => {
            const name = ink(s.name, k);
            const dash = [[], [7, 4], [2, 3]][(used[name] = (used[name] ?? -1) + 1) % 3];
            const stroke = color(name);
            key(legend, s.name, stroke, ["solid", "dashed", "dotted"][used[name] % 3], 2);
            return { stroke, width: 1.75, dash, spanGaps: true, points: { show: s.y.filter((y) => y != null).length <= FEW, size: 5, fill: stroke } };
        });
        const x = bounds([c.x], c.xAxis.log);
        const y = bounds(c.series.map((s) => s.y), c.yAxis.log);
        const scale = (log) => (log ? { distr: 3 } : {});
        chart($("chart" + n), {
            columns: [c.x, ...c.series.map((s) => s.y)], series: lines, height: 320,
            x: () => x, y: () => y, xScale: scale(c.xAxis.log), yScale: scale(c.yAxis.log),
            axes: [axis(c.xAxis.label, 23), axis(c.yAxis.label, 46)],
            read: (u, i) => short(c.x[i]) + ":  " + c.series.filter((s) => s.y[i] != null).map((s) => s.name + " " + short(s.y[i])).join("   "),
        });
    }

    Charts.show(() => data.charts.forEach(draw));
})();
