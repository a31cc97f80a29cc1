"use strict";
// Adds to a page that is complete without it: filters, search, sorting, choices that are remembered, deep links.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const remember = {
    get(key) { try { return localStorage.getItem("appassay." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("appassay." + key, value); } catch { /* a sandbox keeps nothing */ } },
  };

  for (const element of all("[data-js]")) element.hidden = false;

  // ---- language and theme
  for (const name of ["lang", "theme"]) {
    const radios = all(`input[name=${name}]`);
    const apply = (value) => {
      if (name === "lang") document.documentElement.lang = value;
    };
    const kept = radios.find((radio) => radio.value === remember.get(name));
    if (kept) kept.checked = true;
    for (const radio of radios) {
      radio.addEventListener("change", () => { remember.set(name, radio.value); apply(radio.value); });
      if (radio.checked) apply(radio.value);
    }
  }

  // ---- links that repeat what is written
  const link = (text, id, className) => Object.assign(document.createElement("a"), {textContent: text, href: `#${id}`, className});
  for (const item of all(".fs li[id]"))
    (item.querySelector(":scope > p, ol > :last-child") ?? item).append(link(`#${item.id.slice(2, 10)}`, item.id, "fp"));
  for (const list of all(".none")) {
    const last = list.lastChild;
    const names = last.data.split(/\s+/).filter(Boolean);
    last.replaceWith(...names.flatMap((name) => [" ", document.getElementById(`c-${name}`) === null ? name : link(name, `c-${name}`, "")]));
  }

  // ---- search and filters
  const rows = all("details.row");
  const cards = all("details.card");
  const input = one("#q");
  const hits = one("#hits");
  const pick = one("#by-row");
  const texts = new Map([...rows, ...cards].map((element) => [element, element.textContent.toLowerCase()]));
  const chosen = (name) => new Set(all(`[data-filter=${name}] input:checked`).map((box) => box.value));
  const words = () => input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (element, wanted) => wanted.every((word) => texts.get(element).includes(word));
  const fits = (set, value) => set.size === 0 || set.has(value);

  for (const card of cards) {
    card.dataset.rows = all(".body > p > a[href^='#row']", card).map((row) => row.hash.slice(1)).join("|");
    card.dataset.s = card.querySelector("summary > .s")?.className.slice(4) ?? "none";
  }

  // What stands together has the same owner and reach.
  function showFindings(card, owners, reaches) {
    const kins = all(".fs", card);
    for (const kin of kins) {
      kin.hidden = !(fits(owners, kin.dataset.o ?? "app") && fits(reaches, kin.dataset.r ?? "none-needed"));
    }
    return kins.length === 0 || kins.some((kin) => !kin.hidden);
  }

  function filter() {
    const wanted = words();
    const [verdicts, severities, owners, reaches] = ["v", "s", "o", "r"].map(chosen);
    for (const row of rows)
      row.hidden = !(fits(verdicts, row.dataset.v) && has(row, wanted));
    for (const card of cards) {
      const ofRow = pick.value === "" || card.dataset.rows.split("|").includes(pick.value);
      const any = showFindings(card, owners, reaches);
      card.hidden = !(ofRow && any && fits(severities, card.dataset.s) && has(card, wanted));
    }
    for (const list of all("#rows .list, #findings .list"))
      list.hidden = all("details.row, details.card", list).every((element) => element.hidden);
    for (const [section, elements] of [["#rows", rows], ["#findings", cards]]) {
      const empty = one(section + " > .empty:last-child");
      empty.hidden = elements.length === 0 || elements.some((element) => !element.hidden);
    }
    const active = wanted.length + verdicts.size + severities.size + owners.size + reaches.size > 0 || pick.value !== "";
    const count = [...rows, ...cards].filter((element) => !element.hidden).length;
    hits.textContent = active ? String(count) : "";
  }

  for (const box of all("[data-filter] input")) box.addEventListener("change", filter);
  pick.addEventListener("change", filter);
  input.addEventListener("input", filter);
  one("#reset").addEventListener("click", () => {
    for (const box of all("[data-filter] input")) box.checked = false;
    pick.value = "";
    input.value = "";
    filter();
  });

  // ---- order of the cards
  const severityOrder = ["critical", "high", "medium", "low", "info", "none"];
  const shown = (element) => all(".ct", element)[0].innerText;
  const places = (card) => Number((card.querySelector("summary > .n")?.textContent ?? "1").replaceAll(",", ""));
  const orders = {
    s: (a, b) => severityOrder.indexOf(a.dataset.s) - severityOrder.indexOf(b.dataset.s),
    n: (a, b) => places(b) - places(a),
    t: (a, b) => shown(a).localeCompare(shown(b), document.documentElement.lang),
  };
  for (const radio of all("input[name=sort]")) {
    radio.addEventListener("change", () => {
      for (const list of all("#findings .list"))
        for (const card of all("details.card", list).sort(orders[radio.value])) list.append(card);
    });
  }

  // ---- sortable tables
  const key = (row, column) => (row.cells[column] ? row.cells[column].textContent.trim() : "");
  const numeric = (text) => (/^[\d,]+$/.test(text) ? Number(text.replaceAll(",", "")) : NaN);
  function compare(a, b) {
    const [x, y] = [numeric(a), numeric(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, undefined, {numeric: true}) : x - y;
  }
  function sortTable(head, column, body) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of all("th", head.parentNode)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sorted = Array.from(body.rows).sort((a, b) => compare(key(a, column), key(b, column)) * (down ? -1 : 1));
    body.append(...sorted);
  }
  for (const table of all("table.data")) {
    if (table.tBodies.length !== 1 || table.tBodies[0].rows.length < 3) continue;
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sortTable(head, column, table.tBodies[0]));
    });
  }

  // ---- opening and closing, links into closed parts, printing
  const folds = all("main details");
  one("#open-all").addEventListener("click", () => folds.forEach((fold) => { fold.open = true; }));
  one("#close-all").addEventListener("click", () => folds.forEach((fold) => { fold.open = false; }));

  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name === "" ? null : document.getElementById(name) ?? document.getElementById(name.slice(0, 10)); // whole fingerprints too
    if (target === null) return;
    for (let at = target; at !== null; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link !== null && link.getAttribute("href") === location.hash) follow();
  });
  follow();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of closed) fold.open = false; });

  // ---- where the reader is
  const links = new Map(all(".toc a").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id).setAttribute("aria-current", "true");
    }
  }, {rootMargin: "-15% 0px -75% 0px"});
  for (const section of all("main > section")) if (links.has(section.id)) watch.observe(section);

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    event.preventDefault();
    input.focus();
  });
})();
