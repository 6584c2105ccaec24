// Second half of the report's script: moving about, the explanation, dismissing, files, keys.
// ---- moving about --------------------------------------------------------------------------------------------------
function select(item, {scroll = true, explain = true} = {}) {
  if (current && current !== item) $(".acts", current.element)?.remove();
  if (current) [current.element, ...current.marks].forEach(e => e.classList.remove("now"));
  $(".row.here")?.classList.remove("here");
  current = item;
  dock();
  if (!item) return hide();
  if (item.leader && item.leader !== item) unfold(item.leader);
  [item.element, ...item.marks].forEach(e => e.classList.add("now"));
  item.row?.element.classList.add("here");
  buttons(item);
  const goal = item.marks.find(visible) || item.row?.element || item.sheet.element;
  explain &&= getComputedStyle($(".rail")).position !== "sticky";  // beside the text the list explains; nothing is covered
  if (explain) hide();
  if (scroll) {
    const block = explain ? "start" : "center";  // on a phone the explanation takes the lower half
    goal.scrollIntoView({block});
    requestAnimationFrame(() => { goal.scrollIntoView({block}); if (explain && current === item) show([item], goal, true); });
  } else if (explain) show([item], goal, true);
  const rail = $(".rail");
  if (getComputedStyle(rail).position === "sticky") {
    const box = item.element.getBoundingClientRect(), frame = rail.getBoundingClientRect();
    const top = frame.top + $(".controls").offsetHeight + 30;
    if (box.top < top || box.bottom > frame.bottom - 70) rail.scrollTop += box.top - top - 60;
  }
}
function step(by) {
  if (!order.length) return say(t("Nothing here."));
  const at = order.indexOf(current);
  select(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]);
}
function dock() {
  const at = order.indexOf(current);
  $("#at").textContent = order.length ? `${at < 0 ? "–" : at + 1} / ${order.length}` : t("none");
}
const visible = mark => mark && !mark.classList.contains("off");

// ---- the explanation -----------------------------------------------------------------------------------------------
const pop = $("#pop");
let pinned = false, timer = 0, shownFor = null, shownItems = [];
function show(list, anchor, pin) {
  clearTimeout(timer);
  pinned = pin;
  shownFor = anchor;
  shownItems = list;
  pop.replaceChildren(...list.map(explanation));
  pop.hidden = false;
  const rects = [...anchor.getClientRects()].filter(r => r.width || r.height);
  const box = rects.length ? rects[rects.length - 1] : anchor.getBoundingClientRect();
  const first = rects[0] || box, tall = anchor.classList.contains("row") || anchor.classList.contains("f");
  const under = tall ? Math.min(first.top + 60, innerHeight - pop.offsetHeight - 20) : box.bottom + 8;
  const fits = under + pop.offsetHeight < innerHeight - 12 || first.top - pop.offsetHeight < 60;
  const left = Math.max(12, Math.min((fits ? box : first).left - 16, document.documentElement.clientWidth - pop.offsetWidth - 12));
  pop.style.left = `${left + scrollX}px`;
  pop.style.top = `${(fits ? under : first.top - pop.offsetHeight - 8) + scrollY}px`;
}
function explanation(item) {
  const one = make("div", `one ${item.sev[0]}`);
  const body = $(".body", item.element).cloneNode(true);
  for (const element of $$("[id]", body)) element.removeAttribute("id");
  one.append(body, make("p", "decided", $(".decided", item.element).textContent), choices(item));
  return one;
}
function buttons(item) {
  $(".f > .acts")?.remove();
  item?.element.append(choices(item));
}
function choices(item) {
  const acts = make("p", "acts");
  const button = (text, name, act, key) => {
    const made = make("button", name, text);
    made.type = "button";
    if (key) made.title = `${text} (${key})`;
    made.addEventListener("click", event => { event.stopPropagation(); act(); });
    acts.append(made);
  };
  if (gone(item) || decision(item).state === "accepted") button(t("Reopen"), "", () => { decide([item], {s: "open"}); again(); }, "u");
  if (decision(item).state !== "accepted") button(t("Accept"), "yes", () => { decide([item], {s: "accepted"}); again(); }, "a");
  const same = decided(item) ? [] : alike(item);
  if (same.length) button(t("Accept all {n}", {n: same.length + 1}), "yes", () => acceptAll(item), t("A, with all of the same words"));
  if (!gone(item)) button(t("Dismiss…"), "", () => dismiss(item), "d");
  if (item.row && item.sheet.whole && runsOf(item.row).length) {
    const first = $(".sugg li", item.element);
    if (first && runOf(item)) button(t("Use “{words}”", {words: first.textContent.length > 24 ? first.textContent.slice(0, 23) + "…" : first.textContent}), "yes long", () => take(item), "s");
    if (first && runOf(item) && same.length) button(t("Use it in all {n}", {n: same.length + 1}), "yes", () => takeAll(item), t("S, with all of the same words"));
    button(t("Edit"), "", () => edit_item(item), "m");
  }
  return acts;
}
function again() { if (!pop.hidden && shownFor) show(shownItems, shownFor, pinned); }
function hide() { clearTimeout(timer); pop.hidden = true; pinned = false; shownFor = null; }
const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };

