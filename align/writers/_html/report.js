// The report at work. Everything is on the page already; this only moves, hides and remembers.
document.documentElement.classList.add("js");
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, name, text) => Object.assign(document.createElement(tag), {className: name || "", textContent: text || ""});
const kept = {
  get(key, other) { try { return JSON.parse(localStorage.getItem("align-qa:" + key)) ?? other; } catch { return other; } },
  set(key, value) {
    try { localStorage.setItem("align-qa:" + key, JSON.stringify(value)); }
    catch { say(t("This browser keeps nothing: export your decisions before you close the page.")); }
  },
};

// ---- what is on the page -------------------------------------------------------------------------------------------
const sheets = $$(".sheet").map(element => ({element, hash: element.dataset.hash, store: kept.get("1:" + element.dataset.hash, {})}));
const rows = new Map($$(".row").map(element => [element.id, {element, text: null, items: []}]));
const items = $$(".f").map((element, place) => {
  const data = element.dataset;
  const item = {...data, element, place, marks: [], row: rows.get(data.row), sheet: sheets[+data.doc], text: null};
  item.row?.items.push(item);
  return item;
});
const byKey = new Map(items.map(item => [item.n, item]));
for (const mark of $$("mark")) for (const key of mark.dataset.f.split(" ")) byKey.get(key)?.marks.push(mark);
const itemsOf = mark => mark.dataset.f.split(" ").map(key => byKey.get(key)).filter(Boolean);
let extras = kept.get("extra:" + sheets.map(s => s.hash).join(""), {});
let order = items, orderBefore = items, current = null, past = [];

// ---- decisions -----------------------------------------------------------------------------------------------------
function decision(item) {
  const own = item.sheet?.store[item.fp];
  if (own?.s !== "dismissed" && item.state === "open" && item.sheet?.edits && mended(item)) return {state: mended(item)};
  if (own) return own.s === "open" ? {state: "open"} : {state: own.s, reason: own.r, author: own.a, expires: own.e};
  return {state: item.state, reason: item.reason, author: item.author, expires: item.expires, origin: item.origin};
}
const decided = item => !["open", "again"].includes(decision(item).state);
const gone = item => !["open", "accepted", "again"].includes(decision(item).state);

function decide(list, value) {
  past.push(list.map(item => [item, item.sheet.store[item.fp]]));
  for (const item of list) put(item, value);
  keep();
  refresh();
}
function put(item, value) {
  if (value === undefined) delete item.sheet.store[item.fp];
  else item.sheet.store[item.fp] = value;
  for (const twin of items) if (twin.fp === item.fp && twin.sheet === item.sheet) paint(twin);
}
function keep() {
  for (const sheet of sheets) kept.set("1:" + sheet.hash, sheet.store);
  progress();
  if (current) buttons(current);
}
function undo() {
  if (current && decided(current)) return decide([current], {s: "open"});
  const last = past.pop();
  if (!last) return say(t("Nothing to undo."));
  if (typeof last === "function") return last();
  for (const [item, before] of last) put(item, before);
  keep();
  refresh();
  select(last[0][0]);
}
function paint(item) {
  const {state, reason, author, expires, origin} = decision(item);
  item.element.classList.toggle("gone", gone(item));
  const name = {accepted: t("✓ accepted: to be mended"), dismissed: t("Dismissed"), waived: t("Waived"), baseline: t("In the baseline"), mended: t("✓ edited"), again: t("Edited here: check again")}[state] || "";
  const by = [reason && `“${reason}”`, author, expires && t("until {day}", {day: expires}), origin].filter(Boolean).join(", ");
  $(".decided", item.element).textContent = name + (by && state !== "accepted" ? `: ${by}` : "");
  for (const mark of item.marks) {
    const all = itemsOf(mark);
    mark.classList.toggle("gone", all.every(gone));
    mark.classList.toggle("ok", all.some(i => decision(i).state === "accepted"));
  }
}
function progress() {
  const due = items.filter(item => item.state === "open");
  const done = due.filter(decided).length;
  $("#done").textContent = due.length ? t("{done} of {all} decided", {done, all: due.length}) : t("no findings");
  $("#bar").max = Math.max(due.length, 1);
  $("#bar").value = done;
  for (const sheet of sheets) verdict(sheet);
}
// The line that says whether a text may go out: what is accepted is still to be mended.
function verdict(sheet) {
  const line = $(".verdict .said", sheet.element), all = items.filter(item => item.sheet === sheet && item.sev === "error" && item.state === "open");
  if (!line || !all.length) return;
  line.dataset.first ??= line.textContent;
  const left = all.filter(item => ["open", "again", "accepted"].includes(decision(item).state)).length;
  line.textContent = left === all.length ? line.dataset.first
    : left ? t("{n} error is still to be settled before this is published.|{n} errors are still to be settled before this is published.", {n: left})
    : t("All errors are settled. Save your work, and check the corrected text again.");
}

