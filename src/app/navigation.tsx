// The way between screens: a rail beside the page on a wide screen, a bar below it on a narrow one.
import { useLocation } from "preact-iso";
import { useAlongside } from "../features/shared/context.ts";
import { useDirectory } from "../features/shared/directory.tsx";
import { nurtureGroups } from "../features/shared/nurture-groups.ts";
import { useHasRole } from "../features/shared/roles.ts";
import { useToday } from "../features/shared/today.ts";
import type { IconName } from "../ui/icon-paths.ts";
import { Icon } from "../ui/icon.tsx";
import styles from "./frame.module.css";

interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
}

const everyday: readonly Place[] = [
  { href: "/today", label: "Today", icon: "sun" },
  { href: "/log", label: "My log", icon: "list" },
  { href: "/pupils", label: "Pupils", icon: "user" },
  { href: "/groups", label: "Groups", icon: "users" },
];
const reports: readonly Place[] = [
  { href: "/hours", label: "Hours", icon: "clock" },
  { href: "/weekly", label: "Weekly summary", icon: "calendar" },
];

const register: Place = { href: "/register", label: "Register", icon: "check" };

/** Whether this person takes, or looks at, the register of a nurture group. */
function useHasRegister(): boolean {
  const { device } = useAlongside();
  const seesAll = useHasRole("senco", "head");
  return nurtureGroups(useDirectory(), useToday(), { staffId: device.staffId, seesAll }).length > 0;
}

export function Navigation({ problems }: { readonly problems: number }) {
  const isLeader = useHasRole("senco", "head", "administrator");
  const isSenco = useHasRole("senco");
  const mayAssess = useHasRole("senco", "head", "nurture-practitioner", "class-teacher");
  const mayLookAfter = useHasRole("senco", "administrator");
  const more: readonly Place[] = [
    ...(useHasRegister() ? [register] : []),
    ...(mayAssess ? [{ href: "/boxall", label: "Boxall", icon: "chart" } as const] : []),
    ...reports,
    ...(isSenco ? [{ href: "/import", label: "Import", icon: "upload" } as const] : []),
    ...(mayLookAfter ? [{ href: "/tablets", label: "People and tablets", icon: "tablet" } as const] : []),
    ...(isLeader ? [{ href: "/settings", label: "Settings", icon: "settings" } as const] : []),
    {
      href: "/attention",
      label: problems > 0 ? `Needs attention (${problems})` : "Needs attention",
      icon: "alert",
    },
  ];
  return (
    <nav class={`${styles.nav} no-print`} aria-label="Main">
      <Places places={everyday} />
      <div class={styles.wideOnly}>
        <Places places={more} />
      </div>
      <details class={styles.more} name="more">
        <summary>
          <Icon name="chevron-down" />
          More
        </summary>
        <div class={styles.moreList}>
          <Places places={more} />
        </div>
      </details>
    </nav>
  );
}

function Places({ places }: { readonly places: readonly Place[] }) {
  const { path } = useLocation();
  const closeMore = (event: Event) => {
    if (event.currentTarget instanceof Element)
      event.currentTarget.closest("details")?.removeAttribute("open");
  };
  return (
    <ul class={styles.places}>
      {places.map(({ href, label, icon }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}
            onClick={closeMore}
          >
            <Icon name={icon} />
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
