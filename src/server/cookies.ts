// Reading a cookie of a request, and whether the browser came by https.

/** A request that a believed proxy took in by https has an https address by now, see proxies.ts; no header counts here. */
export function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

export function cookieIn(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value) return value;
  }
  return undefined;
}
