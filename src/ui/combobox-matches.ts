// Which options of a list fit what was typed, best first. Pure.

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/**
 * Every typed word must begin a word of the label or the hint; accents, case and apostrophes do not count, and both
 * "oneil" and "neil" find O'Neil. Labels that begin with the text come first, the rest in the order given.
 */
export function matchingOptions(
  options: readonly ComboboxOption[],
  typed: string,
): readonly ComboboxOption[] {
  const wanted = wordsOf(withoutApostrophes(plain(typed)));
  if (wanted.length === 0) return options;
  const found = options.filter((option) => {
    const text = plain(`${option.label} ${option.hint ?? ""}`);
    const words = [...wordsOf(text), ...wordsOf(withoutApostrophes(text))];
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
  const text = plain(typed).trim();
  const first = found.filter((option) => plain(option.label).startsWith(text));
  return [...first, ...found.filter((option) => !first.includes(option))];
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function withoutApostrophes(text: string): string {
  return text.replace(/['\u2019]/g, "");
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase("en-GB");
}
