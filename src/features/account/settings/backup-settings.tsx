// The administrator's line about backups. They are made on the server, not here.
import { useEffect, useState } from "preact/hooks";
import type { BackupState } from "../../../api/client.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { useAlongside } from "../../shared/context.ts";
import { backupWords, whatToDo } from "./backup-words.ts";

export function BackupSettings() {
  const { api } = useAlongside();
  const [state, setState] = useState<BackupState>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    void api.backup().then((answer) => {
      if (answer.ok) setState(answer.value);
      else setProblem(answer.message);
    });
  }, [api]);
  return (
    <Section title="Backups">
      {problem !== undefined && <Notice tone="info">{problem}</Notice>}
      {state !== undefined && <Told state={state} />}
    </Section>
  );
}

function Told({ state }: { readonly state: BackupState }) {
  const { words, isLate } = backupWords(state);
  if (!isLate) return <p>{state.lastAt === null ? `${words} ${whatToDo}` : words}</p>;
  return (
    <Notice tone="problem" title={words}>
      {whatToDo}
    </Notice>
  );
}
