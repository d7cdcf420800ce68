// Settings: the school, its people, its year, its rates, and whether this tablet is fit for work.
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useHasRole } from "../shared/roles.ts";
import { GettingSchool, useHasSchool } from "../shared/school-data.tsx";
import { BackupSettings } from "./settings/backup-settings.tsx";
import { PeopleSettings } from "./settings/people-settings.tsx";
import { RateSettings } from "./settings/rate-settings.tsx";
import { RecordKeeping } from "./settings/record-keeping.tsx";
import { SchoolSettings } from "./settings/school-settings.tsx";
import { TabletsList } from "./settings/tablets-list.tsx";
import { TabletSettings } from "./settings/tablet-settings.tsx";
import { YearSettings } from "./settings/year-settings.tsx";

export function SettingsScreen() {
  const isAdministrator = useHasRole("administrator");
  const isSenco = useHasRole("senco");
  const hasSchool = useHasSchool();
  if (!hasSchool) {
    return (
      <Page title="Settings">
        <GettingSchool />
        <TabletSettings />
      </Page>
    );
  }
  return (
    <Page title="Settings">
      <Stack gap="large">
        {(isAdministrator || isSenco) && <SchoolSettings />}
        <PeopleSettings />
        {(isAdministrator || isSenco) && <YearSettings />}
        {isSenco && <RateSettings />}
        {(isAdministrator || isSenco) && <RecordKeeping />}
        {isAdministrator && <BackupSettings />}
        <TabletsList />
        <TabletSettings />
      </Stack>
    </Page>
  );
}
