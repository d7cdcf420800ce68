// The network side of a start: http or https, what can go wrong with the address, what is said about it, and stopping in
// good order.
import { createServer as createTlsServer, Server as TlsServer } from "node:https";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { App } from "./app.ts";
import type { Log } from "./log.ts";
import { noProxies } from "./proxies.ts";
import type { Settings } from "./settings.ts";
import type { Db } from "./storage/tables.ts";
import { followTlsFiles, readTls } from "./tls.ts";

/** Whoever sends slowly on purpose does not hold a connection for longer than this. */
const longestRequestMs = 120_000;
const patienceAtStopMs = 5000;

/** @returns a server that does not listen yet, or one sentence on what is wrong */
export function serverFor(
  app: App,
  settings: Settings,
  log: Log,
): { readonly server: ServerType } | { readonly sentence: string } {
  const options = { fetch: app.hono.fetch, hostname: settings.host };
  if (settings.tls === undefined) return { server: limited(createAdaptorServer(options)) };
  const serverOptions = readTls(settings.tls);
  if ("sentence" in serverOptions) return serverOptions;
  const server = createAdaptorServer({ ...options, createServer: createTlsServer, serverOptions });
  if (server instanceof TlsServer) followTlsFiles(server, settings.tls, log);
  return { server: limited(server) };
}

function limited(server: ServerType): ServerType {
  if ("requestTimeout" in server) server.requestTimeout = longestRequestMs;
  return server;
}

/** What to do when the address cannot be listened on, in one sentence. */
export function sentenceOfListening(fault: Error, settings: Settings): string {
  const code = "code" in fault ? fault.code : undefined;
  if (code === "EADDRINUSE")
    return `Port ${settings.port} is taken by another program. Stop it, or set PORT to another number.`;
  if (code === "EACCES")
    return `This user may not listen on port ${settings.port}. Set PORT to a number above 1023.`;
  return `The server could not listen on ${settings.host}, port ${settings.port}: ${String(code)}.`;
}

/**
 * What is said once the server listens.
 * @param setUpCode the one-time token, while the server has no school
 */
export function welcome(server: ServerType, settings: Settings, setUpCode: string | undefined): string {
  const address = addressOf(server, settings);
  const lines = [`Alongside is ready at ${address}`];
  if (isWithoutHttps(settings)) {
    lines.push(
      "Tablets refuse the app at this address, because it is not https: set TLS_CERT and TLS_KEY, or put a proxy in front and set TRUST_PROXY (docs/deploy.md).",
    );
  }
  if (setUpCode !== undefined) {
    lines.push(
      `To set up your school, open ${address} and enter this one-time token: ${setUpCode}`,
      'To look round first, open the same address and choose "Open the demo school".',
    );
  }
  return lines.join("\n");
}

/** Other devices could reach the server, and nothing that is known brings https. */
function isWithoutHttps({ host, tls, trustedProxies }: Settings): boolean {
  const isLoopback = host === "localhost" || host === "::1" || host.startsWith("127.");
  return !isLoopback && tls === undefined && trustedProxies === noProxies;
}

function addressOf(server: ServerType, settings: Settings): string {
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : settings.port;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return `${settings.tls ? "https" : "http"}://${host}:${port}`;
}

/**
 * Nothing new is taken in; running requests are finished, streams are ended by us, and connections that fall idle are
 * closed as they do. Closing SQLite works its journal into the file. After five seconds nothing is waited for.
 */
export function stopOnSignal(server: ServerType, app: App, db: Db, log: Log): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    log("stopping");
    server.close(() => {
      void db.destroy().then(() => {
        log("stopped");
        process.exit(0);
      });
    });
    app.close();
    if (!("closeIdleConnections" in server)) return;
    setInterval(() => server.closeIdleConnections(), 50);
    setTimeout(() => server.closeAllConnections(), patienceAtStopMs);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
