// The frame round every screen: school, person, what is still to send, help, navigation, undo, a waiting update.
import type { ComponentChildren } from "preact";
import { attentionCount } from "../features/shared/attention-count.ts";
import { useAlongside } from "../features/shared/context.ts";
import type { UndoSlot } from "../features/shared/undo.tsx";
import { useProblems } from "../storage/live.ts";
import { Button } from "../ui/button.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { UndoBar } from "../ui/undo-bar.tsx";
import styles from "./frame.module.css";
import { Navigation } from "./navigation.tsx";
import { Notices } from "./notices.tsx";
import { OutboxChip } from "./outbox-chip.tsx";
import type { ServiceWorkerDoor } from "./service-worker.ts";

export function Frame(props: {
  readonly serviceWorker: ServiceWorkerDoor;
  readonly undo: UndoSlot;
  readonly children: ComponentChildren;
}) {
  const { device, person, lock, signOut } = useAlongside();
  const problems = attentionCount(useProblems(device) ?? []);
  return (
    <div class={styles.frame}>
      <a class={styles.skip} href="#main">
        Skip to the page
      </a>
      <header class={`${styles.header} no-print`}>
        <div class={styles.who}>
          <strong>{person.isDemo ? `${person.schoolName} (demo, invented)` : person.schoolName}</strong>
          <span>{person.name}</span>
        </div>
        <OutboxChip />
        <div class={styles.headerActions}>
          <ButtonLink href="/help" variant="quiet" icon="help">
            Help
          </ButtonLink>
          {person.isDemo && (
            <Button variant="quiet" icon="log-out" onClick={() => void signOut()}>
              Leave
            </Button>
          )}
          <Button icon="lock" onClick={lock}>
            Lock
          </Button>
        </div>
      </header>
      <Navigation problems={problems} />
      <main id="main" class={styles.main} tabIndex={-1}>
        <Notices serviceWorker={props.serviceWorker} />
        {props.children}
      </main>
      <UndoSlotBar undo={props.undo} />
    </div>
  );
}

function UndoSlotBar({ undo }: { readonly undo: UndoSlot }) {
  const done = undo.slot.value;
  if (done === undefined) return null;
  const takeBack = async () => {
    undo.close();
    await done.undo?.();
  };
  return (
    <div class={`${styles.undo} no-print`}>
      <UndoBar
        key={done.turn}
        message={done.message}
        onClose={undo.close}
        {...(done.undo && { onUndo: () => void takeBack() })}
      />
    </div>
  );
}
