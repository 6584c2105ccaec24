// Rows of sentences: a person joins, splits and moves them. The state is the page itself; undo keeps copies of the order.
(() => {
  const rows = document.getElementById("rows"), say = document.getElementById("say");
  if (!rows) return;
  const past = [];
  let held = null, exported = false;
  const other = { source: "target", target: "source" };
  const cell = (row, side) => row.querySelector(`[data-side=${side}]`);
  const numbers = (row, side) => [...cell(row, side).children].map((p) => +p.dataset.n);
  const tell = (text, no = false) => { say.textContent = text; say.classList.toggle("no", no); };
  const here = () => { const p = document.activeElement; return p && p.dataset.n !== undefined ? p : null; };
  const row_of = (node) => node.closest(".row"), side_of = (node) => node.closest(".cell").dataset.side;

  const state = () => [...rows.children].map((row) => [row, [...cell(row, "source").children], [...cell(row, "target").children]]);
  const keep = () => { past.push(state()); if (past.length > 500) past.shift(); };
  function restore(kept) {
    rows.replaceChildren(...kept.map(([row, source, target]) => {
      cell(row, "source").replaceChildren(...source);
      cell(row, "target").replaceChildren(...target);
      return row;
    }));
  }
  function blank() {
    const row = rows.firstElementChild.cloneNode(true);
    row.removeAttribute("data-moved");
    for (const side of ["source", "target"]) cell(row, side).replaceChildren();
    row.querySelector("span").textContent = "";
    return row;
  }
  function tidy() {
    let number = 0, reached = -1;
    for (const row of [...rows.children]) {
      const [ours, theirs] = [numbers(row, "source"), numbers(row, "target")];
      if (!ours.length && !theirs.length && rows.children.length > 1) { row.remove(); continue; }
      row.querySelector("b").textContent = ++number;
      row.querySelector("i").textContent = `${ours.length}-${theirs.length}`;
      row.classList.toggle("empty", !ours.length || !theirs.length);
      const moved = ours.length && theirs.length && theirs[0] < reached;
      row.toggleAttribute("data-moved", Boolean(moved));
      if (ours.length && theirs.length) reached = Math.max(reached, theirs[theirs.length - 1]);
    }
  }
  // Sentences of a cell are neighbours in the text; anything else could not be written down.
  const run = (list) => list.every((n, k) => !k || n === list[k - 1] + 1);
  function change(act) {
    keep();
    exported = false;
    const kept = past[past.length - 1];
    const said = act();
    const fault = [...rows.children].find((row) => !run(numbers(row, "source")) || !run(numbers(row, "target")));
    if (fault || !said) {
      restore(kept); past.pop();
      tell(fault ? t("A row holds neighbours only: that sentence does not follow on those.") : t("Nothing to do here."), true);
    } else tell(said);
    tidy();
  }
  function focus(p) { if (p) { p.focus(); p.scrollIntoView({ block: "nearest" }); } }

  const acts = {
    u(p) {
      const to = row_of(p).previousElementSibling;
      if (!to || p.previousElementSibling) return "";
      cell(to, side_of(p)).append(p);
      return t("Moved up.");
    },
    d(p) {
      const to = row_of(p).nextElementSibling;
      if (!to || p.nextElementSibling) return "";
      cell(to, side_of(p)).prepend(p);
      return t("Moved down.");
    },
    m(p, row = row_of(p)) {
      const next = row.nextElementSibling;
      if (!next) return "";
      for (const side of ["source", "target"]) cell(row, side).append(...cell(next, side).children);
      return t("Joined.");
    },
    s(p) {
      const row = row_of(p), side = side_of(p), all = [...p.parentNode.children], at = all.indexOf(p);
      if (!at && !cell(row, other[side]).children.length) return "";
      const fresh = blank();
      row.after(fresh);
      cell(fresh, side).append(...all.slice(at));
      return t("A new row; u and d bring the other side over.");
    },
    x(p) {
      const row = row_of(p), side = side_of(p), all = [...p.parentNode.children], at = all.indexOf(p);
      if (all.length === 1 && !cell(row, other[side]).children.length) {
        held = p;
        return t("Taken out; v puts it into another row.");
      }
      const alone = blank();
      if (at === 0) row.before(alone); else row.after(alone);
      cell(alone, side).append(p);
      const rest = all.slice(at + 1);
      if (at && rest.length) {
        const tail = blank();
        alone.after(tail);
        cell(tail, side).append(...rest);
      }
      held = p;
      return t("Taken out into a row of its own; v puts it into another row.");
    },
    v(p) {
      if (!held || !held.isConnected) return "";
      const to = cell(row_of(p), side_of(held)), n = +held.dataset.n;
      const next = [...to.children].find((q) => +q.dataset.n > n);
      if (next) next.before(held); else to.append(held);
      held = null;
      return t("Put in.");
    },
  };
  function undo() {
    if (!past.length) return tell(t("Nothing to undo."), true);
    const p = here();
    restore(past.pop()); tidy(); tell(t("Undone.")); focus(p);
  }
  function walk(p, key) {
    const row = row_of(p), side = side_of(p);
    if (key === "ArrowLeft" || key === "ArrowRight") return cell(row, other[side]).firstElementChild || p;
    const down = key === "ArrowDown";
    const near = down ? p.nextElementSibling : p.previousElementSibling;
    if (near) return near;
    for (let r = down ? row.nextElementSibling : row.previousElementSibling; r; r = down ? r.nextElementSibling : r.previousElementSibling) {
      const c = cell(r, side);
      if (c.children.length) return down ? c.firstElementChild : c.lastElementChild;
    }
    return p;
  }
  const lines = () => [...rows.children].filter((row) => numbers(row, "source").length + numbers(row, "target").length)
    .map((row) => `[${numbers(row, "source")}]:[${numbers(row, "target")}]`).join("\n") + "\n";
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines()], { type: "text/plain" }));
    link.download = "beads.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    exported = true;
    tell(t("Exported: align check SOURCE TARGET --beads beads.txt"));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const p = here(), key = event.key;
    if (key === "z") undo();
    else if (key === "e") save();
    else if (key.startsWith("Arrow")) focus(p ? walk(p, key) : rows.querySelector("p"));
    else if (p && acts[key]) { change(() => acts[key](p)); focus(p); }
    else return;
    event.preventDefault();
  });
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) change(() => acts.m(null, row_of(button)));
    else focus(event.target.closest("p[data-n]"));
  });
  document.getElementById("undo").addEventListener("click", undo);
  document.getElementById("export").addEventListener("click", save);
  document.getElementById("copy").addEventListener("click", () =>
    navigator.clipboard.writeText(lines()).then(() => tell(t("Copied.")), () => tell(t("The browser does not let me: export instead."), true)));
  window.addEventListener("beforeunload", (event) => { if (past.length && !exported) event.preventDefault(); });
  tidy();
  focus(rows.querySelector("p"));
})();