// ---- filter, search, group -----------------------------------------------------------------------------------------
const lower = (thing, element) => thing.text ??= element.textContent.toLowerCase();
function wanted(item, severities, check, state) {
  if (!severities.has(item.sev) || (check && item.check !== check)) return false;
  const now = decision(item).state;
  if (state === "open") return now === "open" || now === "again";
  if (state === "accepted") return now === "accepted";
  if (state === "mended") return now === "mended" || now === "again";
  return state === "all" || ["dismissed", "waived", "baseline"].includes(now);
}
function refresh() {
  const severities = new Set($$(".chip[aria-pressed=true]").map(chip => chip.dataset.sev));
  const check = $("#check").value, state = $("#state").value, query = $("#search").value.trim().toLowerCase();
  for (const row of rows.values()) row.match = !query || lower(row, row.element).includes(query);
  const fitting = new Set(items.filter(item => wanted(item, severities, check, state)));
  const found = new Set([...fitting].filter(item => !query || item.row?.match || lower(item, item.element).includes(query)));
  for (const mark of $$("mark")) mark.classList.toggle("off", !itemsOf(mark).some(item => fitting.has(item)));
  const only = $("#only").checked;
  for (const row of rows.values()) row.element.hidden = !((row.match && !only) || row.items.some(i => found.has(i)));
  list([...found]);
  highlight(query);
}
function list(found) {
  const by = $("#group").value, shown = new Set(found), groups = new Map();
  const name = item => by === "place" ? (sheets.length > 1 ? $(".title", item.sheet.element).textContent : "")
    : by === "term" ? item.term || t("without a term") : item[by];
  const titled = (title, members) => by === "sev" ? $(".sev", members[0].element).textContent : by === "check" ? $(".check", members[0].element).textContent : title;
  for (const item of found) groups.set(name(item), [...groups.get(name(item)) || [], item]);
  let sorted = [...groups];
  if (by === "sev") sorted.sort((a, b) => ["error", "warning", "note"].indexOf(a[0]) - ["error", "warning", "note"].indexOf(b[0]));
  else if (by !== "place") sorted.sort((a, b) => (a[0] === t("without a term")) - (b[0] === t("without a term")) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const page = document.createDocumentFragment();
  orderBefore = order;
  order = [];
  for (const [title, members] of sorted) {
    if (title) {
      const head = make("div", "grp", titled(title, members));
      head.append(make("b", "", String(members.length)));
      page.append(head);
    }
    fold(members);
    for (const item of members) { order.push(item); page.append(item.element); }
  }
  twins(order);
  for (const item of items) { item.element.hidden = !shown.has(item); if (item.element.hidden) page.append(item.element); }
  $$(".grp").forEach(head => head.remove());
  $("#list").append(page);
  $("#none").hidden = order.length > 0;
  for (const chip of $$(".chip")) $("b", chip).textContent = items.filter(item => item.sev === chip.dataset.sev && !decided(item)).length;
  $("#count").textContent = order.length === items.length ? t("{n} finding|{n} findings", {n: items.length}) : t("{shown} of {all} findings", {shown: order.length, all: items.length});
  dock();
}
// On paper the same finding stands once, with the numbers of all its places.
function twins(shown) {
  const first = new Map();
  for (const item of shown) {
    const key = [item.check, $(".msg", item.element).textContent].join("\x1f"), number = $(".sev", item.element).dataset.k;
    item.element.classList.toggle("twin", first.has(key));
    if (first.has(key)) first.get(key).push(number); else first.set(key, [number]);
    item.numbers = first.get(key);
  }
  for (const item of shown) if (!item.element.classList.contains("twin")) $(".sev", item.element).dataset.all = item.numbers.join(", ");
}
// Equal findings (check, words, message) of a group stand behind the first of them, which tells how many they are.
function fold(members) {
  const first = new Map();
  for (const item of members) {
    $(".fold", item.element)?.remove();
    const key = [item.check, item.src, item.tgt, $(".msg", item.element).textContent].join("\x1f");
    item.equal = [];
    item.leader = (item.src || item.tgt) && first.has(key) ? first.get(key) : item;
    item.element.classList.toggle("folded", item.leader !== item);
    if (item.leader === item) first.set(key, item); else item.leader.equal.push(item);
  }
  for (const item of members) if (item.leader === item && item.equal.length) {
    const button = make("button", "fold", t("+ {n} equal", {n: item.equal.length}));
    button.type = "button";
    button.addEventListener("click", event => { event.stopPropagation(); unfold(item); });
    $(".head", item.element).append(button);
  }
}
function unfold(leader) {
  for (const item of leader.equal || []) item.element.classList.remove("folded");
  $(".fold", leader.element)?.remove();
}
function highlight(query) {
  if (!window.Highlight) return;
  CSS.highlights.delete("found");
  if (query.length < 1) return;
  const ranges = [];
  for (const row of rows.values()) {
    if (ranges.length > 800) break;
    if (row.element.hidden || !row.match) continue;
    const walker = document.createTreeWalker(row.element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const text = node.data.toLowerCase();
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        if (at + query.length > node.length) break;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + query.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