document.addEventListener("mouseover", event => {
  if (event.target.closest("#pop")) return clearTimeout(timer);
  const mark = event.target.closest("mark"), entry = event.target.closest(".f");
  $$("mark.lit").forEach(m => m.classList.remove("lit"));
  if (entry) byKey.get(entry.dataset.n)?.marks.forEach(m => m.classList.add("lit"));
  if (pinned || !matchMedia("(hover:hover)").matches) return;
  if (visible(mark)) later(() => show(itemsOf(mark), mark, false), 140);
  else if (!pop.hidden) later(hide, 260);
});
document.addEventListener("focusin", event => {
  if (visible(event.target.closest("mark")) && event.target.matches(":focus-visible")) show(itemsOf(event.target), event.target, false);
});
document.addEventListener("click", event => {
  const mark = event.target.closest("mark"), entry = event.target.closest(".f"), plot = event.target.closest("[data-jump]");
  if (visible(mark)) { select(itemsOf(mark)[0], {scroll: false, explain: false}); return show(itemsOf(mark), mark, true); }
  if (entry && !event.target.closest("a")) return select(byKey.get(entry.dataset.n));
  if (plot) return jump(plot, event);
  if (!event.target.closest("#pop, dialog, .dock, .bar, .controls")) hide();
});
function jump(plot, event) {
  const box = plot.getBoundingClientRect(), list = [...rows.values()].filter(r => r.element.id.startsWith(`p${plot.dataset.jump}-`));
  const row = list[Math.min(list.length - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * list.length)))];
  if (!row) return;
  row.element.hidden = false;
  location.hash = row.element.id;
}

