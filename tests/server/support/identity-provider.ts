// A real identity provider on this machine, and a person at a browser of their own who signs in there.
import { createServer, type Server } from "node:http";
import Provider from "oidc-provider";
import type { TestServer } from "./school.ts";

export interface IdentityProvider {
  readonly issuer: string;
  readonly stop: () => Promise<void>;
}

const backPath = "/api/auth/provider/back";
const back = `http://localhost${backPath}`;
export const client = { clientId: "alongside", clientSecret: "a secret between the two" };

/**
 * @param port where it was before, to have it come back there
 * @param place.host the name by which a browser goes there: with another one than the app's it is another site
 * @param place.appAddress where the app is that it sends people back to
 */
export async function startProvider(
  port = 0,
  place: { readonly host?: string; readonly appAddress?: string } = {},
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = server.address();
  if (typeof bound !== "object" || bound === null) throw new Error("The provider has no port.");
  const { host = "127.0.0.1", appAddress } = place;
  const issuer = `http://${host}:${bound.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [appAddress === undefined ? back : `${appAddress}${backPath}`],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub", "tid"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of this test"] },
    findAccount: (_context, id) => ({
      accountId: id,
      // Who comes from "elsewhere" belongs to another tenant.
      claims: () => ({ sub: id, tid: id.startsWith("elsewhere") ? "another-school" : "meadow-lane" }),
    }),
  });
  const answer = provider.callback();
  server.on("request", (request, response) => void answer(request, response));
  return { issuer, stop: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  await stop(server);
  return typeof bound === "object" && bound !== null ? bound.port : 0;
}

export function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
}

/** Signs in at the provider and agrees. @returns the path and query with which the provider sends the browser back */
export async function signInAtProvider(address: string, subject: string): Promise<string> {
  const jar = new Map<string, string>();
  const ask = async (to: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const body = form && { method: "POST", body: new URLSearchParams(form) };
    const response = await fetch(to, { ...body, headers: { cookie }, redirect: "manual" });
    for (const one of cookiesOf(response)) {
      const at = one.indexOf("=");
      jar.set(one.slice(0, at), one.slice(at + 1));
    }
    return response;
  };
  const forms = [{ prompt: "login", login: subject, password: "whatever" }, { prompt: "consent" }];
  let at = address;
  for (let steps = 0; steps < 12; steps += 1) {
    if (at.startsWith(back)) return at.slice("http://localhost".length);
    const response = at.includes("/interaction/") ? await ask(at, forms.shift()) : await ask(at);
    at = new URL(response.headers.get("location") ?? "", at).href;
  }
  throw new Error("The provider did not send the person back.");
}

/** All of it: sets out, signs in there, comes back. @returns the cookie with which the app finishes */
export async function roundByProvider(
  server: TestServer,
  subject: string,
  errand: { readonly purpose: string; readonly code?: string },
  session?: string,
): Promise<string> {
  const begun = await server.post("/api/auth/provider/begin", errand, session);
  const { address } = (await begun.json()) as { address: string };
  const returned = await server.get(await signInAtProvider(address, subject), cookiesOf(begun)[0]);
  return cookiesOf(returned)[0] ?? "";
}
