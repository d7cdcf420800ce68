// The children of a group, by date, each with what they are working on.
import { addDays, type Day } from "../../domain/calendar.ts";
import type { GroupMember } from "../../domain/group.ts";
import { derivedId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change, make } from "../../storage/write.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { justMade } from "../shared/just-made.ts";
import { usePupilOptions } from "../shared/pupil-options.ts";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import { datesWords, isNowOrLater, wasEver } from "./dated-rows.ts";
import { EndButton } from "./end-button.tsx";
import type { GroupPart } from "./group-screen.tsx";
import { GroupTarget } from "./group-target.tsx";
import styles from "./interventions.module.css";

export function GroupMembers({ id }: GroupPart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const nameOf = (one: Stored<GroupMember>) => {
    const pupil = directory.pupil(one.record.pupilId)?.record;
    return pupil ? pupilName(pupil) : "A child not on this tablet";
  };
  const members = directory.members
    .filter((one) => one.record.groupId === id)
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), "en-GB"));
  const current = members.filter((one) => isNowOrLater(one.record, today));
  const earlier = members.filter((one) => !isNowOrLater(one.record, today) && wasEver(one.record));
  return (
    <Section title={`Pupils (${current.length})`}>
      <Stack>
        {current.length === 0 && <p class={styles.soft}>Nobody is in this group now.</p>}
        <ul class={styles.rows}>
          {current.map((one) => (
            <MemberRow key={one.id} member={one} name={nameOf(one)} />
          ))}
        </ul>
        {isSenco && <AddMember groupId={id} members={members} />}
        {earlier.length > 0 && (
          <Disclosure summary={`Earlier pupils (${earlier.length})`}>
            <ul class={styles.rows}>
              {earlier.map((one) => (
                <li key={one.id} class={styles.memberRow}>
                  <a href={`/pupils/${one.record.pupilId}`}>{nameOf(one)}</a>
                  <span class={styles.soft}>{datesWords(one.record)}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </Stack>
    </Section>
  );
}

function MemberRow({ member, name }: { readonly member: Stored<GroupMember>; readonly name: string }) {
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const end = async (to: Day) => {
    const before = member.record.to ?? null;
    if (!(await saving.save([change(records.groupMember, member, { to })]))) return false;
    const undo = async () => void (await saving.save([change(records.groupMember, member, { to: before })]));
    offerUndo({ message: `Saved on this tablet. Last day in the group: ${sayDay(to)}.`, undo });
    return true;
  };
  return (
    <li class={styles.memberRow}>
      <div>
        <a href={`/pupils/${member.record.pupilId}`}>{name}</a>
        <span class={styles.soft}>{` ${datesWords(member.record)}`}</span>
        <GroupTarget member={member.record} />
      </div>
      {isSenco && <EndButton label="Take out" what={name} saving={saving} onEnd={end} />}
    </li>
  );
}

function AddMember(props: {
  readonly groupId: GroupPart["id"];
  readonly members: readonly Stored<GroupMember>[];
}) {
  const { groupId, members } = props;
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const staying = members.filter((one) => isNowOrLater(one.record, today) && !one.record.to);
  const ids = new Set(staying.map((one) => one.record.pupilId));
  const options = usePupilOptions(today);
  const add = async (value: string | undefined) => {
    const pupil = options.find((one) => one.value === value);
    if (!pupil) return;
    // Somebody whose last day is still to come, or is today, stays: the same membership goes on.
    const own = members.filter((one) => one.record.pupilId === pupil.value);
    const id = derivedId("member", groupId, pupil.value, today);
    const before = own.find((one) => isNowOrLater(one.record, today)) ?? own.find((one) => one.id === id);
    const record: GroupMember = { groupId, pupilId: pupil.value, from: today };
    const wish = before
      ? change(records.groupMember, before, { to: null })
      : make(records.groupMember, id, record);
    if (!(await saving.save([wish]))) return;
    const to = before ? (before.record.to ?? null) : addDays(today, -1);
    const back = change(records.groupMember, before ?? justMade(id, record), { to });
    const undo = async () => void (await saving.save([back]));
    offerUndo({ message: "Saved on this tablet. In the group from today.", undo });
  };
  return (
    <Stack>
      <ProblemNotice problem={saving.problem} />
      <Combobox
        label="Add a pupil"
        hint="From today."
        options={options.filter((one) => !ids.has(one.value))}
        value={undefined}
        onChange={(value) => void add(value)}
      />
    </Stack>
  );
}
