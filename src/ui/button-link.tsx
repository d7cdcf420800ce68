// A link with the look of a button: it goes to an address and does nothing else.
import type { AnchorHTMLAttributes } from "preact";
import { buttonClass, type ButtonLook } from "./button.tsx";
import { Icon } from "./icon.tsx";

type PlainAnchor = Omit<
  AnchorHTMLAttributes<HTMLAnchorElement>,
  "icon" | "class" | "className" | "children" | "href"
>;

export interface ButtonLinkProps extends ButtonLook, PlainAnchor {
  readonly href: string;
}

export function ButtonLink({ variant, big, wide, icon, children, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} class={buttonClass({ variant, big, wide })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
