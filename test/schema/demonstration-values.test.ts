import { expect, test } from "vitest"
import { demonstration } from "../../schema/seed/demonstration/demonstration.ts"
import { seedEdition, seedPlaces } from "../../scripts/seeding/base.ts"
import { shiftQuarter } from "../../worker/domain/quarter.ts"
import { checkValues, compileChecks } from "../../worker/domain/scoring/checks.ts"
import { checkedValues } from "../../worker/domain/scoring/disclosure.ts"
import { editionKeys, type KeyValue, parseKeyValue } from "../../worker/domain/scoring/keys.ts"
import { compileEdition, type EstateScore, scoreEstate } from "../../worker/domain/scoring/score.ts"
import { checkFiling, unexplained } from "../../worker/domain/submission/faults.ts"

const { edition } = seedEdition("demonstration")
const now = Date.parse("2026-11-23T02:00:00Z")
const made = demonstration({ places: seedPlaces(), edition, now, estates: 300 })
const specs = editionKeys(edition)
const compiled = compileEdition(edition)

/** All values of each submission as they count: the last filing, with what other providers typed. */
function typedBySubmission(to: number): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>()
  const packs = made.estateRows(0, to).values
  for (const { submissionId, filing, values } of packs) {
    const later = packs.some((one) => one.submissionId === submissionId && filing > 0 && one.filing > filing)
    if (later) continue
    const typed = all.get(submissionId) ?? new Map<string, string>()
    all.set(submissionId, typed)
    for (const [key, text] of Object.entries(values)) typed.set(key, text)
  }
  return all
}

function read(typed: ReadonlyMap<string, string>): Map<string, KeyValue> {
  const values = new Map<string, KeyValue>()
  for (const [key, text] of typed) {
    const spec = specs.get(key)
    if (spec === undefined) throw new Error(`unknown key ${key}`)
    const reading = parseKeyValue(spec, text)
    if ("fault" in reading) throw new Error(`${key} = ${text}: ${reading.fault}`)
    if (reading.value !== null) values.set(key, reading.value)
  }
  return values
}

/** Scores of the quarter released last, as if the platform found every submission complete. */
const scores: EstateScore[] = []
const sixty = typedBySubmission(60)
for (const [submissionId, typed] of typedBySubmission(300))
  if (submissionId.endsWith("2026Q2"))
    scores.push(
      scoreEstate(compiled, new Map([...read(typed), ["REQ-10", 1] as const, ["REQ-11", 1] as const])),
    )

test("every value keeps the edition's types and limits, and what moved much says why", () => {
  const reasons = new Map(
    made
      .estateRows(0, 60)
      .values.map((pack) => [`${pack.submissionId}/${pack.provider}/${pack.filing}`, pack.reasons]),
  )
  for (const [submissionId, texts] of sixty) {
    const given = new Map<string, string>()
    for (const [name, some] of reasons)
      if (name.startsWith(`${submissionId}/`))
        for (const [key, reason] of Object.entries(some)) given.set(key, reason)
    const before = [1, 2, 3, 4].map((n) => {
      const quarter = shiftQuarter(submissionId.slice(-6), -n)
      return read(sixty.get(submissionId.slice(0, -6) + quarter) ?? new Map())
    })
    const around = { others: new Map(), before, registry: new Map(), whole: true }
    const filing = { edition, mine: new Set(specs.keys()), ...around }
    const { hard, soft } = checkFiling(filing, { texts, reasons: given })
    expect(hard, submissionId).toEqual([])
    expect(unexplained(soft), submissionId).toEqual([])
    expect(texts.size).toBeGreaterThan(20)
    for (const key of texts.keys()) expect(specs.get(key)?.provider).not.toBe("platform")
  }
  expect([...reasons.values()].filter((some) => Object.keys(some).length > 0).length).toBeGreaterThan(50)
})

test("no value breaks a hard check, and few a soft one", () => {
  const checks = compileChecks(compiled)
  const known = new Map([...sixty].map(([id, typed]) => [id, checkedValues(compiled, read(typed))]))
  const broken = [...known].flatMap(([id, values]) => {
    const before = [1, 2, 3, 4].map(
      (n) => known.get(id.slice(0, -6) + shiftQuarter(id.slice(-6), -n)) ?? null,
    )
    return checkValues(checks, values, before).broken.map(({ check }) => [check.severity, check.id, id])
  })
  expect(broken.filter(([severity]) => severity === "hard")).toEqual([])
  expect(broken.length).toBeLessThan(known.size / 50)
})

