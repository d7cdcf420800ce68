// The children of a group, by date, each with what they are working on.
import { useState } from "preact/hooks";
import { addDays } from "../../domain/calendar.ts";
import type { GroupMember, SessionTarget } from "../../domain/group.ts";
import { derivedId } from "../../domain/ids.ts";
import { isInForce, pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import type { GroupPart } from "./group-screen.tsx";
import styles from "./interventions.module.css";

export function GroupMembers({ id }: GroupPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const options = usePupilOptions(today);
  const members = directory.members.filter((one) => one.record.groupId === id);
  const current = members.filter((one) => isInForce(one.record, today) || one.record.from > today);
  const ids = new Set(current.map((one) => one.record.pupilId));
  const add = async (value: string | undefined) => {
    const pupil = options.find((one) => one.value === value);
    if (!pupil) return;
    const record = { groupId: id, pupilId: pupil.value, from: today };
    const memberId = derivedId("member", id, pupil.value, today);
    const ended = members.find((one) => one.id === memberId);
    const wish = ended
      ? change(records.groupMember, ended, { to: null })
      : make(records.groupMember, memberId, record);
    if (await saving.save([wish])) offerUndo({ message: "Saved on this tablet" });
  };
  const end = async (member: Stored<GroupMember>) => {
    const before = member.record.to ?? null;
    if (!(await saving.save([change(records.groupMember, member, { to: addDays(today, -1) })]))) return;
    const undo = async () => void (await saving.save([change(records.groupMember, member, { to: before })]));
    offerUndo({ message: "Saved on this tablet. They left the group yesterday.", undo });
  };
  return (
    <Section title={`Pupils (${current.length})`}>
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        <ul class={styles.rows}>
          {current.map((one) => {
            const pupil = directory.pupil(one.record.pupilId)?.record;
            return (
              <li key={one.id} class={styles.memberRow}>
                <div>
                  <a href={`/pupils/${one.record.pupilId}`}>
                    {pupil ? pupilName(pupil) : "A child not on this tablet"}
                  </a>
                  <span class={styles.soft}>{` since ${sayDay(one.record.from)}`}</span>
                  <Target member={one.record} />
                </div>
                {isSenco && (
                  <Button variant="quiet" onClick={() => void end(one)}>
                    Take out
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {isSenco && (
          <Combobox
            label="Add a pupil"
            options={options.filter((one) => !ids.has(one.value))}
            value={undefined}
            onChange={(value) => void add(value)}
          />
        )}
      </Stack>
    </Section>
  );
}

function Target({ member }: { readonly member: GroupMember }) {
  const { device } = useAlongside();
  const { targets } = useDirectory();
  const today = useToday();
  const canEdit = useHasRole("senco", "class-teacher");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [text, setText] = useState<string>();
  const isTheirs = ({ record }: Stored<SessionTarget>) =>
    record.groupId === member.groupId && record.pupilId === member.pupilId;
  const current = targets.find((one) => isTheirs(one) && isInForce(one.record, today));
  const save = async () => {
    const words = (text ?? "").trim();
    const { groupId, pupilId } = member;
    const changes = [
      ...(current ? [change(records.sessionTarget, current, { to: addDays(today, -1) })] : []),
      ...(words === ""
        ? []
        : [make(records.sessionTarget, device.newId(), { groupId, pupilId, text: words, from: today })]),
    ];
    if (changes.length > 0 && !(await saving.save(changes))) return;
    offerUndo({ message: "Saved on this tablet" });
    setText(undefined);
  };
  if (text === undefined) {
    return (
      <p class={styles.target}>
        {current ? `Target: ${current.record.text}` : "No target yet"}{" "}
        {canEdit && (
          <button type="button" class={styles.textButton} onClick={() => setText(current?.record.text ?? "")}>
            Change the target
          </button>
        )}
      </p>
    );
  }
  return (
    <Stack>
      {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
      <TextField
        label="Target"
        hint="Without need or status: adults of the group read it."
        value={text}
        onChange={setText}
        maxLength={120}
      />
      <Button busy={saving.isSaving} onClick={() => void save()}>
        Save the target
      </Button>
    </Stack>
  );
}
