// The adults of a group, by date, with their part in it; a cover for one day too.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { GroupStaff } from "../../domain/group.ts";
import { derivedId, staffIdSchema } from "../../domain/ids.ts";
import { isInForce } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";

const partWords = { lead: "Leads", support: "Supports", cover: "Covers" } as const;

export function GroupAdults({ id }: GroupPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [who, setWho] = useState<string>();
  const [role, setRole] = useState<GroupStaff["role"] | undefined>("support");
  const rows = directory.groupStaff.filter((one) => one.record.groupId === id);
  const current = rows.filter((one) => isInForce(one.record, today) || one.record.from > today);
  const add = async () => {
    const staffId = staffIdSchema.safeParse(who);
    if (!staffId.success || role === undefined) return;
    const isCover = role === "cover";
    const record = { groupId: id, staffId: staffId.data, role, from: today, ...(isCover && { to: today }) };
    const rowId = derivedId("staffing", id, staffId.data, today, role);
    const before = rows.find((one) => one.id === rowId);
    const wish = before
      ? change(records.groupStaff, before, { to: isCover ? today : null })
      : make(records.groupStaff, rowId, record);
    if (await saving.save([wish])) offerUndo({ message: "Saved on this tablet" });
    setWho(undefined);
  };
  const end = async (one: Stored<GroupStaff>) => {
    const before = one.record.to ?? null;
    if (!(await saving.save([change(records.groupStaff, one, { to: addDays(today, -1) })]))) return;
    const undo = async () => void (await saving.save([change(records.groupStaff, one, { to: before })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  const people = [...directory.staffById].filter(([, one]) => one.record.leftOn === undefined);
  return (
    <Section title="Adults">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        <ul class={styles.rows}>
          {current.map((one) => (
            <li key={one.id} class={styles.memberRow}>
              <div>
                {directory.staffById.get(one.record.staffId)?.record.name ?? "An adult not on this tablet"}
                <span class={styles.soft}>
                  {` ${partWords[one.record.role].toLowerCase()}, ${one.record.role === "cover" ? "on" : "since"} ${sayDay(one.record.from)}`}
                </span>
              </div>
              {isSenco && (
                <Button variant="quiet" onClick={() => void end(one)}>
                  Take out
                </Button>
              )}
            </li>
          ))}
        </ul>
        {isSenco && (
          <Cluster align="end">
            <Select
              label="Add an adult"
              options={people.map(([value, one]) => ({ value: String(value), label: one.record.name }))}
              value={who}
              onChange={setWho}
            />
            <ChipGroup
              label="Part"
              options={[
                { value: "lead", label: "Leads" },
                { value: "support", label: "Supports" },
                { value: "cover", label: "Covers today" },
              ]}
              value={role}
              onChange={setRole}
            />
            <Button busy={saving.isSaving} disabled={who === undefined} onClick={() => void add()}>
              Add
            </Button>
          </Cluster>
        )}
      </Stack>
    </Section>
  );
}
