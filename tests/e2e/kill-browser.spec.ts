// The whole browser killed while sessions are being saved, the short form; the long one is tests/proof/kill-browser.ts.
import { expect, test } from "@playwright/test";
import { brokenPromises, killBrowserRounds } from "../proof/support/kill-browser-rounds.ts";

test("what was shown as saved survives ten kills of the browser, once", async () => {
  const { violations, figures } = await killBrowserRounds(10, 1, 1);
  expect(violations).toEqual([]);
  // Otherwise the kills came before or after the saves, and showed nothing.
  expect(figures.promised).toBeGreaterThan(5);
  expect(figures.cutBeforeTheWord).toBeGreaterThan(0);
});

test("the account notices a promise that was not kept", () => {
  const none = { tapped: new Set<string>(), words: 0 };
  const entry = (id: string, missing: string[] = []) => ({ id, sessions: ["one"], missing });
  const words = (device: Parameters<typeof brokenPromises>[0], last = none) =>
    brokenPromises(device, { promised: new Set(["one"]), last });
  expect(words({ sessions: ["one"], outbox: [entry("a")] })).toEqual([]);
  expect(words({ sessions: [], outbox: [] })).toEqual(["one was shown as saved and is gone"]);
  expect(words({ sessions: ["one"], outbox: [entry("a"), entry("b")] })).toEqual([
    "one stands in the outbox twice",
  ]);
  expect(words({ sessions: ["one"], outbox: [entry("a", ["mark|x"])] })).toEqual(["a is kept in part"]);
  expect(words({ sessions: ["one"], outbox: [] }, { tapped: new Set(["one", "two"]), words: 2 })).toEqual([
    '2 words "Saved", and 1 are kept',
  ]);
});
