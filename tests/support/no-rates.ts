// For tests and benchmarks that ask far more often than anybody would, or under a clock that stands still.
import type { Rates } from "../../src/server/rates.ts";

const unlimited = { burst: Number.MAX_SAFE_INTEGER, perSecond: 1 };

export const noRates: Rates = {
  "sign-in": unlimited,
  sync: unlimited,
  export: unlimited,
  usual: unlimited,
};
