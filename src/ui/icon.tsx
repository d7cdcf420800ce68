// An icon of the closed list, as a real svg element in the colour of the text around it.
import { iconPaths, type IconName } from "./icon-paths.ts";

export interface IconProps {
  readonly name: IconName;
  /** Width and height in px; it grows with the text when left out. */
  readonly size?: number | undefined;
  /** What it means, when no text beside it says so; without one it is hidden from screen readers. */
  readonly label?: string | undefined;
}

export function Icon({ name, size, label }: IconProps) {
  const spoken =
    label === undefined ? { "aria-hidden": true } : { role: "img" as const, "aria-label": label };
  return (
    <svg
      {...spoken}
      width={size ?? "1.375em"}
      height={size ?? "1.375em"}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
      style={{ flex: "none" }}
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
