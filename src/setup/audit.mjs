// `npm run audit`: see docs/security.md. Writes what the app is built on to packages.cdx.json and asks the registry for known
// faults in it. Ends with 1 when there is a serious one, and with 3 when nobody could be asked: that is never "all is well".
import { run, root } from "./run.mjs";
import { writePackageList } from "./packages.mjs";
import { say } from "./say.mjs";

say(`Wrote packages.cdx.json: ${writePackageList(root)} packages that run.`);
const { output } = await run("npm", ["audit", "--omit=dev", "--json"], { quiet: true });
const counts = readCounts(output);
if (counts === undefined) {
  say(
    "NOT CHECKED for known faults: the registry did not answer. Run this again where the internet is reachable.",
  );
  process.exit(3);
}
const serious = counts.high + counts.critical;
say(
  `Known faults: ${counts.critical} critical, ${counts.high} high, ${counts.moderate} moderate, ${counts.low} low.`,
);
if (serious > 0) say("Run: npm audit --omit=dev. What we promise about mending them is in docs/security.md.");
process.exit(serious > 0 ? 1 : 0);

/** @param {string} text what npm said. Undefined when it is no answer of the registry */
function readCounts(text) {
  try {
    return JSON.parse(text).metadata?.vulnerabilities;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
