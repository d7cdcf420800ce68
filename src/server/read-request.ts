// Reads what came over the wire into JSON, within limits: who sent it, how large it is, packed or not, how deep. Knows
// nothing of what it means.
import { promisify } from "node:util";
import { gunzip, gunzipSync } from "node:zlib";
import { refuse, type Refused } from "./refusal.ts";

const unpack = promisify(gunzip);
/** Smaller bodies are unpacked at once: sooner done than handed to another thread, and in less memory. */
const atOnceBytes = 256 * 1024;

export const usualMaxBytes = 1_000_000;
const maxDepth = 64;

/**
 * Whether a request that changes something can only have come from our own page: a JSON body and a header of our own,
 * which a foreign page may not send without asking first, and its own origin where the browser names one.
 */
export function isFromOurPage(request: Request): boolean {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" || request.headers.get("x-alongside") !== "1") return false;
  // Every browser names the page's origin when something is changed; what names none is no browser and holds no cookie
  // of somebody else.
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  return (
    (origin === null || origin === new URL(request.url).origin) && (site === null || site === "same-origin")
  );
}

/** Whether the page came by https from this very host, but the request arrived without: a proxy that nobody named. */
export function isBehindUnknownProxy(request: Request): boolean {
  const url = new URL(request.url);
  return url.protocol === "http:" && request.headers.get("origin") === `https://${url.host}`;
}

type ReadBody =
  { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly refused: Refused };

/** The JSON of a body; an empty one counts as "{}". */
export async function readBody(request: Request, maxBytes: number): Promise<ReadBody> {
  const packed = await bytesOf(request, maxBytes);
  if (packed === undefined) return { ok: false, refused: refuse("too-large") };
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") return { ok: false, refused: refuse("bad-request") };
  const plain = encoding === "gzip" ? await unpacked(packed, maxBytes) : packed;
  if (plain === "too-large" || plain === "bad-request") return { ok: false, refused: refuse(plain) };
  const json = jsonOf(plain);
  return json === undefined ? { ok: false, refused: refuse("bad-request") } : { ok: true, json: json.value };
}

/** At most `maxBytes` of a body, read only as far as that. */
async function bytesOf(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function unpacked(
  packed: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | "too-large" | "bad-request"> {
  try {
    const options = { maxOutputLength: maxBytes };
    return packed.length <= atOnceBytes ? gunzipSync(packed, options) : await unpack(packed, options);
  } catch (fault) {
    if (fault instanceof RangeError) return "too-large";
    if (fault instanceof Error && "errno" in fault) return "bad-request";
    throw fault;
  }
}

function jsonOf(bytes: Uint8Array): { readonly value: unknown } | undefined {
  if (bytes.length === 0) return { value: {} };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return isTooDeep(text) ? undefined : { value: JSON.parse(text) };
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof TypeError) return undefined;
    throw fault;
  }
}

/** Nesting deeper than any record has could exhaust the stack of whatever walks it later. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (isInText) {
      if (sign === backslash) at += 1;
      else if (sign === quote) isInText = false;
    } else if (sign === quote) isInText = true;
    else if (sign === openBrace || sign === openBracket) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (sign === closeBrace || sign === closeBracket) depth -= 1;
  }
  return false;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];