test("every key that somebody provides is typed somewhere", () => {
  const typed = new Set([...sixty.values()].flatMap((texts) => [...texts.keys()]))
  const provided = [...specs.values()].filter(({ provider }) => provider !== "platform").map(({ key }) => key)
  expect(provided.filter((key) => !typed.has(key))).toEqual([])
})

test("final scores spread as in the priors: about 10 % from 90, 35 % from 80, 45 % from 60, 10 % below", () => {
  const share = (from: number, to: number) =>
    scores.filter(({ final }) => final >= from && final < to).length / scores.length
  expect(scores.length).toBeGreaterThan(280)
  expect(Math.abs(share(90, 200) - 0.1)).toBeLessThan(0.07)
  expect(Math.abs(share(80, 90) - 0.35)).toBeLessThan(0.1)
  expect(Math.abs(share(60, 80) - 0.45)).toBeLessThan(0.1)
  expect(Math.abs(share(0, 60) - 0.1)).toBeLessThan(0.06)
  expect(new Set(scores.map(({ band }) => band)).size).toBe(4)
})

test("households lie between 300 and 3,000 with a median near 1,000", () => {
  const households = Array.from({ length: 300 }, (_, index) => made.plan(index).households).sort(
    (a, b) => a - b,
  )
  expect(households[0]).toBeGreaterThanOrEqual(300)
  expect(households.at(-1)).toBeLessThanOrEqual(3000)
  expect(households[150]).toBeGreaterThan(800)
  expect(households[150]).toBeLessThan(1150)
})

test("seasons show: summer floods, winter volunteers less, early summer gathers more", () => {
  const all = typedBySubmission(300)
  const mean = (key: string, season: string) => {
    const found = [...all].filter(([id]) => id.endsWith(`Q${season}`)).map(([, typed]) => typed)
    const shares = found.map((typed) => Number(typed.get(key) ?? 0) / Number(typed.get("households") ?? 1))
    return shares.reduce((sum, one) => sum + one, 0) / shares.length
  }
  expect(mean("ponding_events", "3")).toBeGreaterThan(2 * mean("ponding_events", "1"))
  expect(mean("volunteer_hours", "1")).toBeLessThan(0.8 * mean("volunteer_hours", "2"))
  expect(mean("event_turnout", "2")).toBeGreaterThan(1.1 * mean("event_turnout", "1"))
})

test("a repaired leak counts for at most four quarters", () => {
  const savings = new Map<string, number>()
  for (const [id, typed] of sixty)
    if (Number(typed.get("water_saved_m3")) > 0)
      savings.set(id.slice(0, 11), (savings.get(id.slice(0, 11)) ?? 0) + 1)
  expect(savings.size).toBeGreaterThan(5)
  expect(Math.max(...savings.values())).toBe(4)
})

test("estates tell apart: not applicable, too few, missing, withheld, better and worse over time", () => {
  const states = new Set(scores.flatMap(({ indicators }) => indicators.map(({ state }) => state)))
  expect([...states].sort()).toEqual(["missing", "not_applicable", "reported"])
  const texts = [...sixty.values()]
  const small = texts.filter((typed) => ["1", "2", "3", "4"].includes(typed.get("care_registered") ?? ""))
  expect(small.length).toBeGreaterThan(8)
  expect(texts.some((typed) => Number(typed.get("appeals_rated")) < 5)).toBe(true)
  expect(texts.some((typed) => typed.get("registered_cars") === "NA")).toBe(true)
  expect(texts.some((typed) => typed.get("green_land_m2") === "0")).toBe(true)
  const change = (index: number) => {
    const { aims } = made.plan(index)
    return (aims[6] ?? 0) - (aims[0] ?? 0)
  }
  expect(change(9)).toBeGreaterThan(20)
  expect(change(21)).toBeGreaterThan(15)
  expect(change(33)).toBeLessThan(-15)
})

test("gates fail now and then, vetoes are rare", () => {
  const answers = [...sixty.values()].flatMap((typed) => [...typed])
  const share = (prefix: string, value: string) => {
    const some = answers.filter(([key]) => key.startsWith(prefix))
    return some.filter(([, text]) => text === value).length / some.length
  }
  expect(share("REQ-", "no")).toBeGreaterThan(0.005)
  expect(share("REQ-", "no")).toBeLessThan(0.08)
  expect(share("VET-", "yes")).toBeLessThan(0.005)
})