// ---- dismiss, export, import ---------------------------------------------------------------------------------------
const dialog = $("#dismissal");
let asked = null;
const alike = item => items.filter(i => i !== item && i.check === item.check && i.src === item.src && i.tgt === item.tgt && !decided(i));
function dismiss(item) {
  asked = item;
  $(".what", dialog).textContent = $(".msg", item.element).textContent;
  const others = alike(item).length;
  $(".same", dialog).hidden = !others;
  $(".same b", dialog).textContent = others;
  $("#same").checked = false;
  $("#reason").value = "";
  $("#expires").value = "";
  $("#author").value = kept.get("author", "");
  dialog.showModal();
  $("#reason").focus();
}
$("form", dialog).addEventListener("submit", event => {
  event.preventDefault();
  const value = {s: "dismissed", r: $("#reason").value.trim(), a: $("#author").value.trim(), e: $("#expires").value};
  if (!value.r || !value.a) return say(t("A waiver gives a reason and a name."));
  kept.set("author", value.a);
  const list = [asked, ...($("#same").checked ? alike(asked) : [])];
  dialog.close();
  decide(list, value);
  if (list.length > 1) say(t("{n} findings dismissed.", {n: list.length}));
  onward(asked);
});
$(".plain", dialog).addEventListener("click", () => dialog.close());
function acceptAll(item) {
  const list = [item, ...alike(item)];
  decide(list, {s: "accepted"});
  say(t("{n} findings accepted.", {n: list.length}));
  onward(item);
}
function onward(item) {
  const all = order.includes(item) ? order : orderBefore, at = all.indexOf(item);
  const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(i => !decided(i));
  if (next) select(next); else { hide(); say(t("Every finding here is decided.")); }
}
function waivers() {
  const out = new Map(Object.entries(extras));
  for (const item of items) {
    const {state, reason, author, expires, origin} = decision(item);
    if (state === "open" || state === "accepted") out.delete(item.fp);
    if (!(state === "dismissed" || (state === "waived" && !(origin || "").startsWith("inline")))) continue;
    out.set(item.fp, {fingerprint: item.fp, check: item.check, reason, author: author || "unknown", expires, path: item.path, source: item.src, target: item.tgt});
  }
  return [...out.values()];
}
$("#export").addEventListener("click", () => {
  const list = waivers();
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([Waivers.dump(list)], {type: "application/toml"}));
  link.download = "align-waivers.toml";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 20000);
  say(t("{n} waiver written: put align-waivers.toml beside your settings.|{n} waivers written: put align-waivers.toml beside your settings.", {n: list.length}));
});
$("#import").addEventListener("click", () => $("#file").click());
$("#file").addEventListener("change", async event => {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) return;
  let read;
  try { read = Waivers.parse(await file.text()); }
  catch (error) { return say(`${file.name}, ${error.message}`); }
  let used = 0;
  for (const waiver of read) {
    const hit = items.filter(item => item.fp === waiver.fingerprint);
    for (const item of hit) put(item, {s: "dismissed", r: waiver.reason, a: waiver.author, e: waiver.expires || ""});
    if (hit.length) used += 1; else extras[waiver.fingerprint] = waiver;
  }
  kept.set("extra:" + sheets.map(s => s.hash).join(""), extras);
  keep();
  refresh();
  say(t("{all} waivers read, {used} of them for this page; the others are kept and exported again.", {all: read.length, used}));
});

// ---- keyboard, buttons ---------------------------------------------------------------------------------------------
function say(text) {
  const toast = $("#toast");
  toast.textContent = text;
  toast.classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove("on"), 4000);
}
function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  kept.set("theme", root.dataset.theme);
}
const actions = {
  next: () => step(1), prev: () => step(-1), undo,
  accept: () => current ? (decide([current], {s: "accepted"}), onward(current)) : step(1),
  acceptAll: () => current ? acceptAll(current) : step(1),
  dismiss: () => current ? dismiss(current) : step(1),
  search: () => $("#search").focus(), help: () => $("#keys").showModal(), export: () => $("#export").click(), theme,
  only: () => { $("#only").checked = !$("#only").checked; refresh(); },
};
const keys = {j: "next", k: "prev", n: "next", p: "prev", a: "accept", A: "acceptAll", d: "dismiss", u: "undo", "/": "search", "?": "help", e: "export", t: "theme", o: "only"};
document.addEventListener("keydown", event => {
  const target = event.target instanceof Element ? event.target : document.body;
  const typing = target.matches("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape") { hide(); if (typing) target.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (target.matches("mark") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    select(itemsOf(target)[0], {scroll: false, explain: false});
    show(itemsOf(target), target, true);
    return $("button", pop)?.focus();
  }
  if ("123".includes(event.key)) { event.preventDefault(); return $$(".chip")[+event.key - 1]?.click(); }
  const name = keys[event.key];
  if (name) { event.preventDefault(); actions[name](); }
});
for (const button of $$(".dock button")) button.addEventListener("click", () => actions[button.dataset.do]());
for (const chip of $$(".chip")) chip.addEventListener("click", () => {
  chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
  refresh();
});
for (const id of ["group", "check", "state", "only"]) $("#" + id).addEventListener("change", refresh);
let typingTimer = 0;
$("#search").addEventListener("input", () => { clearTimeout(typingTimer); typingTimer = setTimeout(refresh, 90); });
$(".search").addEventListener("submit", event => { event.preventDefault(); refresh(); });
$("#theme").addEventListener("click", theme);
$("#help").addEventListener("click", actions.help);
const chosen = kept.get("theme", "");
if (chosen) document.documentElement.dataset.theme = chosen;
