// The card in which something new is entered for the timetable: its heading, what is wrong, and Save or Close.
import type { ComponentChildren } from "preact";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ErrorSummary, type FormProblem } from "../../ui/error-summary.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import type { Saving } from "../shared/saving.tsx";

export function AddCard(props: {
  readonly title: string;
  readonly problems: readonly FormProblem[];
  /** How often saving was tried: each try moves the focus to the problems anew. */
  readonly attempt: number;
  readonly saving: Saving;
  readonly saveLabel: string;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const { saving } = props;
  const submit = (event: Event) => {
    event.preventDefault();
    void props.onSave();
  };
  return (
    <Card as="section">
      <form onSubmit={submit} noValidate>
        <Stack>
          <h2>{props.title}</h2>
          <ErrorSummary problems={props.problems} attempt={props.attempt} />
          <ProblemNotice problem={saving.problem} />
          {props.children}
          <Cluster>
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              {props.saveLabel}
            </Button>
            <Button variant="quiet" onClick={props.onClose}>
              Close
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Card>
  );
}
