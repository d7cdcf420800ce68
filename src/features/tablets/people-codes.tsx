// Help codes and badges, by person. A SENCO or administrator has neither: what opens every record is not read out.
import type { EnrolledTablets } from "../../api/client.ts";
import type { StaffId } from "../../domain/ids.ts";
import { roleLabel, type Staff } from "../../domain/staff.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster } from "../../ui/stack.tsx";
import { Tag } from "../../ui/tag.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { sayCount } from "../../ui/words.ts";
import { useAlongside } from "../shared/context.ts";
import { useDirectory } from "../shared/directory.tsx";
import { useToday } from "../shared/today.ts";
import type { Badge } from "./badge-sheet.tsx";
import type { ReadOut } from "./code-notice.tsx";
import styles from "./tablets.module.css";
import type { Act } from "./tablets-screen.tsx";

interface PeopleCodesProps {
  readonly badges: EnrolledTablets["badges"];
  readonly act: Act;
  readonly onCode: (code: ReadOut) => void;
  readonly onBadge: (badge: Badge) => void;
}

export function PeopleCodes(props: PeopleCodesProps) {
  const { staffById } = useDirectory();
  const today = useToday();
  const people = [...staffById]
    .map(([id, one]) => ({ id, person: one.record }))
    .filter(({ person }) => person.leftOn === undefined || person.leftOn >= today)
    .toSorted((a, b) => a.person.name.localeCompare(b.person.name, "en-GB"));
  return (
    <Section title="People">
      <ul class={styles.list}>
        {people.map(({ id, person }) => (
          <PersonRow key={id} {...props} id={id} person={person} />
        ))}
      </ul>
    </Section>
  );
}

function PersonRow(props: PeopleCodesProps & { readonly id: StaffId; readonly person: Staff }) {
  const { id: staffId, person, act } = props;
  const { api, device } = useAlongside();
  const count = props.badges.find((one) => one.staffId === staffId)?.count ?? 0;
  const isGuarded = person.roles.some((role) => role === "senco" || role === "administrator");
  const mayHaveBadge = person.roles.every((role) => role === "teaching-assistant");
  const of = <VisuallyHidden>{` for ${person.name}`}</VisuallyHidden>;
  const help = () =>
    act(
      () => api.makeHelpCode({ staffId }),
      ({ code }) =>
        props.onCode({
          title: `Help code for ${person.name}`,
          code,
          what: "Read it out. On the tablet: their name, then 'I have a help code'. It works once, for 10 minutes.",
        }),
    );
  const badge = () =>
    act(
      () => api.makeBadge({ staffId }),
      ({ code }) => props.onBadge({ name: person.name, token: code, schoolId: device.schoolId }),
    );
  return (
    <li class={styles.item}>
      <div class={styles.about}>
        <strong>{person.name}</strong>
        <span>{person.roles.map((role) => roleLabel[role]).join(", ")}</span>
      </div>
      <Cluster>{count > 0 && <Tag icon="badge">{sayCount(count, "badge")}</Tag>}</Cluster>
      <Cluster>
        {isGuarded ? (
          <span class={styles.soft}>Signs in with a password</span>
        ) : (
          <Button onClick={help}>Help code{of}</Button>
        )}
        {mayHaveBadge && (
          <Button variant="quiet" onClick={badge}>
            Make a badge{of}
          </Button>
        )}
        {count > 0 && (
          <Button
            variant="quiet"
            onClick={() =>
              act(
                () => api.revokeBadges({ staffId }),
                () => {},
              )
            }
          >
            Revoke{of}
          </Button>
        )}
      </Cluster>
    </li>
  );
}
