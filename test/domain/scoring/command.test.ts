import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { FIRST_EDITION, SECOND_EDITION, smallDocument } from "./editions.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-score-"))
let files = 0

function file(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.txt`)
  writeFileSync(path, content)
  return path
}

function score(...args: string[]) {
  const done = spawnSync(process.execPath, ["scripts/score.ts", ...args], { encoding: "utf8" })
  return { out: done.stdout, err: done.stderr, status: done.status }
}

const HEADER = "estate,quarter,key,value\n"
const small = file(
  JSON.stringify(
    smallDocument(
      {},
      {
        vetoes: [
          { code: "V", level: "estate" },
          { code: "C", level: "cycle" },
        ],
        gates: [{ code: "G" }],
        bonuses: [{ code: "B", max: 2 }],
        bonus_cap: 2,
        bands: [{ code: "clean", at_least: 0, requires: ["no_veto"] }],
        effective_from: "2023Q2",
      },
    ),
  ),
)
const scored = (rows: string, ...more: string[]) =>
  score("--edition", small, "--values", file(HEADER + rows), ...more)

test("prints the golden vector as the files say", () => {
  const args = ["--edition", FIRST_EDITION, "--values", "test/golden/vector-1079.csv"]
  const golden = (name: string) => readFileSync(`test/golden/vector-1079-${name}.csv`, "utf8")
  expect(score(...args)).toEqual({ out: golden("expected"), err: "", status: 0 })
  expect(score(...args, "--detail")).toEqual({ out: golden("detail"), err: "", status: 0 })
})

test("prints the second edition's vector, its checks, and the same for what may be published of it", () => {
  const golden = (name: string) => readFileSync(`test/golden/vector-1.1-${name}.csv`, "utf8")
  for (const values of ["vector-1.1", "vector-1.1-public"]) {
    const args = ["--edition", SECOND_EDITION, "--values", `test/golden/${values}.csv`]
    expect(score(...args)).toEqual({ out: golden("expected"), err: "", status: 0 })
    expect(score(...args, "--check")).toEqual({ out: golden("check"), err: "", status: 0 })
  }
})

test("checks are printed in their order with both sides, or the header alone", () => {
  const inputs = ["a", "b"].map((key) => ({ key, type: "number", min: 0, max: 100, at_most: "x" }))
  const checks = [
    {
      id: "z",
      severity: "soft",
      left: { product: ["a", 0.1] },
      relation: "equals",
      right: { previous: "a" },
    },
    { id: "a", severity: "hard", left: "a", relation: "at_most", right: "b" },
  ]
  const edition = file(JSON.stringify(smallDocument({ inputs }, { checks })))
  const check = (rows: string, ...more: string[]) =>
    score("--edition", edition, "--values", file(HEADER + rows), "--check", ...more)
  const header = "estate,quarter,check,severity,left,right\n"
  expect(check("e,2023Q1,a,1\n")).toEqual({ out: header, err: "", status: 0 })
  expect(check("e,2023Q1,a,1\n", "--format", "json", "--ranges").out).toBe("[]\n")
  const rows = "f,2024Q1,a,3\nf,2024Q1,b,2\nf,2024Q1,x,1\nf,2023Q4,a,7.5\ne,2023Q1,a,4\ne,2023Q1,b,1\n"
  expect(check(rows).out).toBe(
    `${header}e,2023Q1,a,hard,4,1\nf,2024Q1,a.at_most,hard,3,1\nf,2024Q1,b.at_most,hard,2,1\nf,2024Q1,z,soft,0.3,7.5\nf,2024Q1,a,hard,3,2\n`,
  )
  expect(JSON.parse(check(rows, "--format=json").out)[3]).toEqual({
    estate: "f",
    quarter: "2024Q1",
    check: "z",
    severity: "soft",
    left: 0.3,
    right: 7.5,
  })
  expect(check("e,2023Q1,a,1e3\n")).toMatchObject({ out: "", status: 1 })
})

test("rows are sorted by code points, a year after its quarters, with cycle vetoes for all", () => {
  const rows = [
    "\u{1F600},2024Q1,a,1",
    "\uFFFD,2023Q2,a,2",
    "b,2023Q3,G,yes",
    "b,2023Q4,a,5",
    "b,2023Q2,a,",
    "*,2023Q4,C,yes",
    '"c,d",2023Q2,V,yes',
  ]
  const { out, err, status } = scored(`${rows.join("\r\n")}\r\n`)
  expect({ err, status }).toEqual({ err: "", status: 0 })
  expect(out.split("\n")).toEqual([
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
})

test("ranges are appended, and json holds the same rows", () => {
  const rows = "p,2023Q2,a,2\nq,2023Q2,a,1\n"
  expect(scored(rows, "--ranges").out.split("\n").slice(0, 3)).toEqual([
    "estate,quarter,base,bonus,deductions,final,ranking,rank,band,gates_failed,vetoes,rank_p5,rank_p50,rank_p95",
    "p,2023Q2,2,0,0,2,2,1,clean,G,,1,1,1",
    "p,2023,,,,,,,,G,,,,",
  ])
  const json: unknown = JSON.parse(scored(rows, "--ranges", "--format", "json").out)
  expect(json).toHaveLength(4)
  expect(json).toMatchObject([
    { estate: "p", quarter: "2023Q2", base: 2, rank: 1, gates_failed: "G", vetoes: null, rank_p95: 1 },
    { estate: "p", quarter: "2023", base: null, rank: null, band: null, rank_p5: null },
    {},
    {},
  ])
  expect(JSON.parse(scored(rows, "--detail", "--format=json").out)).toMatchObject([
    { estate: "p", quarter: "2023Q2", code: "I", state: "reported", measure: 2, ratio: 0.2, points: 2 },
    { estate: "p", quarter: "2023Q2", code: "D", state: null, measure: null, ratio: 0.2, points: 2 },
    { estate: "q" },
    { estate: "q" },
  ])
})

test("a header alone, and vetoes of the cycle alone, give no rows", () => {
  expect(scored("*,2023Q2,C,yes\n").out.trim().split("\n")).toHaveLength(1)
  expect(scored("", "--format", "json").out).toBe("[]\n")
})

test("every fault is named by its line, nothing is printed, status 1", () => {
  const rows = [
    ",2023Q2,a,1",
    "e,2023Q5,a,1",
    "e,2023Q1,a,1",
    '"e\nf",2023Q2,nokey,1',
    "e,2023Q2,a,1e2",
    "e,2023Q2,b,5000",
    "e,2023Q2,B,2.1",
    "e,2023Q2,G,Yes",
    "*,2023Q2,V,yes",
    "e,2023Q2,C,yes",
    "",
    "e,2023Q2,x",
    "f,2023Q2,a,",
    "f,2023Q2,a,1",
    "*,2023Q2,C,",
    "*,2023Q2,C,no",
    'e"x,2023Q2,a,1',
  ]
  const { out, err, status } = scored(rows.join("\n"))
  expect({ out, status }).toEqual({ out: "", status: 1 })
  const lines = err.trim().split("\n")
  expect(lines.map((line) => Number(/^line (\d+): ./.exec(line)?.[1]))).toEqual([
    2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 16, 18, 19,
  ])
})

test("a wrong header, an empty file, a BOM, bytes that are not UTF-8", () => {
  const run = (content: string | Uint8Array) => score("--edition", small, "--values", file(content))
  expect(run("estate,quarter,key,values\n")).toMatchObject({
    out: "",
    status: 1,
    err: expect.stringMatching(/^line 1: /),
  })
  expect(run("")).toMatchObject({ out: "", status: 1, err: expect.stringMatching(/^line 1: /) })
  expect(run('"est"ate,quarter,key,value\ne,2023Q2,a,1\n').err).toMatch(/^line 1: .*\n$/)
  expect(run(`\uFEFF${HEADER}e,2023Q2,a,1\n`).status).toBe(0)
  const bytes = new TextEncoder().encode(`${HEADER}e,2023Q2,a,1\nf`)
  bytes[bytes.length - 1] = 0xff
  expect(run(bytes)).toMatchObject({ out: "", status: 1, err: "line 3: the line is not UTF-8\n" })
})

test("a refused edition ends with every fault and its path", () => {
  const deep = `${'{"previous":'.repeat(10_000)}"a"${"}".repeat(10_000)}`
  const nested = file(JSON.stringify(smallDocument({}, { checks: ["here"] })).replace('"here"', deep))
  expect(score("--edition", nested, "--values", file(HEADER))).toEqual({
    out: "",
    status: 1,
    err: expect.stringMatching(/^edition checks\[0\]\.previous.*: nested deeper than 100\n$/),
  })
  const bad = file(JSON.stringify(smallDocument({ points: 3, dimension: "E" })))
  const { out, err, status } = score("--edition", bad, "--values", file(HEADER))
  expect({ out, status }).toEqual({ out: "", status: 1 })
  expect(err).toContain("edition indicators[0].dimension: ")
  expect(err).toContain("edition dimensions[0].points: ")
  expect(score("--edition", file("{"), "--values", file(HEADER))).toMatchObject({ out: "", status: 1 })
})

test("a wrong call ends with a sentence and status 2", () => {
  const values = file(HEADER)
  const calls = [
    [],
    ["--edition", small],
    ["--edition", small, "--values"],
    ["--edition", small, "--values", values, "--format", "xml"],
    ["--edition", small, "--values", values, "--details"],
    ["--edition", small, "--values", values, "--detail", "--detail"],
    ["--edition", small, "--values", values, "--ranges=1"],
    ["--edition", small, "--values", values, "--detail", "--check"],
    ["--edition", small, "--values", join(folder, "absent.csv")],
  ]
  for (const call of calls) {
    const { out, err, status } = score(...call)
    expect({ out, status }).toEqual({ out: "", status: 2 })
    expect(err.split("\n")[0]).toMatch(/\.$/)
  }
})
