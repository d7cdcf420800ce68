// Works out WCAG 2.2 contrast from the tokens themselves, for the light and the dark theme.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../src/ui/theme/tokens.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

function colour(name: string, theme: Theme): string {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css);
  const found = theme === "light" ? match?.[1] : match?.[2];
  if (found === undefined) throw new Error(`no colour named ${name}`);
  return found;
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "surface-quiet"];
const onGrounds = (inks: string[]) => inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));

const text = [
  ...onGrounds(["ink", "ink-soft", "accent", "accent-strong"]),
  ...["paper", "surface"].flatMap((ground) =>
    ["good", "warm", "bad", "info"].map((ink) => [ink, ground] as const),
  ),
  ...["good", "warm", "bad", "info"].flatMap((tone) => [
    [tone, `${tone}-soft`] as const,
    ["ink", `${tone}-soft`] as const,
  ]),
  ["ink", "accent-soft"] as const,
  ["accent-strong", "accent-soft"] as const,
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-strong"] as const,
];

const controls = [
  ...onGrounds(["control-line", "focus"]),
  ...["paper", "surface"].flatMap((ground) =>
    ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"].map((ink) => [ink, ground] as const),
  ),
];

describe.each(themes)("contrast in the %s theme", (theme) => {
  test.each(text)("%s on %s can be read (4.5 to 1)", (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(controls)("%s on %s can be made out (3 to 1)", (ink, ground) => {
    expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});
