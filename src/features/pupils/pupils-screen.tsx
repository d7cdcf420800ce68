// Pupils: every child of the school by class, found by typing; a child who is not on the list yet; two cards of one child.
import { useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
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
import { useHasRole } from "../shared/roles.ts";
import { GettingSchool, useHasSchool } from "../shared/school-data.tsx";
import { useToday } from "../shared/today.ts";
import { MergeCards } from "./merge-cards.tsx";
import { cardsByClass, matchingCards, pupilCards, type PupilCard } from "./pupil-cards.ts";
import styles from "./pupils.module.css";

export function PupilsScreen() {
  const directory = useDirectory();
  const today = useToday();
  const { route } = useLocation();
  const isSenco = useHasRole("senco");
  const [search, setSearch] = useState("");
  const cards = useMemo(() => pupilCards(directory, today), [directory, today]);
  const current = cards.filter((card) => !card.hasLeft);
  const hasSchool = useHasSchool();
  if (!hasSchool) {
    return (
      <Page title="Pupils">
        <GettingSchool />
      </Page>
    );
  }
  const provisional = current.filter((card) => card.isProvisional);
  return (
    <Page
      title="Pupils"
      lead={current.length > 0 && sayCount(current.length, "pupil")}
      actions={
        <Cluster>
          <NewChild onAdded={(id) => route(`/pupils/${id}`)} />
          {isSenco && current.length > 1 && <MergeCards cards={current} />}
          {isSenco && (
            <ButtonLink href="/import" icon="upload" variant={current.length === 0 ? "primary" : "secondary"}>
              Import a class list
            </ButtonLink>
          )}
        </Cluster>
      }
    >
      {cards.length === 0 ? (
        <EmptyState title="No pupils yet" icon="user">
          {isSenco
            ? "Import a class list from your school's own system. It takes a minute and can be undone."
            : "Your SENCO brings in the class lists. A child you need now can be added above."}
        </EmptyState>
      ) : (
        <Stack gap="large">
          {isSenco && provisional.length > 0 && search === "" && (
            <Section title={`Not on the list yet (${provisional.length})`}>
              <p class={styles.soft}>
                Added on a tablet. Once the class list has the child, merge the two cards.
              </p>
              <CardList cards={provisional} />
            </Section>
          )}
          <FoundCards cards={cards} search={search} onSearch={setSearch} />
        </Stack>
      )}
    </Page>
  );
}

function FoundCards(props: {
  readonly cards: readonly PupilCard[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
}) {
  const { cards, search, onSearch } = props;
  const found = matchingCards(cards, search);
  const here = found.filter((card) => !card.hasLeft);
  const left = found.filter((card) => card.hasLeft);
  return (
    <>
      <SearchField
        label="Find a pupil"
        hint="By name, class or initials"
        value={search}
        onChange={onSearch}
        results={search === "" ? undefined : sayCount(found.length, "pupil")}
      />
      {found.length === 0 && (
        <EmptyState title="Nobody is called that" icon="search">
          Check the spelling, or add the child above.
        </EmptyState>
      )}
      {cardsByClass(here).map(([className, ofClass]) => (
        <Section key={className} title={className === "" ? "No class" : className}>
          <CardList cards={ofClass} />
        </Section>
      ))}
      {left.length > 0 && (
        <Section title="Left the school">
          <CardList cards={left} />
        </Section>
      )}
    </>
  );
}

function CardList({ cards }: { readonly cards: readonly PupilCard[] }) {
  return (
    <ul class={styles.cards}>
      {cards.map((card) => (
        <li key={card.id}>
          <a class={styles.card} href={`/pupils/${card.id}`}>
            <strong>{card.name}</strong>
            <span class={styles.soft}>{card.initials}</span>
            {card.isProvisional && <Tag tone="warm">Not on the list yet</Tag>}
          </a>
        </li>
      ))}
    </ul>
  );
}
