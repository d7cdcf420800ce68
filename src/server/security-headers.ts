// The headers that every answer carries: what a page from here may load, and what other pages may do with it.
import { isApiPath } from "./api-path.ts";

/** Everything is forbidden that is not named here, and every name is our own host. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  // Forms are sent by the app's own code. One that the browser sent by itself would put a password into an address.
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // The one policy starts the hours worker and the service worker, see worker/own-scripts.ts.
  "trusted-types alongside",
].join("; ");

// The camera reads badges; its picture stays in the page.
const permissions = ["camera=(self)", "geolocation=()", "microphone=()", "payment=()", "usb=()"].join(", ");

const headers: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy": permissions,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Two years, longer than browsers ask for: a tablet that came by https once does not come without it again. */
const onlyHttps = "max-age=63072000; includeSubDomains";

/** @param isSecure the browser came by https; over plain http the promise of https would be ignored */
export function setSecurityHeaders(response: Response, path: string, isSecure: boolean): void {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (isSecure) response.headers.set("strict-transport-security", onlyHttps);
  if (isApiPath(path)) response.headers.set("cache-control", "no-store");
}
