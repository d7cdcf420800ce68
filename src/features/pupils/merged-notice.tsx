// What a merged card says: on the double, where the child is now; on the kept card, which doubles it has, to part them again.
import type { PupilId } from "../../domain/ids.ts";
import { pupilName } from "../../domain/pupil.ts";
import * as records from "../../domain/records.ts";
import { change } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { ButtonLink } from "../../ui/button-link.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useHasRole } from "../shared/roles.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";
import type { PupilPart } from "./pupil-screen.tsx";

export function MergedNotice({ id, pupil, ids }: PupilPart) {
  const directory = useDirectory();
  const doubles = ids.slice(1);
  if (pupil.record.mergedInto) {
    const kept = directory.pupil(id);
    return (
      <Notice
        tone="info"
        title="This card was merged into another one"
        action={
          <Cluster>
            {kept && <ButtonLink href={`/pupils/${kept.id}`}>Open the card that is kept</ButtonLink>}
            <PartButton doubleId={id} />
          </Cluster>
        }
      >
        {kept && `It is one child: ${pupilName(kept.record)}. What was logged here counts there.`}
      </Notice>
    );
  }
  if (doubles.length === 0) return null;
  return (
    <Notice tone="info" title={`This child had ${sayCount(doubles.length + 1, "card")}`}>
      <Stack gap="small">
        <p>What was logged on any of them counts here.</p>
        <Cluster>
          {doubles.map((doubleId) => (
            <PartButton key={doubleId} doubleId={doubleId} />
          ))}
        </Cluster>
      </Stack>
    </Notice>
  );
}

function PartButton({ doubleId }: { readonly doubleId: PupilId }) {
  const { pupilsById } = useDirectory();
  const isSenco = useHasRole("senco");
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const double = pupilsById.get(doubleId);
  if (!isSenco || double === undefined) return null;
  const keptId = double.record.mergedInto ?? null;
  const part = async () => {
    if (!(await saving.save([change(records.pupil, double, { mergedInto: null })]))) return;
    const undo = async () =>
      void (await saving.save([change(records.pupil, double, { mergedInto: keptId })]));
    offerUndo({ message: "Parted. They are two children again.", undo });
  };
  return (
    <>
      <ProblemNotice problem={saving.problem} />
      <Button busy={saving.isSaving} onClick={() => void part()}>
        {`Part the card ${double.record.initials} again`}
      </Button>
    </>
  );
}
