import { describe, expect, it } from "vitest";
import { outboxWords, type OutboxFacts } from "../../src/app/outbox-words.ts";
import { day } from "../support/plan.ts";

const calm: OutboxFacts = {
  status: { phase: "idle" },
  unsent: 0,
  attention: 0,
  isFilling: false,
  syncedAt: "2026-09-14T09:42:00.000Z",
  today: day("2026-09-14"),
};
const say = (facts: Partial<OutboxFacts>) => outboxWords({ ...calm, ...facts });

describe("the header chip", () => {
  it("says when all was sent, by the clock on the wall, and the day when it was another one", () => {
    expect(say({})).toMatchObject({ text: "All sent", at: "10:42am", tone: "good" });
    expect(say({ today: day("2026-09-15") }).at).toBe("Mon 14 Sept");
  });

  it("counts what waits, and says Sending while it goes", () => {
    expect(say({ unsent: 3 }).text).toBe("3 waiting to send");
    expect(say({ unsent: 3, status: { phase: "syncing" } }).text).toBe("Sending");
  });

  it("is neutral in every state that a person need not settle", () => {
    const phases = [
      "starting",
      "syncing",
      "idle",
      "offline",
      "signed-out",
      "waiting",
      "upgrade-needed",
    ] as const;
    for (const phase of phases)
      for (const unsent of [0, 4])
        for (const isFilling of [false, true])
          for (const syncedAt of [null, calm.syncedAt])
            expect(say({ status: { phase }, unsent, isFilling, syncedAt }).tone).not.toBe("attention");
    expect(say({ status: { phase: "offline" } })).toMatchObject({ tone: "neutral", text: "All sent" });
  });

  it("puts what needs a person before all else", () => {
    const words = say({ attention: 2, unsent: 3, status: { phase: "signed-out" } });
    expect(words).toMatchObject({ text: "Needs attention: 2", tone: "attention", href: "/attention" });
  });

  it("leads to the sign-in when the server wants one, and says what it is for", () => {
    const signedOut = { phase: "signed-out" } as const;
    expect(say({ status: signedOut, unsent: 2 })).toMatchObject({
      text: "2 waiting to send: sign in",
      href: "/sign-in",
    });
    expect(say({ status: signedOut }).text).toBe("Sign in to send");
  });

  it("tells how far the school's data has come, and never says 100 % before all is here", () => {
    const filling = { isFilling: true, syncedAt: null };
    const at = (progress: number) => say({ ...filling, status: { phase: "syncing", progress } });
    expect(at(0.4)).toMatchObject({ text: "Getting school data", at: "40 %" });
    expect(at(0.999).at).toBe("99 %");
    expect(say({ ...filling, status: { phase: "offline" } }).text).toBe("Not connected yet");
  });
});
