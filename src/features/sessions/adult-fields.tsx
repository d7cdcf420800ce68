// The adults who were there, each with their own times when they came for part of it.
import { staffIdSchema } from "../../domain/ids.ts";
import { ChipGroupMany } from "../../ui/chip-group-many.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import type { DraftPart } from "./session-form.tsx";

export function AdultFields({ draft, onChange, errorOf }: DraftPart) {
  const { device } = useAlongside();
  const { staffById } = useDirectory();
  const nameOf = (id: (typeof draft.adults)[number]["staffId"]) =>
    staffById.get(id)?.record.name ?? "An adult not on this tablet";
  const chosen = draft.adults.map((one) => one.staffId);
  const offered = [...new Set([...chosen, device.staffId])];
  const others = [...staffById].filter(
    ([id, one]) => !offered.includes(id) && one.record.leftOn === undefined,
  );
  const choose = (ids: readonly (typeof chosen)[number][]) =>
    onChange({
      ...draft,
      adults: ids.map((staffId) => draft.adults.find((one) => one.staffId === staffId) ?? { staffId }),
    });
  const end = draft.start + draft.plannedSeconds;
  if (draft.outcome === "lost") return null;
  return (
    <Stack>
      <ChipGroupMany
        id="session-adults"
        label="Adults there"
        options={offered.map((value) => ({ value, label: nameOf(value) }))}
        values={chosen}
        onChange={choose}
        error={errorOf("adults")}
      />
      <Disclosure summary="Another adult, or an adult there for part of it">
        <Stack>
          <Combobox
            label="Another adult"
            options={others.map(([value, one]) => ({ value, label: one.record.name }))}
            value={undefined}
            onChange={(value) => {
              const id = staffIdSchema.safeParse(value);
              if (id.success) choose([...chosen, id.data]);
            }}
          />
          {draft.adults.map((adult) => {
            const set = (which: "from" | "to", value: number | undefined) => {
              const { [which]: _old, ...rest } = adult;
              const next = value === undefined ? rest : { ...rest, [which]: value };
              onChange({ ...draft, adults: draft.adults.map((one) => (one === adult ? next : one)) });
            };
            return (
              <Cluster key={adult.staffId} align="start">
                <TimeField
                  label={`${nameOf(adult.staffId)} from`}
                  value={adult.from ?? draft.start}
                  onChange={(value) => set("from", value)}
                />
                <TimeField
                  label={`${nameOf(adult.staffId)} until`}
                  value={adult.to ?? end}
                  onChange={(value) => set("to", value)}
                />
              </Cluster>
            );
          })}
        </Stack>
      </Disclosure>
    </Stack>
  );
}
