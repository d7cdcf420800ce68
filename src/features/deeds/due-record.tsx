// One record that is due: keep it for another year with a reason, or erase it for good in two steps.
import { useState } from "preact/hooks";
import type { RetentionList } from "../../api/client.ts";
import { retentionWhyWords } from "../../domain/retention.ts";
import { retentionWhySchema, type RetentionWhy } from "../../domain/retention-hold.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useProveSelf } from "../shared/prove-self.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useNames } from "./use-audit.ts";

interface DueProps {
  readonly due: RetentionList["pupils"][number];
  readonly onList: (list: RetentionList) => void;
  readonly onErased: () => void;
}

const reasons = retentionWhySchema.options.map((value) => ({ value, label: retentionWhyWords[value] }));

export function DueRecord({ due, onList, onErased }: DueProps) {
  const names = useNames();
  const isAdministrator = useHasRole("administrator");
  const [open, setOpen] = useState<"keep" | "erase">();
  const close = () => setOpen(undefined);
  const name = names.pupil(due.pupilId);
  return (
    <Section title={name} level={3}>
      <Stack>
        <p>{`Left ${sayDay(due.leftOn)}. Had to be kept until ${due.until === null ? "a day that is not known" : sayDay(due.until)}.`}</p>
        <Cluster>
          <Button icon="calendar" onClick={() => setOpen("keep")}>
            Keep one more year
          </Button>
          {isAdministrator && <Button onClick={() => setOpen("erase")}>Erase</Button>}
        </Cluster>
        {!isAdministrator && <p>Only an administrator can erase a record.</p>}
      </Stack>
      {open === "keep" && <KeepDialog name={name} pupilId={due.pupilId} onClose={close} onList={onList} />}
      {open === "erase" && (
        <EraseDialog name={name} pupilId={due.pupilId} onClose={close} onErased={onErased} />
      )}
    </Section>
  );
}

interface DialogProps {
  readonly name: string;
  readonly pupilId: string;
  readonly onClose: () => void;
}

function KeepDialog({ name, pupilId, onClose, onList }: DialogProps & Pick<DueProps, "onList">) {
  const { api } = useAlongside();
  const [why, setWhy] = useState<RetentionWhy>();
  const [problem, setProblem] = useState<string>();
  const keep = async () => {
    if (why === undefined) {
      setProblem("Choose a reason.");
      return;
    }
    const answer = await api.keepRecord({ pupilId, why });
    if (!answer.ok) setProblem(answer.message);
    else onList(answer.value);
  };
  return (
    <Dialog
      open
      title={`Keep the record of ${name} one more year`}
      onClose={onClose}
      actions={
        <Cluster>
          <Button variant="primary" onClick={() => void keep()}>
            Keep it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Cluster>
      }
    >
      <Stack>
        <Select label="Why is it kept?" options={reasons} value={why} onChange={setWhy} error={problem} />
        <p>In a year it comes back to this list.</p>
      </Stack>
    </Dialog>
  );
}

function EraseDialog({ name, pupilId, onClose, onErased }: DialogProps & Pick<DueProps, "onErased">) {
  const { api } = useAlongside();
  const [isSure, setIsSure] = useState(false);
  const [isErasing, setIsErasing] = useState(false);
  const proving = useProveSelf();
  const [problem, setProblem] = useState<string>();
  const erase = async () => {
    if (!isSure) {
      setProblem("Tick the box first.");
      return;
    }
    setIsErasing(true);
    const answer = await proving.whenProven(() => api.erase(pupilId));
    setIsErasing(false);
    if (answer.ok) onErased();
    else setProblem(answer.message);
  };
  return (
    <Dialog
      open
      title={`Erase the record of ${name}`}
      onClose={onClose}
      actions={
        <Cluster>
          <Button variant="danger" busy={isErasing} onClick={() => void erase()}>
            Erase for good
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </Cluster>
      }
    >
      <Stack>
        <p>
          <strong>This cannot be taken back.</strong> The card, notes, needs, dates and plans of this child go
          from the server now and from every tablet when it next connects.
        </p>
        <p>
          Times in sessions with other children stay, without a name, so that the others&rsquo; hours stay
          right. Backups that were made before hold the record until they are replaced.
        </p>
        <Checkbox
          label="Nobody needs this record any more, and I have asked the SENCO"
          checked={isSure}
          onChange={setIsSure}
        />
        {proving.question}
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
      </Stack>
    </Dialog>
  );
}
