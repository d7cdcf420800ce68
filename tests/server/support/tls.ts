// Certificates for a server on this machine, and a browser's view of it over https. The keys are worth nothing: nobody
// trusts them but these tests.
import { readFileSync } from "node:fs";
import { request, type RequestOptions } from "node:https";
import { connect, type SecureVersion } from "node:tls";

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

export function certificate(name: "first" | "second"): Certificate {
  return { certFile: `tests/support/tls/${name}.cert.pem`, keyFile: `tests/support/tls/${name}.key.pem` };
}

export interface TlsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks over https, trusting this certificate only. */
export function ask(
  url: string,
  { certFile }: Certificate,
  options: RequestOptions = {},
  body = "",
): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { ...options, ca: readFileSync(certFile), agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    asking.once("error", reject);
    asking.end(body);
  });
}

/** Which version of TLS is agreed on when no newer one is offered; undefined = none. */
export function agreedVersion(url: string, newest: SecureVersion): Promise<string | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const options = { host: hostname, port: Number(port), rejectUnauthorized: false };
    // Old versions need weak ciphers on our side too, or the refusal would be our own.
    const versions = { minVersion: "TLSv1", maxVersion: newest, ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const socket = connect({ ...options, ...versions }, () => {
      resolve(socket.getProtocol() ?? undefined);
      socket.destroy();
    });
    socket.once("error", () => resolve(undefined));
  });
}
