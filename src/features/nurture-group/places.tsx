// The places of a group, by where they stand today: in it, coming, and left.
import { useState } from "preact/hooks";
import { termEnds, type Day } from "../../domain/calendar.ts";
import { attendanceShape, gridOn } from "../../domain/half-days.ts";
import type { PupilId } from "../../domain/ids.ts";
import { placementState, type NurturePlacement } from "../../domain/nurture-placement.ts";
import { exitReasonLabel } from "../../domain/nurture-labels.ts";
import { isInForce } from "../../domain/pupil.ts";
import type { Stored } from "../../storage/read.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { firstNames } from "../shared/people-names.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import { halfDayWords } from "./half-day-field.tsx";
import styles from "./nurture-group.module.css";
import type { NurturePart } from "./nurture-group-screen.tsx";
import { HalfDaysDialog, PlaceDialog } from "./place-dialogs.tsx";
import type { PlaceFacts } from "./place-draft.ts";
import type { NurtureGroupData } from "./use-nurture-group.ts";

interface Named {
  readonly place: Stored<NurturePlacement>;
  readonly name: string;
}

export function Places({ data }: NurturePart) {
  const directory = useDirectory();
  const today = useToday();
  const isSenco = useHasRole("senco");
  const [isAdding, setIsAdding] = useState(false);
  const facts = useFacts(data);
  const named = data.places
    .map((place): Named => ({ place, name: nameOf(place.record.pupilId, directory) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
  const stateOf = ({ place }: Named) => placementState(place.record, today);
  const started = named.filter((one) => stateOf(one) === "started");
  const left = named.filter((one) => stateOf(one) === "ended");
  const coming = named.filter((one) => !started.includes(one) && !left.includes(one));
  return (
    <Section
      title={`In the group (${started.length})`}
      actions={
        isSenco && (
          <Button icon="plus" onClick={() => setIsAdding(true)}>
            Add a place
          </Button>
        )
      }
    >
      <Stack>
        {data.places.length === 0 && (
          <p class={styles.soft}>
            Nobody has a place yet. {isSenco ? "Add the first one." : "The SENCO adds places."}
          </p>
        )}
        <PlaceList named={started} data={data} facts={facts} />
        <WithoutPlace data={data} />
        {coming.length > 0 && (
          <Section title={`Coming (${coming.length})`} level={3}>
            <PlaceList named={coming} data={data} facts={facts} />
          </Section>
        )}
        {left.length > 0 && (
          <Disclosure summary={`Left the group, or did not come (${left.length})`}>
            <PlaceList named={left} data={data} facts={facts} />
          </Disclosure>
        )}
      </Stack>
      {isAdding && (
        <PlaceDialog
          facts={facts}
          before={undefined}
          title="Add a place"
          onClose={() => setIsAdding(false)}
        />
      )}
    </Section>
  );
}

function useFacts({ groupId, members, meets }: NurtureGroupData): PlaceFacts {
  return { groupId, members, meets, termEnds: termEnds(useDirectory().calendar) };
}

function nameOf(pupilId: PupilId, directory: ReturnType<typeof useDirectory>): string {
  return firstNames([pupilId], directory)[0]?.name ?? "";
}

/** Who was put into the group before it was a nurture group, or on its own page: on the register, without a place. */
function WithoutPlace({ data }: { readonly data: NurtureGroupData }) {
  const directory = useDirectory();
  const today = useToday();
  const placed = new Set(data.places.map((one) => one.record.pupilId));
  const ids = data.members
    .filter(({ record }) => isInForce(record, today) && !placed.has(record.pupilId))
    .map(({ record }) => record.pupilId);
  if (ids.length === 0) return null;
  const names = firstNames(ids, directory).map((one) => one.name);
  return (
    <p
      class={styles.soft}
    >{`In the group without a place: ${names.join(", ")}. They are on the register all the same.`}</p>
  );
}

function PlaceList(props: {
  readonly named: readonly Named[];
  readonly data: NurtureGroupData;
  readonly facts: PlaceFacts;
}) {
  if (props.named.length === 0) return null;
  return (
    <ul class={styles.rows}>
      {props.named.map((one) => (
        <PlaceRow key={one.place.id} {...one} data={props.data} facts={props.facts} />
      ))}
    </ul>
  );
}

function PlaceRow({
  place,
  name,
  data,
  facts,
}: Named & { readonly data: NurtureGroupData; readonly facts: PlaceFacts }) {
  const { person } = useAlongside();
  const today = useToday();
  const [open, setOpen] = useState<"place" | "half-days">();
  const isSenco = person.roles.includes("senco");
  const isHead = person.roles.includes("head");
  const { record } = place;
  const state = placementState(record, today);
  const grids = data.gridsOf(record.pupilId);
  return (
    <li class={styles.row}>
      <div>
        <a href={`/pupils/${record.pupilId}`}>{name}</a>
        <p class={styles.soft}>
          {[stateWords(record, state), state === "started" ? weekWords(data, record, today) : ""]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {!record.parentsInformedOn && state !== "ended" && <Tag tone="warm">Parents not informed yet</Tag>}
      </div>
      <Cluster>
        {state !== "ended" && record.startedOn && (isSenco || !isHead) && (
          <Button variant="quiet" onClick={() => setOpen("half-days")}>
            Half-days <VisuallyHidden>{name}</VisuallyHidden>
          </Button>
        )}
        {isSenco && (
          <Button variant="quiet" onClick={() => setOpen("place")}>
            Change <VisuallyHidden>{name}</VisuallyHidden>
          </Button>
        )}
      </Cluster>
      {open === "place" && (
        <PlaceDialog facts={facts} before={place} title={name} onClose={() => setOpen(undefined)} />
      )}
      {open === "half-days" && (
        <HalfDaysDialog
          facts={facts}
          pupilId={record.pupilId}
          name={name}
          grids={grids}
          onClose={() => setOpen(undefined)}
        />
      )}
    </li>
  );
}

function stateWords(place: NurturePlacement, state: ReturnType<typeof placementState>): string {
  const day = (value: string | null | undefined) => (value ? sayDay(value) : "");
  switch (state) {
    case "started":
      return `Since ${day(place.startedOn)}${place.plannedEnd ? `, planned until ${day(place.plannedEnd)}` : ""}`;
    case "ended":
      if (!place.startedOn)
        return `Did not come: referral closed ${day(place.endedOn)}${place.exitReason ? `, ${exitReasonLabel[place.exitReason].toLowerCase()}` : ""}`;
      return `${day(place.startedOn)} to ${day(place.endedOn)}${place.exitReason ? `: ${exitReasonLabel[place.exitReason].toLowerCase()}` : ""}`;
    case "agreed":
      return `Agreed ${day(place.agreedOn)}${place.startedOn ? `, begins ${day(place.startedOn)}` : ""}`;
    case "referred":
      return `Referred ${day(place.referredOn)}${place.startedOn ? `, begins ${day(place.startedOn)}` : ""}`;
    case "not-referred":
      return place.startedOn ? `Begins ${day(place.startedOn)}` : "Not begun";
  }
}

/** "all mornings: 5 half-days, part time" */
function weekWords({ gridsOf, meets }: NurtureGroupData, { pupilId }: NurturePlacement, today: Day): string {
  const grid = gridOn(
    gridsOf(pupilId).map((one) => one.record),
    today,
  );
  const half = grid?.halfDays ?? meets;
  const shape = { "full-time": "full time", "part-time": "part time", fewer: "less than part time" } as const;
  return `${halfDayWords(half)}: ${sayCount(half.length, "half-day")}, ${shape[attendanceShape(half.length)]}`;
}
