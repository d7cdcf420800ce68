// What the page of the sealing figures runs: the app's own vault, keyring and server seal, beside a vault that seals nothing.
import { importKey, randomBytes } from "../../src/vault/crypto.ts";
import { createServerSeal } from "../../src/vault/seal-to-server.ts";
import { createSealingVault, type Vault } from "../../src/vault/vault.ts";
import { unwrapKey, wrapKey } from "../../src/vault/wrapping.ts";
import { createUnsealedVault } from "../support/unsealed-vault.ts";

/** About a session with its times, and a mutation of one with four marks. */
const row = JSON.stringify({ text: "x".repeat(400) });
const mutation = JSON.stringify({ ops: "x".repeat(3000) });

export interface SealingTimes {
  /** Milliseconds from six digits to the data key. */
  readonly pin: number;
  /** Milliseconds for opening so many rows at once. */
  readonly open: number;
  readonly openPlain: number;
  /** Milliseconds for what one save seals: rows, outbox. */
  readonly save: number;
  readonly savePlain: number;
  readonly toServer: number;
}

const rows = 2000;
const rowsOfASave = 10;

export async function measureSealing(): Promise<SealingTimes> {
  const key = await importKey(randomBytes(32));
  const [sealing, plain] = [createSealingVault(key, "bench"), createUnsealedVault()];
  const seal = createServerSeal();
  const publicKey = await newPublicKey();
  await seal.seal(publicKey, "first", mutation);
  return {
    pin: await timePin(),
    open: await timeOpening(sealing),
    openPlain: await timeOpening(plain),
    save: await timeSaving(sealing),
    savePlain: await timeSaving(plain),
    toServer: await timed(() => seal.seal(publicKey, "info", mutation)),
  };
}

async function newPublicKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return btoa(String.fromCharCode(...raw));
}

async function timePin(): Promise<number> {
  const deviceKey = await importKey(randomBytes(32));
  const secret = { by: "pin", pin: "482915" } as const;
  const wrapper = await wrapKey(randomBytes(32), "school/person", secret, deviceKey);
  return await timed(async () => await unwrapKey(wrapper, "school/person", secret, deviceKey));
}

async function timeOpening(vault: Vault): Promise<number> {
  const names = Array.from({ length: rows }, (_, at) => `session|${at}`);
  const sealed = await Promise.all(names.map((name) => vault.seal(name, row)));
  return await timed(() => Promise.all(sealed.map((one, at) => vault.open(names[at] ?? "", one))));
}

async function timeSaving(vault: Vault): Promise<number> {
  const names = Array.from({ length: rowsOfASave }, (_, at) => `mark|${at}`);
  return await timed(() =>
    Promise.all([...names.map((name) => vault.seal(name, row)), vault.seal("outbox|1", mutation)]),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

Object.assign(globalThis, { measureSealing });
