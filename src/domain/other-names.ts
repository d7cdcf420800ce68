// Takes other children's names out of words that were typed about one child. Better one word too many than one name: who
// gives the words out reads them first and sees where something was taken out.

export const takenOut = "[another child]";

export interface NamedPupil {
  readonly id: string;
  /** Everything by which the child is called: known-as and legal names, with the stored initials last. */
  readonly names: readonly string[];
  readonly initials: string;
}

/** Words without the others; `count` is how many places were changed. */
export interface Masked {
  readonly text: string;
  readonly count: number;
}

/**
 * @param own what the child is called: it stays, also where another child has the same name
 * @returns takes out names in any letter case and initials as they are written, whole words only, and ids
 */
export function otherNamesMask(own: NamedPupil, others: readonly NamedPupil[]): (text: string) => Masked {
  const ownNames = new Set(own.names.map(lower));
  const names = wordsOf(others.flatMap((one) => one.names).flatMap(asTyped)).filter(
    (one) => !ownNames.has(lower(one)),
  );
  const initials = wordsOf(others.map((one) => one.initials)).filter((one) => one !== own.initials);
  const ids = others.map((one) => one.id).filter((one) => one !== own.id);
  const patterns = [patternOf(ids, "giu"), patternOf(names, "giu"), patternOf(initials, "gu")];
  return (text) => {
    let count = 0;
    let left = text.normalize("NFC");
    for (const pattern of patterns) {
      if (pattern === undefined) continue;
      left = left.replace(pattern, () => {
        count += 1;
        return takenOut;
      });
    }
    return { text: left, count };
  };
}

/** A name as it stands in the records, and as hurried fingers write it: "Zoë" and "Zoe". */
function asTyped(name: string): string[] {
  return [name.normalize("NFC"), name.normalize("NFD").replaceAll(/\p{M}/gu, "")];
}

function lower(text: string): string {
  return text.toLocaleLowerCase("en-GB");
}

/** A single letter is no name and no initials: it would take every "I" out. Long ones first: "Ben K" before "Ben". */
function wordsOf(words: readonly string[]): string[] {
  const all = new Set(words.map((one) => one.trim()).filter((one) => [...one].length > 1));
  return [...all].toSorted((a, b) => b.length - a.length);
}

function patternOf(words: readonly string[], flags: string): RegExp | undefined {
  if (words.length === 0) return undefined;
  const any = words.map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join("|");
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${any})(?![\p{L}\p{N}])`, flags);
}
