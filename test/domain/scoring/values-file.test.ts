import { expect, test } from "vitest"
import { scorePeriods } from "../../../worker/domain/scoring/periods.ts"
import { readEdition } from "../../../worker/domain/scoring/read-edition.ts"
import { detailReport, reportCsv, reportJson, totalsReport } from "../../../worker/domain/scoring/report.ts"
import { compileEdition } from "../../../worker/domain/scoring/score.ts"
import { readValues } from "../../../worker/domain/scoring/values-file.ts"
import { smallDocument } from "./editions.ts"

// The command itself is run as a process by command.test.ts; here is what stands behind it.
const read = readEdition(
  smallDocument(
    {},
    {
      vetoes: [
        { code: "V", level: "estate" },
        { code: "C", level: "cycle" },
        { code: "K", level: "cycle" },
      ],
      gates: [{ code: "G" }],
      bonuses: [{ code: "B", max: 2 }],
      bonus_cap: 2,
      bands: [{ code: "clean", at_least: 0, requires: ["no_veto"] }],
      effective_from: "2023Q2",
    },
  ),
  "optional",
)
if (!read.edition) throw new Error(JSON.stringify(read.faults))
const compiled = compileEdition(read.edition)
const header = "estate,quarter,key,value\n"

function faultsOf(text: string): string[] {
  const found = readValues(compiled, text)
  return "faults" in found ? found.faults.map(({ line, message }) => `${line}: ${message}`) : []
}

function quartersOf(rows: readonly string[]) {
  const found = readValues(compiled, `${header}${rows.join("\n")}`)
  if ("faults" in found) throw new Error(JSON.stringify(found.faults))
  return found.quarters
}

test("every fault is told by its line, in the order of the lines", () => {
  const long = "x".repeat(41)
  const rows = [
    ",2023Q2,a,1",
    "e,2023Q5,a,1",
    "e,2023Q1,a,1",
    '"e\nf",2023Q2,nokey,1',
    `,2023Q2,${long},1`,
    `e,2023Q2,${long.slice(1)},1`,
    "e,2023Q2,a,1e2",
    "*,2023Q2,V,yes",
    "e,2023Q2,C,yes",
    ",2023Q2,C,yes",
    "e,2023Q2,x",
    "f,2023Q2,a,",
    "f,2023Q2,a,1",
    "f,2023Q2,b,1",
    "g,2023Q2,a,1",
    "*,2023Q2,C,",
    "*,2023Q2,C,no",
    'e"x,2023Q2,a,1',
    "f,2023Q2,a,x",
  ]
  expect(faultsOf(header + rows.join("\n"))).toEqual([
    "2: the estate is empty",
    "3: “2023Q5” is not a quarter such as 2023Q1",
    "4: 2023Q1 is before 2023Q2, the first quarter of the edition",
    "5: the edition has no key “nokey”",
    "7: the estate is empty",
    `7: the edition has no key “${"x".repeat(40)}…”`,
    `8: the edition has no key “${"x".repeat(40)}”`,
    expect.stringMatching(/^9: a: .+, not “1e2”$/),
    "10: * stands for the vetoes of the cycle only, not for V",
    "11: C is told for the cycle: its estate is *",
    "12: the estate is empty",
    "13: 4 fields are expected, not 3",
    "15: “f” has a twice in 2023Q2",
    "19: “*” has C twice in 2023Q2",
    expect.stringMatching(/^20: /),
    expect.stringMatching(/^21: a: .+, not “x”$/),
    "21: “f” has a twice in 2023Q2",
  ])
})

test("a header that is none is told once, where it stands", () => {
  const expected = "the header estate,quarter,key,value is expected"
  expect(faultsOf("")).toEqual([`1: ${expected}`])
  expect(faultsOf("estate,quarter,key,values\ne,2023Q2,a,1")).toEqual([`1: ${expected}`])
  expect(faultsOf("estate,quarter,key,value,more\ne,2023Q2,a,1")).toEqual([`1: ${expected}`])
  expect(faultsOf(`\n\n${header}e,2023Q2,a,1`)).toEqual([])
  // The first line has a fault of its own: what follows it is no header.
  expect(faultsOf('"est"ate,quarter,key,value\ne,2023Q2,a,1')).toEqual([expect.stringMatching(/^1: /)])
  expect(faultsOf(header)).toEqual([])
})

