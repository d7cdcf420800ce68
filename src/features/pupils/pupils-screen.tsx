// Pupils: everybody on roll by class, found by name; a child who is not on the list can be added; two cards of one child merged.
import { useState } from "preact/hooks";
import { ButtonLink } from "../../ui/button-link.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayCount } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { NewChild } from "../shared/new-child.tsx";
import { usePupilOptions, type PupilOption } from "../shared/pupil-options.ts";
import { useHasRole } from "../shared/roles.ts";
import { useToday } from "../shared/today.ts";
import styles from "./pupils.module.css";

export function PupilsScreen() {
  const today = useToday();
  const { pupilsById } = useDirectory();
  const isSenco = useHasRole("senco");
  const [search, setSearch] = useState("");
  const options = usePupilOptions(today);
  const words = search.trim().toLowerCase();
  const found = options.filter((one) => `${one.label} ${one.hint}`.toLowerCase().includes(words));
  const classes = [...Map.groupBy(found, (one) => one.hint)].toSorted(([a], [b]) =>
    a.localeCompare(b, "en-GB", { numeric: true }),
  );
  const isProvisional = (one: PupilOption) => pupilsById.get(one.value)?.record.provisional === true;
  return (
    <Page
      title="Pupils"
      actions={
        isSenco && (
          <ButtonLink href="/import" icon="upload">
            Import a class list
          </ButtonLink>
        )
      }
    >
      <Stack gap="large">
        <Stack>
          <SearchField
            label="Find a pupil"
            value={search}
            onChange={setSearch}
            results={sayCount(found.length, "pupil")}
          />
          <Cluster>
            <NewChild onAdded={() => {}} />
          </Cluster>
        </Stack>
        {options.length === 0 && (
          <EmptyState title="No pupils yet" icon="user">
            {isSenco
              ? "Import a class list, or add a child by first name and class."
              : "Your SENCO imports the class lists. You can already add a child by first name and class."}
          </EmptyState>
        )}
        {classes.map(([className, pupils]) => (
          <Section key={className} title={className === "" ? "No class" : className}>
            <ul class={styles.pupils}>
              {pupils.map((one) => (
                <li key={one.value}>
                  <a class={styles.pupilRow} href={`/pupils/${one.value}`}>
                    {one.label}
                    {isProvisional(one) && <Tag tone="warm">Not on the list yet</Tag>}
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </Stack>
    </Page>
  );
}
