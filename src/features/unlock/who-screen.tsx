// "Who is using this?": the locked tablet. Names of staff, how much of whose work waits, and times of day; nothing of any
// pupil, in the page or in the tab.
import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, lazy, useLocation } from "preact-iso";
import type { ComponentChildren } from "preact";
import { BadgeScreen } from "./badge-screen.tsx";
import { HelpCodeForm } from "./help-code-form.tsx";
import { LostAdvice } from "./lost-advice.tsx";
import { NamesList } from "./names-list.tsx";
import { PasswordScreen } from "./password-screen.tsx";
import { PinScreen } from "./pin-screen.tsx";
import styles from "./unlock.module.css";
import type { LockedPerson, UnlockDoor } from "./unlock-door.ts";

/** Loaded when it is wanted, out of the tablet's own cache: most locked tablets are unlocked. */
const CardForm = lazy(async () => (await import("./card-form.tsx")).CardForm);

export type LockedView =
  | { readonly at: "names" }
  | { readonly at: "pin"; readonly person: LockedPerson; readonly badge?: string }
  | { readonly at: "help"; readonly person: LockedPerson }
  | { readonly at: "card"; readonly person: LockedPerson | undefined }
  | { readonly at: "badge" }
  | { readonly at: "password" }
  /** Back from the school's account service. */
  | { readonly at: "provider" }
  | { readonly at: "lost" };

export interface WhoProps {
  readonly door: UnlockDoor;
  readonly passwordForm: (isFromProvider: boolean) => ComponentChildren;
  /** The time in milliseconds since the epoch, as this device believes. */
  readonly nowMs: () => number;
}

export function WhoScreen(props: WhoProps) {
  const { path } = useLocation();
  const isBack = path === "/from-provider";
  const [view, setView] = useState<LockedView>(isBack ? { at: "provider" } : { at: "names" });
  useEffect(() => void (document.title = "Locked - Alongside"), []);
  return (
    <main id="main" class={styles.locked}>
      <View {...props} view={view} onView={setView} />
    </main>
  );
}

function View({
  door,
  passwordForm,
  nowMs,
  view,
  onView,
}: WhoProps & { readonly view: LockedView; readonly onView: (view: LockedView) => void }) {
  const toNames = () => onView({ at: "names" });
  switch (view.at) {
    case "names":
      return <NamesList door={door} nowMs={nowMs} onView={onView} />;
    case "pin":
      return <PinScreen door={door} person={view.person} badge={view.badge} onView={onView} />;
    case "help":
      return <HelpCodeForm door={door} person={view.person} onBack={toNames} />;
    case "card":
      return (
        <ErrorBoundary>
          <CardForm door={door} nowMs={nowMs} person={view.person} onDone={toNames} />
        </ErrorBoundary>
      );
    case "badge":
      return <BadgeScreen door={door} onView={onView} />;
    case "password":
    case "provider":
      return (
        <PasswordScreen onBack={toNames} isFromProvider={view.at === "provider"}>
          {passwordForm(view.at === "provider")}
        </PasswordScreen>
      );
    case "lost":
      return <LostAdvice onBack={toNames} />;
  }
}
