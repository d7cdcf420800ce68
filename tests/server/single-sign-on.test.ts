import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { invitationSchema, serverStateSchema } from "../../src/protocol/account-messages.ts";
import { securitySchema } from "../../src/protocol/sign-in-messages.ts";
import {
  client,
  cookiesOf,
  freePort,
  roundByProvider,
  signInAtProvider,
  startProvider,
  type IdentityProvider,
} from "./support/identity-provider.ts";
import {
  addPerson,
  refusalCode,
  setUpSchool,
  startServer,
  type Person,
  type TestServer,
} from "./support/school.ts";

let provider: IdentityProvider;
let server: TestServer;
let lead: Person;
let tia: Person;
beforeEach(async () => {
  provider = await startProvider();
  server = await startServer({
    providerSettings: { issuer: provider.issuer, ...client, tenant: "meadow-lane" },
  });
  lead = await setUpSchool(server);
  tia = await addPerson(server, lead, "Tia Adeyemi", ["teaching-assistant"]);
});
afterEach(async () => {
  await server.close();
  await provider.stop();
});

const finish = (...cookies: string[]) => server.post("/api/auth/provider/finish", {}, cookies.join("; "));
const codeOf = async (response: Response) => (response.status === 200 ? "ok" : await refusalCode(response));
const signIn = { purpose: "sign-in" };

async function link(subject: string, one: Person): Promise<Response> {
  return await finish(await roundByProvider(server, subject, { purpose: "link" }, one.cookie), one.cookie);
}

describe("single sign-on", () => {
  it("is offered where it is configured", async () => {
    const state = serverStateSchema.parse(await (await server.get("/api/auth/state")).json());
    expect(state.offersProvider).toBe(true);
  });

  it("lets in whoever linked their account from inside, by issuer and subject", async () => {
    expect(await codeOf(await finish(await roundByProvider(server, "tia-at-school", signIn)))).toBe(
      "not-linked",
    );
    expect(await codeOf(await link("tia-at-school", tia))).toBe("ok");
    const response = await finish(await roundByProvider(server, "tia-at-school", signIn));
    expect(await response.clone().json()).toMatchObject({ staffId: tia.staffId, proof: "single-sign-on" });
    const session = cookiesOf(response)[0];
    expect((await server.get("/api/auth/me", session)).status).toBe(200);
    const security = securitySchema.parse(await (await server.get("/api/auth/security", session)).json());
    expect(security.isLinked).toBe(true);
    expect(await server.db.selectFrom("identity").select(["issuer", "subject"]).execute()).toEqual([
      { issuer: provider.issuer, subject: "tia-at-school" },
    ]);
  });

  it("still asks a SENCO or administrator for their second factor", async () => {
    await link("sam-at-school", lead);
    const response = await finish(await roundByProvider(server, "sam-at-school", signIn));
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toMatchObject({ needs: "second-factor", ways: ["code"] });
  });

  it("links an identity to one account only, and lets go of it when asked", async () => {
    await link("tia-at-school", tia);
    expect(await codeOf(await link("tia-at-school", lead))).toBe("linked-already");
    expect(await codeOf(await server.post("/api/auth/provider/unlink", {}, tia.cookie))).toBe("ok");
    expect(await codeOf(await finish(await roundByProvider(server, "tia-at-school", signIn)))).toBe(
      "not-linked",
    );
  });

  it("links only in the session that set out, freshly proven", async () => {
    const came = await roundByProvider(server, "tia-at-school", { purpose: "link" }, tia.cookie);
    expect(await codeOf(await finish(came, lead.cookie))).toBe("sign-in-again");
    expect(await codeOf(await finish(came, tia.cookie))).toBe("provider-refused");
    server.now += 11 * 60_000;
    const late = await server.post("/api/auth/provider/begin", { purpose: "link" }, tia.cookie);
    expect(await refusalCode(late)).toBe("prove-again");
    expect(await refusalCode(await server.post("/api/auth/provider/begin", { purpose: "link" }))).toBe(
      "not-signed-in",
    );
  });

  it("joins with an invitation, once, without a password", async () => {
    const invited = await server.post(
      "/api/admin/people",
      { name: "Ben Okoro", roles: ["teaching-assistant"] },
      lead.cookie,
    );
    const { code, staffId } = invitationSchema.parse(await invited.json());
    const join = async (subject: string) =>
      await finish(await roundByProvider(server, subject, { purpose: "join", code }));
    expect(await (await join("ben-at-school")).json()).toMatchObject({ staffId, name: "Ben Okoro" });
    expect(await codeOf(await join("somebody-else"))).toBe("wrong-or-used-code");
    const again = await finish(await roundByProvider(server, "ben-at-school", signIn));
    expect(await again.json()).toMatchObject({ staffId });
  });

  it("refuses people of another tenant", async () => {
    expect(await codeOf(await link("elsewhere-tia", tia))).toBe("provider-refused");
  });
});

describe("what comes back from the provider", () => {
  async function away() {
    const begun = await server.post("/api/auth/provider/begin", signIn);
    const { address } = (await begun.json()) as { address: string };
    return { address, cookie: cookiesOf(begun)[0] ?? "", header: begun.headers.get("set-cookie") ?? "" };
  }

  it("set out with a proof key, a state and a nonce, in a cookie that no script reads", async () => {
    const { address, header } = await away();
    const asked = new URL(address).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"])
      expect(asked.get(name)?.length).toBeGreaterThan(30);
    expect(header).toMatch(/^alongside-provider=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
  });

  it("counts in the browser that set out, once, with its own state", async () => {
    await link("tia-at-school", tia);
    const one = await away();
    const two = await away();
    const path = await signInAtProvider(one.address, "tia-at-school");
    // Another browser, no browser at all, and a state that is not this browser's.
    for (const cookie of [two.cookie, "alongside-provider=nothing", ""]) {
      const returned = await server.get(path, cookie);
      expect([returned.status, returned.headers.get("location")]).toEqual([303, "/from-provider"]);
      expect(await codeOf(await finish(cookiesOf(returned)[0] ?? ""))).toBe("provider-refused");
    }
    const returned = await server.get(path, one.cookie);
    const came = cookiesOf(returned)[0] ?? "";
    expect(await codeOf(await finish(came))).toBe("ok");
    expect(await codeOf(await finish(came))).toBe("provider-refused");
    expect(await codeOf(await finish(cookiesOf(await server.get(path, one.cookie))[0] ?? ""))).toBe(
      "provider-refused",
    );
  });

  it("is refused when it was changed on the way", async () => {
    const { address, cookie } = await away();
    const path = await signInAtProvider(address, "tia-at-school");
    const changed = path.replace(/code=[^&]+/, "code=somebodyelses");
    expect(cookiesOf(await server.get(changed, cookie))[0]).toBe("alongside-provider=");
  });
});

it("finds a provider that was away when the server started, as soon as it is back", async () => {
  const port = await freePort();
  const other = await startServer({ providerSettings: { issuer: `http://127.0.0.1:${port}`, ...client } });
  const first = await other.post("/api/auth/provider/begin", signIn);
  expect([first.status, await refusalCode(first)]).toEqual([503, "provider-unreachable"]);
  const late = await startProvider(port);
  expect((await other.post("/api/auth/provider/begin", signIn)).status).toBe(200);
  await late.stop();
  await other.close();
});
