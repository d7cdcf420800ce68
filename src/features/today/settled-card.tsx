// A planned session in one line, with what became of it and the way to log, see or change it.
import { useMemo } from "preact/hooks";
import type { PlannedSession } from "../../domain/planned-session.ts";
import { lostReasonLabel } from "../../domain/session-labels.ts";
import { Tag } from "../../ui/tag.tsx";
import { sayList, sayTime } from "../../ui/words.ts";
import { useDirectory, type Directory } from "../shared/directory.tsx";
import { planTitle } from "./plan-names.ts";
import { staffNames } from "../shared/people-names.ts";
import { hasRegister, registerHref } from "./register-card.tsx";
import styles from "./today.module.css";

/** Drawn again when something happened to it: a school's day is hundreds of these, and a save changes one. */
export function SettledCard({ plan }: { readonly plan: PlannedSession }) {
  return useMemo(() => <SettledLine plan={plan} />, [plan]);
}

function SettledLine({ plan }: { readonly plan: PlannedSession }) {
  const directory = useDirectory();
  const author = plan.logged && directory.staffById.get(plan.logged.session.authorId)?.record.shortName;
  const words = (
    <>
      <span class={styles.time}>{plan.start === undefined ? "" : sayTime(plan.start)}</span>
      <span class={styles.settledTitle}>{planTitle(plan, directory)}</span>
      <span class={styles.soft}>
        {author === undefined ? sayList(staffNames(plan.staffIds, directory)) : `by ${author}`}
      </span>
      <StateTag plan={plan} />
    </>
  );
  return (
    <li>
      <a class={styles.settledRow} href={hrefOf(plan, directory)}>
        {words}
      </a>
    </li>
  );
}

function hrefOf(plan: PlannedSession, directory: Directory): string {
  if (hasRegister(plan, directory)) return registerHref(plan);
  return plan.logged
    ? `/log/${plan.logged.id}`
    : `/log/new?slot=${plan.slotId}&day=${plan.date ?? plan.week}`;
}

function StateTag({ plan }: { readonly plan: PlannedSession }) {
  switch (plan.state) {
    case "delivered":
      return (
        <Tag tone="good" icon="check">
          Done
        </Tag>
      );
    case "delivered-moved":
      return (
        <Tag tone="good" icon="check">
          Done another day
        </Tag>
      );
    case "lost":
      return <Tag tone="warm">{`Lost: ${lostReasonLabel[plan.lostReason ?? "other"].toLowerCase()}`}</Tag>;
    case "not-logged":
      return <Tag>Not logged</Tag>;
    case "open":
      return <Tag tone="info">Open</Tag>;
  }
}
