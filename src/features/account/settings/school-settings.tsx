// The school's name, and whom to tell about a worry: the name that stands beside every note.
import { useState } from "preact/hooks";
import * as records from "../../../domain/records.ts";
import { change } from "../../../storage/write.ts";
import { Button } from "../../../ui/button.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useDirectory } from "../../shared/directory.tsx";
import { useDirtyForm } from "../../shared/dirty-form.ts";
import { useSaving } from "../../shared/saving.tsx";
import { useOfferUndo } from "../../shared/undo.tsx";

export function SchoolSettings() {
  const { school } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState(school?.record.name ?? "");
  const [lead, setLead] = useState(school?.record.safeguardingLead ?? "");
  const isChanged = name !== (school?.record.name ?? "") || lead !== (school?.record.safeguardingLead ?? "");
  useDirtyForm(isChanged);
  if (school === undefined) return null;
  const save = async (event: Event) => {
    event.preventDefault();
    const wanted = { name: name.trim(), safeguardingLead: lead.trim() };
    if (wanted.name === "" || !(await saving.save([change(records.school, school, wanted)]))) return;
    const before = { name: school.record.name, safeguardingLead: school.record.safeguardingLead ?? "" };
    const undo = async () => {
      if (!(await saving.save([change(records.school, school, before)]))) return;
      setName(before.name);
      setLead(before.safeguardingLead);
    };
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Section title="School">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <ProblemNotice problem={saving.problem} />
          <TextField
            label="School name"
            value={name}
            onChange={setName}
            maxLength={120}
            error={name.trim() === "" ? "Enter the school's name." : undefined}
          />
          <TextField
            label="Designated safeguarding lead"
            hint="Named beside every note, so that a worry goes to the right person."
            value={lead}
            onChange={setLead}
            maxLength={80}
            optional
          />
          {isChanged && (
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              Save
            </Button>
          )}
        </Stack>
      </form>
    </Section>
  );
}
