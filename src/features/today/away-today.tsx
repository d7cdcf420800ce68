// "Away today": who is not in school, told once; every card of the half-day then offers "Done, without ...".
import { useState } from "preact/hooks";
import type { PupilId } from "../../domain/ids.ts";
import { derivedId } from "../../domain/ids.ts";
import { pupilName, type AwayToday } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import styles from "./today.module.css";

export function AwayTodayButton({ away }: { readonly away: readonly Stored<AwayToday>[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const count = away.filter((one) => one.record.cleared !== true).length;
  return (
    <>
      <Button icon="user" onClick={() => setIsOpen(true)}>
        {count === 0 ? "Away today" : `Away today (${count})`}
      </Button>
      <Dialog
        open={isOpen}
        title="Who is away today?"
        onClose={() => setIsOpen(false)}
        actions={<Button onClick={() => setIsOpen(false)}>Close</Button>}
      >
        <AwayForm away={away} />
      </Dialog>
    </>
  );
}

function AwayForm({ away }: { readonly away: readonly Stored<AwayToday>[] }) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [half, setHalf] = useState<AwayToday["half"] | undefined>("day");
  const options = usePupilOptions(today);
  const add = async (pupilId: PupilId) => {
    const id = derivedId("away", pupilId, today);
    const before = away.find((one) => one.id === id);
    const record = { pupilId, date: today, half: half ?? "day", authorId: device.staffId };
    const wish = before
      ? change(records.awayToday, before, { half: record.half, cleared: false })
      : make(records.awayToday, id, record);
    if (await saving.save([wish])) offerUndo({ message: "Saved on this tablet" });
  };
  const clear = async (one: Stored<AwayToday>) =>
    void (await saving.save([change(records.awayToday, one, { cleared: true })]));
  const current = away.filter((one) => one.record.cleared !== true);
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <ChipGroup
        label="For"
        options={[
          { value: "day", label: "All day" },
          { value: "am", label: "Morning" },
          { value: "pm", label: "Afternoon" },
        ]}
        value={half}
        onChange={setHalf}
      />
      <Combobox
        label="Pupil"
        hint="Type a name"
        options={options}
        value={undefined}
        onChange={(value) => {
          const pupil = options.find((one) => one.value === value);
          if (pupil) void add(pupil.value);
        }}
      />
      <ul class={styles.plainList}>
        {current.map((one) => (
          <li key={one.id}>
            <Tag tone="warm">{`${nameOf(one.record.pupilId, directory)}: ${halfWords[one.record.half]}`}</Tag>
            <Button variant="quiet" onClick={() => void clear(one)}>
              Not away
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

const halfWords = { day: "all day", am: "morning", pm: "afternoon" } as const;

function nameOf(id: PupilId, directory: ReturnType<typeof useDirectory>): string {
  const pupil = directory.pupil(id)?.record;
  return pupil ? pupilName(pupil) : "A child not on this tablet";
}
