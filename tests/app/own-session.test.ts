import { expect, test } from "vitest";
import type { ApiAnswer, SignedIn } from "../../src/api/client.ts";
import { createOwnSession } from "../../src/app/own-session.ts";

const ana: SignedIn = {
  schoolId: "3f0c1c58-7a4e-4a39-9a53-7d4a5a1f0001",
  schoolName: "Meadow Lane",
  staffId: "3f0c1c58-7a4e-4a39-9a53-7d4a5a1f0002",
  name: "Ana Reed",
  roles: ["teaching-assistant"],
  isDemo: false,
  hasPin: true,
  proof: "pin",
  mustSetUpFactor: false,
};

/** A network that notes what goes out, and a server that answers a proof as told. */
function network(...answers: ApiAnswer<SignedIn>[]) {
  const sent: string[] = [];
  let asked = 0;
  const send: typeof fetch = (path) => {
    sent.push(String(path));
    return Promise.resolve(Response.json({}));
  };
  const prove = () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer === undefined) throw new Error("No answer was given to the test.");
    return Promise.resolve(answer);
  };
  return { sent, send, prove, asked: () => asked };
}

const offline = { ok: false, code: "offline", message: "no network" } as const;

test("nothing goes out in a person's name before the server has recognised them", async () => {
  const { sent, send, prove, asked } = network({ ok: true, value: ana });
  const session = createOwnSession(send, prove, () => {});
  const both = [session.send("/api/sync/push"), session.send("/api/sync/pull")];
  expect(sent).toEqual([]);
  await Promise.all(both);
  expect(sent).toEqual(["/api/sync/push", "/api/sync/pull"]);
  expect(asked()).toBe(1);
  await session.proven;
});

test("without a network it is as if there were none, and it is asked again when there is one", async () => {
  const { sent, send, prove } = network(offline, { ok: true, value: ana });
  const session = createOwnSession(send, prove, () => {});
  await expect(session.send("/api/sync/push")).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
  await session.send("/api/sync/push");
  expect(sent).toEqual(["/api/sync/push"]);
});

test("a PIN that the server refuses is not tried again by itself, which would use up its tries", async () => {
  const { sent, send, prove, asked } = network({
    ok: false,
    code: "wrong-pin",
    message: "That is not the PIN.",
  });
  const session = createOwnSession(send, prove, () => {});
  for (const path of ["/api/sync/push", "/api/sync/pull"]) {
    const answer = await session.send(path);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "not-signed-in" });
  }
  expect(asked()).toBe(1);
  expect(sent).toEqual([]);
});

test("after a full sign-in there is nothing to prove", async () => {
  const { sent, send } = network();
  const session = createOwnSession(send, undefined, () => {});
  await session.proven;
  await session.send("/api/sync/pull");
  expect(sent).toEqual(["/api/sync/pull"]);
});
