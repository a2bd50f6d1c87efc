import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { demonstration } from "../../../schema/seed/demonstration/demonstration.ts"
import { seedEdition, seedPlaces } from "../../../scripts/seeding/base.ts"
import type { EstateInput } from "../../../worker/domain/release/inputs.ts"
import { prepareScoring, scoreChunk } from "../../../worker/domain/release/score-estate.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { randomNumbers, typedValues } from "../../support/fixture-values.ts"
import { reader } from "../../support/reader-attack.ts"

const { edition } = seedEdition("demonstration")
const compiled = compileEdition(edition)
const scoring = prepareScoring(compiled)
const attack = reader(compiled)
const quarter = "2026Q2"
const digest = (text: string) => createHash("sha256").update(text).digest("hex")
type Texts = Record<string, string>

function estateOf(texts: Texts, adjusted: Texts = {}): EstateInput {
  const typed = Object.entries({ ...texts, ...adjusted })
  return {
    position: 0,
    slug: "alder",
    name: "小区",
    place: "510104035018",
    placeNames: ["锦江区"],
    district: "510104",
    demonstration: true,
    builtYear: null,
    outcome: "scored",
    tenures: [{ organisationId: "c", company: "物业", fromDate: "2020-01-01", toDate: null }],
    submission: {
      sentAt: "2026-07-05T00:00:00.000Z",
      sentDueDay: "2026-07-20",
      values: typed.map(([key, value]) => ({ key, provider: "company", value })),
      findings: Object.keys(adjusted).map((key) => ({
        key,
        level: "district",
        decision: "adjusted",
        checkedValue: texts[key] ?? "",
      })),
      verifiedQuarters: [quarter],
    },
  }
}

/** Everything that a release of one estate is made from: pages, files, ranks, medians and hashes follow from it. */
function published(estate: EstateInput, earlier: readonly Scorecard[] = []) {
  const input = { quarter, deadlineDay: "2026-07-20", window: [quarter], estates: [estate] }
  const { figures, cards } = scoreChunk(scoring, input, new Map([[estate.slug, earlier]]))
  const [one] = figures.estates
  return {
    all: digest(JSON.stringify([figures, cards])),
    card: { ...one!.row, ...cards.cards[0]! } as Scorecard,
  }
}

/** Counts of persons that break no hard check, most of them small; now and then nothing, or 不适用. */
function randomCounts(random: () => number): Texts {
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const [taken, registered] = [upTo(7), upTo(7)]
  const counts: Texts = {
    disputes_taken: String(taken),
    disputes_settled: String(upTo(taken)),
    care_registered: String(registered),
  }
  for (const month of [1, 2, 3])
    counts[`care_visited_month${month}`] = String(Math.min(upTo(9), 2 * registered))
  if (random() < 0.1) counts[Object.keys(counts)[upTo(5)]!] = random() < 0.5 ? "" : "NA"
  return counts
}

function randomEstate(seed: number): { texts: Texts; random: () => number } {
  const random = randomNumbers(seed)
  const values = typedValues(edition, random(), 200 + Math.floor(random() * 1500), seed)
  const plain = [...values].map(([key, value]) => [key, String(value)])
  return { texts: { ...Object.fromEntries(plain), ...randomCounts(random) }, random }
}

/** Two other combinations that fit, for each withheld indicator of a card, as texts. */
function otherTexts(card: Scorecard, seed: number): Texts[] {
  const random = randomNumbers(seed)
  return [1, 2].map(() =>
    Object.fromEntries(
      attack.guarded
        .filter((one) => attack.hidden(card, one).length > 0)
        .flatMap((one) => {
          const fit = attack.fitting(card, one)
          const counts = fit[Math.floor(random() * fit.length)]!
          return one.keys.map((key, n) => [key, counts[n] === null ? "" : String(counts[n])])
        }),
    ),
  )
}

const seeds = Array.from({ length: 1000 }, (_, n) => n + 1)

test("1,000 random estates: at least three counts fit every withheld value, and the whole release with each", () => {
  let withheld = 0
  for (const seed of seeds) {
    const { texts } = randomEstate(seed)
    const { card, all } = published(estateOf(texts))
    for (const one of attack.guarded) {
      withheld += attack.hidden(card, one).length
      expect(attack.fewest([card], one), `${seed} ${one.code}`).toBeGreaterThanOrEqual(3)
    }
    // Typed right or adjusted by the district, by whomever: nothing public is another digit.
    const [plain = {}, adjusted = {}] = otherTexts(card, seed)
    expect(published(estateOf({ ...texts, ...plain })).all, String(seed)).toBe(all)
    const typedWrong = Object.fromEntries(Object.keys(adjusted).map((key) => [key, "4"]))
    expect(published(estateOf({ ...texts, ...adjusted }, typedWrong)).all, String(seed)).toBe(all)
  }
  expect(withheld).toBeGreaterThan(1500)
})

test("1,000 estates corrected once and twice: three counts fit whatever the reader guesses to have stayed", () => {
  let [unsafe, kept, told] = [0, 0, 0]
  for (const seed of seeds) {
    const { texts, random } = randomEstate(seed)
    const cards = [published(estateOf(texts)).card]
    let now = texts
    for (const _ of [1, 2]) {
      const anew = randomCounts(random)
      const changed = Object.fromEntries(Object.entries(anew).filter(() => random() < 0.4))
      const next = { ...now, ...changed }
      const [taken, settled] = [Number(next["disputes_taken"]), Number(next["disputes_settled"])]
      if (settled > taken) next["disputes_settled"] = String(taken)
      for (const month of [1, 2, 3]) {
        const key = `care_visited_month${month}`
        if (Number(next[key]) > 2 * Number(next["care_registered"]))
          next[key] = String(2 * Number(next["care_registered"]))
      }
      now = next
      const naive = published(estateOf(now)).card
      const safe = published(estateOf(now), cards.toReversed()).card
      for (const one of attack.guarded) {
        const falls = attack.fewest([...cards, naive], one) < 3
        if (falls) unsafe++
        const same = (a: Scorecard, b: Scorecard) =>
          JSON.stringify(attack.fitting(a, one)) === JSON.stringify(attack.fitting(b, one))
        if (same(safe, naive)) told++
        else {
          kept++
          expect(falls, `${seed} ${one.code} was held back without need`).toBe(true)
          expect(same(safe, cards.at(-1)!)).toBe(true)
        }
        expect(attack.fewest([...cards, safe], one), `${seed} ${one.code}`).toBeGreaterThanOrEqual(3)
      }
      cards.push(safe)
    }
  }
  expect(unsafe).toBeGreaterThan(50)
  expect(kept).toBeGreaterThan(50)
  expect(told).toBeGreaterThan(1000)
})

test("the demonstration: at least three counts fit every withheld value", () => {
  const made = demonstration({
    places: seedPlaces(),
    edition,
    now: Date.parse("2026-11-23T02:00:00Z"),
    estates: 60,
  })
  const texts = new Map<string, Texts>()
  for (const { submissionId, values } of made.estateRows(0, 60).values)
    texts.set(submissionId, { ...texts.get(submissionId), ...values })
  let withheld = 0
  for (const [submission, typed] of texts) {
    const { card } = published(estateOf(typed))
    for (const one of attack.guarded) {
      withheld += attack.hidden(card, one).length
      expect(attack.fewest([card], one), `${submission} ${one.code}`).toBeGreaterThanOrEqual(3)
    }
  }
  expect(withheld).toBeGreaterThan(100)
})
