// Third part of the report's script: mending the translation in place, and saving the work.
// Offsets count code points, as Python counts them.
const points = text => [...text];
for (const sheet of sheets) {
  const whole = sheet.element.dataset.whole;
  sheet.whole = whole ? JSON.parse(whole) : null;
  sheet.points = sheet.whole ? points(sheet.whole.text) : [];
  sheet.edits = kept.get("edits:" + sheet.hash, {});
  sheet.taken = kept.get("taken:" + sheet.hash, {});  // suggestions by run: where their words stood
}
const sheetOf = row => sheets[+row.element.id.slice(1).split("-")[0]];
const targetOf = row => $(".cell.target", row.element);
const runsOf = row => (targetOf(row)?.dataset.runs || "").split(" ").filter(Boolean);
const original = (sheet, run) => { const [a, b] = run.split("-").map(Number); return sheet.points.slice(a, b).join(""); };
const wording = (sheet, run) => sheet.edits[run] ?? original(sheet, run);
const runOf = item => {
  if (!item.ts || !item.row) return null;
  const [a, b] = item.ts.split("-").map(Number);
  return runsOf(item.row).find(run => { const [c, d] = run.split("-").map(Number); return c <= a && b <= d; }) || null;
};

// What the edit of its sentence makes of a finding: "mended", "again" (nobody can tell without a new check), or "".
function mended(item) {
  if (!item.row || !item.sheet.whole) return "";
  const edited = runsOf(item.row).filter(run => run in item.sheet.edits);
  if (!edited.length) return "";
  const run = runOf(item);
  if (!run) return "again";
  if (!edited.includes(run)) return "";
  if ((item.sheet.taken[run] || []).some(one => one.a === +item.ts.split("-")[0])) return "mended";
  if (!item.tgt) return "again";
  const count = text => text.split(item.tgt).length, now = count(item.sheet.edits[run]);
  if (now >= count(original(item.sheet, run))) return "";  // its words still stand there
  return now > 1 ? "again" : "mended";
}

