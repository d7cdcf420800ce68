// The headers that every answer carries: what a page from here may load, and what other pages may do with it.

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  // The spreadsheet library zips large workbooks in a worker that it makes from a blob.
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
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

export function setSecurityHeaders(response: Response, path: string): void {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (path === "/api" || path.startsWith("/api/")) response.headers.set("cache-control", "no-store");
}
