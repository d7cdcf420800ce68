// Why a round of sync stopped early. The engine decides from it when to try again, the header what to say.
import type { Refusal } from "../protocol/account-messages.ts";

export type Fault =
  | { readonly ok: false; readonly fault: "offline" | "garbled" | "upgrade-needed" | "storage" }
  | { readonly ok: false; readonly fault: "refused"; readonly refusal: Refusal; readonly status: number };
