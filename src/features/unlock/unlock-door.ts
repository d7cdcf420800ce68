// What the locked screens may ask of the app. They know names of staff, counts and times of day; no key, and nothing of
// any pupil, ever comes to them.
import type { Day } from "../../domain/calendar.ts";

/** One name of the list. */
export interface LockedPerson {
  /** `${schoolId}/${staffId}` */
  readonly key: string;
  readonly staffId: string;
  readonly name: string;
  readonly initials: string;
  /** "Teaching assistant" */
  readonly roleWord: string;
  /** Items of this person's that have not left the tablet. */
  readonly waiting: number;
  /** `here`: can carry on without a network. `new`: has to be online once. `ended`: was here, and the lease is over. */
  readonly standing: "here" | "new" | "ended";
  /** Of the invented school, which asks for no PIN. */
  readonly isDemo: boolean;
}

/** Why a person was not let in, and what helps. */
export interface NotLetIn {
  readonly sentence: string;
  /** `again`: another try may work. `help`: a help code or the password does. `card`: only a network would. `pin`: a PIN. */
  readonly wayOut: "again" | "help" | "card" | "pin";
  /** Whose badge it was, when their PIN has to be asked once. */
  readonly badgeOf?: string;
}

/** What somebody notes down whom this tablet does not know yet, while there is no network. */
export interface CardDraft {
  readonly person: LockedPerson;
  readonly date: Day;
  /** Seconds of the local day. */
  readonly start: number;
  readonly minutes: number;
  readonly children: number;
  readonly line: string;
}

/** The moment at which somebody tapped "Mark the time". */
export interface TimeMark {
  readonly id: string;
  readonly atMs: number;
}

/** The app's side of the locked screen. What resolves to nothing has let the person in. */
export interface UnlockDoor {
  readonly schoolName: string;
  /** What the school calls this tablet; absent on a person's own. */
  readonly tabletLabel?: string;
  readonly people: readonly LockedPerson[];
  /** Nobody can come in, though somebody worked here: the school has ended their sign-in. */
  readonly isNobodyLeft: boolean;
  /** This tablet has not met the school's network for more than half of the time that it may. */
  readonly leaseWarning: { readonly since: Day; readonly until: Day } | undefined;
  /** Sealed work that cannot leave by itself any more; `name` is absent where nobody here is known by that key. */
  readonly stuck: readonly { readonly name: string | undefined; readonly count: number }[];
  /** @param badge of the same person, which opens the same from now on */
  readonly byPin: (person: LockedPerson, pin: string, badge?: string) => Promise<NotLetIn | undefined>;
  readonly byHelpCode: (person: LockedPerson, code: string, newPin: string) => Promise<NotLetIn | undefined>;
  readonly byBadge: (token: string) => Promise<NotLetIn | undefined>;
  readonly openDemo: (person: LockedPerson) => Promise<void>;
  readonly marks: readonly TimeMark[];
  readonly markTime: () => Promise<void>;
  /** False when this tablet does not know yet what to seal with. */
  readonly keepCard: ((card: CardDraft) => Promise<void>) | undefined;
  /** Cards that wait here for a network. */
  readonly cardsWaiting: number;
}