// ---- editing -------------------------------------------------------------------------------------------------------
function edit(row) {
  const sheet = sheetOf(row), cell = targetOf(row), runs = runsOf(row);
  if (!sheet.whole || !runs.length) return say(t("This text cannot be edited here."));
  if ($(".editor", cell)) return $("textarea", cell).focus();
  hide();
  const form = make("form", "editor");
  for (const [number, run] of runs.entries()) {
    const field = make("textarea");
    field.value = wording(sheet, run);
    field.lang = "en";
    field.rows = Math.max(2, Math.ceil(field.value.length / 58));
    field.setAttribute("aria-label", runs.length > 1 ? t("Translation of pair {row}, line {line}", {row: row.element.dataset.row, line: number + 1}) : t("Translation of pair {row}", {row: row.element.dataset.row}));
    field.dataset.run = run;
    form.append(field);
  }
  const acts = make("p", "acts"), save = make("button", "main", t("Save")), stop = make("button", "", t("Cancel"));
  save.title = t("Save (Ctrl+Enter)");
  stop.type = "button";
  stop.addEventListener("click", () => close(cell));
  acts.append(save, stop);
  if (runs.some(run => run in sheet.edits)) {
    const back = make("button", "", t("Back to the original"));
    back.type = "button";
    back.addEventListener("click", () => { for (const run of runs) { delete sheet.edits[run]; delete sheet.taken[run]; } close(cell); edited(row); });
    acts.append(back);
  }
  form.append(acts);
  form.addEventListener("submit", event => { event.preventDefault(); store(row, $$("textarea", form).map(f => [f.dataset.run, f.value])); });
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "Escape") { event.stopPropagation(); close(cell); }
  });
  cell.classList.add("editing");
  cell.append(form);
  const first = current && current.row === row ? runOf(current) : null;
  ($$("textarea", form).find(f => f.dataset.run === first) || $("textarea", form)).focus();
}
function close(cell) {
  $(".editor", cell)?.remove();
  cell.classList.remove("editing");
}
function store(row, values) {
  const sheet = sheetOf(row);
  for (const [run, value] of values) {
    const text = value.replace(/\s*\n\s*/g, " ").trim();  // a run is one line of the file
    if (text === original(sheet, run).trim()) delete sheet.edits[run];
    else sheet.edits[run] = text;
    delete sheet.taken[run];  // what a person wrote is counted anew
  }
  close(targetOf(row));
  edited(row);
}
function edited(row) {
  const sheet = sheetOf(row);
  kept.set("edits:" + sheet.hash, sheet.edits);
  kept.set("taken:" + sheet.hash, sheet.taken);
  show_edits(row);
  row.text = null;
  row.items.forEach(paint);
  keep();
  refresh();
}
function show_edits(row) {
  const sheet = sheetOf(row), cell = targetOf(row), runs = runsOf(row), changed = runs.filter(run => run in sheet.edits);
  $(".mended", cell)?.remove();
  cell.classList.toggle("changed", changed.length > 0);
  if (!changed.length) return;
  const box = make("div", "mended");
  for (const run of runs) {
    const line = run in sheet.edits ? difference(original(sheet, run), sheet.edits[run]) : make("p", "", original(sheet, run));
    for (const item of row.items) if (runOf(item) === run && item.tgt && !decided(item)) remark(line, item);
    box.append(line);
  }
  box.append(make("p", "hint", t("Edited. Check again to be sure of the rest.")));
  cell.append(box);
}
// Mark the words of a finding that is still open in the new wording; they may be clicked like the first ones.
function remark(line, item) {
  item.marks = item.marks.filter(mark => mark.isConnected);
  line.normalize();  // words stand in nodes of their own
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const at = node.parentElement.closest("mark, ins") ? -1 : node.data.indexOf(item.tgt);
    if (at < 0) continue;
    const mark = make("mark", item.sev[0], item.tgt), rest = node.splitText(at);
    mark.dataset.f = item.n;
    rest.data = rest.data.slice(item.tgt.length);
    rest.before(mark);
    item.marks.push(mark);
    return;
  }
}
// The new wording; words that are new stand in <ins>, found by a longest common subsequence of words.
function difference(before, after) {
  const a = before.split(/(\s+)/), b = after.split(/(\s+)/), p = make("p");
  if (a.length * b.length > 250000) { p.append(after); return p; }
  const table = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--)
    table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  let i = 0, fresh = "";
  const flush = () => { if (fresh) p.append(fresh.trim() ? make("ins", "", fresh) : fresh); fresh = ""; };
  for (let j = 0; j < b.length;) {
    if (i < a.length && a[i] === b[j]) { flush(); p.append(b[j]); i++; j++; }
    else if (i < a.length && table[i + 1][j] >= table[i][j + 1]) i++;
    else fresh += b[j++];
  }
  flush();
  return p;
}
// The sentence with the first suggestion in place of the marked words; null where nobody can tell which words are meant.
// Of words that stand in it several times those are counted that suggestions have replaced already.
function replaced(item) {
  const first = $(".sugg li", item.element)?.textContent, run = runOf(item);
  if (!first || !run) return null;
  const sheet = item.sheet, start = +run.split("-")[0], [a, b] = item.ts.split("-").map(Number);
  const now = wording(sheet, run), before = points(original(sheet, run)).slice(0, a - start).join("");
  if (!(run in sheet.edits)) return before + first + points(now).slice(b - start).join("");
  if (!item.tgt) return null;
  const parts = now.split(item.tgt), done = (sheet.taken[run] || []).filter(one => one.tgt.includes(item.tgt));
  if (parts.length !== original(sheet, run).split(item.tgt).length - done.length || parts.length < 2) return null;
  const at = before.split(item.tgt).length - done.filter(one => one.a < a).length;
  return parts.slice(0, at).join(item.tgt) + first + parts.slice(at).join(item.tgt);
}
// Put suggestions into the text; "u" takes all of them back. Returns the findings whose suggestion could be taken.
function put_in(list) {
  const before = new Map(), taken = [];
  for (const item of list) {
    const text = replaced(item), run = runOf(item), sheet = item.sheet;
    if (text === null) continue;
    const key = `${sheets.indexOf(sheet)} ${run}`;
    if (!before.has(key)) before.set(key, [item.row, run, sheet.edits[run], sheet.taken[run]]);
    sheet.taken[run] = [...sheet.taken[run] || [], {a: +item.ts.split("-")[0], tgt: item.tgt}];
    sheet.edits[run] = text;
    taken.push(item);
  }
  for (const [row] of before.values()) edited(row);
  if (taken.length) past.push(() => {
    for (const [row, run, text, marks] of before.values()) {
      const sheet = sheetOf(row);
      if (text === undefined) delete sheet.edits[run]; else sheet.edits[run] = text;
      sheet.taken[run] = marks;
      edited(row);
    }
    select(taken[0]);
  });
  return taken;
}
function take(item) {
  if (!put_in([item]).length) return edit_item(item);
  say(t("“{old}” is now “{fresh}”.", {old: item.tgt || "…", fresh: $(".sugg li", item.element).textContent}));
  onward(item);
}
function takeAll(item) {
  const list = [item, ...alike(item)], taken = put_in(list);
  if (!taken.length) return edit_item(item);
  say(t("{n} suggestion taken; {left} left.|{n} suggestions taken; {left} left.", {n: taken.length, left: list.length - taken.length}));
  onward(item);
}
function edit_item(item) {
  if (!item.row) return say(t("This finding is about the whole article."));
  item.row.element.hidden = false;
  item.row.element.scrollIntoView({block: "center"});
  edit(item.row);
}