test("estates stand by code points, quarters by their order, and what holds for the cycle apart", () => {
  const quarters = quartersOf(["\u{1F600},2023Q3,a,1", "b,2023Q2,a,2", "\uFFFD,2023Q3,a,3", "*,2023Q3,K,yes"])
  expect(quarters.map(({ quarter, estates, cycleVetoes }) => [quarter, estates, cycleVetoes])).toEqual([
    ["2023Q2", ["b"], []],
    ["2023Q3", ["\uFFFD", "\u{1F600}"], ["K"]],
  ])
  // Told to be no, or nothing: it does not hold; and they stand as the edition has them, not as the file.
  const told = quartersOf(["*,2023Q2,K,yes", "*,2023Q2,C,yes", "*,2023Q3,C,no", "*,2023Q4,C,"])
  expect(told.map(({ cycleVetoes }) => cycleVetoes)).toEqual([["C", "K"], [], []])
})

const rows = [
  "\u{1F600},2024Q1,a,1",
  "\uFFFD,2023Q2,a,2",
  "b,2023Q3,G,yes",
  "b,2023Q4,a,5",
  "b,2023Q2,a,",
  "*,2023Q4,C,yes",
  '"c,d",2023Q2,V,yes',
]

test("totals, their ranges and details are tables as CSV and as JSON", () => {
  const results = scorePeriods(compiled, quartersOf(rows), { ranges: true, measures: true })
  expect(reportCsv(totalsReport(results, false)).split("\n")).toEqual([
    "estate,quarter,base,bonus,deductions,final,ranking,rank,band,gates_failed,vetoes",
    "b,2023Q2,0,0,0,0,0,2,clean,G,",
    "b,2023Q3,0,0,0,0,0,1,clean,,",
    "b,2023Q4,5,0,0,5,5,1,,G,C",
    "b,2023,1.67,0,0,1.67,1.67,1,,G,C",
    '"c,d",2023Q2,0,0,0,0,0,2,,G,V',
    '"c,d",2023,,,,,,,,G,V;C',
    "\uFFFD,2023Q2,2,0,0,2,2,1,clean,G,",
    "\uFFFD,2023,,,,,,,,G,C",
    "\u{1F600},2024Q1,1,0,0,1,1,1,clean,G,",
    "\u{1F600},2024,,,,,,,,G,",
    "",
  ])
  const ranges = reportCsv(totalsReport(results, true)).split("\n")
  expect(ranges.slice(0, 3)).toEqual([
    "estate,quarter,base,bonus,deductions,final,ranking,rank,band,gates_failed,vetoes,rank_p5,rank_p50,rank_p95",
    "b,2023Q2,0,0,0,0,0,2,clean,G,,2,2,2",
    "b,2023Q3,0,0,0,0,0,1,clean,,,1,1,1",
  ])
  expect(ranges[6]).toBe('"c,d",2023,,,,,,,,G,V;C,,,')
  expect(reportCsv(detailReport(compiled, results)).split("\n").slice(0, 4)).toEqual([
    "estate,quarter,code,state,measure,ratio,points",
    "b,2023Q2,I,missing,,,0",
    "b,2023Q2,D,,,0,0",
    "b,2023Q3,I,missing,,,0",
  ])
  const json = reportJson(totalsReport(results, false))
  expect(JSON.parse(json)[3]).toEqual({
    ...{ estate: "b", quarter: "2023", base: 1.67, bonus: 0, deductions: 0, final: 1.67, ranking: 1.67 },
    ...{ rank: 1, band: null, gates_failed: "G", vetoes: "C" },
  })
  expect(json.split("\n")[0]).toBe("[")
  expect(reportJson({ columns: ["estate"], rows: [] })).toBe("[]\n")
  // Digits as they stand everywhere else: no exponent, ten of them.
  expect(reportJson({ columns: ["a", "b"], rows: [[1e-7, "x"]] })).toBe('[\n{"a":0.0000001,"b":"x"}\n]\n')
})
