// Puts a reply on the wire: JSON, never stored by a cache, packed when that is worth it.
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { Refused } from "./refusal.ts";
import { Answer, type Reply } from "./route.ts";

const pack = promisify(gzip);
const packFromBytes = 1024;
/** Smaller answers are packed at once: sooner done than handed to another thread, and in less memory. */
const atOnceBytes = 64 * 1024;

export async function sendReply(request: Request, reply: Reply<unknown>): Promise<Response> {
  if (reply instanceof Response) return reply;
  if (reply instanceof Answer) {
    const response = await send(request, reply.json, 200, reply.headers);
    for (const cookie of reply.cookies) response.headers.append("set-cookie", cookie);
    return response;
  }
  if (reply instanceof Refused)
    return await send(request, JSON.stringify(reply.refusal), reply.status, retryHeader(reply));
  return await send(request, JSON.stringify(reply), 200, {});
}

function retryHeader({ refusal }: Refused): Record<string, string> {
  const { retryAfterSeconds } = refusal;
  return retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
}

async function send(
  request: Request,
  json: string,
  status: number,
  more: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    // Whoever follows a link to the API gets a file to keep, never a page from our address.
    "content-disposition": 'attachment; filename="alongside.json"',
    vary: "accept-encoding",
    ...more,
  };
  const plain = Buffer.from(json);
  const isPacked = plain.length >= packFromBytes && acceptsGzip(request);
  if (!isPacked) return new Response(plain, { status, headers });
  const packed =
    plain.length <= atOnceBytes ? gzipSync(plain, { level: 5 }) : await pack(plain, { level: 5 });
  return new Response(packed, {
    status,
    headers: { ...headers, "content-encoding": "gzip" },
  });
}

function acceptsGzip(request: Request): boolean {
  const accepted = (request.headers.get("accept-encoding") ?? "").split(",");
  return accepted.some((one) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(one));
}
