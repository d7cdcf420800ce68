// The school's own copy of its handbook's numbers, a form at a time: typed once, checked by what must add up, confirmed.
import { useState } from "preact/hooks";
import { boxallVersionSchema, type BoxallVersion } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { boxallVersionLabel } from "../../domain/boxall-labels.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import type { Stored } from "../../storage/read.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { DefinitionForm } from "./definition-form.tsx";
import { DefinitionTable } from "./definition-table.tsx";

type StoredDefinition = Stored<BoxallDefinition>;

export function DefinitionsScreen() {
  const { device } = useAlongside();
  const stored = useRecords(device, records.boxallDefinition);
  return (
    <Page
      title="Handbook numbers"
      lead="Typed by the school from its own handbook: none of them comes with this app."
      back={{ href: "/boxall", label: "Boxall" }}
    >
      {stored === undefined ? <Skeleton lines={10} /> : <Forms stored={stored} />}
    </Page>
  );
}

/** No form is chosen beforehand: numbers of one that are typed into another make every child's typical range wrong. */
function Forms({ stored }: { readonly stored: readonly StoredDefinition[] }) {
  const isSenco = useHasRole("senco");
  const [version, setVersion] = useState<BoxallVersion>();
  const definitionOf = (wanted: BoxallVersion) => stored.find(({ record }) => record.version === wanted);
  const options = boxallVersionSchema.options.map((value) => ({
    value,
    label: boxallVersionLabel[value],
    hint: standingOf(definitionOf(value)),
  }));
  const one = version && definitionOf(version);
  return (
    <Stack>
      <ChipGroup
        label="Form"
        hint="The name and the year stand on the handbook's cover."
        options={options}
        value={version}
        onChange={setVersion}
      />
      {version &&
        (isSenco ? (
          <DefinitionForm key={`${version} ${contentOf(one)}`} version={version} stored={one} />
        ) : (
          <DefinitionTable definition={one?.record} />
        ))}
    </Stack>
  );
}

function standingOf(one: StoredDefinition | undefined): string {
  if (one === undefined) return "not entered";
  return one.record.confirmedOn ? "confirmed" : "not confirmed yet";
}

/** The form begins anew when other numbers come, not when the server only says that it has these. */
function contentOf(one: StoredDefinition | undefined): string {
  return one === undefined ? "" : JSON.stringify([one.record.strands, one.record.confirmedOn]);
}
