// The interventions of the invented school: what they are called, whom they are for, how often they run, and the words that
// staff write about them. Words are kind and harmless, and hold no need, status or name.
import type { FundingSource, Tier } from "../domain/intervention.ts";
import type { AreaOfNeed } from "../domain/sen.ts";
import type { SupportType } from "../domain/session.ts";

export interface CatalogueEntry {
  readonly key: string;
  readonly name: string;
  readonly area: AreaOfNeed;
  readonly tier: Tier;
  readonly funding: FundingSource;
  readonly type: SupportType;
  readonly minutes: number;
  /** Least and most pupils in a group. */
  readonly size: readonly [number, number];
  /** Sessions a week, each as likely as the others. */
  readonly timesAWeek: readonly number[];
  /** Youngest and oldest years, Reception being 0. */
  readonly years: readonly [number, number];
  /** How often it is chosen beside the others; 0 = only where the school plans it by hand. */
  readonly weight: number;
  readonly targets: readonly string[];
  readonly notes: readonly string[];
}

/** Every intervention, in the order of the school's provision map. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    key: "phonics", name: "Phonics catch-up", area: "cognition-and-learning", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 20, size: [3, 5], timesAWeek: [4, 5, 5], years: [0, 3], weight: 14,
    targets: ["Say the sounds for ai, ee, igh and oa", "Blend words with four sounds", "Read the 20 words on the blue card"],
    notes: ["Secure with ai and ee, igh needs another go.", "Blended clap and frog without help.", "Read 8 of 10 words from the card.", "Loved the sound hunt."],
  },
  {
    key: "precision", name: "Precision teaching: reading words", area: "cognition-and-learning", tier: "targeted-plus", funding: "ehc-top-up",
    type: "intervention", minutes: 10, size: [1, 1], timesAWeek: [3, 4, 5], years: [1, 6], weight: 12,
    targets: ["Read 30 words in a minute with at most 2 mistakes", "Read the 5 new words on sight"],
    notes: ["27 words in a minute, best so far.", "Mixed up was and saw, then put it right.", "24 words, a little tired today.", "Ready for the next five words."],
  },
  {
    key: "fluency", name: "Reading fluency", area: "cognition-and-learning", tier: "targeted", funding: "pupil-premium",
    type: "intervention", minutes: 20, size: [3, 6], timesAWeek: [2, 3, 3], years: [2, 6], weight: 12,
    targets: ["Read a page aloud with expression", "Pause at full stops and commas", "Tell the story again in three sentences"],
    notes: ["Lovely expression in the dragon's part.", "Noticed every full stop today.", "Told the chapter back clearly.", "Chose to read a second page."],
  },
  {
    key: "maths", name: "Maths pre-teaching", area: "cognition-and-learning", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 30, size: [4, 6], timesAWeek: [1, 2, 2], years: [2, 6], weight: 9,
    targets: ["Find one more and ten more to 100", "Explain a method to a partner", "Use the words numerator and denominator"],
    notes: ["Explained the bar model to a partner.", "Used counters, then managed without.", "Quick with ten more, less sure with ten less.", "Came up with a good question."],
  },
  {
    key: "number", name: "Number facts club", area: "cognition-and-learning", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 15, size: [3, 6], timesAWeek: [2, 3, 4], years: [1, 5], weight: 8,
    targets: ["Know number pairs that make 10", "Recall the 3 and 4 times tables", "Double numbers to 20"],
    notes: ["All pairs to 10 in under a minute.", "3 times table nearly there.", "Enjoyed the dominoes game.", "Doubles to 12 are secure."],
  },
  {
    key: "handwriting", name: "Fine motor and handwriting", area: "sensory-and-physical", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 20, size: [3, 5], timesAWeek: [2, 3, 4], years: [0, 4], weight: 8,
    targets: ["Hold the pencil with three fingers", "Form a, c, d, g and o correctly", "Cut along a curved line"],
    notes: ["Good grip for the whole page.", "Threaded ten beads without help.", "Letters sit on the line.", "Chose the green scissors and cut a neat curve."],
  },
  {
    key: "speech", name: "Speech sounds", area: "communication-and-interaction", tier: "specialist", funding: "ehc-top-up",
    type: "intervention", minutes: 20, size: [1, 2], timesAWeek: [1, 2, 3], years: [0, 4], weight: 8,
    targets: ["Say k at the start of words", "Hear the difference between s and sh", "Use f in short phrases"],
    notes: ["k clear in 7 of 10 words.", "Heard s and sh every time.", "Sheet from the therapist started.", "Proud of saying fish and fox."],
  },
  {
    key: "language", name: "Language group", area: "communication-and-interaction", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 25, size: [3, 5], timesAWeek: [2, 3], years: [0, 3], weight: 8,
    targets: ["Follow an instruction with two parts", "Use a full sentence to answer", "Use the words before and after"],
    notes: ["Followed two-part instructions four times.", "Answered in full sentences.", "Listened well to the others.", "Used before without being asked."],
  },
  {
    key: "lego", name: "Lego-based therapy", area: "communication-and-interaction", tier: "targeted-plus", funding: "hnbf",
    type: "intervention", minutes: 30, size: [3, 3], timesAWeek: [1, 2], years: [2, 6], weight: 6,
    targets: ["Ask for a piece by colour and size", "Swap jobs when the timer rings", "Say well done to the builder"],
    notes: ["Was the engineer and gave clear instructions.", "Swapped jobs without a fuss.", "Helped find the missing piece.", "Finished the boat together."],
  },
  {
    key: "social", name: "Social skills group", area: "social-emotional-and-mental-health", tier: "targeted", funding: "pupil-premium",
    type: "intervention", minutes: 30, size: [4, 6], timesAWeek: [1, 1, 2], years: [1, 6], weight: 7,
    targets: ["Take turns in a game", "Join a game by asking", "Say one kind thing to a partner"],
    notes: ["Waited for each turn.", "Asked to join and was welcomed.", "Gave a kind compliment.", "Laughed a lot in the guessing game."],
  },
  {
    key: "elsa", name: "ELSA: emotional literacy", area: "social-emotional-and-mental-health", tier: "targeted-plus", funding: "pupil-premium",
    type: "intervention", minutes: 40, size: [1, 1], timesAWeek: [1], years: [1, 6], weight: 6,
    targets: ["Name how I feel and what helps", "Use the calm plan once a day", "Ask for a break with the card"],
    notes: ["Chose three words for today.", "Made a calm box and used it.", "Enjoyed drawing and talking.", "Practised slow breathing together."],
  },
  {
    key: "lunch", name: "Friendship club", area: "social-emotional-and-mental-health", tier: "targeted", funding: "pupil-premium",
    type: "intervention", minutes: 25, size: [4, 6], timesAWeek: [1, 2], years: [2, 6], weight: 4,
    targets: ["Listen until a friend has finished", "Find a way that works for both"],
    notes: ["Shared the dice and kept the score.", "Found a way that suited both.", "Invited somebody new to play.", "Calm and cheerful throughout."],
  },
  {
    key: "circuit", name: "Sensory circuit", area: "sensory-and-physical", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 15, size: [4, 6], timesAWeek: [5], years: [0, 6], weight: 4,
    targets: ["Do the three stations in order", "Settle within two minutes of coming in"],
    notes: ["All three stations, ready to learn.", "Preferred the wobble board today.", "Settled straight away afterwards.", "Counted the jumps aloud."],
  },
  {
    key: "gym", name: "Movement programme", area: "sensory-and-physical", tier: "targeted-plus", funding: "ehc-top-up",
    type: "intervention", minutes: 20, size: [1, 3], timesAWeek: [2, 3], years: [0, 6], weight: 4,
    targets: ["Balance on each foot for five seconds", "Catch a ball from two metres"],
    notes: ["Balanced for six seconds.", "Caught 5 of 8.", "Tried the new exercise from the physiotherapist.", "Good stamina today."],
  },
  {
    key: "writing", name: "Sentence builders", area: "cognition-and-learning", tier: "targeted", funding: "notional-sen",
    type: "intervention", minutes: 25, size: [3, 6], timesAWeek: [2, 3], years: [1, 5], weight: 8,
    targets: ["Say the sentence before writing it", "Use and, but and because", "Check for capitals and full stops"],
    notes: ["Wrote three sentences with because.", "Checked capitals without a reminder.", "Said it first, then wrote it.", "Found a stronger word for went."],
  },
  {
    key: "care", name: "Personal care", area: "sensory-and-physical", tier: "specialist", funding: "ehc-top-up",
    type: "personal-care", minutes: 20, size: [1, 1], timesAWeek: [5], years: [0, 6], weight: 0,
    targets: ["Do the next step of the routine alone"],
    notes: ["Followed the picture steps.", "Managed the sleeves alone."],
  },
];
