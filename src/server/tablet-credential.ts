// Which enrolled tablet a request comes from: a credential of the tablet's own in a cookie that no script can read, and
// its hash in the database. It says nothing of who is using the tablet.
import type { Parts } from "./parts.ts";
import { hashOf } from "./secrets.ts";
import { tabletByToken, type TabletRow } from "./storage/tablet-token-rows.ts";

/** Also one that was lost: what it may still do is for the route to say. */
export async function tabletOf(parts: Pick<Parts, "db">, request: Request): Promise<TabletRow | undefined> {
  const isSecure =
    new URL(request.url).protocol === "https:" || request.headers.get("x-forwarded-proto") === "https";
  const name = isSecure ? "__Host-alongside-tablet" : "alongside-tablet";
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((part) => part.trim().split("="));
  const token = cookies.find(([key]) => key === name)?.[1];
  return token === undefined ? undefined : await tabletByToken(parts.db, hashOf(token));
}
