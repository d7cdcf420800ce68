// A new intervention for the school's list.
import { useState } from "preact/hooks";
import { tierLabel, tierSchema, type Tier } from "../../domain/intervention.ts";
import * as records from "../../domain/records.ts";
import { areaOfNeedLabel, areaOfNeedSchema, type AreaOfNeed } from "../../domain/sen.ts";
import { make } from "../../storage/write.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { NumberStepper } from "../../ui/number-stepper.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirtyForm } from "../shared/dirty-form.ts";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";

const areas = areaOfNeedSchema.options.map((value) => ({ value, label: areaOfNeedLabel[value] }));
const tiers = tierSchema.options.map((value) => ({ value, label: tierLabel[value] }));

export function AddIntervention({ onDone }: { readonly onDone: () => void }) {
  const { device } = useAlongside();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  const [name, setName] = useState("");
  const [area, setArea] = useState<AreaOfNeed>();
  const [tier, setTier] = useState<Tier>();
  const [minutes, setMinutes] = useState<number | undefined>(20);
  const [target, setTarget] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  useDirtyForm(name !== "");
  const isTimed = minutes !== undefined && minutes >= 5 && minutes <= 480;
  const save = async (event: Event) => {
    event.preventDefault();
    setIsAsked(true);
    if (name.trim() === "" || !isTimed) return;
    const record = {
      name: name.trim(),
      areaOfNeed: area ?? null,
      tier: tier ?? null,
      usualMinutes: minutes,
      ...(target.trim() !== "" && { target: target.trim() }),
    };
    if (!(await saving.save([make(records.intervention, device.newId(), record)]))) return;
    offerUndo({ message: "Saved on this tablet" });
    onDone();
  };
  return (
    <Card as="section">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <h2>Add an intervention</h2>
          {saving.problem !== undefined && <Notice tone="problem">{saving.problem}</Notice>}
          <TextField
            label="Name of the intervention"
            value={name}
            onChange={setName}
            maxLength={80}
            error={isAsked && name.trim() === "" ? "Enter its name." : undefined}
          />
          <Select
            label="Area of need"
            optional
            options={areas}
            value={area}
            onChange={setArea}
            blank="Not said"
          />
          <Select label="Tier" optional options={tiers} value={tier} onChange={setTier} blank="Not said" />
          <NumberStepper
            label="Usual length"
            unit="minutes"
            step={5}
            min={5}
            max={480}
            value={minutes}
            onChange={setMinutes}
            error={isAsked && !isTimed ? "Enter from 5 to 480 minutes." : undefined}
          />
          <TextField
            label="Target that all its groups share"
            value={target}
            onChange={setTarget}
            maxLength={120}
            optional
          />
          <Cluster>
            <Button type="submit" variant="primary" busy={saving.isSaving}>
              Save the intervention
            </Button>
            <Button variant="quiet" onClick={onDone}>
              Close
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Card>
  );
}
