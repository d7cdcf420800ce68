// Codes of an authenticator app that must not let anybody in, at sign-in and when proving oneself afresh: each says in a
// sentence what to do, and none of them is good.
import { generateSync } from "otplib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { factorBegunSchema } from "../../src/protocol/sign-in-messages.ts";
import { refusalSchema } from "../../src/protocol/account-messages.ts";
import { password, setUpSchool, startServer, type Person, type TestServer } from "./support/school.ts";
import { pendingOf } from "./support/second-factor.ts";

const newest = "This code is not right. Use the newest one that your authenticator app shows.";
const next = "This code was used already. Wait until your authenticator app shows the next one.";

let server: TestServer;
let lead: Person;
let secret: string;
beforeEach(async () => {
  server = await startServer();
  lead = await setUpSchool(server);
  // A new secret that the test holds itself, so that it can make the code of any moment.
  const begun = await server.post("/api/auth/factor/begin", {}, lead.cookie);
  const { pending, ...made } = factorBegunSchema.parse(await begun.json());
  secret = made.secret;
  await server.post("/api/auth/factor/confirm", { pending, code: codeAt(0) }, lead.cookie);
  server.now += 3_600_000;
});
afterEach(() => server.close());

/** The code that an app shows so many seconds from now. */
const codeAt = (seconds: number) => generateSync({ secret, epoch: server.now / 1000 + seconds });
const signIn = async (code: string) =>
  await server.post("/api/auth/second-factor", { pending: await pendingOf(server, "lead@meadow"), code });
const prove = (code: string) => server.post("/api/auth/prove", { password, code }, lead.cookie);
const said = async (response: Response) => refusalSchema.parse(await response.json()).message;

describe.each([
  ["signing in", signIn],
  ["proving oneself", prove],
])("when %s", (_name, use) => {
  it.each([
    ["a wrong one", () => (codeAt(0) === "000000" ? "000001" : "000000")],
    ["one that is too old by a step", () => codeAt(-60)],
    ["one of a phone whose clock is a minute fast", () => codeAt(60)],
  ])("%s is refused", async (_which, code) => {
    expect(await said(await use(code()))).toBe(newest);
    expect((await use(codeAt(0))).status).toBe(200);
  });

  it("a code counts once, and half a minute either way", async () => {
    expect((await use(codeAt(-30))).status).toBe(200);
    expect(await said(await use(codeAt(-30)))).toBe(next);
    expect((await use(codeAt(30))).status).toBe(200);
    expect(await said(await use(codeAt(30)))).toBe(next);
  });

  it("a code that was used for the one is not good for the other", async () => {
    expect((await use(codeAt(0))).status).toBe(200);
    expect(await said(await (use === prove ? signIn : prove)(codeAt(0)))).toBe(next);
  });
});
