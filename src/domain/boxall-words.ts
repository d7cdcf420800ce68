// A paragraph in plain words, made from the numbers alone, which a practitioner reads and changes before it goes to a parent.
// It names clusters, not letters, and never a diagnosis, a cause or a forecast.
import { clusters } from "./boxall-totals.ts";
import type { BoxallChange, Direction } from "./boxall-change.ts";

/**
 * @param knownAs the child's first name as the school uses it
 * @param from the two days in words, such as "9 September 2026"
 */
export function changeParagraph(
  change: BoxallChange,
  { knownAs, from, to }: { readonly knownAs: string; readonly from: string; readonly to: string },
): string {
  const named = clusters.flatMap(({ name }, at) => {
    const one = change.clusters[at];
    return one ? [{ name: name.toLowerCase(), direction: one.direction }] : [];
  });
  const those = (direction: Direction) =>
    named.filter((one) => one.direction === direction).map((one) => one.name);
  const sentences = [
    `Between ${from} and ${to}, the totals for ${knownAs} were compared.`,
    sentence(those("towards"), "moved towards what is typical"),
    sentence(those("away"), "moved away from what is typical"),
    sentence(those("same"), "stayed the same"),
    rangeSentence(change),
    named.length < clusters.length ? "Where a total is missing, nothing is said." : "",
    change.hasOtherAssessors
      ? "Different adults gave the answers, so part of a change may be how they see things."
      : "",
  ];
  return sentences.filter((one) => one !== "").join(" ");
}

function sentence(names: readonly string[], what: string): string {
  if (names.length === 0) return "";
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const said = `${list} ${what}.`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function rangeSentence({ strands }: BoxallChange): string {
  const known = strands.filter((one) => one.range !== undefined);
  if (known.length === 0) return "";
  const count = (range: string) => known.filter((one) => one.range === range).length;
  const [cameIn, wentOut] = [count("came-in"), count("went-out")];
  return `Of ${known.length} strands with a typical range, ${cameIn} came into it and ${wentOut} went out of it.`;
}
