// What only those see who hold it: SEN status and needs by date, UPN and date of birth. A teaching assistant's tablet has none
// of these records, so there is nothing to hide.
import type { Day } from "../../domain/calendar.ts";
import { isInForce, type PupilIdentity, type PupilNeed, type SenRecord } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { areaOfNeed } from "../../domain/sen.ts";
import { areaOfNeedLabel, needTypeLabel, senStatusLabel } from "../../domain/sen-labels.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { ChangeNeeds } from "./change-needs.tsx";
import { ChangeStatus } from "./change-status.tsx";
import type { PupilPart } from "./pupil-screen.tsx";
import styles from "./pupils.module.css";
import { needsOn, statusOn } from "./sen-queries.ts";

export function PupilSen({ id, pupil, ids }: PupilPart) {
  const { device } = useAlongside();
  const isSenco = useHasRole("senco");
  const holdsAll = useHasRole("senco", "head");
  const mayHold = useHasRole("senco", "head", "class-teacher", "nurture-practitioner");
  const ofPupil = { index: "pupilId", anyOf: ids };
  const statuses = useRecords(device, records.senRecord, mayHold ? ofPupil : null);
  const needs = useRecords(device, records.pupilNeed, mayHold ? ofPupil : null);
  const identities = useRecords(device, records.pupilIdentity, mayHold ? ofPupil : null);
  if (!mayHold || pupil.record.mergedInto) return null;
  if (!statuses || !needs || !identities) return <Skeleton lines={3} />;
  const isHeld = statuses.length + needs.length + identities.length > 0;
  if (!holdsAll && !isHeld) return null;
  return (
    <Section title="Special educational needs and identity">
      <Stack>
        <Facts statuses={statuses} needs={needs} identity={identities[0]?.record} />
        {isSenco && (
          <div>
            <Disclosure summary="Change the SEN status">
              <ChangeStatus pupilId={id} statuses={statuses} />
            </Disclosure>
            <Disclosure summary="Add or end a need">
              <ChangeNeeds pupilId={id} needs={needs} />
            </Disclosure>
          </div>
        )}
      </Stack>
    </Section>
  );
}

function Facts(props: {
  readonly statuses: readonly Stored<SenRecord>[];
  readonly needs: readonly Stored<PupilNeed>[];
  readonly identity: PupilIdentity | undefined;
}) {
  const today = useToday();
  const statuses = props.statuses.map((one) => one.record);
  const needs = needsOn(props.needs, today);
  const { identity } = props;
  const next = statuses.filter((one) => one.from > today).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const status = statusOn(statuses, today);
  const ended = props.needs.filter((one) => !isInForce(one.record, today) && one.record.from <= today);
  return (
    <dl class={styles.facts}>
      <dt>SEN status</dt>
      <dd>{status ? `${senStatusLabel[status.status]}, since ${sayDay(status.from)}` : "Not recorded"}</dd>
      {next.map((one) => (
        <StatusFrom key={one.from} from={one.from} words={senStatusLabel[one.status]} />
      ))}
      <dt>Needs</dt>
      <dd>
        {needs.length === 0
          ? "Not recorded"
          : needs.map(({ id, record }) => (
              <div key={id}>
                {`${record.rank}. ${needTypeLabel[record.type]}`} <Area type={record.type} />
              </div>
            ))}
      </dd>
      {ended.length > 0 && <dt>Earlier needs</dt>}
      {ended.map(({ id, record }) => (
        <dd key={id}>
          {`${needTypeLabel[record.type]}, ${sayDay(record.from)} to ${record.to ? sayDay(record.to) : "now"}`}
        </dd>
      ))}
      <dt>Full name</dt>
      <dd>{identity ? `${identity.legalForename} ${identity.legalSurname}` : "Not recorded"}</dd>
      <dt>Date of birth</dt>
      <dd>{identity?.dateOfBirth ? sayDay(identity.dateOfBirth) : "Not recorded"}</dd>
      <dt>UPN</dt>
      <dd>{identity?.upn ? <Upn upn={identity.upn} status={identity.upnStatus} /> : "Not recorded"}</dd>
    </dl>
  );
}

function StatusFrom({ from, words }: { readonly from: Day; readonly words: string }) {
  return (
    <>
      <dt>{`From ${sayDay(from)}`}</dt>
      <dd>{words}</dd>
    </>
  );
}

function Area({ type }: { readonly type: PupilNeed["type"] }) {
  const area = areaOfNeed(type);
  return area && area !== "semh" ? <span class={styles.soft}>{areaOfNeedLabel[area]}</span> : null;
}

function Upn({ upn, status }: { readonly upn: string; readonly status: PupilIdentity["upnStatus"] }) {
  return (
    <>
      {upn} {status === "temporary" && <Tag>Temporary</Tag>}
      {status === "wrong-letter" && <Tag tone="warm">Check letter does not fit: ask the office</Tag>}
    </>
  );
}
