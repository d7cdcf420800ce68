// The school as it is when a file is chosen. Held still from then on, since an import in parts changes it under its own plan.
import { useRef } from "preact/hooks";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { useAlongside } from "../shared/context.ts";
import type { KnownSchool } from "./import-match.ts";

/** @returns undefined while it is being opened */
export function useKnownSchool(): KnownSchool | undefined {
  const { device } = useAlongside();
  const held = useRef<KnownSchool>(undefined);
  const pupils = useRecords(device, records.pupil);
  const enrolments = useRecords(device, records.enrolment);
  const identities = useRecords(device, records.pupilIdentity);
  const senRecords = useRecords(device, records.senRecord);
  const needs = useRecords(device, records.pupilNeed);
  if (pupils && enrolments && identities && senRecords && needs) {
    held.current ??= { pupils, enrolments, identities, senRecords, needs };
  }
  return held.current;
}
