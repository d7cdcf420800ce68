// The needs of a child: one is added from a day on, or ends; none is overwritten.
import { useState } from "preact/hooks";
import { addDays, parseDay } from "../../domain/calendar.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { PupilNeed } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { needTypeSchema, type NeedType } from "../../domain/sen.ts";
import { needTypeLabel } from "../../domain/sen-labels.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { FromField } from "../shared/from-field.tsx";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import styles from "./pupils.module.css";
import { needProblem, needsOn, nextRank } from "./sen-queries.ts";

const options = needTypeSchema.options.map((value) => ({ value, label: needTypeLabel[value] }));

export function ChangeNeeds(props: {
  readonly pupilId: PupilId;
  readonly needs: readonly Stored<PupilNeed>[];
}) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [type, setType] = useState<NeedType>();
  const [from, setFrom] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  useDirtyForm(type !== undefined);
  const current = needsOn(props.needs, today);
  const problem = isAsked ? needProblem(type, props.needs, today) : undefined;
  const add = async () => {
    setIsAsked(true);
    const day = parseDay(from ?? "");
    if (type === undefined || day === undefined || needProblem(type, props.needs, today)) return;
    const id = device.newId();
    const record = { pupilId: props.pupilId, type, rank: nextRank(props.needs, today), from: day };
    if (!(await saving.save([make(records.pupilNeed, id, record)]))) return;
    offerUndo({ message: "Saved on this tablet" });
    setType(undefined);
    setIsAsked(false);
  };
  const end = async (need: Stored<PupilNeed>) => {
    if (!(await saving.save([change(records.pupilNeed, need, { to: addDays(today, -1) })]))) return;
    const before = need.record.to ?? null;
    const undo = async () => void (await saving.save([change(records.pupilNeed, need, { to: before })]));
    offerUndo({ message: "Saved on this tablet. The need ended yesterday.", undo });
  };
  return (
    <SavingForm saving={saving} saveLabel="Add this need" onSave={add}>
      {current.length > 0 && (
        <ul class={styles.rows}>
          {current.map((one) => (
            <li key={one.id} class={styles.between}>
              <span>{`${one.record.rank}. ${needTypeLabel[one.record.type]}`}</span>
              <Button variant="quiet" onClick={() => void end(one)}>
                {`End need ${one.record.rank}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Select
        label="Add a need"
        hint="The first one is the primary need."
        options={options}
        value={type}
        onChange={setType}
        error={problem}
        width="full"
      />
      <FromField value={from} onChange={setFrom} isAsked={isAsked} />
    </SavingForm>
  );
}
