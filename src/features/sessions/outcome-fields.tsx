// Whether it happened, and why not.
import { lostReasonSchema } from "../../domain/session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Stack } from "../../ui/stack.tsx";
import type { SessionDraft } from "../shared/session-draft.ts";
import type { DraftPart } from "./session-form.tsx";

const reasons = lostReasonSchema.options.map((value) => ({ value, label: lostReasonLabel[value] }));

export function OutcomeFields({ draft, onChange, errorOf }: DraftPart) {
  const setOutcome = (outcome: SessionDraft["outcome"]) => {
    const { lostReason: _reason, ...rest } = draft;
    onChange({ ...rest, outcome });
  };
  return (
    <Stack>
      <ChipGroup
        label="Did it happen?"
        options={[
          { value: "delivered", label: "It happened" },
          { value: "lost", label: "Did not happen" },
        ]}
        value={draft.outcome}
        onChange={setOutcome}
      />
      {draft.outcome === "lost" && (
        <ChipGroup
          id="session-reason"
          label="Why not?"
          options={reasons}
          value={draft.lostReason}
          onChange={(lostReason) => onChange({ ...draft, lostReason })}
          error={errorOf("reason")}
        />
      )}
    </Stack>
  );
}
