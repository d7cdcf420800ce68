// People and tablets: join codes, what each tablet still holds, Lost in two taps, help codes and badges. For the SENCO and
// administrators.
import { useCallback, useEffect, useState } from "preact/hooks";
import type { ApiAnswer, EnrolledTablets } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useProveSelf } from "../shared/prove-self.tsx";
import { AddTablet } from "./add-tablet.tsx";
import { BadgeSheet, type Badge } from "./badge-sheet.tsx";
import { CodeNotice, type ReadOut } from "./code-notice.tsx";
import { PeopleCodes } from "./people-codes.tsx";
import { TabletsTable } from "./tablets-table.tsx";

/** Does something that may need a fresh proof of who is there; asks for it and goes on. */
export type Act = <T>(ask: () => Promise<ApiAnswer<T>>, then: (value: T) => Promise<void> | void) => void;

export function TabletsScreen() {
  const { api } = useAlongside();
  const [known, setKnown] = useState<EnrolledTablets>();
  const [problem, setProblem] = useState<string>();
  const [readOut, setReadOut] = useState<ReadOut>();
  const [badges, setBadges] = useState<readonly Badge[]>([]);
  const { whenProven, question } = useProveSelf();
  const load = useCallback(async () => {
    const answer = await api.enrolledTablets();
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setKnown(answer.value);
  }, [api]);
  useEffect(() => void load(), [load]);
  const act: Act = (ask, then) => {
    const run = async () => {
      const answer = await whenProven(ask);
      const isSaid = answer.ok || answer.code === "needs-full-sign-in" || answer.code === "prove-again";
      setProblem(isSaid ? undefined : answer.message);
      if (!answer.ok) return;
      await then(answer.value);
      await load();
    };
    void run();
  };
  return (
    <Page
      title="People and tablets"
      actions={
        <Button icon="refresh" onClick={() => void load()}>
          Ask again
        </Button>
      }
    >
      <Stack gap="large">
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        {readOut && <CodeNotice readOut={readOut} onDone={() => setReadOut(undefined)} />}
        {badges.length > 0 && <BadgeSheet badges={badges} onDone={() => setBadges([])} />}
        {known === undefined && problem === undefined && (
          <Skeleton lines={5} label="Asking the school's server" />
        )}
        {known && (
          <>
            <TabletsTable
              tablets={known.tablets}
              act={act}
              actions={<AddTablet act={act} onCode={setReadOut} />}
            />
            <PeopleCodes
              badges={known.badges}
              act={act}
              onCode={setReadOut}
              onBadge={(badge) => setBadges([...badges, badge])}
            />
          </>
        )}
      </Stack>
      {question}
    </Page>
  );
}
