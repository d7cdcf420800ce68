// Which options of a list fit what was typed, best first. Pure.

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/**
 * Every typed word must begin a word of the label or stand in the hint; accents and case do not count. Labels that
 * begin with the text come first, the rest in the order given.
 */
export function matchingOptions(
  options: readonly ComboboxOption[],
  typed: string,
): readonly ComboboxOption[] {
  const text = plain(typed).trim();
  if (text === "") return options;
  const wanted = text.split(/\s+/);
  const found = options.filter((option) => {
    const words = plain(`${option.label} ${option.hint ?? ""}`).split(/[^\p{L}\p{N}]+/u);
    const label = plain(option.label);
    return wanted.every((part) => label.includes(` ${part}`) || words.some((word) => word.startsWith(part)));
  });
  const first = found.filter((option) => plain(option.label).startsWith(text));
  return [...first, ...found.filter((option) => !first.includes(option))];
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLocaleLowerCase("en-GB");
}
