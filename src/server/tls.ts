// Our own https: TLS 1.2 or newer with the certificate of TLS_CERT and TLS_KEY, taken in anew when the files change, so
// that a renewed certificate needs no restart.
import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { Server } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { Log } from "./log.ts";
import type { TlsFiles } from "./settings.ts";

const lookEveryMs = 2000;

/** @returns what to listen with, or one sentence on what is wrong with the files */
export function readTls(files: TlsFiles): SecureContextOptions | { readonly sentence: string } {
  try {
    const options = {
      cert: readFileSync(files.certFile),
      key: readFileSync(files.keyFile),
      minVersion: "TLSv1.2",
    } as const;
    createSecureContext(options);
    return options;
  } catch (fault) {
    if (!(fault instanceof Error && "code" in fault)) throw fault;
    const isUnread = "path" in fault;
    return {
      sentence: isUnread
        ? `The file ${String(fault.path)} cannot be read (${String(fault.code)}). TLS_CERT and TLS_KEY name the certificate and its key.`
        : "TLS_CERT and TLS_KEY do not hold a certificate and the key that belongs to it, both as PEM.",
    };
  }
}

/** Files that do not belong together, as in the moment between two writes, change nothing; the next change is looked at again. */
export function followTlsFiles(server: Server, files: TlsFiles, log: Log): void {
  const takeIn = () => {
    const options = readTls(files);
    if ("sentence" in options) return log("certificate-not-taken");
    server.setSecureContext(options);
    log("certificate-taken");
  };
  const paths = [files.certFile, files.keyFile];
  for (const path of paths) watchFile(path, { interval: lookEveryMs, persistent: false }, takeIn);
  server.once("close", () => {
    for (const path of paths) unwatchFile(path, takeIn);
  });
}
