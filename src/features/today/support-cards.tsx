// Class support, confirmed once a half-day: as planned with one tap, lost minutes by exception. Its own column
// everywhere, never added to intervention minutes.
import { useState } from "preact/hooks";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayMinutes, sayTimeRange } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useLogDraft } from "../shared/log-draft.ts";
import { useSaving } from "../shared/saving.tsx";
import { draftFromPlan } from "../shared/session-draft.ts";
import { useToday } from "../shared/today.ts";
import { planTitle } from "./plan-names.ts";
import { staffNames } from "../shared/people-names.ts";
import styles from "./today.module.css";

export function SupportCards({ plans }: { readonly plans: readonly PlannedSession[] }) {
  if (plans.length === 0) return null;
  return (
    <Section title="Class support">
      <ul class={styles.cards}>
        {plans.map((plan) => (
          <SupportCard key={plan.key} plan={plan} />
        ))}
      </ul>
    </Section>
  );
}

function SupportCard({ plan }: { readonly plan: PlannedSession }) {
  const directory = useDirectory();
  const today = useToday();
  const saving = useSaving();
  const logDraft = useLogDraft(saving);
  const [isShort, setIsShort] = useState(false);
  const [lostMinutes, setLostMinutes] = useState<number | undefined>(15);
  const start = plan.start ?? 0;
  const log = async (lostSeconds: number) => {
    const draft = draftFromPlan(plan, { date: plan.date ?? today, start }, directory, new Set());
    const end = start + plan.plannedSeconds - lostSeconds;
    const whole = end <= start;
    await logDraft(
      whole
        ? { ...draft, outcome: "lost", lostReason: "adult-needed-elsewhere" }
        : { ...draft, adults: draft.adults.map((one) => ({ ...one, to: end })) },
    );
  };
  const half = start < 12 * 3600 ? "Morning" : "Afternoon";
  return (
    <Card as="li">
      <div class={styles.cardHead}>
        <p class={styles.time}>{`${half}, ${sayTimeRange(start, start + plan.plannedSeconds)}`}</p>
        <h3 class={styles.cardTitle}>{planTitle(plan, directory)}</h3>
        <p class={styles.soft}>
          {[sayMinutes(plan.plannedSeconds), ...staffNames(plan.staffIds, directory)].join(" · ")}
        </p>
      </div>
      <ProblemNotice problem={saving.problem} />
      {plan.state !== "open" && <SettledSupport plan={plan} />}
      {plan.state === "open" && !isShort && (
        <Cluster>
          <Button icon="check" busy={saving.isSaving} onClick={() => void log(0)}>
            As planned
          </Button>
          <Button variant="quiet" onClick={() => setIsShort(true)}>
            Some was lost
          </Button>
        </Cluster>
      )}
      {plan.state === "open" && isShort && (
        <Stack>
          <NumberStepper
            label="Minutes lost"
            value={lostMinutes}
            onChange={setLostMinutes}
            step={5}
            unit="minutes"
          />
          <Cluster>
            <Button
              variant="primary"
              busy={saving.isSaving}
              onClick={() => void log((lostMinutes ?? 0) * 60)}
            >
              Save
            </Button>
            <Button variant="quiet" onClick={() => setIsShort(false)}>
              Back
            </Button>
          </Cluster>
        </Stack>
      )}
    </Card>
  );
}

function SettledSupport({ plan }: { readonly plan: PlannedSession }) {
  const given = plan.logged?.session.adults[0];
  const seconds = given ? given.to - given.from : 0;
  if (plan.state === "lost") return <Tag tone="warm">Lost</Tag>;
  return (
    <Tag tone="good" icon="check">
      {seconds < plan.plannedSeconds ? `Done: ${sayMinutes(seconds)}` : "Done"}
    </Tag>
  );
}
