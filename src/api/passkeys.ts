// The browser's side of passkeys: asks the person's device to make one or to sign with one. The only file that knows the
// library. What a passkey works out for the vault (PRF) stays in this browser and is never sent.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import * as z from "zod/mini";
import { newPasskeySchema, usedPasskeySchema, type PasskeyAsked } from "../protocol/passkey-messages.ts";

/** From which a passkey works out its secret for the vault: the same text on every device. */
const vaultText = new TextEncoder().encode("alongside vault 1");
const withPrf = { prf: { eval: { first: vaultText } } };

const hasChallenge = (value: unknown) => typeof value === "object" && value !== null && "challenge" in value;
const creationSchema = z.custom<PublicKeyCredentialCreationOptionsJSON>(hasChallenge);
const requestSchema = z.custom<PublicKeyCredentialRequestOptionsJSON>(hasChallenge);
const prfSchema = z.object({
  prf: z.object({ results: z.object({ first: z.instanceof(ArrayBuffer) }) }),
});

export type UsedPasskey = z.infer<typeof usedPasskeySchema>;

/** `given-up`: the person closed the browser's question, or the device has no fitting passkey. */
type FromDevice<T> =
  | { readonly ok: true; readonly passkey: T; readonly secret?: Uint8Array }
  | { readonly ok: false; readonly code: "given-up" };

/** Whether this browser, at this address, can use passkeys: not on plain http, and not at a bare IP number. */
export function canUsePasskeys(): boolean {
  return window.isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);
}

export async function makePasskey({
  options,
}: PasskeyAsked): Promise<FromDevice<z.infer<typeof newPasskeySchema>>> {
  const asked = creationSchema.parse(options);
  return await unlessGivenUp(async () => {
    const { startRegistration } = await library();
    const made = await startRegistration({
      optionsJSON: { ...asked, extensions: { ...asked.extensions, ...withPrf } },
    });
    return { ok: true, passkey: newPasskeySchema.parse(made), ...secretOf(made.clientExtensionResults) };
  });
}

export async function signWithPasskey({ options }: PasskeyAsked): Promise<FromDevice<UsedPasskey>> {
  const asked = requestSchema.parse(options);
  return await unlessGivenUp(async () => {
    const { startAuthentication } = await library();
    const used = await startAuthentication({
      optionsJSON: { ...asked, extensions: { ...asked.extensions, ...withPrf } },
    });
    return { ok: true, passkey: usedPasskeySchema.parse(used), ...secretOf(used.clientExtensionResults) };
  });
}

/** Loaded when a passkey is used: most people never do. */
function library() {
  return import("@simplewebauthn/browser");
}

/** The passkey's secret for the vault, from devices that can: 32 bytes, the same at every use. */
function secretOf(results: unknown): { secret?: Uint8Array } {
  const found = prfSchema.safeParse(results);
  return found.success ? { secret: new Uint8Array(found.data.prf.results.first) } : {};
}

async function unlessGivenUp<T>(ask: () => Promise<FromDevice<T>>): Promise<FromDevice<T>> {
  try {
    return await ask();
  } catch (fault) {
    // The library names what the browser refused; every one of these is the person's or the device's "no".
    if (fault instanceof Error) return { ok: false, code: "given-up" };
    throw fault;
  }
}
