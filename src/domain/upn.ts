// Unique pupil numbers: their form and their check letter (the national rule, as in DfE's business definition). A wrong
// letter is a strong warning, never a block and never repaired: the typing slip may be in any digit.

/** The letters in use: A to Z without I, O and S, worth 0 to 22. */
const letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

export interface UpnCheck {
  readonly status: "permanent" | "temporary" | "wrong-letter" | "wrong-format";
  /** The number in capitals without spaces; absent when the form is wrong. */
  readonly upn?: string;
  /** The letter that the digits would ask for, when the one given differs. */
  readonly expectedLetter?: string;
}

/** Checks a number as typed or pasted: lower case and spaces are accepted. */
export function checkUpn(text: string): UpnCheck {
  const upn = text.replaceAll(/\s/g, "").toUpperCase();
  if (!new RegExp(`^[${letters}]\\d{11}[\\d${letters}]$`).test(upn)) return { status: "wrong-format" };
  const expectedLetter = checkLetterOf(upn);
  if (!upn.startsWith(expectedLetter)) return { status: "wrong-letter", upn, expectedLetter };
  return { status: /\d$/.test(upn) ? "permanent" : "temporary", upn };
}

/** Each character times its position (2 to 13), summed, modulo 23. A final letter counts as its own value. */
function checkLetterOf(upn: string): string {
  const sum = [...upn].slice(1).reduce((total, char, at) => {
    const value = /\d/.test(char) ? Number(char) : letters.indexOf(char);
    return total + value * (at + 2);
  }, 0);
  return letters.charAt(sum % 23);
}
