// The adults of a group, by date, with their part in it; a cover for one day too.
import type { Day } from "../../domain/calendar.ts";
import type { GroupStaff } from "../../domain/group.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { AddAdult } from "./add-adult.tsx";
import { datesWords, isNowOrLater } from "./dated-rows.ts";
import { EndButton } from "./end-button.tsx";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";

const partWords = { lead: "leads", support: "supports", cover: "covers" } as const;
const partOrder = { lead: 0, support: 1, cover: 2 } as const;

export function GroupAdults({ id }: GroupPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const rows = directory.groupStaff.filter((one) => one.record.groupId === id);
  const current = rows
    .filter((one) => isNowOrLater(one.record, today))
    .toSorted((a, b) => partOrder[a.record.role] - partOrder[b.record.role]);
  return (
    <Section title="Adults">
      <Stack>
        {current.length === 0 && <p class={styles.soft}>Nobody runs this group now.</p>}
        <ul class={styles.rows}>
          {current.map((one) => (
            <AdultRow key={one.id} one={one} />
          ))}
        </ul>
        {isSenco && (
          <Disclosure summary="Add an adult">
            <AddAdult groupId={id} rows={rows} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}

function AdultRow({ one }: { readonly one: Stored<GroupStaff> }) {
  const { staffById } = useDirectory();
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const name = staffById.get(one.record.staffId)?.record.name ?? "An adult not on this tablet";
  const end = async (to: Day) => {
    const before = one.record.to ?? null;
    if (!(await saving.save([change(records.groupStaff, one, { to })]))) return false;
    const undo = async () => void (await saving.save([change(records.groupStaff, one, { to: before })]));
    offerUndo({ message: `Saved on this tablet. Last day with the group: ${sayDay(to)}.`, undo });
    return true;
  };
  return (
    <li class={styles.memberRow}>
      <div>
        {name}
        <span class={styles.soft}>{` ${partWords[one.record.role]}, ${datesWords(one.record)}`}</span>
      </div>
      {isSenco && <EndButton label="Take out" what={name} saving={saving} onEnd={end} />}
    </li>
  );
}
