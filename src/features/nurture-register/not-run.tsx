// A half-day that did not run, or whose register was undone: said in place of the rows, with the way back.
import type { HalfDayPlan } from "../../domain/nurture-register.ts";
import { type Session } from "../../domain/session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import * as records from "../../domain/records.ts";
import type { Stored } from "../../storage/read.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { useAlongside } from "../shared/context.ts";
import { authorOf } from "../shared/log-draft.ts";
import { restoreChanges } from "../shared/session-changes.ts";
import { correctionChange } from "./register-changes.ts";
import type { RegisterSaving } from "./use-register.ts";

export function NotRun(props: {
  readonly plan: HalfDayPlan;
  readonly session: Stored<Session>;
  readonly saving: RegisterSaving;
}) {
  const { plan, session, saving } = props;
  const { device } = useAlongside();
  const { voided, lostReason } = session.record;
  const bringBack = () =>
    saving.alter((before) => {
      if (before === undefined) return [];
      const by = authorOf(device);
      if (before.session.record.voided) return restoreChanges(before.session, by);
      const staffIds = plan.staffIds.length > 0 ? plan.staffIds : [by.staffId];
      const adults = staffIds.map((staffId) => ({ staffId, from: plan.start, to: plan.end }));
      const corrected = [{ what: "outcome" as const, before: "lost", after: "delivered" }];
      return [
        change(records.session, before.session, { outcome: "delivered", lostReason: null, adults }),
        correctionChange(plan, by, corrected, before.session.scope),
      ];
    });
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <Notice
        tone="info"
        title={voided ? "This register was undone" : "This half-day did not run"}
        action={
          <Button onClick={() => void bringBack()}>{voided ? "Bring it back" : "It ran after all"}</Button>
        }
      >
        {voided
          ? "It counts in no figure, and stays so that nothing is lost."
          : `Reason: ${lostReasonLabel[lostReason ?? "other"].toLowerCase()}.`}
      </Notice>
    </>
  );
}
