"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  all(".tools[hidden]").forEach((tools) => { tools.hidden = false; });

  const folds = all("details");
  all("[data-fold]").forEach((button) => {
    button.addEventListener("click", () => folds.forEach((fold) => { fold.open = button.dataset.fold === "open"; }));
  });
  all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
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
      all("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
      const body = table.tBodies[0];
      const keyed = [...body.rows].map((row) => [order(row, header.cellIndex), row]);
      keyed.sort((one, other) => down * compare(one[0], other[0]));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
})();
