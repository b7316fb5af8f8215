/** Uses a page as a reader does, and leaves what came of it in the attribute data-clicks of its body. Appended to a page by PageInBrowserTest. */
addEventListener("load", () => setTimeout(async () => {
    const wait = (ms) => new Promise((then) => setTimeout(then, ms));
    const image = (canvas) => canvas.toDataURL();
    /** Share of pixels that differ from that of the upper left corner. */
    const painted = (canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let k = 0; k < data.length; k += 4) count += data[k] !== data[0] || data[k + 1] !== data[1] || data[k + 2] !== data[2] || data[k + 3] !== data[3] ? 1 : 0;
        return (4 * count) / data.length;
    };
    const saved = [];
    HTMLAnchorElement.prototype.click = function () { saved.push({ name: this.download, href: this.href.slice(0, 40), length: this.href.length, text: this.href.startsWith("data:image") ? "" : decodeURIComponent(this.href.split(",").slice(1).join(",")).slice(0, 400) }); };
    const mouse = async (over, type, share) => {
        const { left, top, width, height } = over.getBoundingClientRect();
        const place = { clientX: left + share * width, clientY: top + height / 2, button: 0, movementX: 5, bubbles: true };
        (type === "mouseup" ? document : over).dispatchEvent(new MouseEvent(type, place));
        await wait(30);
    };
    const charts = [];
    for (const over of document.querySelectorAll(".u-over")) {
        const canvas = over.closest(".uplot").querySelector("canvas");
        const box = over.closest(".chart");
        over.scrollIntoView();
        await wait(30);
        const chart = { painted: painted(canvas), label: box.getAttribute("aria-label") ?? "", readout: "" };
        await mouse(over, "mouseenter", 0.5);
        for (const share of [0.02, 0.25, 0.5, 0.75, 0.98]) {
            await mouse(over, "mousemove", share);
            chart.readout = chart.readout || box.querySelector(".readout").textContent;
        }
        const before = image(canvas);
        await mouse(over, "mousemove", 0.3);
        await mouse(over, "mousedown", 0.3);
        await mouse(over, "mousemove", 0.7);
        await mouse(over, "mouseup", 0.7);
        chart.zooms = image(canvas) !== before;
        await mouse(over, "dblclick", 0.5);
        chart.unzooms = image(canvas) === before;
        charts.push(chart);
    }
    const choices = [];
    for (const select of document.querySelectorAll("select")) {
        const shown = () => [...document.querySelectorAll("canvas")].map(image).join() + [...document.querySelectorAll("table.beside")].map((t) => t.textContent).join();
        const before = shown();
        select.value = String((+select.value + 1) % select.options.length);
        select.dispatchEvent(new Event("change"));
        await wait(100);
        choices.push({ options: select.options.length, changes: shown() !== before });
    }
    const column = (table, k) => [...table.tBodies[0].rows].map((row) => row.cells[k].textContent.trim());
    const sorted = [];
    for (const table of document.querySelectorAll("table.results")) {
        const buttons = [...table.querySelectorAll("th .sort")];
        const before = column(table, 0);
        for (const [k, button] of buttons.entries()) {
            button.click();
            const down = column(table, k);
            button.click();
            sorted.push({ head: button.textContent, down, up: column(table, k) });
            button.click();
        }
        if (column(table, 0).join() !== before.join()) sorted.push({ head: "order was lost", down: [], up: [] });
    }
    const filtered = [];
    for (const input of document.querySelectorAll("input[type=search]")) {
        const rows = [...input.closest("section").querySelectorAll("tbody tr")];
        input.value = rows[0].cells[0].textContent;
        input.dispatchEvent(new Event("input"));
        filtered.push({ shown: rows.filter((row) => !row.hidden).length, of: rows.length });
        input.value = "";
        input.dispatchEvent(new Event("input"));
    }
    const links = [...document.querySelectorAll("table.results a")].map((a) => a.getAttribute("href"));
    for (const button of document.querySelectorAll(".save button")) {
        button.click();
        await wait(50);
    }
    await wait(200);
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll") && !e.closest(".uplot")).map((e) => e.tagName + "." + e.className);
    document.body.dataset.clicks = JSON.stringify({ charts, choices, saved: saved.filter((file) => !file.text), tables: saved.filter((file) => file.text), wide: wide.slice(0, 5), sorted, filtered, links });
}, 300));
