// Which browser set out for the identity provider: a cookie that outlives the way there and back. Lax, unlike the
// session's: coming back from another site is what it is for. It opens nothing by itself.
import { cookieIn, isSecure } from "./cookies.ts";

const seconds = 600;

function nameFor(request: Request): string {
  return isSecure(request) ? "__Host-alongside-provider" : "alongside-provider";
}

export function providerCookieOf(request: Request): string | undefined {
  return cookieIn(request, nameFor(request));
}

/** The header that hands it out; without a value it takes it away. */
export function providerCookie(request: Request, value: string | undefined): string {
  const secure = isSecure(request) ? "; Secure" : "";
  const age = value === undefined ? 0 : seconds;
  return `${nameFor(request)}=${value ?? ""}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
