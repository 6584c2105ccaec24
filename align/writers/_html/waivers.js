// The waiver file, byte for byte as align.waivers writes it (docs/waivers.md); a test compares the two.
"use strict";
const Waivers = (() => {
  const KEYS = ["fingerprint", "check", "reason", "author", "expires", "path", "source", "target"];
  const HEADER = "# align-qa waivers 1: findings that the desk accepts as they are, read by align check\n";
  const NAMED = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"};
  const ESCAPED = {'"': '"', "\\": "\\", b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", e: "\x1b"};
  const code = c => "\\u" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const whole = text => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  const quoted = text => '"' + whole(text).replace(/[\\"\x00-\x1f\x7f]/g, c => NAMED[c] || code(c)) + '"';
  const order = (a, b) => a < b ? -1 : a > b ? 1 : 0;

  function dump(waivers) {
    const sorted = [...waivers].sort((a, b) =>
      order(a.path || "", b.path || "") || order(a.check, b.check) || order(a.fingerprint, b.fingerprint));
    let text = HEADER;
    for (const waiver of sorted) {
      text += "\n[[waiver]]\n";
      for (const key of KEYS) {
        if (key === "expires") { if (/^\d{4}-\d\d-\d\d$/.test(waiver[key])) text += `${key} = ${waiver[key]}\n`; }
        else if (waiver[key]) text += `${key} = ${quoted(waiver[key])}\n`;
      }
    }
    return text;
  }

  function parse(text) {
    const found = [];
    let here = null;
    text.replace(/^\ufeff/, "").split(/\r?\n/).forEach((line, index) => {
      const fail = what => { throw new Error(`line ${index + 1}: ${what}`); };
      const rest = line.trim();
      if (!rest || rest.startsWith("#")) return;
      if (/^\[\[\s*waiver\s*\]\]\s*(#.*)?$/.test(rest)) { found.push(here = {}); return; }
      const match = /^([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\d{4}-\d\d-\d\d))\s*(?:#.*)?$/.exec(rest);
      if (!match || !here) fail("not in the form of a waiver file");
      const [, key, basic, literal, day] = match;
      if (!KEYS.includes(key)) fail(`unknown key ${key}`);
      if ((key === "expires") !== (day !== undefined)) fail(`${key} has the wrong type`);
      here[key] = day ?? literal ?? basic.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (all, u, U, c) => {
        if (u || U) return String.fromCodePoint(parseInt(u || U, 16));
        return ESCAPED[c] ?? fail(`unknown escape ${all}`);
      });
    });
    for (const waiver of found) {
      if (!/^[0-9a-f]{16}$/.test(waiver.fingerprint || "") || !waiver.check || !waiver.reason || !waiver.author) {
        throw new Error(`waiver of ${waiver.check || "an unnamed check"}: fingerprint, check, reason and author are needed`);
      }
    }
    return found;
  }
  return {dump, parse};
})();
