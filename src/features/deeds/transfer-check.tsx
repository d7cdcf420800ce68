// The check page of a record from another school: what it holds, and whether the child is here already.
import { useMemo, useState } from "preact/hooks";
import type { PupilId } from "../../domain/ids.ts";
import type { PupilPack } from "../../domain/pupil-pack.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { senStatusLabel } from "../../domain/sen-labels.ts";
import { useRecords } from "../../storage/live.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { deedNow } from "../shared/note-deed.ts";
import { useSaving } from "../shared/saving.tsx";
import styles from "./deeds.module.css";
import { earlierOf, likelyPupil, planTransfer, type HeldHere } from "./transfer-plan.ts";

interface CheckProps {
  readonly pack: PupilPack;
  /** Without a pupil: nothing was written. */
  readonly onDone: (pupilId: PupilId | undefined) => void;
}

export function TransferCheck(props: CheckProps) {
  const here = useHeldHere();
  return here === undefined ? (
    <Skeleton lines={6} label="Looking who is here" />
  ) : (
    <Check {...props} here={here} />
  );
}

function Check({ pack, onDone, here }: CheckProps & { readonly here: HeldHere }) {
  const { device } = useAlongside();
  const saving = useSaving();
  const likely = likelyPupil(pack, here);
  const [isSame, setIsSame] = useState<"yes" | "no" | undefined>(likely?.by === "upn" ? "yes" : undefined);
  const [problem, setProblem] = useState<string>();
  const card = likely && here.pupils.get(likely.pupilId);
  const write = async () => {
    if (likely !== undefined && isSame === undefined) {
      setProblem("Say whether it is the same child.");
      return;
    }
    const into = isSame === "yes" ? likely?.pupilId : undefined;
    const { pupilId, changes } = planTransfer(pack, here, into, device.newId);
    const deed = deedNow(device, { event: "transfer-in", what: "pupil-record", pupilId });
    if (await saving.save([...changes, deed])) onDone(pupilId);
  };
  return (
    <Section title="What the file holds">
      <Stack>
        <Facts pack={pack} />
        {likely && card && (
          <ChipGroup
            label={`Is this ${pupilName(card)}, who is here already?`}
            hint={
              likely.by === "upn"
                ? "The unique pupil number is the same"
                : "Name and date of birth are the same"
            }
            options={[
              { value: "yes", label: "Yes, the same child" },
              { value: "no", label: "No, another child" },
            ]}
            value={isSame}
            onChange={setIsSame}
            error={problem}
          />
        )}
        <p>
          Notes, single sessions, assessments and scores stay in the file: keep it with the child&rsquo;s
          paper record. Its page to print shows them all. What is taken in is never added to this
          school&rsquo;s own hours.
        </p>
        {saving.problem !== undefined && (
          <Notice tone="problem" announce>
            {saving.problem}
          </Notice>
        )}
        <Cluster>
          <Button variant="primary" busy={saving.isSaving} onClick={() => void write()}>
            Take it in
          </Button>
          <Button onClick={() => onDone(undefined)}>Cancel</Button>
        </Cluster>
      </Stack>
    </Section>
  );
}

function Facts({ pack }: { readonly pack: PupilPack }) {
  const { identity, pupil } = pack;
  const status = pack.statuses.toSorted((a, b) => a.from.localeCompare(b.from)).at(-1);
  const facts: readonly (readonly [string, string])[] = [
    ["Child", `${pupil.knownAs} ${identity?.legalSurname ?? pupil.familyInitial}`.trim()],
    ["Date of birth", identity?.dateOfBirth ? sayDay(identity.dateOfBirth) : "not in the file"],
    ["Unique pupil number", identity?.upn ?? "not in the file"],
    ["From", pack.school || "not named"],
    ["SEN status", status === undefined ? "none in the file" : senStatusLabel[status.status]],
    ["Needs", pack.needs.map((one) => one.type).join(", ") || "none in the file"],
    ["Support received", sayCount(earlierOf(pack).length, "line")],
    ["Boxall assessments", sayCount(pack.boxall.length, "assessment")],
    ["Other scores", sayCount(pack.scores.length + pack.measures.length, "score")],
  ];
  return (
    <dl class={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useHeldHere(): HeldHere | undefined {
  const { device } = useAlongside();
  const { pupilsById } = useDirectory();
  const identities = useRecords(device, records.pupilIdentity);
  const statuses = useRecords(device, records.senRecord);
  const needs = useRecords(device, records.pupilNeed);
  const earlier = useRecords(device, records.earlierProvision);
  return useMemo(() => {
    if (!identities || !statuses || !needs || !earlier) return undefined;
    return {
      pupils: new Map([...pupilsById].map(([id, one]) => [id, one.record])),
      identities: identities.map((one) => one.record),
      statuses: statuses.map((one) => one.record),
      needs: needs.map((one) => one.record),
      earlier: earlier.map((one) => one.record),
    };
  }, [pupilsById, identities, statuses, needs, earlier]);
}
