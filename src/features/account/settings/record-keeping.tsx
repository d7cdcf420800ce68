// The way to what a school must be able to show: who did what, which records are due to go, and one child's whole record.
import { ButtonLink } from "../../../ui/button-link.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { useHasRole } from "../../shared/roles.ts";

export function RecordKeeping() {
  const isAdministrator = useHasRole("administrator");
  const isSenco = useHasRole("senco");
  return (
    <Section title="Records and data protection">
      <Stack>
        <p>Who did what, how long records are kept, and what is held about one child.</p>
        <Cluster>
          {isAdministrator && (
            <ButtonLink href="/settings/audit" icon="list">
              What was done
            </ButtonLink>
          )}
          <ButtonLink href="/settings/records" icon="calendar">
            Records to review
          </ButtonLink>
          {isSenco && (
            <ButtonLink href="/settings/pupil-record" icon="user">
              Give out a pupil&rsquo;s record
            </ButtonLink>
          )}
          {isSenco && (
            <ButtonLink href="/settings/transfer-in" icon="upload">
              Take in a record from another school
            </ButtonLink>
          )}
        </Cluster>
      </Stack>
    </Section>
  );
}
