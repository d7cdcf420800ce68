import { test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { changeLedger, contributionOf } from "../../src/domain/ledger.ts";
import { mark, session } from "../../src/domain/records.ts";
import * as plan from "../support/plan.ts";
test("prof", () => {
  const all: any[] = [];
  for (let i = 0; i < 3000; i++) { const one = { id: plan.sessionId(String(i)), session: plan.sessionOf(addDays(plan.monday, Math.floor(i/80))) }; all.push({ ...one, marks: plan.pupilNames.map((n) => plan.markOf(one, n)) }); }
  for (let r = 0; r < 3; r++) {
    let t = performance.now(); const cs = all.map((x) => contributionOf(x)!); const a = performance.now() - t;
    t = performance.now(); changeLedger(new Map(), { removed: [], added: cs }); const b = performance.now() - t;
    t = performance.now(); cs.map((c) => JSON.stringify(c)); const c = performance.now() - t;
    t = performance.now(); all.forEach((x) => { session.schema.safeParse(x.session); x.marks.forEach((m: any) => mark.schema.safeParse(m)); }); const d = performance.now() - t;
    console.log({ contribution: a, ledger: b, stringify: c, parse: d });
  }
});
