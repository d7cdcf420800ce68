// A class and year from a day on, and the last day at the school. The old class keeps its dates, so that earlier figures stay.
import { useMemo, useState } from "preact/hooks";
import { parseDay, type Day } from "../../domain/calendar.ts";
import * as records from "../../domain/records.ts";
import { yearGroupSchema, type YearGroup } from "../../domain/sen.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/date-field.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { ClassField } from "../shared/class-field.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { FromField } from "../shared/from-field.tsx";
import { useHasRole } from "../shared/roles.ts";
import { SavingForm } from "../shared/saving-form.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { moveToClass } from "./class-changes.ts";
import { pupilCards } from "./pupil-cards.ts";
import type { PupilPart } from "./pupil-screen.tsx";
import { yearGroupWords } from "./year-group-words.ts";

const years = yearGroupSchema.options.map((value) => ({ value, label: yearGroupWords(value) }));

export function PupilClass(part: PupilPart) {
  const isSenco = useHasRole("senco");
  if (!isSenco || part.pupil.record.mergedInto) return null;
  return (
    <div>
      <Disclosure summary="Change the class or year">
        <ChangeClass {...part} />
      </Disclosure>
      <Disclosure summary="Leaving the school">
        <Leaving {...part} />
      </Disclosure>
    </div>
  );
}

function ChangeClass({ id }: PupilPart) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const cards = useMemo(() => pupilCards(directory, today), [directory, today]);
  const card = cards.find((one) => one.id === id);
  const [className, setClassName] = useState(card?.className ?? "");
  const [year, setYear] = useState<YearGroup | undefined>(card?.yearGroup);
  const [from, setFrom] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  useDirtyForm(className !== (card?.className ?? "") || year !== card?.yearGroup);
  const own = directory.enrolments.filter((one) => one.record.pupilId === id);
  const save = async () => {
    setIsAsked(true);
    const day = parseDay(from ?? "");
    if (className.trim() === "" || day === undefined) return;
    const wanted = { pupilId: id, className: className.trim(), ...(year && { yearGroup: year }), from: day };
    if (!(await saving.save(moveToClass(own, wanted, device.newId())))) return;
    offerUndo({ message: "Saved on this tablet" });
    setIsAsked(false);
  };
  return (
    <SavingForm saving={saving} saveLabel="Save the class" onSave={save}>
      <ClassField
        value={className}
        onChange={setClassName}
        error={isAsked && className.trim() === "" ? "Enter the class." : undefined}
      />
      <Select label="Year group" optional options={years} value={year} onChange={setYear} blank="Not said" />
      <FromField value={from} onChange={setFrom} isAsked={isAsked} />
    </SavingForm>
  );
}

function Leaving({ pupil }: PupilPart) {
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [day, setDay] = useState<string | undefined>(today);
  const [isAsked, setIsAsked] = useState(false);
  const before = pupil.record.leftOn ?? null;
  const save = async (leftOn: Day | null) => {
    if (!(await saving.save([change(records.pupil, pupil, { leftOn })]))) return;
    const undo = async () => void (await saving.save([change(records.pupil, pupil, { leftOn: before })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  const leave = () => {
    setIsAsked(true);
    const lastDay = parseDay(day ?? "");
    if (lastDay) void save(lastDay);
  };
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      {before ? (
        <>
          <p>{`Last day: ${sayDay(before)}. What was logged stays in every figure.`}</p>
          <Cluster>
            <Button busy={saving.isSaving} onClick={() => void save(null)}>
              Stays at this school after all
            </Button>
          </Cluster>
        </>
      ) : (
        <>
          <DateField
            label="Last day at this school"
            hint="Lists and forms leave the child out from the next day on. What was logged stays."
            value={day}
            onChange={setDay}
            error={isAsked && day === undefined ? "Enter the last day as day, month and year." : undefined}
          />
          <Cluster>
            <Button busy={saving.isSaving} onClick={leave}>
              Save the last day
            </Button>
          </Cluster>
        </>
      )}
    </Stack>
  );
}
