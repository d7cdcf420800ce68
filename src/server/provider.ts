// The school's identity provider (Google Workspace, Microsoft Entra or another that speaks OpenID Connect): the only file
// that knows the library. Its metadata are fetched when they are first needed and again after a failure, so a provider
// that is away when the server starts is there as soon as it is back.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  type Configuration,
} from "openid-client";
import * as z from "zod/mini";
import { traceOf, type Log } from "./log.ts";
import type { Random } from "./random.ts";
import { newToken } from "./secrets.ts";
import type { Identity } from "./storage/identity-rows.ts";

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Entra's tenant id, or Google's domain: accounts of any other are refused. */
  readonly tenant?: string;
}

/** What must come back unchanged; kept on the server while the person is away. */
export const askedOfProviderSchema = z.object({
  redirect: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
type AskedOfProvider = z.infer<typeof askedOfProviderSchema>;

export interface Provider {
  /** Where to send the person; undefined while the provider does not answer. */
  readonly ask: (redirect: string) => Promise<{ address: string; asked: AskedOfProvider } | undefined>;
  /** Who came back; undefined when what came back is not what was asked for, or not of this tenant. */
  readonly identify: (asked: AskedOfProvider, query: string) => Promise<Identity | undefined>;
}

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().check(z.minLength(1)),
  tid: z.optional(z.string()),
  hd: z.optional(z.string()),
});

export function createProvider(settings: ProviderSettings, random: Random, log: Log): Provider {
  let known: Configuration | undefined;
  const configuration = async (): Promise<Configuration | undefined> => {
    if (known !== undefined) return known;
    try {
      known = await discover(settings);
    } catch (fault) {
      log("provider-unreachable", { trace: traceOf(fault) });
    }
    return known;
  };
  return {
    ask: async (redirect) => {
      const config = await configuration();
      if (config === undefined) return undefined;
      const [state, nonce, verifier] = [newToken(random), newToken(random), newToken(random)];
      const address = buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: "openid",
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return { address: address.href, asked: { redirect, state, nonce, verifier } };
    },
    identify: async (asked, query) => {
      const config = await configuration();
      if (config === undefined) return undefined;
      try {
        return identityOf(settings, await claimsFrom(config, asked, query));
      } catch (fault) {
        // A refused code, a wrong state or signature, or a provider that is away: nobody is recognised, and no detail
        // of it reaches the browser.
        log("provider-refused", { trace: traceOf(fault) });
        return undefined;
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const address = new URL(issuer);
  // Plain http is for a provider on this very machine, as in tests.
  const isLocal =
    address.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(address.hostname);
  const options = { timeout: 5, ...(isLocal && { execute: [allowInsecureRequests] }) };
  return await discovery(address, clientId, clientSecret, undefined, options);
}

async function claimsFrom(config: Configuration, asked: AskedOfProvider, query: string): Promise<unknown> {
  const tokens = await authorizationCodeGrant(config, new URL(`${asked.redirect}${query}`), {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    idTokenExpected: true,
  });
  return tokens.claims();
}

function identityOf({ tenant }: ProviderSettings, claims: unknown): Identity | undefined {
  const { iss, sub, tid, hd } = claimsSchema.parse(claims);
  if (tenant !== undefined && tid !== tenant && hd !== tenant) return undefined;
  return { issuer: iss, subject: sub };
}
