// Log a session: from the plan when the address names a slot and a day, from a log that was refused, otherwise from nothing.
import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { mondayOf, parseDay } from "../../domain/calendar.ts";
import { plannedInWeek } from "../../domain/delivery.ts";
import { plannedSessionId, slotIdSchema } from "../../domain/ids.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { loggedSessionsOf, usePlanFacts } from "../shared/plan-facts.ts";
import { draftFromPlan } from "../shared/session-draft.ts";
import { useNow, type Now } from "../shared/today.ts";
import { emptyDraft } from "./empty-draft.ts";
import { EnterAgain } from "./enter-again.tsx";
import { FromCard, FromMark } from "./from-noted.tsx";
import { SessionForm } from "./session-form.tsx";

export function LogSessionScreen() {
  const { query } = useLocation();
  const day = parseDay(query["day"] ?? "");
  const slot = slotIdSchema.safeParse(query["slot"]);
  const again = query["again"];
  const { card, mark } = query;
  if (card !== undefined) return <FromCard id={card} />;
  if (mark !== undefined) return <FromMark id={mark} />;
  if (again !== undefined) return <EnterAgain mutationId={again} />;
  return slot.success && day !== undefined ? <FromPlan slotId={slot.data} day={day} /> : <FromNothing />;
}

function FromNothing() {
  const { device } = useAlongside();
  const now = useNow();
  const draft = useMemo(() => emptyDraft(device.newId(), device.staffId, now), [device]);
  return (
    <Page title="Log a session" back={{ href: "/today", label: "Today" }}>
      <SessionForm initial={draft} draftKey="new" doneHref="/today" />
    </Page>
  );
}

function FromPlan(props: {
  readonly slotId: ReturnType<typeof slotIdSchema.parse>;
  readonly day: Now["today"];
}) {
  const { device } = useAlongside();
  const directory = useDirectory();
  const facts = usePlanFacts(directory);
  const now = useNow();
  const monday = mondayOf(props.day);
  const sessions = useRecords(device, records.session, { index: "date", from: props.day, to: props.day });
  const away = useRecords(device, records.awayToday, { index: "date", equals: props.day });
  const draft = useMemo(() => {
    if (sessions === undefined || away === undefined) return undefined;
    const week = plannedInWeek(facts, monday, loggedSessionsOf(sessions), now.today);
    const ofSlot = week.filter((one) => one.slotId === props.slotId);
    const plan = ofSlot.find((one) => one.date === props.day) ?? ofSlot.find((one) => one.date === undefined);
    if (plan === undefined) return emptyDraft(device.newId(), device.staffId, now);
    const start = plan.start ?? Math.max(0, now.secondsOfDay - plan.plannedSeconds);
    const awayIds = new Set(
      away.filter((one) => one.record.cleared !== true).map((one) => one.record.pupilId),
    );
    const made = draftFromPlan(plan, { date: props.day, start }, directory, awayIds);
    return plan.turn ? made : { ...made, id: plannedSessionId(props.slotId, props.day) };
    // What was typed must not be overwritten by later news: the draft is made once, when the data has come.
  }, [sessions === undefined, away === undefined, props.slotId, props.day]);
  return (
    <Page title="Log a session" back={{ href: "/today", label: "Today" }}>
      {draft === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <SessionForm initial={draft} draftKey={`${props.slotId}|${props.day}`} doneHref="/today" isPlanned />
      )}
    </Page>
  );
}
