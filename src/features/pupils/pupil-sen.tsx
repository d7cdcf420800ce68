// What only those see who hold it: SEN status by date, needs, UPN and date of birth.
import { useState } from "preact/hooks";
import type { PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { needTypeLabel, senStatusLabel, senStatusSchema, type SenStatus } from "../../domain/sen.ts";
import { useRecords } from "../../storage/live.ts";
import { make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Select } from "../../ui/select.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useToday } from "../shared/today.ts";
import { useOfferUndo } from "../shared/undo.tsx";
import styles from "./pupils.module.css";

export function PupilSen({ id }: { readonly id: PupilId }) {
  const { device } = useAlongside();
  const isSenco = useHasRole("senco");
  const ofPupil = { index: "pupilId", equals: id };
  const statuses = useRecords(device, records.senRecord, ofPupil) ?? [];
  const needs = useRecords(device, records.pupilNeed, ofPupil) ?? [];
  const identity = useRecords(device, records.pupilIdentity, ofPupil)?.[0]?.record;
  const inOrder = statuses.map((one) => one.record).toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return (
    <Section title="SEN register and identity">
      <dl class={styles.facts}>
        <dt>SEN status</dt>
        <dd>
          {inOrder[0]
            ? `${senStatusLabel[inOrder[0].status]}, from ${sayDay(inOrder[0].from)}`
            : "Not recorded"}
        </dd>
        <dt>Needs</dt>
        <dd>
          {needs.length === 0
            ? "Not recorded"
            : needs
                .map((one) => one.record)
                .toSorted((a, b) => a.rank - b.rank)
                .map((one) => needTypeLabel[one.type])
                .join("; ")}
        </dd>
        <dt>Full name</dt>
        <dd>{identity ? `${identity.legalForename} ${identity.legalSurname}` : "Not recorded"}</dd>
        <dt>Date of birth</dt>
        <dd>{identity?.dateOfBirth ? sayDay(identity.dateOfBirth) : "Not recorded"}</dd>
        <dt>UPN</dt>
        <dd>
          {identity?.upn
            ? `${identity.upn}${identity.upnStatus === "wrong-letter" ? " (wrong check letter: ask the office)" : ""}`
            : "Not recorded"}
        </dd>
      </dl>
      {isSenco && <ChangeStatus id={id} />}
    </Section>
  );
}

const options = senStatusSchema.options.map((value) => ({ value, label: senStatusLabel[value] }));

function ChangeStatus({ id }: { readonly id: PupilId }) {
  const { device } = useAlongside();
  const today = useToday();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [status, setStatus] = useState<SenStatus>();
  const save = async () => {
    if (status === undefined) return;
    const isSaved = await saving.save([
      make(records.senRecord, device.newId(), { pupilId: id, status, from: today }),
    ]);
    if (isSaved) offerUndo({ message: "Saved on this tablet" });
  };
  return (
    <Disclosure summary="Change the SEN status from today">
      <Stack>
        {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
        <Select label="SEN status from today" options={options} value={status} onChange={setStatus} />
        <Button busy={saving.isSaving} disabled={status === undefined} onClick={() => void save()}>
          Save the status
        </Button>
      </Stack>
    </Disclosure>
  );
}
