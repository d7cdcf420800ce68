// A link with the look of a button: it goes to an address and does nothing else.
import type { PartialAnchorHTMLAttributes } from "preact";
import { buttonClass, type ButtonLook } from "./button.tsx";
import { Icon } from "./icon.tsx";

type PlainAnchor = Omit<
  PartialAnchorHTMLAttributes<HTMLAnchorElement>,
  "icon" | "class" | "className" | "children" | "href" | "role"
>;

export interface ButtonLinkProps extends ButtonLook, PlainAnchor {
  readonly href: string;
}

export function ButtonLink({ variant, big, wide, icon, children, href, ...rest }: ButtonLinkProps) {
  return (
    <a {...rest} href={href} class={buttonClass({ variant, big, wide })}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
