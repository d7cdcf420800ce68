// The only scripts that this app may start besides the page's own: the hours worker and the service worker. The server's
// headers let a browser with Trusted Types start a script by address only through the policy made here.
// The build answers this with an address, whatever the file exports.
import hoursWorker from "./worker.ts?worker&url";

const serviceWorker = "/sw.js";

interface ScriptPolicy {
  readonly createScriptURL: (address: string) => string;
}

/** The part of Trusted Types that is used here; older browsers have none of it. */
interface PolicyMaker {
  readonly createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy;
}

declare const trustedTypes: PolicyMaker | undefined;

/** A policy of this name can be made once a page: the browser refuses a second one. */
const policy = makePolicy();

/** Where the hours worker is, as the browser takes it. */
export function hoursWorkerAddress(): string {
  return policy.createScriptURL(hoursWorker);
}

/** Where the service worker is, as the browser takes it. */
export function serviceWorkerAddress(): string {
  return policy.createScriptURL(serviceWorker);
}

function makePolicy(): ScriptPolicy {
  const rules: ScriptPolicy = {
    createScriptURL: (address) => {
      if (address === hoursWorker || address === serviceWorker) return address;
      throw new TypeError("This app starts no other scripts.");
    },
  };
  return typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("alongside", rules);
}