// ---- saving the work -----------------------------------------------------------------------------------------------
function save_as(name, type, text) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
}
function decisions() {
  const documents = sheets.map(sheet => {
    const edits = Object.entries(sheet.edits).map(([run, after]) => {
      const [start, end] = run.split("-").map(Number);
      return {start, end, before: original(sheet, run), after};
    }).sort((x, y) => x.start - y.start);
    const findings = items.filter(item => item.sheet === sheet && ["accepted", "dismissed"].includes(decision(item).state)).map(item => {
      const {state, reason, author, expires} = decision(item);
      return {fingerprint: item.fp, check: item.check, state, reason: reason || "", author: author || "", expires: expires || ""};
    });
    const own = items.find(item => item.sheet === sheet);
    return {path: sheet.whole?.path || own?.path || "", edits, findings};
  });
  return JSON.stringify({schema: "align-qa/decisions/1", documents: documents.filter(d => d.edits.length || d.findings.length)}, null, 1);
}
function corrected(sheet) {
  let text = "", at = 0;
  const edits = Object.keys(sheet.edits).map(run => [...run.split("-").map(Number), sheet.edits[run]]).sort((x, y) => x[0] - y[0]);
  for (const [start, end, after] of edits) { text += sheet.points.slice(at, start).join("") + after; at = end; }
  return text + sheet.points.slice(at).join("");
}
function open_points() {
  const lines = ["# " + t("Open points"), ""];
  for (const item of items) {
    const {state} = decision(item);
    if (!["open", "accepted"].includes(state) || mended(item) === "mended") continue;
    const more = $(".sugg li", item.element)?.textContent;
    lines.push(`- [ ] ${item.path}, ${$(".where", item.element).textContent}, ${$(".sev", item.element).textContent} ${$(".check", item.element).textContent}: ${$(".msg", item.element).textContent}${more ? ` → ${more}` : ""}`);
  }
  return lines.join("\n") + "\n";
}
const name_of = path => path.split("/").pop() || "article.txt";
const outputs = {
  decisions: () => save_as("decisions.json", "application/json", decisions()),
  points: () => save_as("open-points.md", "text/markdown", open_points()),
  waivers: () => $("#export").click(),
  text: () => {
    for (const sheet of sheets) if (sheet.whole?.plain && Object.keys(sheet.edits).length) {
      save_as(name_of(sheet.whole.path).replace(/(\.[^.]*)?$/, ".corrected$1"), "text/plain;charset=utf-8", corrected(sheet));
    }
  },
};
$("#take").addEventListener("click", () => {
  const done = sheets.filter(sheet => Object.keys(sheet.edits).length), plain = done.filter(sheet => sheet.whole.plain);
  const count = done.reduce((sum, sheet) => sum + Object.keys(sheet.edits).length, 0);
  $("#out .edits").textContent = count ? t("{n} line edited.|{n} lines edited.", {n: count}) : t("Nothing is edited yet.");
  $("#out [data-out=text]").disabled = !plain.length;
  $("#out").showModal();
});
for (const button of $$("#out [data-out]")) button.addEventListener("click", () => { $("#out").close(); outputs[button.dataset.out](); });
Object.assign(actions, {edit: () => current ? edit_item(current) : step(1), take: () => current ? take(current) : step(1), takeAll: () => current ? takeAll(current) : step(1), out: () => $("#take").click()});
Object.assign(keys, {m: "edit", s: "take", S: "takeAll", x: "out"});
for (const row of rows.values()) {
  if (!runsOf(row).length || !sheetOf(row).whole) continue;
  const button = make("button", "pen", "✎");
  button.type = "button";
  button.title = t("Edit the translation");
  button.setAttribute("aria-label", t("Edit the translation of pair {row}", {row: row.element.dataset.row}));
  button.addEventListener("click", event => { event.stopPropagation(); edit(row); });
  $(".no", row.element).append(button);
  show_edits(row);
}
items.forEach(paint);
progress();
refresh();
