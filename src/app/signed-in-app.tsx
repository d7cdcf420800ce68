// A signed-in person's school: contexts, frame, and the screen of the address.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorBoundary, lazy, Route, Router, useLocation } from "preact-iso";
import type { SignedIn } from "../api/client.ts";
import { SignInAgainScreen } from "../features/account/sign-in-again-screen.tsx";
import { AlongsideContext } from "../features/shared/context.ts";
import { DirectoryProvider } from "../features/shared/directory.tsx";
import { createUndoSlot, UndoContext } from "../features/shared/undo.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { CannotOpen, StoreBoundary } from "./damaged-store.tsx";
import { Frame } from "./frame.tsx";
import { Opening } from "./opening.tsx";
import type { AppParts } from "./parts.ts";
import { routes, tabTitle } from "./routes.ts";
import { ScreenBoundary } from "./screen-boundary.tsx";
import { useLockWhenLost } from "./use-lock-when-lost.ts";
import { StayNotice } from "./stay-notice.tsx";
import { personKeyOf, type Entry } from "./unlocking.ts";
import { useLockMinutes } from "./use-lock-minutes.ts";
import { useLocking } from "./use-locking.ts";
import { useOpened } from "./use-opened.ts";

const screens = routes.map((route) => ({ ...route, screen: lazy(route.load) }));

/** One's own sign-in; also where somebody changes to another of their schools. */
const OwnSignIn = lazy(
  async () => (await import("../features/account/security/security-screen.tsx")).SecurityScreen,
);

/** The screen of the address begins to load at once, while the person's database is being opened. */
function loadAhead(path: string): void {
  const wanted = path === "/" ? "/today" : path;
  void screens.find((one) => one.path === wanted)?.screen.preload();
}
loadAhead(location.pathname);

export function SignedInApp(props: {
  readonly parts: AppParts;
  readonly entry: Entry;
  readonly onEnter: (person: SignedIn) => Promise<void>;
  readonly onLock: () => void;
  readonly onLeave: () => Promise<void>;
}) {
  const { parts, entry, onLock } = props;
  const { person } = entry;
  const { opened, fault } = useOpened(parts, entry);
  const lockMinutes = useLockMinutes(parts, person);
  const isWarning = useLocking(parts.clock, lockMinutes, onLock);
  useLockWhenLost(parts, opened, onLock);
  const undo = useMemo(createUndoSlot, []);
  const startAgain = async () => {
    if (!(await parts.api.state()).ok) return false;
    await parts.keyring.destroy(personKeyOf(person));
    onLock();
    return true;
  };
  if (fault !== undefined) return <CannotOpen fault={fault} onStartAgain={startAgain} />;
  if (opened === undefined) return <Opening />;
  return (
    <AlongsideContext.Provider value={{ ...opened, lock: onLock, signOut: props.onLeave }}>
      <UndoContext.Provider value={undo}>
        <StoreBoundary onStartAgain={startAgain}>
          <DirectoryProvider device={opened.device} waiting={<Opening />}>
            <Frame serviceWorker={parts.serviceWorker} undo={undo}>
              <Screens person={person} onEnter={props.onEnter} />
            </Frame>
            {isWarning && <StayNotice />}
          </DirectoryProvider>
        </StoreBoundary>
      </UndoContext.Provider>
    </AlongsideContext.Provider>
  );
}

function Screens({
  person,
  onEnter,
}: {
  readonly person: SignedIn;
  readonly onEnter: (one: SignedIn) => Promise<void>;
}) {
  const { path, route: go } = useLocation();
  useEffect(() => void (document.title = tabTitle(path)), [path]);
  if (path === "/") {
    go("/today", true);
    return null;
  }
  const allowed = screens.filter(
    (one) => !one.roles || one.roles.some((role) => person.roles.includes(role)),
  );
  return (
    <ScreenBoundary key={path}>
      <ErrorBoundary>
        <Router>
          {allowed.map((one) => (
            <Route key={one.path} path={one.path} component={one.screen} />
          ))}
          <Route path="/sign-in" component={SignInAgainScreen} onEnter={onEnter} />
          <Route path="/sign-in-safety" component={OwnSignIn} onEnter={onEnter} />
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </ScreenBoundary>
  );
}

function NotFound() {
  return (
    <EmptyState title="This page is not here" action={<ButtonLink href="/today">Go to Today</ButtonLink>}>
      The address may be mistyped, or the page is for other staff.
    </EmptyState>
  );
}
