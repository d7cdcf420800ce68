// Figures about the running server for whoever watches it: how many answers of which kind, how long they took, memory. By
// route and status only: never a school, a person, an id or an address.
import { createServer, type Server } from "node:http";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  /** @param route the address as it is declared, never as it was asked */
  readonly answered: (route: string, method: string, status: number, seconds: number) => void;
  /** @param count tells how many tablets listen now */
  readonly followStreams: (count: () => number) => void;
  readonly text: () => Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: "alongside_answer_seconds",
    help: "Answers of the API and how long they took.",
    labelNames: ["route", "method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  let openStreams = () => 0;
  const streams: Gauge = new Gauge({
    name: "alongside_event_streams",
    help: "Tablets that listen for news now.",
    registers: [registry],
    collect: (): void => streams.set(openStreams()),
  });
  return {
    answered: (route, method, status, seconds) => answers.observe({ route, method, status }, seconds),
    followStreams: (count) => (openStreams = count),
    text: () => registry.metrics(),
  };
}

/**
 * Serves them at /metrics on this computer only: there is no password to guess and no way in from the network.
 * @returns undefined when the port cannot be used
 */
export async function serveMetrics(metrics: Metrics, port: number): Promise<Server | undefined> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    void metrics.text().then((text) => {
      const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
      response.writeHead(200, headers).end(text);
    });
  });
  return await new Promise((resolve) => {
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
