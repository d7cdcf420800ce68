// Second factors of a test's people, set up and used through the real routes.
import * as z from "zod/mini";
import { signedInSchema } from "../../../src/protocol/account-messages.ts";
import { signInAnswerSchema, type SignInAnswer } from "../../../src/protocol/sign-in-messages.ts";
import { answerFactorBy, createAuthenticator, setUpFactorBy } from "../../support/authenticator.ts";
import { password, type TestServer } from "./school.ts";

/** One phone for all people of a test file: a server that is put back from a backup knows the same secrets. */
export const authenticator = createAuthenticator();

/** Sets up the second factor of whoever is signed in, when the server asks for one. */
export async function setUpFactor(server: TestServer, cookie: string, signInName: string): Promise<void> {
  const ask = (path: string, body: unknown) => server.post(path, body, cookie);
  await setUpFactorBy(ask, authenticator, signInName, server.now);
}

export function cookieOf(response: Response): string {
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** The first step of a sign-in: a name and a password. */
export async function tryPassword(
  server: TestServer,
  signInName: string,
  tried = password,
): Promise<SignInAnswer> {
  const response = await server.post("/api/auth/sign-in", { signInName, password: tried });
  return signInAnswerSchema.parse(await response.json());
}

/** The secret name of a sign-in that waits for its second factor. */
export async function pendingOf(server: TestServer, signInName: string, tried = password): Promise<string> {
  const answer = await tryPassword(server, signInName, tried);
  return z.object({ needs: z.literal("second-factor"), pending: z.string() }).parse(answer).pending;
}

/** Signs in with password and code. @returns the cookie */
export async function signInWithCode(server: TestServer, signInName: string): Promise<string> {
  const first = await server.post("/api/auth/sign-in", { signInName, password });
  const response = await answerFactorBy(server.post, authenticator, signInName, server.now, first);
  signedInSchema.parse(await response.json());
  return cookieOf(response);
}
