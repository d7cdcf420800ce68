// Whether a sign-in comes from a device that the person has used before. Guesses from elsewhere then cannot keep the
// person waiting: the device counts by itself.
import type { Parts } from "./parts.ts";
import { placesOf } from "./sign-in-steps.ts";
import { tabletOf } from "./tablet-credential.ts";
import { staffOnTablet } from "./storage/tablet-rows.ts";

/**
 * @param account the account whose name was typed; absent when there is none
 * @returns the id of the enrolled tablet, when the account's person belongs to it
 */
export async function ownDeviceOf(
  parts: Parts,
  request: Request,
  account: string | undefined,
): Promise<string | undefined> {
  if (account === undefined) return undefined;
  const tablet = await tabletOf(parts, request);
  if (tablet === undefined || tablet.lostMs !== null) return undefined;
  const place = (await placesOf(parts, account)).find((one) => one.school === tablet.school);
  if (place === undefined) return undefined;
  if (tablet.kind === "shared") return tablet.id;
  return (await staffOnTablet(parts.db, tablet.school, tablet.id)).has(place.staffId) ? tablet.id : undefined;
}
