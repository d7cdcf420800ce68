// Address -> screen, loaded when first opened. An address never holds a name or an initial. Screens are precached by the
// service worker, so that every one of them opens without a network.
import type { ComponentType } from "preact";
import type { Role } from "../domain/staff.ts";

export interface RouteSpec {
  readonly path: string;
  /** What the browser's tab says: the screen, never a child. */
  readonly title: string;
  /** Roles that the screen is offered to; the data itself is guarded by the server. Absent = everybody. */
  readonly roles?: readonly Role[];
  readonly load: () => Promise<ComponentType>;
}

const leaders = ["senco", "head", "administrator"] as const;
const senco = ["senco"] as const;
const assessors = ["senco", "head", "nurture-practitioner", "class-teacher"] as const;
const reporters = ["senco", "head", "nurture-practitioner"] as const;
const administrator = ["administrator"] as const;
const keepers = ["senco", "administrator"] as const;

export const routes: readonly RouteSpec[] = [
  {
    path: "/today",
    title: "Today",
    load: async () => (await import("../features/today/today-screen.tsx")).TodayScreen,
  },
  {
    path: "/log",
    title: "My log",
    load: async () => (await import("../features/sessions/my-log-screen.tsx")).MyLogScreen,
  },
  {
    path: "/log/new",
    title: "Log a session",
    load: async () => (await import("../features/sessions/log-session-screen.tsx")).LogSessionScreen,
  },
  {
    path: "/log/:id",
    title: "A session",
    load: async () => (await import("../features/sessions/session-screen.tsx")).SessionScreen,
  },
  {
    path: "/register",
    title: "Register",
    load: async () => (await import("../features/nurture-register/register-screen.tsx")).RegisterScreen,
  },
  {
    path: "/register/term",
    title: "The term's register",
    load: async () =>
      (await import("../features/nurture-register/term-register-screen.tsx")).TermRegisterScreen,
  },
  {
    path: "/pupils",
    title: "Pupils",
    load: async () => (await import("../features/pupils/pupils-screen.tsx")).PupilsScreen,
  },
  {
    path: "/pupils/:id",
    title: "A pupil",
    load: async () => (await import("../features/pupils/pupil-screen.tsx")).PupilScreen,
  },
  {
    path: "/groups",
    title: "Groups and timetable",
    load: async () => (await import("../features/interventions/groups-screen.tsx")).GroupsScreen,
  },
  {
    path: "/groups/:id",
    title: "A group",
    load: async () => (await import("../features/interventions/group-screen.tsx")).GroupScreen,
  },
  {
    path: "/nurture/:id",
    title: "A nurture group",
    load: async () => (await import("../features/nurture-group/nurture-group-screen.tsx")).NurtureGroupScreen,
  },
  {
    path: "/nurture/:id/report",
    title: "Report of a nurture group",
    roles: reporters,
    load: async () =>
      (await import("../features/nurture-group/nurture-report-screen.tsx")).NurtureReportScreen,
  },
  {
    path: "/boxall",
    title: "Boxall",
    roles: assessors,
    load: async () => (await import("../features/boxall/boxall-screen.tsx")).BoxallScreen,
  },
  {
    path: "/boxall/new",
    title: "New Boxall assessment",
    roles: assessors,
    load: async () => (await import("../features/boxall/new-assessment-screen.tsx")).NewAssessmentScreen,
  },
  {
    path: "/boxall/definitions",
    title: "Handbook numbers",
    roles: assessors,
    load: async () => (await import("../features/boxall/definitions-screen.tsx")).DefinitionsScreen,
  },
  {
    path: "/boxall/import",
    title: "Import Boxall totals",
    roles: senco,
    load: async () => (await import("../features/boxall/import-totals-screen.tsx")).ImportTotalsScreen,
  },
  {
    path: "/boxall/pupil/:id",
    title: "Boxall of a pupil",
    roles: assessors,
    load: async () => (await import("../features/boxall/pupil-boxall-screen.tsx")).PupilBoxallScreen,
  },
  {
    path: "/boxall/:id",
    title: "A Boxall assessment",
    roles: assessors,
    load: async () => (await import("../features/boxall/assessment-screen.tsx")).AssessmentScreen,
  },
  {
    path: "/hours",
    title: "Hours",
    load: async () => (await import("../features/hours/hours-screen.tsx")).HoursScreen,
  },
  {
    path: "/hours/:id",
    title: "A pupil's hours",
    load: async () => (await import("../features/hours/pupil-hours-screen.tsx")).PupilHoursScreen,
  },
  {
    path: "/weekly",
    title: "Weekly summary",
    load: async () =>
      (await import("../features/weekly-summary/weekly-summary-screen.tsx")).WeeklySummaryScreen,
  },
  {
    path: "/attention",
    title: "Needs attention",
    load: async () => (await import("../features/attention/attention-screen.tsx")).AttentionScreen,
  },
  {
    path: "/import",
    title: "Import a class list",
    roles: senco,
    load: async () => (await import("../features/import/import-screen.tsx")).ImportScreen,
  },
  {
    path: "/settings",
    title: "Settings",
    roles: leaders,
    load: async () => (await import("../features/account/settings-screen.tsx")).SettingsScreen,
  },
  {
    path: "/tablets",
    title: "People and tablets",
    roles: ["senco", "administrator"],
    load: async () => (await import("../features/tablets/tablets-screen.tsx")).TabletsScreen,
  },
  {
    path: "/from-provider",
    title: "Your school account",
    load: async () => (await import("../features/account/security/linked-screen.tsx")).LinkedScreen,
  },
  {
    path: "/settings/audit",
    title: "What was done",
    roles: administrator,
    load: async () => (await import("../features/deeds/audit-screen.tsx")).AuditScreen,
  },
  {
    path: "/settings/records",
    title: "Records to review",
    roles: keepers,
    load: async () => (await import("../features/deeds/retention-screen.tsx")).RetentionScreen,
  },
  {
    path: "/settings/pupil-record",
    title: "A pupil's whole record",
    roles: senco,
    load: async () => (await import("../features/deeds/pupil-pack-screen.tsx")).PupilPackScreen,
  },
  {
    path: "/settings/transfer-in",
    title: "A record from another school",
    roles: senco,
    load: async () => (await import("../features/deeds/transfer-in-screen.tsx")).TransferInScreen,
  },
  {
    path: "/help",
    title: "Help",
    load: async () => (await import("../features/account/help-screen.tsx")).HelpScreen,
  },
];

/** Screens of one's own sign-in: they are given what a route of the list is not. */
const ownScreens: Readonly<Record<string, string>> = {
  "/sign-in": "Sign in again",
  "/sign-in-safety": "Your sign-in",
};

/** What the browser's tab says at an address: which screen it is, and never a child's name, since no address holds one. */
export function tabTitle(path: string): string {
  const isOf = (route: string) => new RegExp(`^${route.replace(/:[a-z]+/g, "[^/]+")}$`).test(path);
  const route = routes.find((one) => one.path === path) ?? routes.find((one) => isOf(one.path));
  return `${route?.title ?? ownScreens[path] ?? "Not here"} - Alongside`;
}
