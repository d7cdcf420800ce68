// Why a round of sync stopped early. The engine decides from it when to try again, the header what to say.
//
// `garbled`: an answer that we cannot read. `storage`: this device's own database. `unsettled`: the server's history and
// this device's did not come to fit after several turns.
import type { Refusal } from "../protocol/account-messages.ts";

export type Fault =
  | { readonly ok: false; readonly fault: "offline" | "garbled" | "upgrade-needed" | "storage" | "unsettled" }
  | { readonly ok: false; readonly fault: "refused"; readonly refusal: Refusal; readonly status: number };
