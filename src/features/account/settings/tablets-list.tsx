// Which tablets still hold work that nobody else has: the ones silent for longest first, so that somebody can fetch them.
import { staffIdSchema } from "../../../domain/ids.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { useDirectory } from "../../shared/directory.tsx";
import { useToday } from "../../shared/today.ts";
import { useTablets, type TabletSeen } from "../../shared/use-tablets.ts";
import styles from "./tablets.module.css";
import { inOrderOfSilence, seenWords, unsentWords, whoseTablet } from "./tablets-words.ts";

export function TabletsList() {
  const { answer, ask } = useTablets(true);
  return (
    <Section title="Tablets of the school">
      <Stack>
        {answer.state === "asking" && <Skeleton lines={3} label="Asking the school's server" />}
        {answer.state === "unknown" && (
          <Notice
            tone="info"
            title="Could not ask which tablets have unsent work"
            action={
              <Button icon="refresh" onClick={ask}>
                Ask again
              </Button>
            }
          >
            {answer.message}
          </Notice>
        )}
        {answer.state === "known" && <Tablets tablets={answer.tablets} />}
      </Stack>
    </Section>
  );
}

function Tablets({ tablets }: { readonly tablets: readonly TabletSeen[] }) {
  const today = useToday();
  const { staffById } = useDirectory();
  if (tablets.length === 0) return <p>No tablet has met the school's server yet.</p>;
  const shortNames = [...staffById.values()].map((one) => one.record.shortName);
  const nameOf = (id: string) => {
    const staffId = staffIdSchema.safeParse(id);
    const person = staffId.success ? staffById.get(staffId.data)?.record : undefined;
    const isShared = shortNames.filter((one) => one === person?.shortName).length > 1;
    return isShared ? person?.name : person?.shortName;
  };
  const holding = tablets.filter((one) => one.pending > 0).length;
  return (
    <>
      <p>
        {holding === 0
          ? "When last seen, every tablet had sent all its work."
          : "A tablet sends its work by itself as soon as it is opened on the school network."}
      </p>
      <ul class={styles.tablets}>
        {inOrderOfSilence(tablets).map((one, at) => (
          <li key={at} class={one.pending > 0 ? styles.holding : undefined}>
            {`${whoseTablet(nameOf(one.staffId))}: ${unsentWords(one, today)}, ${seenWords(one, today)}`}
          </li>
        ))}
      </ul>
    </>
  );
}
