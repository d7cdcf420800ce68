// Under which name and address passkeys are made: the host and origin that the browser used. A passkey made for one
// address is good at no other; the browser and the check below hold to that, whatever a page says.
import { isSecure } from "./cookies.ts";

export interface RelyingParty {
  /** The host name, without a port. */
  readonly id: string;
  readonly origin: string;
}

export function relyingPartyOf(request: Request): RelyingParty {
  const url = new URL(request.url);
  return { id: url.hostname, origin: `${isSecure(request) ? "https" : "http"}://${url.host}` };
}
