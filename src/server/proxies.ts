// Which proxies in front of the server are believed, and where a request really came from. What a proxy tells (the
// address of the browser, that it came by https) can be told by anybody; it counts only from those that were named.
import { BlockList, isIP, isIPv6 } from "node:net";

/** The number of proxies in front of the server, or their addresses. */
export type TrustedProxies = { readonly count: number } | { readonly addresses: BlockList };

export interface Arrival {
  /** The network address of the browser, as far as it can be known. */
  readonly address: string;
  /** The request as the browser sent it: by https, where a believed proxy took it in by https. */
  readonly request: Request;
}

export const noProxies: TrustedProxies = { count: 0 };

/**
 * @param text such as "1", or "10.0.0.5, 10.0.1.0/24, ::1"
 * @returns undefined when it is neither a number nor a list of addresses
 */
export function readTrustedProxies(text: string): TrustedProxies | undefined {
  if (/^\d{1,2}$/.test(text.trim())) return { count: Number(text) };
  const addresses = new BlockList();
  for (const part of text.split(",").map((one) => one.trim())) {
    const [address = "", bits, ...more] = part.split("/");
    const family = isIP(address);
    const longest = family === 6 ? 128 : 32;
    if (family === 0 || more.length > 0) return undefined;
    if (bits === undefined) addresses.addAddress(address, nameOf(address));
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
      addresses.addSubnet(address, Number(bits), nameOf(address));
    else return undefined;
  }
  return { addresses };
}

/** @param peer the address at the other end of the connection */
export function arrivalOf(trusted: TrustedProxies, request: Request, peer: string): Arrival {
  const from = plain(peer);
  if (!isTrusted(trusted, from, 0)) return { address: from, request };
  return { address: browserBehind(trusted, request, from), request: asTheBrowserSentIt(request) };
}

/**
 * Walks back through the proxies that are believed; the first address that is none of them is the browser's. Each proxy
 * adds at the end who it heard from, so nothing that a browser wrote there itself is ever reached.
 */
function browserBehind(trusted: TrustedProxies, request: Request, peer: string): string {
  const told = (request.headers.get("x-forwarded-for") ?? "").split(",").map((one) => plain(one.trim()));
  let address = peer;
  for (let hop = 0; isTrusted(trusted, address, hop); hop += 1) {
    const before = told.pop() ?? "";
    if (isIP(before) === 0) return address;
    address = before;
  }
  return address;
}

function isTrusted(trusted: TrustedProxies, address: string, hop: number): boolean {
  if ("count" in trusted) return hop < trusted.count;
  return isIP(address) !== 0 && trusted.addresses.check(address, nameOf(address));
}

function asTheBrowserSentIt(request: Request): Request {
  if (request.headers.get("x-forwarded-proto")?.trim() !== "https") return request;
  const url = new URL(request.url);
  if (url.protocol === "https:") return request;
  url.protocol = "https:";
  return new Request(url, request);
}

/** An IPv4 address that arrived at an IPv6 socket, as the IPv4 address that it is. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function nameOf(address: string): "ipv4" | "ipv6" {
  return isIPv6(address) ? "ipv6" : "ipv4";
}
