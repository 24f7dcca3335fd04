"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  all(".tools[hidden]").forEach((tools) => { tools.hidden = false; });

  const folds = all("details");
  all("[data-fold]").forEach((button) => {
    button.addEventListener("click", () => folds.forEach((fold) => { fold.open = button.dataset.fold === "open"; }));
  });
  all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  let widen = () => {};
  const narrow = document.getElementById("narrow");
  if (narrow) {
    const switches = [...narrow.querySelectorAll("[aria-pressed]")];
    const sought = narrow.querySelector("input");
    const back = narrow.querySelector("[data-all]");
    const rules = all("article.rule").map((rule) => ({ rule, words: "" }));
    const pressed = (kind) => switches.filter((each) => each.ariaPressed === "true" && kind in each.dataset).map((each) => each.dataset[kind]);
    const apply = () => {
      const words = sought.value.trim().toLowerCase();
      const levels = pressed("severity"), outcomes = pressed("outcome");
      const fits = (list, value) => !list.length || list.includes(value);
      let shown = 0;
      rules.forEach((each) => {
        if (words && !each.words) each.words = each.rule.textContent.toLowerCase();
        const { severity, outcome } = each.rule.dataset;
        each.rule.hidden = !(fits(levels, severity) && fits(outcomes, outcome) && each.words.includes(words));
        shown += each.rule.hidden ? 0 : 1;
      });
      all(".group").forEach((group) => { group.hidden = !group.querySelector(".rule:not([hidden])"); });
      const said = { "#": shown, "##": rules.length };
      narrow.querySelector("[role=status]").textContent = shown < rules.length ? narrow.dataset.said.replace(/##?/g, (sign) => said[sign]) : "";
      back.hidden = shown === rules.length;
    };
    switches.forEach((each) => each.addEventListener("click", () => {
      each.ariaPressed = String(each.ariaPressed !== "true");
      apply();
    }));
    sought.addEventListener("input", apply);
    widen = () => {
      switches.forEach((each) => { each.ariaPressed = "false"; });
      sought.value = "";
      apply();
    };
    back.addEventListener("click", () => { widen(); switches[0].focus(); });
  }

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest(".rule[hidden]")) widen();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "nearest" });
  };
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open && !fold.classList.contains("chapter"));
    closed.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }));

  all("[data-filter]").forEach((input) => {
    const rows = all(`#${input.dataset.filter} tbody tr`);
    input.addEventListener("input", () => {
      const sought = input.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(sought); });
    });
  });

  const order = (row, column) => {
    const cell = row.cells[column];
    const shown = cell.dataset.order ?? cell.textContent.trim();
    const number = Number(shown === "—" ? -2 : shown);
    return Number.isNaN(number) ? shown : number;
  };
  const compare = (one, other) => typeof one === "number" && typeof other === "number"
    ? one - other : String(one).localeCompare(String(other), document.documentElement.lang);

  all("[data-sortable]").forEach((header) => {
    const table = header.closest("table");
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sortTitle;
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
      const body = table.tBodies[0];
      const keyed = [...body.rows].map((row) => [order(row, header.cellIndex), row]);
      keyed.sort((one, other) => down * compare(one[0], other[0]));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
})();
