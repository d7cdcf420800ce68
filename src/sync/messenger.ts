// Carries one message to the server and back: JSON, gzip when the body is worth it, every answer parsed. What cannot be
// parsed is treated as a passing fault, never as data.
import type * as z from "zod/mini";
import { refusalSchema, type Refusal } from "../protocol/account-messages.ts";
import {
  pullResponseSchema,
  pushResponseSchema,
  type PullRequest,
  type PullResponse,
  type PushRequest,
  type PushResponse,
} from "../protocol/messages.ts";

import {
  sealedPushResponseSchema,
  type SealedPushRequest,
  type SealedPushResponse,
} from "../protocol/sealed-messages.ts";

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  /** `offline`: nothing came back. `refused`: the server said why. `garbled`: an answer that we cannot read. */
  | { readonly ok: false; readonly fault: "offline" | "garbled" }
  | { readonly ok: false; readonly fault: "refused"; readonly refusal: Refusal; readonly status: number };

export interface Messenger {
  readonly push: (request: PushRequest) => Promise<Answer<PushResponse>>;
  /** Packs a push that will follow soon, while another one is on its way. A courtesy: it may never be sent. */
  readonly packAhead?: (request: PushRequest) => void;
  readonly pull: (request: PullRequest) => Promise<Answer<PullResponse>>;
}

/** Sends sealed work under the tablet's credential. */
export type SealedPost = (request: SealedPushRequest) => Promise<Answer<SealedPushResponse>>;

const gzipFromBytes = 1024;
/** A proxy that never answers must not hold sync for ever. */
const longestAnswerMs = 60_000;

/** Packs a body with gzip; undefined = it goes as it is. */
export type Pack = (text: string) => Promise<ArrayBuffer | undefined>;

/**
 * @param send the browser's `fetch`, or a test's
 * @param pack the browser's own packing unless a test has its own
 */
export function createMessenger(send: typeof fetch, pack: Pack = gzipped): Messenger {
  const packed = new WeakMap<object, Promise<Body>>();
  const bodyOf = async (body: object) => await (packed.get(body) ?? bodyFor(body, pack));
  const post = <T>(path: string, body: object, schema: z.ZodMiniType<T>) =>
    exchange(send, () => bodyOf(body), path, schema);
  return {
    packAhead: (request) => {
      const body = bodyFor(request, pack);
      // A fault of packing belongs to whoever sends it.
      body.catch(() => undefined);
      packed.set(request, body);
    },
    push: (request) => post("/api/sync/push", request, pushResponseSchema),
    pull: (request) => post("/api/sync/pull", request, pullResponseSchema),
  };
}

/** What is sealed does not pack: it goes as it is. */
export function createSealedPost(send: typeof fetch): SealedPost {
  const body = (request: object) => Promise.resolve({ bytes: JSON.stringify(request), isPacked: false });
  return (request) => exchange(send, () => body(request), "/api/tablet/sealed", sealedPushResponseSchema);
}

async function exchange<T>(
  send: typeof fetch,
  body: () => Promise<Body>,
  path: string,
  schema: z.ZodMiniType<T>,
): Promise<Answer<T>> {
  let response: Response;
  let text: string;
  try {
    response = await send(path, requestOf(await body()));
    text = await response.text();
  } catch (fault) {
    // fetch rejects with TypeError when there is no network, and with AbortError or similar when a body is cut.
    if (fault instanceof TypeError || fault instanceof DOMException) return { ok: false, fault: "offline" };
    throw fault;
  }
  const json = readJson(text);
  if (!response.ok) {
    const refusal = refusalSchema.safeParse(json);
    if (!refusal.success) return { ok: false, fault: "garbled" };
    return { ok: false, fault: "refused", refusal: refusal.data, status: response.status };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fault: "garbled" };
}

interface Body {
  readonly bytes: string | ArrayBuffer;
  readonly isPacked: boolean;
}

async function bodyFor(body: object, pack: Pack): Promise<Body> {
  const text = JSON.stringify(body);
  const packed = await pack(text);
  return packed === undefined ? { bytes: text, isPacked: false } : { bytes: packed, isPacked: true };
}

function requestOf({ bytes, isPacked }: Body): RequestInit {
  const headers = { "content-type": "application/json", "x-alongside": "1" };
  const signal = AbortSignal.timeout(longestAnswerMs);
  const common = { method: "POST", credentials: "same-origin", cache: "no-store", signal } as const;
  const encoding = isPacked ? { "content-encoding": "gzip" } : {};
  return { ...common, headers: { ...headers, ...encoding }, body: bytes };
}

async function gzipped(text: string): Promise<ArrayBuffer | undefined> {
  if (text.length < gzipFromBytes) return undefined;
  return await new Response(
    new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")),
  ).arrayBuffer();
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
