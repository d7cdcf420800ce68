import { expect, it } from "vitest";
import { arrivalOf, noProxies, readTrustedProxies } from "../../src/server/proxies.ts";

function arrival(trust: string, peer: string, headers: Record<string, string>) {
  const trusted = trust === "" ? noProxies : readTrustedProxies(trust);
  if (trusted === undefined) throw new Error(`"${trust}" was not understood.`);
  const { address, request } = arrivalOf(trusted, new Request("http://school.example/x", { headers }), peer);
  return [address, new URL(request.url).protocol];
}

const told = (chain: string, proto = "https") => ({
  "x-forwarded-for": chain,
  "x-forwarded-proto": proto,
});

it.each([
  ["nobody is believed without a setting", "", "10.0.0.5", told("1.2.3.4"), ["10.0.0.5", "http:"]],
  ["one proxy, by number", "1", "10.0.0.5", told("1.2.3.4"), ["1.2.3.4", "https:"]],
  ["what a browser wrote itself", "1", "10.0.0.5", told("9.9.9.9, 1.2.3.4"), ["1.2.3.4", "https:"]],
  ["two proxies, by number", "2", "10.0.0.5", told("9.9.9.9, 1.2.3.4, 10.0.0.6"), ["1.2.3.4", "https:"]],
  ["fewer than expected", "3", "10.0.0.5", told("1.2.3.4"), ["1.2.3.4", "https:"]],
  ["a proxy by address", "10.0.0.5", "10.0.0.5", told("1.2.3.4"), ["1.2.3.4", "https:"]],
  ["as it reaches an IPv6 socket", "10.0.0.5", "::ffff:10.0.0.5", told("1.2.3.4"), ["1.2.3.4", "https:"]],
  ["another one", "10.0.0.5", "10.0.0.66", told("1.2.3.4"), ["10.0.0.66", "http:"]],
  ["a network", "10.0.0.0/8", "10.9.9.9", told("7.7.7.7, 1.2.3.4, 10.1.1.1"), ["1.2.3.4", "https:"]],
  ["IPv6", "::1, fd00::/8", "::1", told("2001:db8::7, fd00::2"), ["2001:db8::7", "https:"]],
  ["no address in the header", "1", "10.0.0.5", told("unknown"), ["10.0.0.5", "https:"]],
  ["plain http at the proxy", "1", "10.0.0.5", told("1.2.3.4", "http"), ["1.2.3.4", "http:"]],
  ["two words about it", "1", "10.0.0.5", told("1.2.3.4", "https, http"), ["1.2.3.4", "http:"]],
])("knows where a request came from: %s", (_name, trust, peer, headers, expected) => {
  expect(arrival(trust, peer, headers)).toEqual(expected);
});

it.each(["yes", "10.0.0", "10.0.0.5/33", "10.0.0.5/x", "10.0.0.5/8/8", "-1", "1.5", "10.0.0.5,"])(
  "does not take %s for proxies",
  (text) => {
    expect(readTrustedProxies(text)).toBeUndefined();
  },
);

it("keeps the body of a request that came by https", async () => {
  const body = JSON.stringify({ a: 1 });
  const headers = told("1.2.3.4");
  const sent = new Request("http://school.example/x", { method: "POST", body, headers });
  const { request } = arrivalOf({ count: 1 }, sent, "10.0.0.5");
  expect([request.method, request.url, await request.json()]).toEqual([
    "POST",
    "https://school.example/x",
    { a: 1 },
  ]);
});
