// The names to tap, the times that run, and the other ways in.
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayCount, sayDayShort } from "../../ui/words.ts";
import { LockedHead } from "./locked-head.tsx";
import { LockedTimes } from "./locked-times.tsx";
import styles from "./unlock.module.css";
import type { LockedPerson, UnlockDoor } from "./unlock-door.ts";
import type { LockedView } from "./who-screen.tsx";

export function NamesList(props: {
  readonly door: UnlockDoor;
  /** The time in milliseconds since the epoch, as this device believes. */
  readonly nowMs: () => number;
  readonly onView: (view: LockedView) => void;
}) {
  const { door, nowMs, onView } = props;
  const choose = (person: LockedPerson) =>
    person.isDemo ? void door.openDemo(person) : onView({ at: "pin", person });
  return (
    <>
      <LockedHead title="Who is using this?">
        {[door.schoolName, door.tabletLabel].filter(Boolean).join(" · ")}
      </LockedHead>
      <LeaseOver people={door.people} />
      {door.leaseWarning && (
        <Notice
          tone="warning"
          title={`Connect this tablet to school Wi-Fi by ${sayDayShort(door.leaseWarning.until)}`}
        >
          {`It has not met the school's network since ${sayDayShort(door.leaseWarning.since)}. After that day it opens only with it. Nothing is lost.`}
        </Notice>
      )}
      <StuckHere stuck={door.stuck} />
      {door.people.length === 0 ? (
        <NobodyHere isNobodyLeft={door.isNobodyLeft} />
      ) : (
        <ul class={styles.people}>
          {door.people.map((one) => (
            <li key={one.key}>
              <PersonButton person={one} onTap={() => choose(one)} />
            </li>
          ))}
        </ul>
      )}
      <LockedTimes door={door} nowMs={nowMs} />
      {door.cardsWaiting > 0 && (
        <p role="status">
          {`${sayCount(door.cardsWaiting, "note")} sealed on this tablet. It is sent by itself when the network is there.`}
        </p>
      )}
      <div class={styles.foot}>
        <Button icon="badge" onClick={() => onView({ at: "badge" })}>
          Use a badge
        </Button>
        <Button variant="quiet" onClick={() => onView({ at: "password" })}>
          Sign in with a password
        </Button>
        {door.keepCard && (
          <Button variant="quiet" onClick={() => onView({ at: "card", person: undefined })}>
            Note a session without signing in
          </Button>
        )}
        <Button variant="quiet" onClick={() => onView({ at: "lost" })}>
          I've lost a tablet
        </Button>
      </div>
    </>
  );
}

function NobodyHere({ isNobodyLeft }: Pick<UnlockDoor, "isNobodyLeft">) {
  if (isNobodyLeft) {
    return (
      <EmptyState title="Nobody can sign in here any more" icon="users">
        The school has ended the sign-in of whoever worked on this tablet, and their key is deleted. Nothing
        of theirs waits to be sent. If that is a mistake, ask your SENCO or administrator; anybody else can
        sign in with their own name and password.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nobody is on this tablet yet" icon="users">
      Ask your SENCO for a join code, or sign in with your own name and password.
    </EmptyState>
  );
}

function PersonButton({ person, onTap }: { readonly person: LockedPerson; readonly onTap: () => void }) {
  return (
    <button type="button" class={styles.person} onClick={onTap}>
      <span class={styles.initials} aria-hidden="true">
        {person.initials}
      </span>
      <span class={styles.names}>
        <strong>{person.name}</strong>
        <span>{person.roleWord}</span>
        {person.waiting > 0 && <Tag icon="cloud">{`${person.waiting} waiting to send`}</Tag>}
      </span>
    </button>
  );
}

/** A lease that is over has taken the key, not the work: that is sealed, and goes out by itself. */
function LeaseOver({ people }: { readonly people: readonly LockedPerson[] }) {
  const ended = people.filter((one) => one.standing === "ended");
  if (ended.length === 0) return null;
  const waiting = ended.reduce((sum, one) => sum + one.waiting, 0);
  return (
    <Notice tone="info" title="Connect to school Wi-Fi to carry on">
      {waiting === 0 ? "Nothing is lost." : `Nothing is lost: ${sayCount(waiting, "item")} are sealed.`}
    </Notice>
  );
}

/** Its key is gone, and the server cannot take it as it is: somebody has to know, and to log it again. */
function StuckHere({ stuck }: Pick<UnlockDoor, "stuck">) {
  if (stuck.length === 0) return null;
  const whose = [...new Set(stuck.map(({ name }) => name ?? "somebody who is not in this list"))];
  return (
    <Notice tone="problem" title={`Work of ${whose.join(", ")} cannot be sent from this tablet`}>
      It is kept here, sealed, and tried again by itself. Do not clear this tablet or its browser. Tell your
      SENCO, and look in My log whether sessions are missing: log those again.
    </Notice>
  );
}
