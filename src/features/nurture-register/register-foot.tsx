// What a half-day says beside its marks: the adults, what the group did, and that it did not run.
import { useState } from "preact/hooks";
import type { StaffId } from "../../domain/ids.ts";
import type { HalfDayPlan } from "../../domain/nurture-register.ts";
import * as records from "../../domain/records.ts";
import type { LostReason } from "../../domain/session.ts";
import { change, make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { sayList } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { authorOf } from "../shared/log-draft.ts";
import { LostReasonDialog } from "../shared/lost-reason-dialog.tsx";
import { staffNames } from "../shared/people-names.ts";
import { ActivityField } from "./activity-field.tsx";
import styles from "./nurture-register.module.css";
import { correctionChange, registerSession } from "./register-changes.ts";
import type { RegisterSaving, StoredRegister } from "./use-register.ts";

interface FootProps {
  readonly plan: HalfDayPlan;
  readonly stored: StoredRegister;
  readonly saving: RegisterSaving;
}

export function RegisterFoot({ plan, stored, saving }: FootProps) {
  return (
    <div class={styles.foot}>
      <ActivityField plan={plan} session={stored.session} saving={saving} />
      <Adults plan={plan} stored={stored} saving={saving} />
      <Cluster>
        <DidNotRun plan={plan} saving={saving} />
        {stored.session && (
          <ButtonLink href={`/log/${plan.sessionId}`} variant="quiet" icon="list">
            Times and history
          </ButtonLink>
        )}
      </Cluster>
    </div>
  );
}

function Adults({ plan, stored, saving }: FootProps) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const there = stored.session
    ? [...new Set(stored.session.record.adults.map((one) => one.staffId))]
    : plan.staffIds;
  const oneAdult = plan.staffIds.includes(device.staffId) ? device.staffId : (there[0] ?? device.staffId);
  const set = (staffIds: readonly StaffId[]) =>
    saving.alter((before, about) => {
      const by = authorOf(device);
      const adults = staffIds.map((staffId) => ({ staffId, from: plan.start, to: plan.end }));
      if (before === undefined)
        return [make(records.session, plan.sessionId, { ...registerSession(about, by), adults })];
      const was = before.session.record.adults.map((one) => one.staffId).join(" ");
      const corrected = [{ what: "adults" as const, before: was, after: staffIds.join(" ") }];
      return [
        change(records.session, before.session, { adults }),
        ...(saving.isLive ? [] : [correctionChange(plan, by, corrected, before.session.scope)]),
      ];
    });
  return (
    <Cluster>
      <span>
        {there.length === 0 ? "No adult is named." : `Adults: ${sayList(staffNames(there, directory))}`}
      </span>
      {there.length > 1 && <Button onClick={() => void set([oneAdult])}>One adult today</Button>}
      {there.length === 1 && plan.staffIds.length > 1 && (
        <Button onClick={() => void set(plan.staffIds)}>
          {`${sayList(staffNames(plan.staffIds, directory))} today`}
        </Button>
      )}
    </Cluster>
  );
}

function DidNotRun({ plan, saving }: Pick<FootProps, "plan" | "saving">) {
  const { device } = useAlongside();
  const [isOpen, setIsOpen] = useState(false);
  const save = (lostReason: LostReason) =>
    saving.alter((before, about) => {
      const by = authorOf(device);
      const lost = { outcome: "lost" as const, lostReason, adults: [] };
      if (before === undefined)
        return [make(records.session, plan.sessionId, { ...registerSession(about, by), ...lost })];
      const corrected = [{ what: "outcome" as const, before: "delivered", after: "lost" }];
      return [
        change(records.session, before.session, lost),
        correctionChange(plan, by, corrected, before.session.scope),
      ];
    });
  return (
    <>
      <Button variant="quiet" onClick={() => setIsOpen(true)}>
        Did not run
      </Button>
      {isOpen && (
        <LostReasonDialog
          open
          onClose={() => setIsOpen(false)}
          initial={undefined}
          draftKey={`${plan.slotId}|${plan.date}`}
          isSaving={false}
          problem={saving.problem}
          onSave={save}
        />
      )}
    </>
  );
}
