// PINs that are tried first by anybody who guesses. Pure.

/** One figure throughout, a pair or a triple repeated, a run up or down, or the best known ones. */
export function isWeakPin(pin: string): boolean {
  if (/^(\d)\1{5}$|^(\d\d)\2\2$|^(\d\d\d)\3$/.test(pin)) return true;
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]));
  if (steps.every((step) => step === 1) || steps.every((step) => step === -1)) return true;
  return ["112233", "123321", "159753", "147258", "102030"].includes(pin);
}
