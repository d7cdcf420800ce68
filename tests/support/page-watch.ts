// What a page does that it must not: throw, say an error, break the content rules that the server sets, ask another host.
import type { Page } from "@playwright/test";

export interface PageWatch {
  /** What was thrown, said as an error, or forbidden by the content rules, workers included. */
  readonly faults: readonly string[];
  /** What the server refused or could not answer: status and path, without the question. */
  readonly refused: () => readonly string[];
  /** Of the faults, what the content rules forbade. */
  readonly forbidden: () => readonly string[];
  /** The hosts that were asked, by the page and by its service worker. */
  readonly hosts: () => readonly string[];
}

/** From the next page on that is opened. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const faults: string[] = [];
  const hosts = new Set<string>();
  const refused = new Set<string>();
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (message) => {
    // The browser says each refused request as an error of the page; they are counted by themselves.
    const isRefusal = message.text().startsWith("Failed to load resource: the server responded");
    if (message.type() === "error" && !isRefusal) faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400) refused.add(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  page.context().on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    // What the page made itself and hands to the person has no host.
    if (protocol !== "blob:" && protocol !== "data:") hosts.add(host);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      console.error(`Forbidden by the content rules: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  const forbidden = () => faults.filter((one) => /content rules|content security policy|trusted/i.test(one));
  return { faults, refused: () => [...refused], forbidden, hosts: () => [...hosts] };
}
