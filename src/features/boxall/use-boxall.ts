// Assessments and definitions, kept true, and a look at a profile written down: once a person, child and day.
import { useEffect } from "preact/hooks";
import type { BoxallVersion } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { dayInZone } from "../../domain/calendar.ts";
import { derivedId, type PupilId } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { readRecord } from "../../storage/read.ts";
import { make, saveChanges } from "../../storage/write.ts";
import { useAlongside } from "../shared/context.ts";

export type DefinitionOf = (version: BoxallVersion) => BoxallDefinition | undefined;

/** @returns undefined until the first answer of the database */
export function useDefinitions(): DefinitionOf | undefined {
  const { device } = useAlongside();
  const stored = useRecords(device, records.boxallDefinition);
  if (stored === undefined) return undefined;
  return (version) => stored.find((one) => one.record.version === version)?.record;
}

/** The id that every tablet gives to the school's definition of a version, so that two that are typed at once meet. */
export function definitionId(version: BoxallVersion): string {
  return derivedId("boxall-definition", version);
}

/** Whoever looks at a profile is in the audit: the same person, child and day once. */
export function useNoteLook(pupilId: PupilId | undefined): void {
  const { device } = useAlongside();
  useEffect(() => {
    const note = async () => {
      if (pupilId === undefined) return;
      const nowMs = device.clock.nowMs();
      const date = dayInZone(nowMs);
      const id = derivedId("view-boxall", device.staffId, pupilId, date);
      if (await readRecord(device, records.deed, id)) return;
      const deed = {
        event: "view-boxall" as const,
        what: "boxall" as const,
        pupilId,
        authorId: device.staffId,
        date,
        recordedAt: new Date(nowMs).toISOString(),
      };
      await saveChanges(device, device.newId(), [make(records.deed, id, deed)]);
    };
    void note();
  }, [device, pupilId]);
}
