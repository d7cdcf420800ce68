// The school's tablets: when each was last heard of, what it still held, until when it keeps what it holds.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { EnrolledTablets } from "../../api/client.ts";
import { dayInZone } from "../../domain/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { sayDayShort } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useToday } from "../shared/today.ts";
import { sayInstant } from "../shared/when-words.ts";
import styles from "./tablets.module.css";
import type { Act } from "./tablets-screen.tsx";

type Tablet = EnrolledTablets["tablets"][number];

export function TabletsTable(props: {
  readonly tablets: readonly Tablet[];
  readonly act: Act;
  readonly actions: ComponentChildren;
}) {
  return (
    <Section title="Tablets" actions={props.actions}>
      {props.tablets.length === 0 && <p>No tablet has joined the school yet.</p>}
      <ul class={styles.list}>
        {props.tablets.map((one) => (
          <TabletRow key={one.id} tablet={one} act={props.act} />
        ))}
      </ul>
    </Section>
  );
}

function TabletRow({ tablet, act }: { readonly tablet: Tablet; readonly act: Act }) {
  const { api } = useAlongside();
  const today = useToday();
  const [isSure, setIsSure] = useState(false);
  const [isRenaming, setIsRenaming] = useState(false);
  const of = <VisuallyHidden>{` (${tablet.label})`}</VisuallyHidden>;
  const request = { tabletId: tablet.id };
  const lose = () => {
    setIsSure(false);
    act(
      () => api.loseTablet(request),
      () => {},
    );
  };
  return (
    <li class={styles.item}>
      <div class={styles.about}>
        <strong>{tablet.kind === "shared" ? tablet.label : `${tablet.label}, own device`}</strong>
        <span>{`Last seen ${sayInstant(tablet.seenAt, today)}`}</span>
        {tablet.lostAt === null && (
          <span>{`Keeps its data until ${sayDayShort(dayInZone(Date.parse(tablet.leaseUntil)))} if not seen again`}</span>
        )}
      </div>
      <Cluster>
        {tablet.lostAt !== null && <Tag tone="bad">{`Lost, ${sayInstant(tablet.lostAt, today)}`}</Tag>}
        {tablet.pausedUntil !== null && <Tag tone="warm">Too many wrong PINs</Tag>}
        <Tag tone={tablet.pending > 0 ? "warm" : "good"} icon={tablet.pending > 0 ? "cloud" : "check"}>
          {tablet.pending > 0 ? `${tablet.pending} unsent` : "All sent"}
        </Tag>
      </Cluster>
      <Cluster>
        {isSure ? (
          <>
            <Button variant="danger" icon="lock" onClick={lose}>
              Yes, lost: shut it out{of}
            </Button>
            <Button variant="quiet" onClick={() => setIsSure(false)}>
              Not lost{of}
            </Button>
          </>
        ) : (
          <>
            {tablet.lostAt === null && <Button onClick={() => setIsSure(true)}>Lost{of}</Button>}
            <Button variant="quiet" onClick={() => setIsRenaming(true)}>
              Rename{of}
            </Button>
            {tablet.lostAt !== null && (
              <Button
                variant="quiet"
                onClick={() =>
                  act(
                    () => api.removeTablet(request),
                    () => {},
                  )
                }
              >
                Take off the list{of}
              </Button>
            )}
          </>
        )}
      </Cluster>
      {isRenaming && <Rename tablet={tablet} act={act} onClose={() => setIsRenaming(false)} />}
    </li>
  );
}

function Rename(props: { readonly tablet: Tablet; readonly act: Act; readonly onClose: () => void }) {
  const { api } = useAlongside();
  const [label, setLabel] = useState(props.tablet.label);
  const save = () => {
    if (label.trim() === "") return;
    props.onClose();
    props.act(
      () => api.renameTablet({ tabletId: props.tablet.id, label }),
      () => {},
    );
  };
  return (
    <Dialog
      open
      title={`Rename ${props.tablet.label}`}
      onClose={props.onClose}
      actions={
        <Button variant="primary" onClick={save}>
          Save
        </Button>
      }
    >
      <TextField
        label="What to call it"
        value={label}
        onChange={setLabel}
        maxLength={40}
        takesFocus
        error={label.trim() === "" ? "Enter a name for the tablet." : undefined}
      />
    </Dialog>
  );
}
