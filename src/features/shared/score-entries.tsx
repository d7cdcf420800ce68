// What was entered, newest first, each with a way to put it right or take it back. What is taken back counts nowhere, stays
// readable and can be given back.
import type { Day } from "../../domain/calendar.ts";
import type { StaffId } from "../../domain/ids.ts";
import type { Voided } from "../../domain/session.ts";
import { instantNow } from "../../storage/access-facts.ts";
import type { Stored } from "../../storage/read.ts";
import type { Change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "./context.ts";
import { useDirectory } from "./directory.tsx";
import { useSaving } from "./saving.tsx";
import styles from "./scores.module.css";
import { useOfferUndo } from "./undo.tsx";

interface Entered {
  readonly date: Day;
  readonly authorId: StaffId;
  readonly voided?: Voided | null | undefined;
}

export interface ScoreEntriesProps<T extends Entered> {
  readonly entries: readonly Stored<T>[];
  /** What it is and of whom, in a few words: "SDQ, family". */
  readonly titleOf: (record: T) => string;
  readonly valuesOf: (record: T) => string;
  readonly mayChange: (one: Stored<T>) => boolean;
  readonly onCorrect: (one: Stored<T>) => void;
  /** The change that takes it back, or gives it back. */
  readonly voiding: (one: Stored<T>, voided: Voided | null) => Change;
}

export function ScoreEntries<T extends Entered>(props: ScoreEntriesProps<T>) {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const set = async (one: Stored<T>, voided: Voided | null) =>
    await saving.save([props.voiding(one, voided)]);
  const takeBack = async (one: Stored<T>) => {
    const voided: Voided = { reason: "mistake", by: device.staffId, at: instantNow(device) };
    if (!(await set(one, voided))) return;
    offerUndo({ message: "Taken back: it counts nowhere", undo: async () => void (await set(one, null)) });
  };
  const giveBack = async (one: Stored<T>) => {
    if (await set(one, null)) offerUndo({ message: "Saved on this tablet. It counts again." });
  };
  const newestFirst = props.entries.toSorted((a, b) => b.record.date.localeCompare(a.record.date));
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <ul class={styles.entries}>
        {newestFirst.map((one) => (
          <li key={one.id}>
            <EntryWords {...props} record={one.record} />
            {props.mayChange(one) && (
              <EntryButtons
                what={`${props.titleOf(one.record)}, ${sayDay(one.record.date)}`}
                isTakenBack={Boolean(one.record.voided)}
                onCorrect={() => props.onCorrect(one)}
                onTakeBack={() => void takeBack(one)}
                onGiveBack={() => void giveBack(one)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function EntryWords<T extends Entered>(
  props: Pick<ScoreEntriesProps<T>, "titleOf" | "valuesOf"> & { readonly record: T },
) {
  const { staffById } = useDirectory();
  const { record } = props;
  const by = staffById.get(record.authorId)?.record.name ?? "somebody not on this tablet";
  return (
    <div>
      <strong>{props.titleOf(record)}</strong> {record.voided && <Tag tone="warm">Taken back</Tag>}
      <div>{props.valuesOf(record)}</div>
      <span class={styles.soft}>{`${sayDay(record.date)}, entered by ${by}`}</span>
    </div>
  );
}

function EntryButtons(props: {
  readonly what: string;
  readonly isTakenBack: boolean;
  readonly onCorrect: () => void;
  readonly onTakeBack: () => void;
  readonly onGiveBack: () => void;
}) {
  const what = <VisuallyHidden>{props.what}</VisuallyHidden>;
  if (props.isTakenBack)
    return (
      <Button variant="quiet" onClick={props.onGiveBack}>
        Count it again {what}
      </Button>
    );
  return (
    <Cluster>
      <Button variant="quiet" onClick={props.onCorrect}>
        Correct {what}
      </Button>
      <Button variant="quiet" onClick={props.onTakeBack}>
        Take back {what}
      </Button>
    </Cluster>
  );
}
