// Badges just made, as they are printed and cut out: shown once, since the school keeps only a hash of each.
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { usePrinting } from "../shared/use-printing.ts";
import { badgeText } from "../shared/badge-code.ts";
import styles from "./tablets.module.css";

export interface Badge {
  readonly name: string;
  readonly schoolId: string;
  readonly token: string;
}

export function BadgeSheet({
  badges,
  onDone,
}: {
  readonly badges: readonly Badge[];
  readonly onDone: () => void;
}) {
  const { person } = useAlongside();
  const printing = usePrinting({ what: "badges", rows: badges.length });
  return (
    <Section title="Badges to print">
      <p class="no-print">
        Print them now: they are not shown again. Badges work on this school's tablets, on school days.
      </p>
      <ul class={styles.badges}>
        {badges.map((one) => (
          <li key={one.token} class={styles.badge}>
            <strong>{one.name}</strong>
            <span>{person.schoolName}</span>
            <QrCode text={badgeText(one.schoolId, one.token)} label={`Badge of ${one.name}`} />
            <span class={styles.token}>{one.token}</span>
          </li>
        ))}
      </ul>
      <div class="no-print">
        <ProblemNotice problem={printing.problem} />
        <Cluster>
          <Button variant="primary" icon="printer" onClick={() => void printing.print()}>
            Print
          </Button>
          <Button variant="quiet" onClick={onDone}>
            Done
          </Button>
        </Cluster>
      </div>
    </Section>
  );
}
