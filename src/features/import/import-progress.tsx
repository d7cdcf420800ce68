// An import being written: how far it is, the way to stop it, and what to do when this tablet could not save a part.
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Stack } from "../../ui/stack.tsx";
import type { ImportWriting } from "./import-writing.ts";

export function ImportProgress({ writing }: { readonly writing: ImportWriting }) {
  const { progress, problem, isWriting } = writing;
  const { done, of } = progress ?? { done: 0, of: 0 };
  const hasStopped = problem !== undefined && !isWriting;
  return (
    <Stack>
      {hasStopped && (
        <Notice
          tone="problem"
          title={`${done} of ${of} pupils imported`}
          announce
          action={
            <Button variant="primary" onClick={() => void writing.write([])}>
              Carry on
            </Button>
          }
        >
          {problem}
        </Notice>
      )}
      <ProgressBar
        label="Importing"
        value={done}
        max={of}
        detail={`${done} of ${of} pupils`}
        onCancel={writing.stop}
      />
    </Stack>
  );
}
