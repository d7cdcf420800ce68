// Everything held about one child, for the family that asks or for the new school: made by the server, read here first,
// then saved as one file.
import { useMemo, useState } from "preact/hooks";
import { deedWhySchema, type DeedWhy } from "../../domain/deed.ts";
import { deedWhyWords } from "../../domain/deed-labels.ts";
import type { PupilId } from "../../domain/ids.ts";
import type { PupilPack } from "../../domain/pupil-pack.ts";
import { pupilName } from "../../domain/pupil.ts";
import { Button } from "../../ui/button.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useProveSelf } from "../shared/prove-self.tsx";
import { PackCheck } from "./pack-check.tsx";

const back = { href: "/settings", label: "Settings" } as const;
const purposes = [
  { value: "subject-access", label: "For the family or the pupil", hint: "Everything held" },
  { value: "transfer", label: "For the new school", hint: "Without the names of adults" },
] as const;
const whys = deedWhySchema.options.map((value) => ({ value, label: deedWhyWords[value] }));

export function PupilPackScreen() {
  const { api } = useAlongside();
  const pupils = useEveryPupil();
  const [pupilId, setPupilId] = useState<PupilId>();
  const [purpose, setPurpose] = useState<PupilPack["purpose"]>("subject-access");
  const [why, setWhy] = useState<DeedWhy>();
  const [pack, setPack] = useState<PupilPack>();
  const [problem, setProblem] = useState<string>();
  const [isMaking, setIsMaking] = useState(false);
  const proving = useProveSelf();
  const make = async () => {
    if (pupilId === undefined || why === undefined) {
      setProblem("Choose a pupil and a reason.");
      return;
    }
    setIsMaking(true);
    setPack(undefined);
    const answer = await proving.whenProven(() => api.pupilPack({ pupilId, purpose, why }));
    setIsMaking(false);
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setPack(answer.value);
  };
  return (
    <Page
      title="Give out a pupil's record"
      lead="A request must be answered within one month; at a maintained school, a parent's request for the educational record within 15 school days. A file goes to a new school within 15 school days."
      back={back}
    >
      <Stack gap="large">
        {proving.question}
        <Stack>
          <Select
            label="Pupil"
            hint="Children who have left are listed too"
            options={pupils}
            value={pupilId}
            onChange={setPupilId}
          />
          <ChipGroup label="What for?" options={purposes} value={purpose} onChange={setPurpose} />
          <Select
            label="Why is it given out?"
            hint="It is written down with who and when"
            options={whys}
            value={why}
            onChange={setWhy}
          />
          {problem !== undefined && (
            <Notice tone="problem" announce>
              {problem}
            </Notice>
          )}
          <Cluster>
            <Button variant="primary" busy={isMaking} onClick={() => void make()}>
              Make the record
            </Button>
          </Cluster>
        </Stack>
        {pack && <PackCheck key={pack.madeAt} pack={pack} />}
      </Stack>
    </Page>
  );
}

function useEveryPupil() {
  const { pupilsById } = useDirectory();
  return useMemo(
    () =>
      [...pupilsById]
        .filter(([, { record }]) => !record.mergedInto)
        .map(([value, { record }]) => ({
          value,
          label: `${pupilName(record)}${record.leftOn ? " (has left)" : ""}`,
        }))
        .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB")),
    [pupilsById],
  );
}
